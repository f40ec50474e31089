"""Parts of a picture made unrecognisable."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageFilter

from dvk_plugin.photos.plan import Box

_CELLS = 5
"""A blurred part keeps so many cells along its longer side."""
_MARGIN = 3
"""Pixels blurred around a part: so far does scaling down smear what was inside it."""


def burn(image: Image.Image, blur: Sequence[Box]) -> None:
    """Reduce each part of the picture to a few smoothed cells, in place: it cannot be undone."""
    for box in blur:
        area = _pixels(box, image.size)
        part = image.crop(area)
        longer = max(part.size)
        few = tuple(max(1, side * _CELLS // longer) for side in part.size)
        cells = part.resize((few[0], few[1]), Image.Resampling.BOX)
        coarse = cells.resize(part.size, Image.Resampling.NEAREST)
        image.paste(coarse.filter(ImageFilter.GaussianBlur(max(1.0, longer / (2 * _CELLS)))), area)


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box in whole pixels with its margin, rounded outward, at least one pixel each way."""
    x, y, w, h = box
    left, top = min(int(x * size[0]), size[0] - 1), min(int(y * size[1]), size[1] - 1)
    right = max(left + 1, -int(-(x + w) * size[0] // 1))
    bottom = max(top + 1, -int(-(y + h) * size[1] // 1))
    return (
        max(0, left - _MARGIN),
        max(0, top - _MARGIN),
        min(size[0], right + _MARGIN),
        min(size[1], bottom + _MARGIN),
    )
