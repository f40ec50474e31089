"""A running total over time as steps: each figure a rise, each stretch between two a level run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.labels import (
    LINE,
    NARROW,
    Box,
    Label,
    Name,
    Wish,
    place_labels,
    text_width,
)
from dvk_plugin.views.charts.scale import Days, percent, top_of
from dvk_plugin.views.charts.shape import Shape, shape_of

FINGER = 24 * 100 / NARROW
"""How far apart, in percent, two places must be for a finger to tell them (24 pixels)."""
MANY_MARKS = 24
REST_WORDS = ("chưa ghi nhận", "theo từng hoạt động")


@dataclass(frozen=True, slots=True)
class Point:
    """The total after one figure, or after those of a span of days.

    `mark` is how sure what came was; `is_rest`: it is what only a reported running total knows;
    `is_checked`: such a running total was reported that day.
    """

    day: date
    total: Figure
    mark: Shape
    words: str = ""
    is_rest: bool = False
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """Height of a drawing and of the strips above and below its field, in pixels."""

    height: int
    above: int
    below: int

    @property
    def foot(self) -> int:
        return self.height - self.below


LARGE = Size(height=250, above=34, below=28)
SMALL = Size(height=86, above=9, below=22)


@dataclass(frozen=True, slots=True)
class Run:
    """A level stretch; of a range `y` is its lower end and `y_hi` its upper one."""

    x1: float
    x2: float
    y: float
    y_hi: float
    shape: Shape

    @property
    def width(self) -> float:
        return round(self.x2 - self.x1, 2)


@dataclass(frozen=True, slots=True)
class Rise:
    """From one level to the next; `is_rest`: what only a running total knows."""

    x: float
    y1: float
    y2: float
    shape: Shape
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure's or a checkpoint's place on the line; `y_hi` is the upper end of a last range."""

    x: float
    y: float
    y_hi: float
    shape: Shape
    kind: str = "figure"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to point at: the points with these numbers, too close for a finger to tell."""

    x: float
    y: float
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A chart of steps, ready to draw."""

    size: Size
    levels: tuple[tuple[float, str], ...]
    borders: tuple[float, ...]
    times: tuple[Name, ...]
    runs: tuple[Run, ...]
    rises: tuple[Rise, ...]
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]

    @property
    def told(self) -> tuple[Mark, ...]:
        """The marks to draw: of many only those that say more than the line does."""
        if len(self.marks) <= MANY_MARKS:
            return self.marks
        return self.marks_beyond_the_line

    @property
    def marks_beyond_the_line(self) -> tuple[Mark, ...]:
        """The last mark, checkpoints, and figures that are not exact."""
        last = self.marks[-1]
        plain = (Shape.EXACT, "figure")
        return tuple(m for m in self.marks if m is last or (m.shape, m.kind) != plain)

    @property
    def names(self) -> frozenset[str]:
        """What is drawn, for the legend: shapes of marks and levels, `checkpoint`, `rest`."""
        figures = {str(m.shape) for m in self.marks if m.kind == "figure"}
        others = {m.kind for m in self.marks} - {"figure"}
        rests = {"rest" for rise in self.rises if rise.is_rest}
        ranges = {str(run.shape) for run in self.runs if run.shape is Shape.RANGE}
        return frozenset(figures | others | rests | ranges)


def draw_steps(
    points: Sequence[Point],
    days: Days,
    ticks: Sequence[tuple[Decimal, str]],
    until: date,
    size: Size = LARGE,
) -> Steps:
    """The steps of these points, oldest first. `ticks` reach as high as the points do.

    The line ends at the day `until`, which the total speaks for: what comes later is not known.
    """
    top = top_of(value for value, _ in ticks)
    field = _Field(points, days, top, max(until, points[-1].day), size)
    levels = tuple((field.y(value), words) for value, words in ticks)
    return Steps(
        size,
        levels,
        days.borders(),
        days.names(),
        tuple(field.runs()),
        tuple(field.rises()),
        tuple(field.marks()),
        tuple(field.spots()),
        place_labels(field.wishes(), _taken(levels)),
    )


def _taken(levels: Iterable[tuple[float, str]]) -> list[Box]:
    return [Box(0, y - LINE - 1, text_width(words) + 4, y) for y, words in levels if words]


@dataclass(frozen=True, slots=True)
class _Field:
    """The points in their places."""

    points: Sequence[Point]
    days: Days
    top: Decimal
    until: date
    size: Size

    def y(self, value: Decimal | None) -> float:
        """How far down a number stands; what is not known stands at the foot."""
        part = percent(value or Decimal(0), self.top) / 100
        return round(self.size.foot - part * (self.size.foot - self.size.above), 1)

    def _x(self) -> list[float]:
        return [self.days.place(point.day) for point in self.points]

    def runs(self) -> Iterator[Run]:
        ends = (*self._x(), self.days.place(self.until))
        for (x1, x2), point in zip(pairwise(ends), self.points, strict=True):
            total = point.total
            yield Run(x1, x2, self.y(total.value), self.y(total.top), shape_of(total))

    def rises(self) -> Iterator[Rise]:
        before = float(self.size.foot)
        for x, point in zip(self._x(), self.points, strict=True):
            after = self.y(point.total.value)
            yield Rise(x, before, after, point.mark, point.is_rest)
            before = after

    def marks(self) -> Iterator[Mark]:
        for x, point in zip(self._x(), self.points, strict=True):
            kind = "checkpoint" if point.is_checked else "figure"
            top = point.total.top if point is self.points[-1] else point.total.value
            yield Mark(x, self.y(point.total.value), self.y(top), point.mark, kind)

    def spots(self) -> Iterator[Spot]:
        """Points nearer to a spot's first than a finger is wide share that spot."""
        mine: list[int] = []
        places = self._x()
        for number, x in enumerate(places):
            if mine and x - places[mine[0]] >= FINGER:
                yield self._spot(mine, places)
                mine = []
            mine.append(number)
        yield self._spot(mine, places)

    def _spot(self, numbers: Sequence[int], places: Sequence[float]) -> Spot:
        first = numbers[0]
        return Spot(places[first], self.y(self.points[first].total.value), tuple(numbers))

    def wishes(self) -> list[Wish]:
        """What would be told on the chart: the end, what only running totals know, large rises."""
        places = (*self._x(), 100.0)
        totals = [
            Wish(x, self.y(point.total.top), (point.words,), places[number + 1] - x)
            for number, (x, point) in enumerate(zip(places, self.points, strict=False))
            if point.words
        ]
        rests = [
            Wish(rise.x, (rise.y1 + rise.y2) / 2, REST_WORDS, after - rise.x, "rest", True)
            for rise, after in zip(self.rises(), places[1:], strict=True)
            if rise.is_rest and rise.y1 - rise.y2 >= 2 * LINE
        ]
        heights = {rise.x: rise.y1 - rise.y2 for rise in self.rises()}
        others = sorted(totals[:-1], key=lambda wish: (-heights[wish.x], wish.x))
        return [*totals[-1:], *rests[-1:], *(w for w in others if heights[w.x] >= LINE)]
