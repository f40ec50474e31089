"""What will be published of a photo, by integer arithmetic: widths, formats and names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from dvk_plugin.domain.slug import slugify

VERSION = "3"
"""Part of every key: raised when the same photo would give other bytes."""
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
"""What a photo's file may end in, in lower case."""
WIDTHS = (320, 640, 1280, 1920)
"""Widths of the WebP variants, in pixels; a photo is never enlarged."""
FALLBACK_WIDTHS = (640, 1280)
"""Widths of the JPEG variants, for readers without WebP."""
MAX_HEIGHT = 8192
"""No variant is higher, in pixels: WebP ends at 16383, and phones' memory before that."""
ORIGINAL = "original"
"""The kind of a variant in full size, for downloading."""
MAX_ORIGINAL = 60_000_000
MAX_SIDE = 65_500
"""Most pixels of a photo in full size, and along a side, which is where JPEG ends."""
PARAMETERS = str({"widths": WIDTHS, "fallback": FALLBACK_WIDTHS, "max_height": MAX_HEIGHT})
_LONGEST_SLUG = 60

Box = tuple[float, float, float, float]
"""Left, top, width and height of a part of an upright picture, as fractions of it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One size and format of a photo. `kind`: webp, jpeg or `ORIGINAL`, which is a JPEG.

    Measures in pixels, `weight` in bytes.
    """

    name: str
    width: int
    height: int
    kind: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A photo as published: the measures of its largest variant, and its mean colour `#rrggbb`.

    `variants`: WebP by rising width, then JPEG by rising width. `original`: the photo in full
    size, where readers may have it.
    """

    width: int
    height: int
    colour: str
    variants: tuple[Variant, ...]
    original: Variant | None = None


@lru_cache(maxsize=1 << 14)
def is_photo(file: str) -> bool:
    """Whether a file's name ends as a photo's does."""
    return PurePosixPath(file).suffix.lower() in SUFFIXES


def is_beside(name: str) -> bool:
    """Whether a photo's name, as its author wrote it, stays in the folder of the post."""
    return not (name.startswith("/") or ".." in name.split("/") or "\\" in name)


def plan_widths(width: int, height: int) -> tuple[int, ...]:
    """Widths to publish of an upright picture, rising; its own is the last if it is smaller."""
    most = max(1, min(width, WIDTHS[-1], MAX_HEIGHT * width // height))
    return (*(w for w in WIDTHS if w < most), most)


def plan_fallbacks(widths: Sequence[int]) -> tuple[int, ...]:
    """Those of the widths that are published as JPEG too, rising."""
    chosen = [w for w in widths if w in FALLBACK_WIDTHS]
    if widths[-1] < FALLBACK_WIDTHS[-1] and widths[-1] not in chosen:
        chosen.append(widths[-1])
    return tuple(chosen)


def plan_original(width: int, height: int) -> tuple[int, int]:
    """The size of a photo for downloading: its own, or a half, a third … of one too large."""
    part = 1
    while True:
        size = -(-width // part), -(-height // part)
        if size[0] * size[1] <= MAX_ORIGINAL and max(size) <= MAX_SIDE:
            return size
        part += 1


def height_at(width: int, size: tuple[int, int]) -> int:
    """The height in pixels of a picture of this size scaled to a width, in sane bounds."""
    return min(MAX_HEIGHT, max(1, (size[1] * width + size[0] // 2) // size[0]))


def make_key(digest: str, blur: Sequence[Box] = (), *, full: bool = False) -> str:
    """Twelve hex digits that tell content (by its SHA-256) and every parameter apart."""
    boxes = ";".join(",".join(f"{part:.4f}" for part in box) for box in blur)
    text = f"{digest}|{ORIGINAL if full else PARAMETERS}|{boxes}|{VERSION}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def variant_name(file: str, key: str, width: int, kind: str) -> str:
    """`kham-benh-0123456789ab-640.webp`, `kham-benh-0123456789ab-goc.jpg`."""
    return f"{_stem(file)}-{stored_name(key, width, kind)}"


@lru_cache(maxsize=1 << 10)
def _stem(file: str) -> str:
    return slugify(PurePosixPath(file).stem)[:_LONGEST_SLUG].strip("-") or "anh"


def stored_name(key: str, width: int, kind: str) -> str:
    """A variant's file in the cache, which photos of equal bytes share."""
    if kind == ORIGINAL:
        return f"{key}-goc.jpg"
    return f"{key}-{width}.{'jpg' if kind == 'jpeg' else kind}"
