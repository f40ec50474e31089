"""How sure a figure is, as a shape: what is not exact must not look exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.scale import percent


class Shape(StrEnum):
    """The shapes of figures, surest first."""

    EXACT = "exact"
    ZERO = "zero"
    LOWER = "lower"
    UPPER = "upper"
    RANGE = "range"
    APPROX = "approx"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """What the shape says, for legends and for those who do not see it."""
        return _WORDS[self]


_WORDS = {
    Shape.EXACT: "số chính xác",
    Shape.ZERO: "bằng 0",
    Shape.LOWER: "ít nhất bằng đó",
    Shape.UPPER: "nhiều nhất bằng đó",
    Shape.RANGE: "nằm giữa hai số",
    Shape.APPROX: "khoảng, không chính xác",
    Shape.UNKNOWN: "chưa có số liệu",
}
PARTIAL_WORDS = "còn phần chưa kể"
_SHAPES = {
    Certainty.EXACT: Shape.EXACT,
    Certainty.LOWER: Shape.LOWER,
    Certainty.UPPER: Shape.UPPER,
    Certainty.APPROX: Shape.APPROX,
}


def shape_of(figure: Figure) -> Shape:
    """The shape of a figure. Two ends are a range whatever else is known of them."""
    if figure.value is None:
        return Shape.UNKNOWN
    if figure.hi is not None and figure.hi != figure.value:
        return Shape.RANGE
    if figure.value == 0 and figure.certainty is Certainty.EXACT:
        return Shape.ZERO
    return _SHAPES[figure.certainty]


def least_sure(shapes: Iterable[Shape]) -> Shape:
    """The shape of several figures together; of none, unknown."""
    order = list(Shape)
    return max(shapes, key=order.index, default=Shape.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `length` is that of the figure (of a range: its lower end), `reach` the upper end.

    `is_partial`: something is not counted in it.
    """

    shape: Shape
    length: float = 0.0
    reach: float = 0.0
    is_partial: bool = False

    @property
    def words(self) -> str:
        return f"{self.shape.words}, {PARTIAL_WORDS}" if self.is_partial else self.shape.words


def bar_of(figure: Figure, top: Decimal) -> Bar:
    """The bar of a figure where a bar of full length is `top`."""
    shape = shape_of(figure)
    if figure.value is None or figure.top is None:
        return Bar(shape)
    length = percent(max(figure.value, Decimal(0)), top)
    reach = percent(max(figure.top, Decimal(0)), top)
    return Bar(shape, length, reach, bool(figure.incomplete))


def sample(name: str) -> Bar:
    """A bar that shows what the shape of this name looks like, for legends."""
    shape = Shape(name)
    lengths = {Shape.ZERO: (0.0, 0.0), Shape.RANGE: (50.0, 100.0), Shape.UNKNOWN: (0.0, 0.0)}
    return Bar(shape, *lengths.get(shape, (100.0, 100.0)))
