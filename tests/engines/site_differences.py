"""Two built sites side by side: where readers, feed readers or search engines see a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

BASE = "https://x.example/"
MAIN = "//main[@id='noi-dung'] | //div[@class='dvk-doc']"
"""What a page shows, in the frame of news and in that of pages written by hand."""


@dataclass(frozen=True)
class Seen:
    """What is seen of a page: words in their order, addresses that it leads to or shows, marks that
    others may lead to, and what its head tells others."""

    words: tuple[str, ...]
    links: tuple[str, ...]
    marks: tuple[str, ...]
    head: frozenset[str]


def files_of(site: Path) -> dict[str, Path]:
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path for path in found}


def seen(path: Path, uri: str) -> Seen:
    page = html.fromstring(path.read_bytes())
    (main,) = page.xpath(MAIN)
    marks = (element.get("id") for element in main.iter() if isinstance(element.tag, str))
    links = _links(main, uri)
    return Seen(
        tuple(main.text_content().split()),
        tuple(links),
        tuple(mark for mark in marks if mark),
        frozenset(_head(page.find("head"), uri)),
    )


def differences(ours: Path, theirs: Path) -> Iterator[tuple[str, str]]:
    """What differs, each as (aspect, place): `("words", "tin-tuc/index.html")`."""
    one, other = files_of(ours), files_of(theirs)
    yield from (("gone", uri) for uri in one if uri not in other)
    yield from (("new", uri) for uri in other if uri not in one)
    for uri in one.keys() & other.keys():
        if not uri.endswith(".html"):
            if one[uri].read_bytes() != other[uri].read_bytes():
                yield "bytes", uri
            continue
        a, b = seen(one[uri], uri), seen(other[uri], uri)
        yield from (
            (name, uri) for name in ("words", "links", "marks") if _of(a, name) != _of(b, name)
        )
        yield from ((f"head: {line}", uri) for line in a.head ^ b.head)


def _of(page: Seen, name: str) -> object:
    return getattr(page, name)


def dead_links(site: Path) -> Iterator[tuple[str, str]]:
    """Links and pictures of a site that lead to no file or mark of it, as (page, address)."""
    files = files_of(site)
    pages = {uri: seen(path, uri) for uri, path in files.items() if uri.endswith(".html")}
    for uri, page in pages.items():
        for link in page.links:
            target, mark = urldefrag(link.removeprefix(BASE))
            path = unquote(urlsplit(target).path)
            file = f"{path}index.html" if path.endswith("/") or not path else path
            if not link.startswith(BASE):
                continue
            if file not in files or (mark and unquote(mark) not in pages[file].marks):
                yield uri, link


def _links(element: html.HtmlElement, uri: str) -> Iterator[str]:
    for one in element.iter():
        for name in ("href", "src") if isinstance(one.tag, str) else ():
            if address := one.get(name):
                yield urljoin(BASE + uri, address)


_TOLD: Mapping[str, tuple[str, ...]] = {
    "meta": ("name", "property", "content"),
    "link": ("rel", "type", "title", "href"),
}
_LOOK = ("stylesheet", "preload", "icon", "apple-touch-icon", "manifest")
"""What a page looks like is no matter of what it says."""


def _head(head: html.HtmlElement, uri: str) -> Iterator[str]:
    for one in head.iter("title", "meta", "link", "script"):
        if one.tag == "title" or one.get("type") == "application/ld+json":
            yield f"{one.tag} {one.text}"
        elif one.get("rel") not in _LOOK and one.get("name") != "generator" and one.tag in _TOLD:
            address = urljoin(BASE + uri, one.get("href")) if one.get("href") else ""
            words = (address if key == "href" else one.get(key) for key in _TOLD[one.tag])
            yield " ".join((one.tag, *filter(None, words)))
