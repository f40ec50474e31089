"""Every kind of page, as a reader's browser and a screen reader meet it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hosting import settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

pytestmark = pytest.mark.browser

# kind → where its pages lie in the built site; the first one is tested
PAGES = {
    "home": "index.html",
    "news": "tin-tuc/index.html",
    "post": "tin-tuc/2*/*/index.html",
    "models": "mo-hinh/index.html",
    "model": "mo-hinh/*/index.html",
    "tallies": "so-lieu/index.html",
    "register": "so-lieu/*/index.html",
    "comparison": "so-lieu/so-sanh/index.html",
    "data": "du-lieu/index.html",
    "school": "don-vi/*/index.html",
    "gallery": "thu-vien-anh/index.html",
    "guide": "huong-dan/index.html",
    "search": "tim-kiem/index.html",
    "letter": "tim-kiem/chu/*/index.html",
}
NOWHERE = "khong-co/trang-nay/"  # two folders deep: the 404 page must not count on its place
SCHEMES = ("light", "dark")


def page_address(site: Path, kind: str) -> str:
    """The address of one page of this kind, from the root of the site."""
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


def every_page(site: Path) -> dict[str, str]:
    """Each page of the site, by its own address."""
    pages = (path.relative_to(site).as_posix() for path in sorted(site.rglob("index.html")))
    return {page: page.removesuffix("index.html") for page in pages}


def one_of_each_kind(site: Path) -> dict[str, str]:
    return {kind: page_address(site, kind) for kind in PAGES}


def faults(page: Page, scheme: str, name: str) -> Iterator[str]:
    """What is wrong with the page that is open, for a reader of any kind."""
    root = "document.documentElement"
    if (wished := page.evaluate(f"getComputedStyle({root}).colorScheme")) != scheme:
        yield f"the colours are {wished}, not {scheme}"
    if over := page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"):
        yield f"the page is {over} px wider than the screen"
    header = unescape(str(page.locator("header.dvk-masthead").evaluate("e => e.outerHTML")))
    if (times := header.count(name)) != 1:
        yield f"the header has the site's name {times} times, not once"
    if (headings := page.locator("h1:visible").count()) != 1:
        yield f"the page has {headings} main headings, not one"


ELEMENTS = """() => [...document.querySelectorAll("body, body *")].map(element => [
    element.parentElement.tagName, element.tagName, ...[...element.classList].sort(),
    ...element.getAttributeNames().sort(), element.textContent.trim() ? "with words" : "",
].join(" "))"""
"""Kinds of elements: where all of a page have been looked at on others, axe says nothing new."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_load_fit_and_can_be_read_by_everyone(
    scheme: Literal["light", "dark"],
    width: int,
    browser: Browser,
    built_site: Path,
    site_url: str,
    axe: Callable[[Page], list[dict[str, Any]]],
    thorough: bool,
) -> None:
    """One page of each kind; in a thorough run every sixth page on a light phone, too: all show
    the same templates, and the run must end in time."""
    pages = one_of_each_kind(built_site)
    if thorough and (width, scheme) == (390, "light"):
        pages |= dict([*every_page(built_site).items()][::6])
    name = site_name(built_site)
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    found: list[str] = []
    seen: set[str] = set()
    for address in (*dict.fromkeys(pages.values()), NOWHERE):
        page = context.new_page()
        url = site_url + address
        watch = Watch(page, allowed=url if address == NOWHERE else "")
        page.goto(url)
        settle(page)
        found += [f"{address}: {fault}" for fault in (*watch.problems, *faults(page, scheme, name))]
        if not seen >= (kinds := set(page.evaluate(ELEMENTS))):
            found += [
                f"{address}: axe {violation['id']}: {' '.join(node['html'].split())[:200]}"
                for violation in axe(page)
                for node in violation["nodes"]
            ]
            seen |= kinds
        page.close()
    context.close()
    assert not found, "\n".join(found)


def test_the_nu_checker_finds_no_error_in_the_whole_site(
    built_site: Path, nu_check: Callable[[Sequence[Path]], list[str]]
) -> None:
    errors = nu_check(sorted(built_site.rglob("*.html")))
    assert not errors, "\n".join(errors[:50])
