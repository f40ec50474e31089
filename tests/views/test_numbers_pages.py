"""The pages of numbers: what is drawn, that each number leads on, and that pages stay bounded."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from charts_sample import AWKWARD
from sample import MODELS, load_site, post, write_site

from dvk_plugin.build import Output, build
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.views.desk import MOST_AIMS
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.numbers import MODELS as MODELS_A_PAGE
from dvk_plugin.views.progress import MANY

ROOT = Path(__file__).parents[2]
WEIGHT = 50_000
"""Bytes of the demo's overview, without what the theme puts around it."""


def pages_of(settings: Settings) -> Mapping[str, str]:
    site, _ = load(settings)
    output: Output = build(site, settings, RelativeLinks())[0]
    return {page.uri: page.content().after for page in output.pages}


@cache
def demo() -> Mapping[str, str]:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    return pages_of(settings)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def figures_of(html: str) -> list[ElementTree.Element]:
    """The page's figures, read as XML: what is not well-formed fails here."""
    return [ElementTree.fromstring(one) for one in re.findall(r"<figure.*?</figure>", html, re.S)]


def classes(figure: ElementTree.Element) -> str:
    return " ".join(one.get("class", "") for one in figure.iter())


def numbers_pages(pages: Mapping[str, str]) -> dict[str, str]:
    return {uri: html for uri, html in pages.items() if uri.startswith("so-lieu/")}


def test_the_overview_tells_the_funds_as_they_are_known() -> None:
    html = demo()["so-lieu/index.md"]
    card = figures_of(html)[0]
    assert "khoảng 102,9 triệu đồng" in text_of(ElementTree.tostring(card, "unicode"))
    assert "dvk-mark--approx" in classes(card)
    assert "chưa kể một số vật phẩm, thuốc" in text_of(html)


def test_targets_are_compared_beyond_a_hundred_percent() -> None:
    html = demo()["so-lieu/index.md"]
    bullets = re.findall(r'<div class="dvk-bullet">.*?</div>\n', html, re.S)
    funds, blood = (next(b for b in bullets if name in b) for name in ("funds_raised", "blood_u"))
    assert "426,1 %" in blood and "dvk-bar--exact" in blood
    assert re.search(r'<line x1="23.47%"', blood), "23 of 98"
    assert "khoảng 325 %" in funds and "dvk-bar--approx" in funds


def test_the_register_of_funds_tells_the_shared_sum_once() -> None:
    html = demo()["so-lieu/funds_raised/index.md"]
    steps, by_year, by_owner = figures_of(html)
    owners = text_of(ElementTree.tostring(by_owner, "unicode"))
    assert "Chung của 5 mô hình" in owners
    drawn = by_owner.find("ul[@class]")
    assert drawn is not None
    words = text_of(ElementTree.tostring(drawn, "unicode"))
    assert words.count("37.900.000 đồng") == 1
    assert "dvk-bar--shared" in classes(by_owner)
    years = classes(by_year)
    assert "dvk-bar--exact" in years and "dvk-bar--approx" in years
    assert {"dvk-mark--exact", "dvk-mark--approx"} <= set(classes(steps).split())


def test_persons_are_drawn_as_a_range() -> None:
    for figure in figures_of(demo()["so-lieu/beneficiaries/index.md"]):
        assert "range" in classes(figure)
        assert "137" not in text_of(ElementTree.tostring(figure, "unicode")).replace(
            "từ 76 đến 137 người", ""
        )


@pytest.mark.parametrize("uri", sorted(numbers_pages(demo())))
def test_every_chart_has_words_a_table_and_numbers_that_lead_on(uri: str) -> None:
    html = demo()[uri]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), "ids are unique"
    for figure in figures_of(html):
        title = figure.find("figcaption").find("*[@id]")  # type: ignore[union-attr]
        assert title is not None and figure.get("aria-labelledby") == title.get("id")
        table = figure.find("details//table")
        assert table is not None
        for cell in table.iter("td"):
            words = "".join(cell.itertext()).strip()
            if cell.get("class") == "dvk-num" and re.match(r"(khoảng )?\d", words):
                is_total = cell is list(table.iter("tr"))[1][-1] or cell.find("a") is None
                assert cell.find("a") is not None or is_total
        for drawing in figure.iter("svg"):
            named = drawing.get("role") and (
                drawing.get("aria-label")
                or drawing.get("aria-labelledby")
                or drawing.find("title") is not None
            )
            inner = drawing.get("height") is None or drawing.get("y") is not None
            hidden = drawing.get("aria-hidden") == "true"
            assert named or inner or hidden, ElementTree.tostring(drawing, "unicode")[:200]


