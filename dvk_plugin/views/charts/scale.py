"""Scales: numbers and days to places, and the round numbers and years written beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from dvk_plugin.views.charts.labels import Name, anchor_at

MOST_INTERVALS = 4
MOST_YEARS = 6
"""So many years can stand side by side under a chart on the narrowest phone."""
BEFORE, AFTER = 5, 3
"""Percents left free at both ends of the days, for what is written there and for marks."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


def percent(part: Decimal, whole: Decimal) -> float:
    """`part` of `whole` in percent, to two decimals; 0 of nothing."""
    return round(float(part * 100 / whole), 2) if whole else 0.0


def top_of(values: Iterable[Decimal | None]) -> Decimal:
    """The largest of these, at least 0; what is unknown has no say."""
    return max((value for value in values if value is not None), default=Decimal(0)).max(Decimal(0))


def round_ticks(top: Decimal, *, whole: bool = False) -> tuple[Decimal, ...]:
    """0 and equal steps of 1, 2 or 5 times a power of ten, up to the first not below `top`.

    At most `MOST_INTERVALS` steps; `whole`: no step smaller than 1. A top of 0 has the tick 0.
    """
    if top <= 0:
        return (Decimal(0),)
    power = Decimal(1).scaleb((top / MOST_INTERVALS).adjusted())
    sizes = (power * step * ten for ten in (1, 10) for step in _STEPS)
    step = next(size for size in sizes if top <= size * MOST_INTERVALS)
    if whole:
        step = max(step, Decimal(1))
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return tuple((step * number).normalize() for number in range(count + 1))


@dataclass(frozen=True, slots=True)
class Days:
    """An axis of whole calendar years, both included."""

    first: int
    last: int

    def place(self, day: date) -> float:
        """Where a day stands, in percent of the drawing; one outside stands at the near end."""
        start, last = date(self.first, 1, 1), date(self.last, 12, 31)
        length = (last - start).days + 1
        gone = (min(max(day, start), last) - start).days
        return round(BEFORE + (100 - BEFORE - AFTER) * gone / length, 2)

    def borders(self) -> tuple[float, ...]:
        """Where years begin, but for the first; of many years only those that are named."""
        return tuple(self.place(date(year, 1, 1)) for year in self._named() if year > self.first)

    def names(self) -> tuple[Name, ...]:
        """The years in the middle of their spans; of one year alone its quarters' first months."""
        if self.first == self.last:
            months = (date(self.first, month, 1) for month in (1, 4, 7, 10))
            return tuple(self._name(day, f"{day.month}/{day.year}") for day in months)
        return tuple(self._name(date(year, 7, 2), str(year)) for year in self._named())

    def _name(self, day: date, words: str) -> Name:
        place = self.place(day)
        return Name(place, words, anchor_at(place, words))

    def _named(self) -> tuple[int, ...]:
        """The last year, and every so-manieth before it."""
        every = -(-(self.last - self.first + 1) // MOST_YEARS)
        return tuple(range(self.last, self.first - 1, -every))[::-1]
