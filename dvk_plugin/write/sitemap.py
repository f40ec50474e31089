"""The list of pages for search engines (sitemaps.org, with Google's image extension)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
FILE = "sitemap.xml"
MOST_PAGES = 50_000
"""No file may list more (sitemaps.org)."""
MOST_IMAGES = 1000
"""Google reads no more of one page."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A page: its address, the day of its newest post if it shows any, its photos."""

    address: str
    updated: date | None = field(default=None, compare=False)
    images: tuple[str, ...] = field(default=(), compare=False)


def sitemap_names(count: int, most: int = MOST_PAGES) -> tuple[str, ...]:
    """The files of a list of so many pages: `sitemap.xml` alone, or with its parts."""
    parts = range(1, -(-count // most) + 1) if count > most else ()
    plain = (FILE, *(f"sitemap-{part}.xml" for part in parts))
    return (*plain, *(f"{name}.gz" for name in plain))


def sitemap_files(
    locations: Sequence[Location], root: str, most: int = MOST_PAGES
) -> Mapping[str, bytes]:
    """The files of the list of pages by their name, each packed too. `root`: the site's address.

    One that grows too long lists its parts.
    """
    ordered = sorted(locations)
    names = [name for name in sitemap_names(len(ordered), most) if name.endswith(".xml")]
    if len(names) == 1:
        texts = [sitemap_xml(ordered)]
    else:
        starts = range(0, len(ordered), most)
        texts = [_index(root, names[1:]), *(sitemap_xml(ordered[at : at + most]) for at in starts)]
    plain = {name: text.encode() for name, text in zip(names, texts, strict=True)}
    return {**plain, **{f"{n}.gz": gzip.compress(data, mtime=0) for n, data in plain.items()}}


def _index(root: str, names: Iterable[str]) -> str:
    parts = (f"  <sitemap>\n    <loc>{escape(root + name)}</loc>\n  </sitemap>" for name in names)
    return _document("sitemapindex", f'xmlns="{_SITEMAP}"', parts)


def sitemap_xml(locations: Sequence[Location]) -> str:
    """A list of pages, in their order; empty without any.

    A page has a day of last change only where a post gives it: none is better than the clock's.
    """
    if not locations:
        return ""
    names = f'xmlns="{_SITEMAP}" xmlns:image="{_IMAGE}"'
    return _document("urlset", names, map(_url, locations))


def _url(location: Location) -> str:
    lines = [f"    <loc>{escape(location.address)}</loc>"]
    if location.updated:
        lines.append(f"    <lastmod>{location.updated.isoformat()}</lastmod>")
    for image in location.images[:MOST_IMAGES]:
        place = f"      <image:loc>{escape(image)}</image:loc>"
        lines += ("    <image:image>", place, "    </image:image>")
    return "\n".join(("  <url>", *lines, "  </url>"))


def _document(tag: str, names: str, items: Iterable[str]) -> str:
    """Written as text: a tree of so many elements would take several times as much memory."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join((head, f"<{tag} {names}>", *items, f"</{tag}>", ""))
