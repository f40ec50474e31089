"""Pages under words, numbers and gaps that nobody designed for: the layout holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hosting import build_site, served
from sample import CONFIG, post, write_picture, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = ("Đồng hành cùng học sinh, sinh viên vượt khó vươn lên " * 6)[:300].strip()
UNBROKEN = "Nghiêngnghiêng" * 12
MIXED = "السلام عليكم 🌾👩🏽‍⚕️ שלום «Dân vận khéo» 日本"

POSTS = {
    "dai": post(
        f"""
        summary: {LONG}
        tags: [{UNBROKEN}, {LONG[:80]}]
        models: [dai, ao-am]
        metrics:
          funds: [khoảng 999.999.999.999 đồng, {{value: trên 123.456.789.012 đồng, models: [dai]}}]
          gifts: {{value: 0 suất, also: ["{LONG}"], note: "{LONG}"}}
        photos: [{{file: doc.jpg, caption: "{LONG}", credit: {UNBROKEN}}}]
        source: {UNBROKEN}
        """,
        f"{LONG}\n\n{UNBROKEN}\n\n| a | b |\n|---|---|\n| {UNBROKEN} | {LONG} |\n\n`{UNBROKEN}`",
    ).replace("title: Bài mẫu", f"title: {LONG}"),
    "tron": post("models: ao-am", "").replace("title: Bài mẫu", "title: Ngắn"),
    "la": post('metrics: {houses: "2 căn"}', MIXED).replace("title: Bài mẫu", f"title: {MIXED}"),
    "lien": post("gifts: 1 suất").replace("title: Bài mẫu", f"title: {UNBROKEN}"),
    "xua": post("model: ao-am\nfunds: 5 triệu đồng").replace("15/03/2024", "15/03/2009"),
}
MODEL = f"""---
name: {LONG}
reason: {UNBROKEN}
goals: [{LONG}, {MIXED}]
years:
  2009: {{state: new, honours: ["{LONG}"]}}
  2021: {{state: paused}}
  2024:
    state: expanded
    targets: {{gifts: 5 suất}}
    recognitions: [{{level: tinh, status: proposed}}]
---
{LONG}
"""
WIDTHS = (320, 390, 1280)


@pytest.fixture(scope="module")
def hard_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of long, empty, strange and huge things."""
    root = tmp_path_factory.mktemp("hard")
    files = {f"posts/{name}/index.md": text for name, text in POSTS.items()}
    write_site(root, {**files, "docs/mo-hinh/dai.md": MODEL, "docs/index.md": LONG})
    write_picture(root / "posts/dai/doc.jpg", (300, 1400))
    return build_site(root / "site", root=root)


@pytest.fixture(scope="module")
def hard_url(hard_site: Path) -> Iterator[str]:
    with served(hard_site) as url:
        yield url


def addresses(site: Path) -> list[str]:
    """Every page of a site, from its root."""
    return sorted(
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("index.html")
    )


