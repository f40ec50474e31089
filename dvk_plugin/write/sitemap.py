"""The list of pages for search engines (sitemaps.org, with Google's image extension)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
MOST_IMAGES = 1000
"""Google reads no more of one page."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A page: its address, the day of its newest post if it shows any, its photos."""

    address: str
    updated: date | None = None
    images: tuple[str, ...] = ()


def sitemap_xml(locations: Iterable[Location]) -> str:
    """The sitemap, by address; empty without pages.

    A page has a day of last change only where a post gives it: none is better than the clock's.
    """
    ordered = sorted(locations, key=lambda location: location.address)
    if not ordered:
        return ""
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:image": _IMAGE})
    for location in ordered:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = location.address
        if location.updated:
            SubElement(url, "lastmod").text = location.updated.isoformat()
        for image in location.images[:MOST_IMAGES]:
            SubElement(SubElement(url, "image:image"), "image:loc").text = image
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
