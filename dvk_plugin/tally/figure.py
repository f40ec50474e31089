"""Sums of reported numbers: value, bounds, certainty, and what is not counted in them.

A sum is only as sure as its least sure part; what is vague or missing adds nothing and is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.quantity import Bounds, Certainty, bounds_of

UNKNOWN_TEXT = "phần chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be published.

    `value` is None when nothing is known, never 0 for that. `hi` is the upper end where the
    figure lies between two numbers. `incomplete` names what is not counted in it.
    """

    value: Decimal | None = None
    hi: Decimal | None = None
    certainty: Certainty = Certainty.EXACT
    incomplete: tuple[str, ...] = ()

    @property
    def bounds(self) -> Bounds:
        """What the number can be; see `bounds_of`."""
        return bounds_of(self.value, self.hi, self.certainty)

    @property
    def top(self) -> Decimal | None:
        return self.value if self.hi is None else self.hi


def figure_of(entry: Entry) -> Figure:
    """One entry as a figure, with what it could not count."""
    quantity = entry.quantity
    missing = entry.also
    if quantity.value is None and not missing:
        missing = (entry.note or quantity.text or UNKNOWN_TEXT,)
    if quantity.value is None:
        return Figure(None, None, Certainty.EXACT, missing)
    return Figure(quantity.value, quantity.hi, quantity.certainty, missing)


def compute_sum(figures: Iterable[Figure]) -> Figure:
    """The sum; unknown parts add nothing and leave their names. No known part: unknown."""
    figures = tuple(figures)
    known = [figure for figure in figures if figure.value is not None]
    incomplete = _names(figures)
    if not known:
        return Figure(incomplete=incomplete)
    value = sum((f.value for f in known if f.value is not None), Decimal(0))
    top = sum((f.top for f in known if f.top is not None), Decimal(0))
    return Figure(value, None if top == value else top, _join(known), incomplete)


def compute_union(overlapping: Iterable[Figure], disjoint: Iterable[Figure]) -> Figure:
    """Law 7: persons in groups that may overlap are at least the largest group, at most the sum.

    Groups declared disjoint simply add to that.
    """
    groups = tuple(overlapping)
    apart = compute_sum(disjoint)
    known = [figure for figure in groups if figure.value is not None]
    if not known:
        return compute_sum((*groups, apart))
    value = max(f.value for f in known if f.value is not None)
    top = sum((f.top for f in known if f.top is not None), Decimal(0))
    certainty = _join(known) if top == value else Certainty.APPROX
    union = Figure(value, None if top == value else top, certainty, _names(groups))
    return compute_sum((union, apart))


def compute_difference(whole: Figure, part: Figure) -> Figure:
    """What is left of `whole` without `part`, never below 0."""
    if whole.value is None or whole.top is None:
        return Figure()
    taken, taken_top = part.value or Decimal(0), part.top or Decimal(0)
    low, high = whole.value - taken_top, whole.top - taken
    value, top = max(low, Decimal(0)), max(high, Decimal(0))
    certainty = whole.certainty | part.certainty.flipped
    return Figure(value, None if top == value else top, certainty)


def _join(figures: Iterable[Figure]) -> Certainty:
    certainty = Certainty.EXACT
    for figure in figures:
        certainty = certainty | figure.certainty
    return certainty


def _names(figures: Iterable[Figure]) -> tuple[str, ...]:
    """What the figures leave out, each once, in an order that files have no part in."""
    return tuple(sorted({text for figure in figures for text in figure.incomplete}))