def faults(page: Page) -> list[str]:
    """What sticks out of the page, or lies over other words, as a reader would see it."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement, found = []
          const texts = "h1, h2, h3, p, li, dt, dd, td, th, figcaption"
          const aside = "table, details, .dvk-scroll, .dvk-hidden, .dvk-sections, .dvk-filter, "
            + ".dvk-strip-of-photos" // what scrolls in a box of its own, or is not seen
          if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth} px wide`)
          for (const one of document.querySelectorAll(texts)) {
            const { left, right, height } = one.getBoundingClientRect()
            if (one.querySelector(texts) || one.closest(aside) || !one.checkVisibility()) continue
            const words = one.innerText.slice(0, 60)
            if (left < -1 || right > root.clientWidth + 1) found.push(`sticks out: ${words}`)
            if (height > 1200) found.push(`a tower of ${height} px: ${words}`)
          }
          for (const one of document.querySelectorAll("table, figure")) {
            const { height } = one.getBoundingClientRect()
            if (height > 2000) found.push(`a tower of ${height} px: ${one.innerText.slice(0, 60)}`)
          }
          return found
        }"""
    )
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_breaks_under_hard_words(
    width: int, browser: Browser, hard_site: Path, hard_url: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    found = []
    for address in addresses(hard_site):
        page.goto(hard_url + address)
        found += [f"{address}: {fault}" for fault in faults(page)]
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("blocked", ["scripts", "pictures"])
def test_a_post_can_be_read_without_scripts_and_without_pictures(
    blocked: str, browser: Browser, hard_url: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=blocked != "scripts"
    )
    page = context.new_page()
    if blocked == "pictures":
        page.route("**/anh/**", lambda route: route.abort())
    page.goto(f"{hard_url}tin-tuc/2024/dai/")
    assert page.locator("h1").inner_text().startswith("Đồng hành cùng")
    assert page.locator(".dvk-facts dd").first.is_visible()
    for section in ("Tin tức", "Mô hình", "Số liệu"):
        assert page.locator(".dvk-sections a", has_text=section).count() == 1
    assert page.locator(".dvk-share a", has_text="Facebook").is_visible()
    assert page.locator("[data-do=copy]").is_visible() == (blocked != "scripts")
    if blocked == "pictures":
        box = page.locator(".dvk-gallery img").first.bounding_box()
        assert box and box["height"] > 100, "the picture's room is kept"
    context.close()


def test_the_page_holds_at_twice_the_size_of_letters(browser: Browser, hard_url: str) -> None:
    """WCAG 1.4.4: text at 200 %, on a narrow desk."""
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    for address in ("", "tin-tuc/2024/dai/", "mo-hinh/dai/"):
        page.goto(hard_url + address)
        page.evaluate("document.documentElement.style.fontSize = '250%'")
        assert not faults(page), address
    page.close()


def test_what_is_not_known_is_no_zero_and_what_is_zero_is_said(hard_site: Path) -> None:
    page = (hard_site / "tin-tuc/2024/dai/index.html").read_text("utf-8")
    assert ">0 suất<" in page
    assert "khoảng 999.999.999.999 đồng" in page
    empty = (hard_site / "mo-hinh/bep-com/index.html").read_text("utf-8")
    assert "Chưa có số liệu." in empty


WEATHER = "https://thoi-tiet.example/bao"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ('{"place": "Phan Thiết", "temperature": 29.4, "text": "nắng"}', "Phan Thiết, 29 °C, nắng"),
        ('{"current": {"temperature_2m": -0.2}}', "0 °C"),
        ('{"text": "<img src=x onerror=alert(1)>"}', "<img src=x onerror=alert(1)>"),
        ("no JSON at all", ""),
        ("", ""),
    ],
)
def test_the_weather_is_told_where_a_source_answers_and_else_nothing(
    answer: str, words: str, browser: Browser, weather_url: str
) -> None:
    page = browser.new_page()
    page.route(WEATHER, lambda route: route.fulfill(body=answer) if answer else route.abort())
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(weather_url)
    page.wait_for_load_state("networkidle")
    told = page.locator("[data-dvk-weather]")
    assert told.inner_text() == words
    assert told.locator("img").count() == 0
    day = page.locator("[data-dvk-today]").inner_text()
    assert re.fullmatch(r"(Thứ (hai|ba|tư|năm|sáu|bảy)|Chủ nhật), \d\d/\d\d/\d{4}", day)
    assert faults == []
    page.close()


@pytest.fixture(scope="module")
def weather_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("weather")
    config = CONFIG.replace("[dvk]", f"[{{dvk: {{weather: '{WEATHER}'}}}}]")
    write_site(root, {"mkdocs.yml": config, "docs/index.md": "Trang mẫu."})
    with served(build_site(root / "site", root=root)) as url:
        yield url


def test_a_reader_chooses_light_or_dark_and_both_frames_keep_it(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    page.goto(site_url)
    assert page.evaluate(scheme) == "light"
    page.locator("[data-dvk-scheme-button]").click()
    assert page.evaluate(scheme) == "dark"
    page.goto(f"{site_url}huong-dan/")
    assert page.evaluate(scheme) == "dark"
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("[data-dvk-scheme-button]").click()
    page.goto(site_url)
    assert page.evaluate(scheme) == "light"
    context.close()


def test_a_post_is_passed_on_by_link_and_by_code(browser: Browser, site_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}tin-tuc/2024/tinh-nguyen-vi-cong-dong/")
    address = page.locator("link[rel=canonical]").get_attribute("href")
    page.locator("[data-do=copy]").click()
    page.get_by_text("Đã chép liên kết.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.locator("[data-do=qr]").click()
    dialog = page.locator("dialog.dvk-qr[open]")
    dialog.wait_for()
    assert dialog.locator("p").inner_text() == address
    assert dialog.locator("path").get_attribute("d")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.locator(".dvk-qr").count() == 0
    context.close()
