"""A chart laid out as a picture for a Word file: names, bars, figures, and what shapes mean."""

from __future__ import annotations

from dataclasses import dataclass

from dvk_plugin.cards.letters import clean
from dvk_plugin.cards.lines import wrap
from dvk_plugin.report.document import Beam, Chart
from dvk_plugin.report.pen import BAR, Pen, draw_bar, draw_plus, wide
from dvk_plugin.views.charts.shape import PARTIAL_WORDS, Bar, sample

WIDTH = 640
"""In pixels; the picture has twice as many."""
_LINE = 18
"""From one line of words to the next."""
_LABELS, _VALUES, _GAP = 200, 172, 12
"""Widths of the words before and after a bar, and what keeps them apart."""
_BEYOND = 26
"""Room for arrows and plus signs beyond the longest bar."""
_MARK = 22
"""Height of a target's words under its bar."""
_KEY = 24
_MOST_LINES = 4
"""Of a name, which is cut at worst; a figure is never."""


def draw_chart(chart: Chart) -> bytes:
    """The chart as PNG, `2 * WIDTH` pixels wide; its title and note are the document's to write.

    The same chart gives the same bytes, with the same version of Pillow.
    """
    rows = [_row(beam, has_labels=any(one.label for one in chart.beams)) for beam in chart.beams]
    legend = _legend(chart)
    height = sum(row.height for row in rows) + (_LINE * legend.lines + 10 if legend.keys else 0)
    pen = Pen(WIDTH, round(height) + 4)
    top = 2.0
    for row in rows:
        _draw_row(pen, row, top)
        top += row.height
    _draw_legend(pen, legend, top + 8)
    return pen.png()


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar laid out: lines of words, where it begins, how long 100 percent are."""

    beam: Beam
    head: tuple[str, ...]
    label: tuple[str, ...]
    value: tuple[str, ...]
    left: int
    field: int

    @property
    def head_height(self) -> int:
        return _LINE * len(self.head) + _GAP if self.head else 0

    @property
    def middle(self) -> int:
        """Height of the bar and the words beside it."""
        return max(BAR, _LINE * max(len(self.label), len(self.value)))

    @property
    def height(self) -> int:
        return self.head_height + self.middle + (_MARK if self.beam.target is not None else 4)


def _row(beam: Beam, *, has_labels: bool) -> _Row:
    left = _LABELS + _GAP if has_labels else 0
    field = WIDTH - _VALUES - _BEYOND - left
    head = _wrapped(beam.head, WIDTH, _MOST_LINES, "bold")
    label = _wrapped(beam.label, _LABELS, _MOST_LINES)
    return _Row(beam, head, label, _wrapped(beam.text, _VALUES - 4, len(beam.text)), left, field)


def _wrapped(text: str, width: int, most: int, weight: str = "medium") -> tuple[str, ...]:
    if not text:
        return ()
    lines, _ = wrap(clean(text), width, most, lambda one: wide(one, weight))
    return tuple(lines)


def _draw_row(pen: Pen, row: _Row, top: float) -> None:
    for at, line in enumerate(row.head):
        pen.words(0, top + _GAP - 4 + at * _LINE, line, "bold")
    top += row.head_height
    _write(pen, 0, top, row.middle, row.label)
    _write(pen, WIDTH - _VALUES + 4, top, row.middle, row.value)
    above = top + (row.middle - BAR) / 2
    draw_bar(pen, row.beam.bar, row.left, above, row.field)
    if row.beam.target is not None:
        _draw_target(pen, row, above)


def _write(pen: Pen, x: float, top: float, height: float, lines: tuple[str, ...]) -> None:
    """Lines of words in the middle of a height."""
    top += (height - _LINE * len(lines)) / 2
    for at, line in enumerate(lines):
        pen.words(x, top + at * _LINE, line)


def _draw_target(pen: Pen, row: _Row, top: float) -> None:
    place = row.left + row.field * (row.beam.target or 0) / 100
    foot = top + row.middle / 2 + BAR / 2
    pen.blank(place - 2.5, top + 4, 5, 14)
    pen.line((place, top - 1), (place, foot + 3), width=3)
    words = clean(row.beam.target_text)
    width = wide(words)
    left = min(max(place - width / 2, row.left), WIDTH - _VALUES - width)
    pen.words(max(left, 0), foot + 1, words)


@dataclass(frozen=True, slots=True)
class _Legend:
    """What the shapes mean: a sample, its words, and where it stands; in so many lines."""

    keys: tuple[tuple[Bar | None, str, float, int], ...] = ()
    lines: int = 0


def _legend(chart: Chart) -> _Legend:
    """Only what is drawn is explained, and nothing where all is exact."""
    told: list[tuple[Bar | None, str]] = [(sample(shape), shape.words) for shape in chart.shapes]
    if chart.is_partial:
        told.append((None, PARTIAL_WORDS))
    keys, x, line = [], 0.0, 0
    for bar, words in told:
        width = _KEY + 22 + wide(words)
        if x and x + width > WIDTH:
            x, line = 0.0, line + 1
        keys.append((bar, words, x, line))
        x += width + 2 * _GAP
    return _Legend(tuple(keys), line + 1)


def _draw_legend(pen: Pen, legend: _Legend, top: float) -> None:
    for bar, words, x, line in legend.keys:
        y = top + line * _LINE
        if bar is None:
            draw_plus(pen, x + _KEY, y - 1)
        else:
            draw_bar(pen, bar, x, y - 1, _KEY)
        pen.words(x + _KEY + 18, y, words)
