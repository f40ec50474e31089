"""Charts as readers meet them: phone and desk, both colours, paper, no script, awkward figures."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from charts_sample import AWKWARD
from hosting import build_site, served
from sample import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CONFIG = """\
site_name: Trang mẫu
site_url: https://mau.example/
theme:
  name: material
  language: vi
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Tối}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Sáng}
plugins: [dvk]
"""
DEMO = (
    "so-lieu/",
    "so-lieu/funds_raised/",
    "so-lieu/beneficiaries/",
    "so-lieu/don-vi/cdsp-lang-son/",
    "so-lieu/nam/2024/",
    "so-lieu/mo-hinh/cham-soc-suc-khoe-vung-sau/",
)
SMALLEST = 11
"""Pixels: words in a chart are never smaller."""
# Every word of a chart that is seen, with its box and the size of its letters.
WORDS = """
[...document.querySelectorAll('.dvk-chart, .dvk-bullets, .dvk-legend')].flatMap(chart => {
  const found = []
  const walk = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT)
  for (let node; node = walk.nextNode();) {
    const parent = node.parentElement
    if (!node.data.trim() || parent.closest('title, desc, .dvk-hidden')) continue
    if (!parent.checkVisibility({ contentVisibilityAuto: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue
      found.push({
        text: node.data.trim().slice(0, 40),
        size: parseFloat(getComputedStyle(parent).fontSize),
        box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
        drawn: parent.closest('svg') !== null,
      })
    }
  }
  return found
})
"""


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """An empty page so many pixels wide, in light or dark colours."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


readers = pytest.mark.parametrize(
    "page",
    [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")],
    indirect=True,
    ids=lambda reader: "-".join(map(str, reader)),
)
extremes = pytest.mark.parametrize(
    "page",
    [(320, "light"), (1280, "dark")],
    indirect=True,
    ids=lambda reader: "-".join(map(str, reader)),
)


@pytest.fixture(scope="module")
def awkward_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose figures are as awkward to draw as figures can be, built."""
    root = tmp_path_factory.mktemp("awkward")
    write_site(root, {**AWKWARD, "mkdocs.yml": CONFIG})
    return build_site(root / "site", root=root)


@pytest.fixture(scope="module")
def awkward_url(awkward_site: Path) -> Iterator[str]:
    with served(awkward_site) as url:
        yield url


def problems_of(page: Page, axe: Callable[[Page], list[dict[str, Any]]]) -> list[str]:
    """What is wrong with the open page: too wide, too small, overlapping, or not for all."""
    found = []
    root = "document.documentElement"
    if over := page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"):
        found.append(f"the page is {over} px wider than the screen")
    words = page.evaluate(WORDS)
    assert words, "there are words in charts"
    found += [f"{w['size']} px: {w['text']}" for w in words if w["size"] < SMALLEST]
    found += [f"«{a}» over «{b}»" for a, b in overlapping(words)]
    found += [
        f"axe {violation['id']}: {' '.join(node['html'].split())[:200]}"
        for violation in axe(page)
        for node in violation["nodes"]
    ]
    return found


def overlapping(words: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Pairs of words of which at least one is in a drawing, and whose boxes share pixels.

    A hair is allowed: boxes are as high as the tallest letters there could be.
    """
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            if one["drawn"] or other["drawn"]:
                left, top, right, bottom = one["box"]
                across = min(right, other["box"][2]) - max(left, other["box"][0])
                down = min(bottom, other["box"][3]) - max(top, other["box"][1])
                if across > 1 and down > 3:
                    yield one["text"], other["text"]


@readers
@pytest.mark.parametrize("address", DEMO)
def test_the_demos_charts_can_be_read_by_everyone(
    address: str, page: Page, site_url: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    page.goto(site_url + address)
    page.wait_for_load_state("networkidle")
    assert not (found := problems_of(page, axe)), "\n".join(found)


@extremes
@pytest.mark.parametrize(
    "address",
    [
        "so-lieu/",
        "so-lieu/funds_raised/",
        "so-lieu/gifts/",
        "so-lieu/trees/",
        "so-lieu/workdays/",
        "so-lieu/books/",
        "so-lieu/houses/",
        "so-lieu/emoji/",
        "so-lieu/members/",
        "so-lieu/beneficiaries/",
        "so-lieu/nam/2024/",
        "so-lieu/mo-hinh/ao-am/",
        "so-lieu/don-vi/truong-b/",
    ],
)
def test_awkward_figures_do_not_break_the_page(
    address: str, page: Page, awkward_url: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    """One entry, 0, twelve digits, a gap of 25 years, 300 letters, right to left, 70 entries."""
    page.goto(awkward_url + address)
    page.wait_for_load_state("networkidle")
    assert not (found := problems_of(page, axe)), "\n".join(found)


def test_the_nu_checker_finds_no_error_in_awkward_pages(
    awkward_site: Path, nu_check: Callable[[Sequence[Path]], list[str]]
) -> None:
    errors = nu_check(sorted((awkward_site / "so-lieu").rglob("*.html")))
    assert not errors, "\n".join(errors[:50])


@extremes
def test_a_bar_is_as_long_as_its_value_and_its_marks_stay_inside(page: Page, site_url: str) -> None:
    """As drawn, in pixels: 37,9 of 65 million, and the target at 20 of 65."""
    page.goto(site_url + "so-lieu/funds_raised/")
    widths = page.evaluate(
        """[...document.querySelectorAll('#bieu-do-1')][0].closest('figure')
        .querySelectorAll('.dvk-bars .dvk-bar').values().map(bar =>
          bar.querySelector('.dvk-bar__fill, .dvk-bar__soft').getBBox().width).toArray()"""
    )
    assert widths[0] / widths[1] == pytest.approx(37.9 / 65, abs=0.01)
    bullet = page.evaluate(
        """(() => {
          const bullet = document.querySelector('.dvk-bullet')
          const mark = bullet.querySelector('.dvk-bullet__mark line').getBoundingClientRect()
          const bar = bullet.querySelector('.dvk-bar__soft').getBoundingClientRect()
          return (mark.left + mark.width / 2 - bar.left) / bar.width
        })()"""
    )
    assert bullet == pytest.approx(20 / 65, abs=0.01)


def test_keys_reach_every_step_and_enter_opens_its_line(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(site_url + "so-lieu/funds_raised/")
    steps = page.locator(".dvk-steps a")
    assert steps.count() == 2
    steps.first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.dvk-steps') !== null")
    ring = "getComputedStyle(document.activeElement.querySelector('circle')).strokeWidth"
    assert page.evaluate(ring) == "2px"
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "khoảng 65.000.000 đồng" in name and "khoảng 102.900.000 đồng" in name
    page.keyboard.press("Enter")
    page.wait_for_url("**#so-cdsp-lang-son-2024-**")
    assert "khoảng 65.000.000" in page.locator(":target").inner_text()
    page.close()


def test_fingers_can_hit_the_steps(browser: Browser, awkward_url: str) -> None:
    """WCAG 2.2, target size: 24 pixels each, none over another, on the narrowest phone."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(awkward_url + "so-lieu/workdays/")
    boxes = page.evaluate(
        """[...document.querySelectorAll('.dvk-steps__spot')].map(spot => {
          const box = spot.getBoundingClientRect()
          return [box.left, box.right, box.height]
        })"""
    )
    assert 1 < len(boxes) <= 13
    assert all(right - left > 23.9 and height > 23.9 for left, right, height in boxes), boxes
    assert all(a[1] <= b[0] + 0.5 for a, b in itertools.pairwise(boxes))
    page.close()


def test_without_javascript_charts_and_filters_are_all_there(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "so-lieu/")
    assert page.locator(".dvk-steps").count() == 6 and page.locator(".dvk-bullet").count() == 2
    page.locator(".dvk-filter a", has_text="2024").click()
    assert page.url.endswith("/so-lieu/nam/2024/")
    page.locator(".dvk-filter a", has_text="Chọn mô hình").click()
    assert page.url.endswith("/so-lieu/#theo-mo-hinh")
    page.locator(".dvk-data summary").first.click()
    assert page.locator(".dvk-data table").first.is_visible()
    context.close()


def test_on_paper_the_tables_are_open_and_hatches_are_lines(
    browser: Browser, site_url: str
) -> None:
    """Printers leave grounds out: shapes are strokes and fills of drawings, which they keep."""
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    page.goto(site_url + "so-lieu/")
    for table in page.locator(".dvk-data table").all():
        box = table.bounding_box()
        assert box and box["height"] > 20 and box["x"] + box["width"] <= 720
    hatch = page.locator(".dvk-hatch").first
    assert hatch.evaluate("e => getComputedStyle(e).stroke") not in ("none", "rgba(0, 0, 0, 0)")
    assert page.locator(".dvk-filters").is_hidden()
    page.close()
