"""Published photos as pages show them: widths to choose from, captions, years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import PurePosixPath

from markupsafe import Markup, escape

from dvk_plugin.domain.post import Photo, Post
from dvk_plugin.domain.slug import slugify
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.views.format import format_number

PICTURES = "anh"
"""Folder of every published variant; its name is made from its content."""
_LINK = re.compile(r"\[([^\[\]]+)\]\((https://[^\s()<>\"]+)\)")
_FALLBACK_WIDTH = 640


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as published, and the post it belongs to. `spoken`: an alt given in the text."""

    photo: Photo
    post: Post
    published: Published
    spoken: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from every other picture of the site."""
        return (self.post.key, self.photo.source.line, self.photo.source.column, self.spoken)

    @property
    def width(self) -> int:
        return self.published.width

    @property
    def height(self) -> int:
        return self.published.height

    @property
    def alt(self) -> str:
        """What the picture shows; where nobody described it, its caption has to do."""
        return self.photo.alt or self.spoken or caption_text(self.photo.caption)

    @property
    def is_described(self) -> bool:
        """Whether alt and caption differ, so that a screen reader needs both."""
        return self.alt != caption_text(self.photo.caption)

    @property
    def largest(self) -> str:
        """The uri of the widest variant, which the picture links to; the lightest of equals."""
        order = {"webp": 1, "jpeg": 0}
        widest = max(self.published.variants, key=lambda v: (v.width, order[v.kind]))
        return picture_uri(widest.name)

    @property
    def smallest(self) -> str:
        """The uri of the narrowest variant."""
        return picture_uri(min(self.published.variants, key=lambda v: v.width).name)

    @property
    def anchor(self) -> str:
        """Its mark on its post's page: `anh-kham-benh`; numbered where names are too much alike."""
        slugs = [slugify(PurePosixPath(one.name).stem) for one in self.post.photos]
        at = self.post.photos.index(self.photo)
        name = f"anh-{slugs[at]}"
        return name if slugs.count(slugs[at]) == 1 else f"{name}-{at + 1}"

    @property
    def fallback(self) -> str:
        """The uri for a browser that chooses none itself: a JPEG of middling width."""
        jpegs = [v for v in self.published.variants if v.kind == "jpeg"] or [
            *self.published.variants
        ]
        wide = (v for v in jpegs if v.width >= _FALLBACK_WIDTH)
        return picture_uri(next(wide, jpegs[-1]).name)

    @property
    def jpeg(self) -> Variant | None:
        """The widest JPEG, which every program can show."""
        jpegs = [v for v in self.published.variants if v.kind == "jpeg"]
        return max(jpegs, key=lambda variant: variant.width, default=None)

    @property
    def ground(self) -> str:
        """Classes of the placeholder's colour, four bits for each of red, green and blue.

        Classes and not a style attribute, which strict content policies forbid.
        """
        colour = self.published.colour
        return f"dvk-r{colour[1]} dvk-g{colour[3]} dvk-b{colour[5]}"

    @property
    def original(self) -> str:
        """The uri of the photo in full size; empty where readers may not have it."""
        original = self.published.original
        return picture_uri(original.name) if original else ""

    @property
    def original_size(self) -> str:
        """What a reader should know before downloading: `4032 × 3024 điểm ảnh, 3,1 MB`."""
        original = self.published.original
        if original is None:
            return ""
        megabytes = Decimal(max(1, round(original.weight / 100_000))) / 10
        return f"{original.width} × {original.height} điểm ảnh, {format_number(megabytes)} MB"

    def srcset(self, kind: str, href: Callable[[str], str], enough: int = 0) -> str:
        """The variants of a kind as candidates for the browser, narrow ones first.

        `enough`: pixels; wider ones are left out once one has as many. 0 for all there are.
        """
        mine = [v for v in self.published.variants if v.kind == kind]
        if enough:
            narrower = sum(v.width < enough for v in mine)
            mine = mine[: narrower + 1]
        return ", ".join(f"{href(picture_uri(v.name))} {v.width}w" for v in mine)


def picture_uri(name: str) -> str:
    """Where a published variant stands."""
    return f"{PICTURES}/{name}"


def by_year(pictures: Iterable[Picture]) -> tuple[tuple[int, tuple[Picture, ...]], ...]:
    """Pictures under the years of their posts, in the order they come in."""
    years = groupby(pictures, key=lambda picture: picture.post.date.year)
    return tuple((year, tuple(mine)) for year, mine in years)


@lru_cache(maxsize=1 << 12)
def caption_text(caption: str) -> str:
    """A caption without its links: `xem [bài](https://…)` → `xem bài`."""
    return _LINK.sub(r"\1", caption)


def caption_html(caption: str, *, spoken: bool = True) -> Markup:
    """A caption with `[text](https://…)` as links and everything else as it was written.

    `spoken=False` hides all but the links from screen readers, which had it as alt already.
    """

    def words(text: str) -> Markup:
        if spoken or not text.strip():
            return escape(text)
        return Markup(f'<span aria-hidden="true">{escape(text)}</span>')

    parts = []
    at = 0
    for link in _LINK.finditer(caption):
        parts.append(words(caption[at : link.start()]))
        parts.append(Markup('<a href="{}" rel="noopener">{}</a>').format(link[2], link[1]))
        at = link.end()
    parts.append(words(caption[at:]))
    return Markup("").join(parts)