def test_every_step_leads_to_its_line_and_from_there_to_the_post() -> None:
    for uri, html in demo().items():
        if not uri.startswith("so-lieu/") or "qua-thoi-gian" not in html:
            continue
        lines = set(re.findall(r'<tr id="([^"]+)"', html))
        for target in re.findall(r'<a href="([^"]+)" aria-label', html):
            page, _, anchor = target.partition("#")
            assert page in ("", "./")
            assert anchor in lines


def test_cuts_are_there_for_what_has_figures_alone() -> None:
    pages = demo()
    wanted = {
        "so-lieu/don-vi/cd-binh-thuan/index.md",
        "so-lieu/don-vi/cdsp-lang-son/index.md",
        "so-lieu/nam/2023/index.md",
        "so-lieu/nam/2024/index.md",
        "so-lieu/mo-hinh/clb-hien-mau/index.md",
    }
    assert wanted <= pages.keys()
    front = pages["so-lieu/index.md"]
    for address in ("don-vi/cd-binh-thuan/", "nam/2024/", "mo-hinh/clb-hien-mau/"):
        assert f'href="{address}"' in front
    cuts = [uri for uri in pages if re.match(r"so-lieu/(nam|don-vi|mo-hinh)/", uri)]
    assert len(cuts) == 2 + 2 + 9
    assert "37.900.000" not in text_of(pages["so-lieu/nam/2024/index.md"].split("<table")[0])


def test_a_models_page_keeps_what_is_shared_apart() -> None:
    html = demo()["so-lieu/mo-hinh/cham-soc-suc-khoe-vung-sau/index.md"]
    own, shared = html.split("Cùng làm với mô hình khác")[:2]
    assert "37,9 triệu đồng" in text_of(shared)
    assert "37,9 triệu" not in text_of(own)


def test_the_overview_is_light() -> None:
    assert len(demo()["so-lieu/index.md"].encode()) < WEIGHT


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return pages_of(write_site(tmp_path_factory.mktemp("awkward"), AWKWARD))


@pytest.mark.parametrize(
    ("metric", "shape"),
    [
        ("funds_raised", "dvk-bar--exact"),
        ("gifts", "dvk-bar--lower"),
        ("books", "dvk-mark--upper"),
        ("blood_units", "dvk-bar--approx"),
        ("participations", "dvk-steps__rise"),
        ("beneficiaries", "dvk-bar--range"),
        ("emoji", "dvk-bar--unknown"),
        ("houses", "dvk-mark--zero"),
        ("trees", "dvk-steps__rest"),
        ("trees", "dvk-mark--checkpoint"),
        ("trees", "dvk-bar--residual"),
    ],
)
def test_each_certainty_has_its_own_shape(
    awkward: Mapping[str, str], metric: str, shape: str
) -> None:
    html = awkward[f"so-lieu/{metric}/index.md"]
    drawn = html.split("Từng số đã báo")[0]
    assert shape in " ".join(re.findall(r'class="([^"]+)"', drawn)).split()


def test_unknown_is_never_a_bar_and_zero_is_a_hairline(awkward: Mapping[str, str]) -> None:
    unknown = awkward["so-lieu/emoji/index.md"]
    assert "chưa có số liệu" in unknown
    assert "dvk-bar__fill" not in unknown and "dvk-steps" not in unknown
    assert "chưa kể hàng trăm hộp" in text_of(unknown)
    zero = awkward["so-lieu/houses/index.md"]
    assert "0 căn" in text_of(zero)


def test_a_gap_of_years_is_one_slot_and_no_row_of_zeros(awkward: Mapping[str, str]) -> None:
    bars = figures_of(awkward["so-lieu/gifts/index.md"])[1]
    words = [" ".join("".join(row.itertext()).split()) for row in bars.iter("li")]
    assert words[:3] == [
        "1998 số chính xác 5 suất",
        "1999–2023 chưa có số liệu chưa có số liệu",
        "2024 ít nhất bằng đó trên 120 suất",
    ]


def test_a_checkpoint_and_what_it_leaves_over_are_told(awkward: Mapping[str, str]) -> None:
    words = text_of(awkward["so-lieu/trees/index.md"])
    assert "chưa ghi nhận theo từng hoạt động; số lũy kế đã báo: 130 cây" in words
    assert "khớp số lũy kế" in words


