"""What stands around a page, which all pages of a kind share but for a few words.

The host renders its template once with a mark in place of each of these words; after that a page
costs no template at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

_BLANK = re.compile(r"\n\s+")
_SLOT = re.compile("\0([a-z_]+)\0")
SLOTS = (
    "title",
    "description",
    "address",
    "preview_url",
    "preview_alt",
    "published",
    "modified",
    "data",
    "feed_title",
    "feed_atom",
    "feed_json",
    "content",
)
"""What differs from page to page of one kind. All are HTML by now, `data` fit for a `<script>`."""
ROOT, HOME, BASE = "root", "home", "base"
"""Slots of the way to the site's root: to stand before an address (`../../`, or nothing), as an
address (`../../`, `./`), and as a folder (`../..`, `.`)."""


def slot(name: str) -> str:
    """The mark of a slot; no text of an author holds U+0000."""
    return f"\0{name}\0"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame cut at its slots: text, name, text, name, …, text."""

    parts: tuple[str, ...]
    mark: str

    def fill(self, words: Mapping[str, str]) -> str:
        """The whole page."""
        parts = list(self.parts)
        parts[1::2] = [words[name] for name in parts[1::2]]
        return "".join(parts)


def frame_of(html: str) -> Frame:
    """The frame in what a host's template gave for a page of marks."""
    html = compact(html)
    return Frame(tuple(_SLOT.split(html)), hashlib.sha256(html.encode()).hexdigest())


def compact(html: str) -> str:
    """HTML of templates without the blank lines and indents that they leave behind."""
    return _BLANK.sub("\n", html)
