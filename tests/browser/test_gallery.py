"""Galleries and the lightbox, driven by keys and fingers; what a page weighs on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hosting import build_site, served
from PIL import Image
from sample import CONFIG, post, write_picture, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

GALLERY = "thu-vien-anh/"
PHOTOS = ".dvk-gallery a.dvk-photo"
MODEL_BUDGET = 350_000
"""Bytes that a model's page may transfer on a phone before its reader scrolls."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """An empty page on a phone with a sharp screen that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


def count(page: Page) -> str:
    """What the counter says: `3 / 13`."""
    text = page.locator(".dvk-lightbox__count").inner_text()
    return text.removeprefix("Ảnh").strip()


def is_open(page: Page) -> bool:
    return page.locator("dialog.dvk-lightbox[open]").count() == 1


def swipe(page: Page, across: int, down: int = 0) -> None:
    """One finger over the middle of the screen."""
    session = page.context.new_cdp_session(page)
    for step, kind in enumerate(("touchStart", "touchMove", "touchMove", "touchEnd")):
        part = min(step, 2) / 2
        points = [{"x": 195 + across * part, "y": 300 + down * part}]
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else points},
        )
    session.detach()


def test_keys_leaf_through_the_photos_and_focus_comes_back(page: Page, site_url: str) -> None:
    page.goto(site_url + GALLERY)
    links = page.locator(PHOTOS)
    total = links.count()
    assert total > 3
    links.nth(1).focus()
    page.keyboard.press("Enter")
    assert is_open(page)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    assert count(page) == f"2 / {total}"
    caption = page.locator("figcaption").nth(1).inner_text()
    assert page.locator(".dvk-lightbox__text").inner_text().split() == caption.split()
    for key, number in (
        ("ArrowRight", 3),
        ("End", total),
        ("ArrowRight", 1),
        ("ArrowLeft", total),
        ("Home", 1),
    ):
        page.keyboard.press(key)
        assert count(page) == f"{number} / {total}", key
    for _ in range(8):  # whatever Tab reaches is in the dialog, or the browser's own
        page.keyboard.press("Tab")
        inside = "document.activeElement.closest('dialog, body > *') === null"
        assert page.evaluate(f"{inside} || document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert page.evaluate(f"document.activeElement === document.querySelectorAll('{PHOTOS}')[1]")


def test_buttons_turn_over_and_close(page: Page, site_url: str) -> None:
    page.goto(site_url + GALLERY)
    page.locator(PHOTOS).first.click()
    total = page.locator(PHOTOS).count()
    page.get_by_role("button", name="Ảnh sau").click()
    assert count(page) == f"2 / {total}"
    page.get_by_role("button", name="Ảnh trước").click()
    assert count(page) == f"1 / {total}"
    post = page.locator(".dvk-lightbox__text a")
    assert "tin-tuc/" in (post.get_attribute("href") or "")
    page.get_by_role("button", name="Đóng").click()
    assert not is_open(page)
    page.locator(PHOTOS).first.click()
    post.click()
    page.wait_for_url("**/tin-tuc/**")


def test_a_finger_turns_over_and_closes(phone: Page, site_url: str) -> None:
    phone.goto(site_url + GALLERY)
    phone.locator(PHOTOS).first.tap()
    total = phone.locator(PHOTOS).count()
    assert count(phone) == f"1 / {total}"
    swipe(phone, -140)
    assert count(phone) == f"2 / {total}"
    swipe(phone, 140)
    assert count(phone) == f"1 / {total}"
    swipe(phone, 20)
    assert count(phone) == f"1 / {total}"
    swipe(phone, 0, 160)
    assert not is_open(phone)


def test_the_lightbox_can_be_used_by_everyone_and_shows_the_whole_photo(
    page: Page, site_url: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    page.goto(site_url + GALLERY)
    page.locator(PHOTOS).nth(2).click()
    image = page.locator(".dvk-lightbox__stage img")
    page.wait_for_function("document.querySelector('.dvk-lightbox__stage img').naturalWidth > 0")
    box, screen = image.bounding_box(), page.viewport_size
    assert box and screen
    assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= screen["height"]
    assert max(box["width"] / screen["width"], box["height"] / screen["height"]) > 0.7
    found = [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in axe(page)
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)


def test_the_strip_beside_the_lightbox_is_as_dark_as_it_is(page: Page, site_url: str) -> None:
    """Where a scrollbar stood, its place stays, so that nothing jumps, and shows the ground."""
    page.goto(site_url + GALLERY)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    page.locator(PHOTOS).first.click()
    room = page.evaluate(
        "getComputedStyle(document.querySelector('.dvk-lightbox')).backgroundColor"
    )
    assert page.evaluate(ground) == room
    page.keyboard.press("Escape")
    assert page.evaluate(ground) == before


def test_the_neighbours_are_there_before_they_are_asked_for(page: Page, site_url: str) -> None:
    page.goto(site_url + GALLERY)
    page.locator(PHOTOS).nth(1).click()
    page.wait_for_function("document.querySelector('.dvk-lightbox__stage img').complete")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_function("document.querySelector('.dvk-lightbox__stage img').currentSrc")
        shown = page.evaluate("document.querySelector('.dvk-lightbox__stage img').currentSrc")
        assert shown in loaded


@pytest.fixture(scope="module")
def site_with_originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site whose readers may have photos in full size."""
    root = tmp_path_factory.mktemp("originals")
    for number in range(2):
        write_picture(root / f"posts/mot/{number}.png", (2400, 1600), f"#{number}04080")
    config = CONFIG.replace("[dvk]", "[dvk: {photos: {originals: true}}]")
    lines = "".join(f"\n  - {{file: {n}.png, caption: Ảnh {n}}}" for n in range(2))
    write_site(root, {"mkdocs.yml": config, "posts/mot/index.md": post(f"photos:{lines}")})
    with served(build_site(root / "site", root=root)) as url:
        yield url


def test_the_lightbox_offers_the_photo_in_full_size_where_the_site_does(
    page: Page,
    site_with_originals: str,
    site_url: str,
    axe: Callable[[Page], list[dict[str, Any]]],
) -> None:
    page.goto(site_with_originals + GALLERY)
    page.locator(PHOTOS).nth(1).click()
    link = page.locator(".dvk-lightbox__original")
    assert link.inner_text() == "Tải ảnh gốc (2400 × 1600 điểm ảnh, 0,1 MB)"
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith("-goc.jpg")
    with Image.open(download.value.path()) as image:
        assert (image.format, image.size) == ("JPEG", (2400, 1600))
    assert is_open(page)
    assert axe(page) == []
    page.goto(site_url + GALLERY)
    page.locator(PHOTOS).first.click()
    assert not link.is_visible()


def test_the_lightbox_works_where_the_theme_asks_for_instant_navigation(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """From a hand-written page, which Material's scripts run, to a gallery and on to a post."""
    site = build_site(tmp_path_factory.mktemp("instant") / "site", "navigation.instant")
    with served(site) as url:
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{url}huong-dan/")
        page.locator(".dvk-sections a", has_text="Thư viện ảnh").click()
        page.wait_for_url(f"**/{GALLERY}")
        total = page.locator(PHOTOS).count()
        page.locator(PHOTOS).nth(2).click()
        assert is_open(page)
        assert count(page) == f"3 / {total}"
        page.locator(".dvk-lightbox__text a").click()
        page.wait_for_url("**/tin-tuc/**")
        assert not is_open(page)
        page.locator(PHOTOS).first.click()
        assert is_open(page)
        page.keyboard.press("Escape")
        assert not is_open(page)
        assert not problems
        page.close()


def test_without_javascript_a_link_opens_the_photo(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + GALLERY)
    href = page.locator(PHOTOS).first.get_attribute("href") or ""
    with page.expect_navigation() as answer:
        page.locator(PHOTOS).first.click()
    assert page.url.endswith(href.lstrip("./"))
    assert (answer.value.header_value("content-type") or "").startswith("image/")
    page.goto(site_url + GALLERY)
    page.locator(".dvk-filter a", has_text="2023").click()
    assert "/thu-vien-anh/nam/2023/" in page.url
    context.close()


SHIFTS = """
window.shifts = []
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    for (const { node } of entry.sources)
      shifts.push(`${entry.value} ${node?.className || node?.nodeName}`)
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("address", [GALLERY, "mo-hinh/clb-hien-mau/", "tin-tuc/", ""])
def test_nothing_jumps_while_photos_and_letters_arrive(
    phone: Page, site_url: str, address: str
) -> None:
    """On a slow line and a slow phone, so that the page comes in parts."""
    session = phone.context.new_cdp_session(phone)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.send("Network.enable")
    line = {"latency": 100, "downloadThroughput": 400_000, "uploadThroughput": 100_000}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    phone.add_init_script(SHIFTS)
    phone.goto(site_url + address)
    phone.wait_for_load_state("networkidle")
    for _ in range(12):
        phone.evaluate("scrollBy({ top: 700, behavior: 'instant' })")
        phone.wait_for_timeout(80)
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("shifts") == []


def test_a_model_page_is_light_on_a_phone(phone: Page, built_site: Path, site_url: str) -> None:
    """Every model's page, each with an empty cache, photos included, before any scrolling."""
    heavy = {}
    for path in sorted(built_site.glob("mo-hinh/*/index.html")):
        session = phone.context.new_cdp_session(phone)
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        sizes: list[float] = []
        session.on(
            "Network.loadingFinished", lambda event, to=sizes: to.append(event["encodedDataLength"])
        )
        phone.goto(site_url + path.relative_to(built_site).parent.as_posix() + "/")
        phone.wait_for_load_state("networkidle")
        phone.wait_for_timeout(300)
        session.detach()
        phone.goto("about:blank")
        print(path.parent.name, len(sizes), round(sum(sizes)))
        if sum(sizes) > MODEL_BUDGET:
            heavy[path.parent.name] = round(sum(sizes))
    assert heavy == {}