def test_many_figures_are_drawn_as_few_and_it_is_told(awkward: Mapping[str, str]) -> None:
    html = awkward["so-lieu/workdays/index.md"]
    steps = figures_of(html)[0]
    assert len(list(steps.iter("{*}tr"))) <= MANY + 1
    assert "mỗi nấc gộp một" in text_of(html)


def test_words_of_authors_are_escaped_in_charts(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>\\\"'><img src=x onerror=alert(1)>"
    files = {
        "docs/mo-hinh/ao-am.md": f'---\nname: "{bad}"\n---\n',
        "posts/mot.md": post(
            "metrics:\n  gifts:\n    - {value: 3 suất, models: [ao-am]}\n"
            f'    - {{value: 4 suất, models: [bep-com], also: ["{bad}"], target: 9 suất}}'
        ),
    }
    for html in pages_of(write_site(tmp_path, files)).values():
        assert "<script>alert" not in html and "<img src=x" not in html


def test_a_site_without_figures_says_so(tmp_path: Path) -> None:
    files = {f"docs/mo-hinh/{slug}.md": "---\nname: Tên\n---\n" for slug in ("ao-am",)}
    settings = write_site(tmp_path, files)
    for slug in ("bep-com", "cho-me"):
        (tmp_path / f"docs/mo-hinh/{slug}.md").unlink()
    front = pages_of(settings)["so-lieu/index.md"]
    assert "Chưa có số liệu." in front
    assert "<svg" not in front and "dvk-filters" not in front


def test_a_figure_told_after_its_year_stays_in_the_years_chart(tmp_path: Path) -> None:
    files = {"posts/mot.md": post("metrics: {gifts: [{value: 5 suất, period: 2023}, 2 suất]}")}
    pages = pages_of(write_site(tmp_path, files))
    for uri in ("so-lieu/nam/2023/index.md", "so-lieu/gifts/index.md"):
        places = [float(x) for x in re.findall(r' (?:c?x|x1|x2)="(-?[\d.]+)%"', pages[uri])]
        assert places and all(0 <= x <= 100 for x in places)


def test_every_link_of_the_numbers_leads_to_a_page(tmp_path: Path) -> None:
    """A model of which there are only pictures has no page of numbers to link to."""
    files = dict(AWKWARD)
    files["posts/anh.md"] = post(
        "school: truong-b\nmodel: cho-me\nmetrics:\n  photos: {value: 3 ảnh, models: [bep-com]}"
    )
    links = RelativeLinks()
    for found in (demo(), pages_of(write_site(tmp_path, files))):
        urls = {links.url(uri) for uri in found} | {""}
        urls |= {"assets/dvk/charts.css", "index.html"}
        for uri, html in numbers_pages(found).items():
            for target in re.findall(r'href="([^"#]+)', html):
                whole = posixpath.normpath(posixpath.join(links.url(uri), target))
                known = {url.rstrip("/") or "." for url in urls}
                assert whole in known, f"{uri}: {target}"


def test_no_page_grows_without_bound(tmp_path: Path) -> None:
    """A hundred models, each with a target and a figure, shared with the next."""
    models = {f"docs/mo-hinh/mo-{n}.md": f"---\nname: Mô hình {n}\n---\n" for n in range(100)}
    lines = [
        f"    - {{value: {n + 1} suất, models: [mo-{n}], target: 200 suất}}\n"
        f"    - {{value: 5 suất, models: [mo-{n}, mo-{(n + 1) % 100}]}}"
        for n in range(100)
    ]
    files = {**models, "posts/mot.md": post("metrics:\n  gifts:\n" + "\n".join(lines))}
    assert not [issue for issue in load_site(tmp_path, files)[1] if issue.severity == "error"]
    pages = pages_of(write_site(tmp_path, files))
    front = pages["so-lieu/index.md"]
    assert front.count('<div class="dvk-bullet">') == MOST_AIMS
    assert f"Còn {100 - MOST_AIMS} chỉ tiêu khác" in front
    assert "so-lieu/trang/2.md" in pages
    assert front.split("dvk-model-lines")[1].split("</ul>")[0].count("<li>") == MODELS_A_PAGE
    assert -(-(100 + len(MODELS)) // MODELS_A_PAGE) == 6 and "so-lieu/trang/6.md" in pages
    register = pages["so-lieu/gifts/index.md"].split("Từng số đã báo")[0]
    assert len(register) < 60_000
    assert len(front) < 60_000


def test_the_same_posts_in_another_order_draw_the_same(tmp_path: Path) -> None:
    one = pages_of(write_site(tmp_path / "a", AWKWARD))
    other = pages_of(write_site(tmp_path / "b", dict(reversed(AWKWARD.items()))))
    assert one == other
