"""What a published picture will measure, by integer arithmetic, before anything is decoded."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image

MAX_EDGE = 1600
"""Longest edge of a published picture, in pixels; smaller ones are not enlarged."""
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)


def read_size(path: Path) -> tuple[int, int] | None:
    """Width and height as published, turned as EXIF says; None where it is no picture.

    Only the file's head is read. A «bomb» of pixels is no picture either.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                width, height = image.size
                turned = image.getexif().get(_ORIENTATION) in _TURNED
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return None
    return fit(height, width) if turned else fit(width, height)


def fit(width: int, height: int) -> tuple[int, int]:
    """The size scaled down to `MAX_EDGE`, sides rounded to the nearest pixel, at least 1."""
    longest = max(width, height)
    if longest <= MAX_EDGE:
        return width, height
    return (
        max(1, (width * MAX_EDGE + longest // 2) // longest),
        max(1, (height * MAX_EDGE + longest // 2) // longest),
    )
