"""The letters that pictures are written with: Be Vietnam Pro, Vietnamese and Latin.

The plain text layout of Pillow is used everywhere: it needs no library that some systems lack,
and Vietnamese in NFC needs no other.
"""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache
from importlib.resources import files

from PIL import ImageFont

Font = ImageFont.FreeTypeFont
_LEADING = 1.24


@lru_cache(maxsize=32)
def letters(weight: str, size: int) -> Font:
    """The letters of a weight, `medium` or `bold`, and a size in pixels."""
    data = files("dvk_plugin.cards").joinpath(f"fonts/be-vietnam-pro-{weight}.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def line_height(font: Font) -> int:
    """From one line to the next, in pixels."""
    return round(font.size * _LEADING)


def clean(text: str) -> str:
    """NFC without characters that steer or mark, which no font draws."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in plain).strip()
