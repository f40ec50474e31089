"""Every kind of page, as a reader's browser and a screen reader meet it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SCHEMES

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# kind → where its pages lie in the built site; the first one is tested
PAGES = {
    "home": "index.html",
    "news": "tin-tuc/index.html",
    "post": "tin-tuc/2*/*/index.html",
    "models": "mo-hinh/index.html",
    "model": "mo-hinh/*/index.html",
    "tallies": "so-lieu/index.html",
    "register": "so-lieu/*/index.html",
    "school": "don-vi/*/index.html",
    "gallery": "thu-vien-anh/index.html",
    "guide": "huong-dan/index.html",
    "search": "tim-kiem/index.html",
    "letter": "tim-kiem/chu/*/index.html",
}
NOWHERE = "khong-co/trang-nay/"  # two folders deep: the 404 page must not count on its place


def page_address(site: Path, kind: str) -> str:
    """The address of one page of this kind, from the root of the site."""
    if kind == "not-found":
        return NOWHERE
    found = sorted(site.glob(PAGES[kind]))
    assert found, f"the site has no page like {PAGES[kind]}"
    return found[0].relative_to(site).as_posix().removesuffix("index.html")


def site_name(site: Path) -> str:
    """The name of the site, which is all that its home page is titled."""
    title = re.search(r"<title>(.*?)</title>", (site / "index.html").read_text("utf-8"), re.S)
    assert title
    return unescape(title[1].strip())


class Watch:
    """What goes wrong while a page loads; the 404 of `allowed` is what we asked for."""

    def __init__(self, page: Page, *, allowed: str = "") -> None:
        self.allowed = allowed
        self.problems: list[str] = []
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("response", self.on_response)
        page.on("request", lambda request: self.on_request(request.url))
        page.on("requestfailed", lambda r: self.problems.append(f"request failed: {r.url}"))

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location.get("url") != self.allowed:
            self.problems.append(f"console: {message.text}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400 and response.url != self.allowed:
            self.problems.append(f"status {response.status}: {response.url}")

    def on_request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.problems.append(f"request to the outside: {url}")


@pytest.mark.parametrize("kind", [*PAGES, "not-found"])
def test_a_page_loads_fits_and_can_be_read_by_everyone(
    kind: str,
    scheme: str,
    page: Page,
    built_site: Path,
    site_url: str,
    axe: Callable[[Page], list[dict[str, Any]]],
) -> None:
    url = site_url + page_address(built_site, kind)
    watch = Watch(page, allowed=url if kind == "not-found" else "")
    page.goto(url)
    page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager' })")
    page.wait_for_load_state("networkidle")

    problems = watch.problems
    colours = page.locator("body").get_attribute("data-md-color-scheme")
    if colours != SCHEMES[scheme]:
        problems.append(f"the colours are {colours}, not {SCHEMES[scheme]}")
    root = "document.documentElement"
    if over := page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"):
        problems.append(f"the page is {over} px wider than the screen")
    header = unescape(str(page.locator("header.md-header").evaluate("e => e.outerHTML")))
    if (times := header.count(site_name(built_site))) != 1:
        problems.append(f"the header has the site's name {times} times, not once")
    if (headings := page.locator("h1:visible").count()) != 1:
        problems.append(f"the page has {headings} main headings, not one")
    problems += [
        f"axe {violation['id']}: {violation['help']}: {' '.join(node['html'].split())[:200]}"
        for violation in axe(page)
        for node in violation["nodes"]
    ]
    assert not problems, "\n".join([url, *problems])


def test_the_nu_checker_finds_no_error_in_the_whole_site(
    built_site: Path, nu_check: Callable[[Sequence[Path]], list[str]]
) -> None:
    errors = nu_check(sorted(built_site.rglob("*.html")))
    assert not errors, "\n".join(errors[:50])
