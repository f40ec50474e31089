"""The sheet that scenes are drawn on, and its colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PIL import Image, ImageDraw

SHEET = (1600, 1067)
Point = tuple[float, float]

INK = "#3f4a55"
WHITE = "#fffdf8"
CREAM = "#fbf3e4"
RED = "#d9635b"
DEEP_RED = "#c9473f"
YELLOW = "#f4cf6b"
ORANGE = "#eba56a"
GREEN = "#86b58a"
DEEP_GREEN = "#5f9673"
TEAL = "#5fa8a3"
BLUE = "#7fa9cf"
NAVY = "#4d6a92"
PINK = "#eeb4b0"
LILAC = "#b3a4cf"
BROWN = "#a87d5d"
SAND = "#e8d5b0"
HAIR = "#3d3636"
GREY = "#c9ccd0"
SKIN = ("#f2c9a5", "#e9b98f", "#f6d3b3")


class Sheet:
    """A picture in the units of `SHEET`, y downward.

    `size`: the pixels that are written. `smooth`: drawn so many times larger, for soft edges.
    """

    size: ClassVar[tuple[int, int]] = (1600, 1067)
    smooth: ClassVar[int] = 2

    def __init__(self, top: str, bottom: str) -> None:
        """A sheet filled with a sky (or wall) that fades from `top` to `bottom`."""
        self.scale = self.size[0] * self.smooth / SHEET[0]
        size = (self.size[0] * self.smooth, self.size[1] * self.smooth)
        fade = Image.linear_gradient("L").resize(size)
        self.image = Image.composite(
            Image.new("RGB", size, bottom), Image.new("RGB", size, top), fade
        )
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        """A filled outline."""
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=fill)

    def circle(self, x: float, y: float, r: float, fill: str) -> None:
        """A disc around x, y."""
        self.ellipse(x, y, r, r, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """A disc of two radii."""
        self.pen.ellipse(self._box(x - rx, y - ry, 2 * rx, 2 * ry), fill=fill)

    def box(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> None:
        """A rectangle with its upper left corner at x, y; corners rounded by `r`."""
        self.pen.rounded_rectangle(self._box(x, y, w, h), radius=r * self.scale, fill=fill)

    def pie(self, x: float, y: float, r: float, start: float, end: float, fill: str) -> None:
        """A slice of a disc; degrees run clockwise from three o'clock."""
        self.pen.pieslice(self._box(x - r, y - r, 2 * r, 2 * r), start, end, fill=fill)

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, fill: str, width: float
    ) -> None:
        """A part of a ring, from one angle to another."""
        self.pen.arc(
            self._box(x - r, y - r, 2 * r, 2 * r),
            start,
            end,
            fill=fill,
            width=round(width * self.scale),
        )

    def stroke(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line with round joints and ends."""
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * self.scale), joint="curve")
        for x, y in points:
            self.circle(x, y, width / 2, fill)

    def _box(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        s = self.scale
        return (x * s, y * s, (x + w) * s, (y + h) * s)
