"""Bars as they are printed: shades of grey, one shape for each degree of certainty.

The shapes are those of `views/templates/charts/shapes.html`. Measures are pixels of a drawing that
is made twice as fine as these, and drawn twice as fine again, for smooth edges.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

from dvk_plugin.cards.letters import letters
from dvk_plugin.views.charts.shape import Bar, Shape

BAR = 22
"""Height of a bar with its marks."""
SIZE = 14
"""Of letters."""
_FINE, _SMOOTH = 4, 2
_INK, _FILL, _SOFT, _PAPER = 0, 120, 228, 255


def wide(text: str, weight: str = "medium") -> float:
    """How wide words are when they are drawn, in pixels."""
    return letters(weight, SIZE * _FINE).getlength(text) / _FINE


class Pen:
    """Draws in pixels on a sheet that is finer than these."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("L", (width * _FINE, height * _FINE), _PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        out = io.BytesIO()
        self.image.reduce(_SMOOTH).save(out, "PNG", optimize=True)
        return out.getvalue()

    def words(self, x: float, y: float, text: str, weight: str = "medium") -> None:
        font = letters(weight, SIZE * _FINE)
        self._draw.text((x * _FINE, y * _FINE), text, font=font, fill=_INK)

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        """Wipe a box."""
        self.box(x, y, width, height, _PAPER)

    def box(self, x: float, y: float, width: float, height: float, fill: int) -> None:
        if width > 0:
            corners = (x * _FINE, y * _FINE, (x + width) * _FINE - 1, (y + height) * _FINE - 1)
            self._draw.rectangle(corners, fill=fill)

    def line(self, *points: tuple[float, float], width: float = 2) -> None:
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(fine, fill=_INK, width=round(width * _FINE), joint="curve")

    def dashes(
        self, start: tuple[float, float], end: tuple[float, float], on: float, off: float
    ) -> None:
        """A dashed line, level or upright."""
        (x1, y1), (x2, y2) = start, end
        length, gone = max(x2 - x1, y2 - y1), 0.0
        while gone < length:
            stop = min(gone + on, length)
            if x2 > x1:
                self.line((x1 + gone, y1), (x1 + stop, y1), width=1.5)
            else:
                self.line((x1, y1 + gone), (x1, y1 + stop), width=1.5)
            gone += on + off

    def frame(self, x: float, y: float, width: float, height: float, on: float, off: float) -> None:
        """A dashed frame; whole lines where nothing is `off`."""
        for edge in (y, y + height):
            self.dashes((x, edge), (x + width, edge), on, off)
        for edge in (x, x + width):
            self.dashes((edge, y), (edge, y + height), on, off)

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Leaning lines, cut to a box."""
        size = (round(width * _FINE), round(height * _FINE))
        if 0 in size:
            return
        piece = Image.new("L", size, _PAPER)
        draw = ImageDraw.Draw(piece)
        lean, step = size[1] * 7 // 10, 5 * _FINE
        for start in range(-lean, size[0], step):
            draw.line((start, size[1], start + lean, 0), fill=_FILL, width=_FINE * 3 // 2)
        self.image.paste(piece, (round(x * _FINE), round(y * _FINE)))


def draw_bar(pen: Pen, bar: Bar, x: float, y: float, field: float) -> None:
    """A bar from `x` on in a strip 22 high from `y`; `field` is the length of 100 percent."""
    length, reach = field * bar.length / 100, field * bar.reach / 100
    _BARS[bar.shape](pen, x, y, length, reach)
    if bar.shape not in (Shape.UNKNOWN, Shape.ZERO):
        pen.box(x, y + 4, 2, 14, _INK)
    if bar.is_partial:
        away = 21 if bar.shape in (Shape.LOWER, Shape.APPROX) else 9
        draw_plus(pen, x + reach + away, y)


def draw_plus(pen: Pen, x: float, y: float) -> None:
    """Something is not counted in the bar."""
    pen.line((x - 4, y + 11), (x + 4, y + 11))
    pen.line((x, y + 7), (x, y + 15))


def _solid(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    del reach
    pen.box(x, y + 4, length, 14, _FILL)


def _zero(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    del length, reach
    pen.line((x + 1, y + 2), (x + 1, y + 20))


def _lower(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    _solid(pen, x, y, length, reach)
    end = x + length
    pen.line((end + 2, y + 11), (end + 12, y + 11))
    pen.line((end + 7, y + 5), (end + 13, y + 11), (end + 7, y + 17))


def _upper(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    del reach
    end = x + length
    pen.box(x, y + 4, length, 14, _SOFT)
    pen.frame(x, y + 4.75, length, 12.5, length or 1, 0)
    pen.line((end, y + 1), (end, y + 21))
    pen.line((end - 5, y + 8), (end - 10, y + 11), (end - 5, y + 15))


def _range(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    _solid(pen, x, y, length, reach)
    pen.line((x + length, y + 11), (x + reach, y + 11))
    pen.line((x + reach - 1, y + 4), (x + reach - 1, y + 18))


def _approx(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    del reach
    pen.hatch(x, y + 4, length, 14)
    pen.frame(x, y + 4.75, length, 12.5, 4, 2.5)
    pen.dashes((x + length, y + 11), (x + length + 14, y + 11), 3, 2)


def _unknown(pen: Pen, x: float, y: float, length: float, reach: float) -> None:
    del length, reach
    pen.frame(x + 1, y + 5, 64, 12, 1.5, 3)


_BARS: Mapping[Shape, Callable[[Pen, float, float, float, float], None]] = {
    Shape.EXACT: _solid,
    Shape.ZERO: _zero,
    Shape.LOWER: _lower,
    Shape.UPPER: _upper,
    Shape.RANGE: _range,
    Shape.APPROX: _approx,
    Shape.UNKNOWN: _unknown,
}
