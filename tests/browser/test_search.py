"""The search as its reader meets it: by keys and fingers, on a server's bad days, by bad words."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from hosting import MOUNT, REPO, build_site, served

from dvk_plugin.search.bundle import BUILDING
from dvk_plugin.search.codes import packed_json
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.index import make_index
from dvk_plugin.search.segment import CARDS

sys.path.insert(0, str(REPO / "bench"))
from corpus import write_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser

TABLES = REPO / "tests" / "search"
QUERIES: list[dict[str, Any]] = json.loads((TABLES / "queries.json").read_text("utf-8"))
POSTS = 60
"""Made-up posts beside the demo's; bench/search.py asks the same of 5,000."""
BUDGET = 300_000
"""Bytes that a first query may transfer, whatever the host packs."""
PARAMETERS = {"kind": "loai", "school": "truong", "model": "mo-hinh", "year": "nam"}
KINDS = {"bai": "Bài", "anh": "Ảnh", "mo-hinh": "Mô hình", "so-lieu": "Số liệu", "don-vi": "Đơn vị"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with made-up posts, built with instant navigation."""
    folder = tmp_path_factory.mktemp("search")
    root = write_corpus(folder / "project", POSTS)
    return build_site(folder / "site", "navigation.instant", root=root)


@pytest.fixture(scope="module")
def url(archive: Path) -> Iterator[str]:
    with served(archive) as address:
        yield address


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page on a desk, with what went wrong in its scripts checked at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


def ask(page: Page, url: str, query: str, **filters: str) -> Locator:
    """The results on the search's page, once they are there."""
    parameters = {"q": query, **{PARAMETERS[name]: value for name, value in filters.items()}}
    page.goto(f"{url}tim-kiem/?{urlencode(parameters)}")
    page.wait_for_function("document.querySelector('.dvk-finder__status')?.textContent")
    return page.locator(".dvk-search-place .dvk-hit")


def status(page: Page) -> str:
    return page.locator(".dvk-finder__status").inner_text()


def choice(page: Page, label: str) -> Locator:
    """One of the boxes to choose from."""
    return page.locator(f".dvk-finder__more-filters label:has(span:text-is('{label}')) select")


def open_by_key(page: Page) -> Locator:
    page.keyboard.press("/")
    dialog = page.locator("dialog.dvk-finder[open]")
    dialog.wait_for()
    return dialog


# --- what is found


def test_words_read_in_the_browser_as_in_python(desk: Page, url: str) -> None:
    table = json.loads((TABLES / "words.json").read_text("utf-8"))
    desk.goto(url)
    read = """async ({ table, module }) => {
        const { readWords, tidy } = await import(module)
        return table.map(({ text }) => {
            const { words, values } = readWords(tidy(text))
            return {
                words: words.map(word => word.spell),
                folds: words.map(word => word.fold),
                values: values.map(({ number, start, end }) => [number, start, end]),
            }
        })
    }"""
    module = f"{url}assets/dvk/search/finder.js"
    found = desk.evaluate(read, {"table": table, "module": module})
    for case, mine in zip(table, found, strict=True):
        wanted = {key: case.get(key, []) for key in ("words", "folds", "values")}
        assert mine == wanted, case["text"]


@pytest.mark.parametrize("case", QUERIES, ids=[case["q"] for case in QUERIES])
def test_what_readers_type_brings_the_right_thing_first(
    case: dict[str, Any], desk: Page, url: str
) -> None:
    filters = {name: case[name] for name in PARAMETERS if name in case}
    hits = ask(desk, url, case["q"], **filters)
    first, wanted = hits.first, case["first"]
    link = first.locator("a").first
    text = first.inner_text()
    if "url" in wanted:
        assert link.evaluate("a => a.href") == url + wanted["url"]
    assert wanted.get("title", "") in link.inner_text()
    assert wanted.get("text", "").lower() in text.lower()
    if "kind" in wanted:
        assert KINDS[wanted["kind"]] in first.locator(".dvk-hit__meta").inner_text()
    suggestion = desk.locator(".dvk-finder__suggestion")
    assert suggestion.all_inner_texts() == ([case["suggest"]] if "suggest" in case else [])


def test_marks_stand_on_what_was_asked_for(desk: Page, url: str) -> None:
    hit = ask(desk, url, "trao hoc bong cho sinh vien", kind="anh").first
    assert hit.locator("mark").all_inner_texts() == ["Trao", "học", "bổng", "cho", "sinh", "viên"]
    hit = ask(desk, url, "37.900.000", kind="bai").first
    assert "37,9 triệu" in hit.inner_text() or "37.900.000" in hit.inner_text()


def test_a_photo_is_shown_and_leads_to_itself(desk: Page, url: str) -> None:
    hit = ask(desk, url, "giay khen", kind="anh").first
    picture = hit.locator("img")
    picture.scroll_into_view_if_needed()
    desk.wait_for_function("document.querySelector('.dvk-hit img').naturalWidth > 0")
    hit.locator("a").click()
    desk.wait_for_url("**/#anh-giay-khen")
    desk.wait_for_function("document.querySelector(':target')?.matches('figure')")


def test_filters_and_order_narrow_down_and_stay_in_the_address(desk: Page, url: str) -> None:
    ask(desk, url, "học bổng")
    desk.locator("[data-kind=bai]").click()
    desk.locator("[data-kind=bai][aria-pressed=true]").wait_for()
    desk.locator("summary", has_text="Lọc").click()
    choice(desk, "Sắp xếp").select_option("moi")
    desk.wait_for_url("**xep=moi**")
    days = [
        "".join(reversed(re.findall(r"\d+", text)[:3]))
        for text in desk.locator(".dvk-hit__meta").all_inner_texts()
    ]
    assert len(days) > 3
    assert days == sorted(days, reverse=True)
    choice(desk, "Năm").select_option("2023")
    desk.wait_for_url("**nam=2023**")
    for text in desk.locator(".dvk-hit__meta").all_inner_texts():
        assert text.startswith("Bài")
        assert "/2023" in text
    desk.reload()
    desk.locator("[data-kind=bai][aria-pressed=true]").wait_for()
    assert choice(desk, "Năm").input_value() == "2023"


def test_more_results_come_on_demand(desk: Page, url: str) -> None:
    hits = ask(desk, url, "nhà trường")
    hits.nth(7).wait_for()
    assert hits.count() == 8
    desk.get_by_role("button", name="Xem thêm kết quả").click()
    hits.nth(8).wait_for()
    assert desk.evaluate("document.activeElement.closest('li') !== null")


def test_words_are_completed_while_they_are_typed(desk: Page, url: str) -> None:
    desk.goto(url)
    dialog = open_by_key(desk)
    desk.keyboard.type("t")
    dialog.locator(".dvk-hit").first.wait_for()
    desk.keyboard.type("hap sa")
    dialog.locator("a", has_text="Thắp sáng vùng biên giới").first.wait_for()


# --- the dialog


def test_nothing_is_fetched_before_first_use_and_little_by_it(desk: Page, url: str) -> None:
    fetched: dict[str, int] = {}
    desk.on(
        "requestfinished",
        lambda request: fetched.update({request.url: request.sizes()["responseBodySize"]}),
    )
    desk.goto(url)
    desk.wait_for_load_state("networkidle")
    assert not [name for name in fetched if "dvk/search/" in name or "chi-muc" in name]
    fetched.clear()
    dialog = open_by_key(desk)
    desk.keyboard.type("dan van kheo", delay=30)
    dialog.locator("a", has_text="Dân vận khéo làm theo Bác").first.wait_for()
    desk.wait_for_timeout(500)  # what is still on its way
    assert any("chi-muc/the" in name for name in fetched)
    assert sum(fetched.values()) <= BUDGET


def test_the_keyboard_does_it_all(desk: Page, url: str) -> None:
    desk.goto(f"{url}mo-hinh/")
    dialog = open_by_key(desk)
    field = dialog.locator("input")
    desk.keyboard.type("hiến máu / 2")  # a slash in the field is a slash
    assert field.input_value() == "hiến máu / 2"
    field.fill("hiến máu")
    dialog.locator(".dvk-hit").nth(1).wait_for()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    focused = "document.activeElement.closest('.dvk-hit') === document.querySelectorAll('.dvk-hit')"
    assert desk.evaluate(f"{focused}[1]")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    assert field.evaluate("field => field === document.activeElement")
    desk.keyboard.press("Escape")
    assert dialog.count() == 0
    open_by_key(desk)
    desk.keyboard.press("Enter")  # to the first result
    desk.wait_for_function(f"{focused}[0]")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/mo-hinh/clb-hien-mau/")
    assert dialog.count() == 0


def test_what_is_found_is_told_to_screen_readers(desk: Page, url: str) -> None:
    desk.goto(url)
    dialog = open_by_key(desk)
    assert dialog.get_attribute("aria-label") == "Tìm kiếm"
    desk.keyboard.type("hien mau")
    live = dialog.locator("[role=status]")
    said = "document.querySelector('[role=status]').textContent"
    desk.wait_for_function(f"/^[0-9]+ kết quả/.test({said})")
    dialog.locator("input").fill("qqq zzz")
    desk.wait_for_function(f"/^Không tìm/.test({said})")
    assert "zzz" in live.inner_text()


def test_no_key_is_lost_while_it_opens(desk: Page, url: str) -> None:
    desk.route("**/search/*.css", lambda route: (desk.wait_for_timeout(300), route.continue_()))
    desk.goto(url)
    desk.keyboard.press("/")
    desk.keyboard.type("hien mau tinh nguyen", delay=20)
    desk.locator("dialog.dvk-finder[open]").wait_for()
    desk.wait_for_function(
        "document.querySelector('.dvk-finder input').value === 'hien mau tinh nguyen'"
    )
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")  # from the empty field, which has the focus now
    desk.locator("dialog.dvk-finder[open]").wait_for()
    assert desk.locator(".dvk-finder input").input_value() == "hien mau tinh nguyen"


def test_a_click_opens_it_and_what_was_typed_first_is_kept(desk: Page, url: str) -> None:
    desk.goto(url)
    field = desk.locator(".dvk-search__field")
    field.focus()
    assert desk.locator("dialog[open]").count() == 0, "focus alone opens nothing"
    desk.keyboard.type("hien mau")
    dialog = desk.locator("dialog.dvk-finder[open]")
    dialog.wait_for()
    desk.wait_for_function("document.querySelector('.dvk-finder input').value === 'hien mau'")
    desk.keyboard.press("Escape")
    assert field.evaluate("field => field === document.activeElement"), "focus is given back"
    field.click()
    dialog.wait_for()
    dialog.get_by_role("button", name="Đóng tìm kiếm").click()
    assert dialog.count() == 0


def test_on_a_phone_it_fills_the_screen(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    phone = context.new_page()
    phone.goto(url)
    phone.locator(".dvk-search__button").tap()
    dialog = phone.locator("dialog.dvk-finder[open]")
    dialog.wait_for()
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    phone.keyboard.type("trao hoc bong")
    dialog.locator(".dvk-hit").first.wait_for()
    box = "document.querySelector('.dvk-finder__place')"
    assert phone.evaluate(f"{box}.scrollWidth <= {box}.clientWidth")
    context.close()


def test_it_works_from_page_to_page_where_the_theme_asks_for_instant_navigation(
    desk: Page, url: str
) -> None:
    """From a hand-written page, which Material's scripts run, to a model and on."""
    desk.goto(f"{url}huong-dan/")
    dialog = open_by_key(desk)
    desk.keyboard.type("bính xá")
    dialog.locator(".dvk-hit a").first.click()
    desk.wait_for_url("**/thap-sang-vung-bien/")
    assert desk.locator("form.dvk-search").evaluate("form => form.action") == f"{url}tim-kiem/"
    open_by_key(desk)
    desk.keyboard.type("bính xá")
    dialog.locator(".dvk-hit").first.wait_for()
    dialog.locator(".dvk-finder__all").click()
    desk.wait_for_url("**/tim-kiem/?q=**")
    desk.locator(".dvk-search-place .dvk-hit").first.wait_for()


def test_axe_finds_nothing_with_the_dialog_open(
    page: Page, url: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    page.goto(f"{url}tin-tuc/")
    dialog = open_by_key(page)
    page.keyboard.type("hieen mau")
    dialog.locator(".dvk-hit").first.wait_for()
    dialog.locator("summary").click()
    page.wait_for_load_state("networkidle")
    assert [(one["id"], [n["html"] for n in one["nodes"]]) for one in axe(page)] == []


def test_axe_finds_nothing_on_the_page_of_results(
    page: Page, url: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    ask(page, url, "trao học bổng").first.wait_for()
    page.locator("summary", has_text="Lọc").click()
    assert [(one["id"], [n["html"] for n in one["nodes"]]) for one in axe(page)] == []
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


# --- without scripts, without a server


def test_without_scripts_the_form_leads_to_lists_by_letter_and_year(
    browser: Browser, url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}mo-hinh/")
    page.locator(".dvk-search__field").fill("hien mau")
    page.locator(".dvk-search__button").click()
    page.wait_for_url("**/tim-kiem/?q=hien+mau")
    assert "đang tắt JavaScript" in page.locator("main").inner_text()
    assert page.get_by_role("link", name=re.compile("^2023")).count() == 1
    page.get_by_role("link", name=re.compile("^C ")).click()
    page.wait_for_url("**/tim-kiem/chu/c/")
    page.get_by_role("link", name="Câu lạc bộ Hiến máu tình nguyện").click()
    page.wait_for_url("**/mo-hinh/clb-hien-mau/")
    context.close()


def test_a_page_opened_from_the_disk_says_why_there_is_no_search(
    browser: Browser, archive: Path
) -> None:
    page = browser.new_page()
    page.goto((archive / "mo-hinh/index.html").as_uri())
    page.locator(".dvk-search__field").click()
    note = page.locator("dialog.dvk-search-note[open]")
    note.wait_for()
    assert "file://" in note.inner_text()
    note.locator("a").click()
    page.wait_for_url("**/tim-kiem/index.html")
    page.close()


# --- bad days of the server, bad words


def broken(kind: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if kind == "missing":
            route.fulfill(status=404, body="<html>Không thấy</html>", content_type="text/html")
        elif kind == "page":  # hosts that send their front page for whatever is not there
            route.fulfill(body="<html><script>hacked = 1</script></html>", content_type="text/html")
        elif kind == "offline":
            route.abort()
        else:
            body = route.fetch().body()
            route.fulfill(body=body[: len(body) // 2])

    return answer


@pytest.mark.parametrize("file", ["muc-luc.bin", "tu/*.bin*", "the/**"])
@pytest.mark.parametrize("kind", ["missing", "page", "offline", "truncated"])
def test_files_that_are_not_there_are_told_of(file: str, kind: str, desk: Page, url: str) -> None:
    desk.route(f"**/chi-muc/{file}", broken(kind))
    ask(desk, url, "hiến máu")
    text = status(desk)
    words = {"missing": "thiếu tệp", "offline": "Không nối được"}.get(kind, "bị hỏng")
    assert words in text
    assert desk.locator(".dvk-hit").count() == 0
    assert desk.get_by_role("link", name="Danh sách theo chữ cái và theo năm").count() == 1
    assert desk.evaluate("window.hacked") is None
    desk.unroute_all(behavior="wait")
    desk.locator(".dvk-search-page button").click()
    desk.locator(".dvk-hit").first.wait_for()


def test_scripts_that_are_not_there_are_told_of(desk: Page, url: str) -> None:
    desk.route("**/search/finder.js", lambda route: route.fulfill(status=404))
    desk.goto(url)
    desk.keyboard.press("/")
    note = desk.locator("dialog.dvk-search-note[open]")
    note.wait_for()
    assert "Không tải được" in note.inner_text()


def test_an_index_that_is_being_made_is_waited_for(desk: Page, url: str) -> None:
    asked: list[str] = []

    def contents(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(body=BUILDING)
        else:
            route.continue_()

    desk.route("**/chi-muc/muc-luc.bin", contents)
    ask(desk, url, "hiến máu")
    assert "Đang lập chỉ mục" in status(desk)
    desk.locator(".dvk-hit").first.wait_for()
    assert len(asked) == 2


def test_an_empty_index_finds_nothing_and_says_so(desk: Page, url: str, tmp_path: Path) -> None:
    files = make_index(Searchable(), tmp_path).files

    def answer(route: Route) -> None:
        path = route.request.url.partition(MOUNT)[2].partition("?")[0]
        route.fulfill(body=files[path])

    desk.route("**/chi-muc/**", answer)
    ask(desk, url, "hiến máu")
    assert "Không tìm thấy «hiến máu»" in status(desk)


HOSTILE = [
    "<script>hacked = 1</script>",
    "<img src=x onerror='hacked = 1'>",
    '"><svg onload=hacked=1>',
    "javascript:hacked=1",
    "❤️🩸 🎉",
    "%00%ff\\ \u0000 \ud83d",
    "((((((((.*+?^${}|[]\\",
    "__proto__ constructor toString",
    "“”«»\"\"''",
    "       ",
    "a" * 10_000,
    "hiến máu " * 1200,
]


@pytest.mark.parametrize("words", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_any_words_may_be_asked(words: str, desk: Page, url: str) -> None:
    desk.goto(f"{url}tim-kiem/")
    desk.locator(".dvk-search-place[class] .dvk-finder__status").wait_for(state="attached")
    field = desk.locator("#dvk-tim")
    field.evaluate("(field, words) => { field.value = words }", words)
    desk.locator(".dvk-search-page button").click()
    if words.strip():
        desk.wait_for_function("document.querySelector('.dvk-finder__status').textContent")
    assert desk.evaluate("window.hacked") is None
    assert desk.locator(".dvk-search-place :is(script, svg, [onerror])").count() == 0
    if len(words) > 200:
        assert "dài quá" in desk.locator(".dvk-finder__notes").inner_text()
    if words.startswith("hiến"):
        assert desk.locator(".dvk-hit").count() > 0


def test_hostile_texts_are_shown_as_they_are_and_lead_nowhere_else(desk: Page, url: str) -> None:
    bad = "<img src=x onerror='hacked = 1'> hiến máu </mark><script>hacked = 1</script>"

    def card(route: Route) -> None:
        told = {
            "k": "bai", "u": "javascript:hacked=1", "t": bad, "d": bad, "s": bad, "n": [bad],
            "x": bad, "p": [[bad, "x", "https://evil.example/x.png"]],
        }  # fmt: skip
        route.fulfill(body=packed_json([told] * CARDS))

    desk.route("**/chi-muc/the/**", card)
    hits = ask(desk, url, "hiến máu")
    hits.first.wait_for()
    assert "<img src=x onerror=" in hits.first.inner_text()
    assert desk.evaluate("window.hacked") is None
    links = hits.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith(url) for link in links)
    sources = hits.locator("img").evaluate_all("all => all.map(one => one.src)")
    assert all(source.startswith(url) for source in sources)
