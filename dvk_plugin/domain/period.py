"""Spans of days. A period includes its first day and excludes its last (`end`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

INCEPTION = date.min


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start`, included, to `end`, excluded. `INCEPTION` starts one that is open."""

    start: date
    end: date

    def __contains__(self, other: Period) -> bool:
        """Whether the whole of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def year(self) -> int | None:
        """The calendar year that holds the whole period; None when it straddles years."""
        return self.start.year if self.start.year == self.last_day.year else None


def year_period(year: int) -> Period:
    """The whole calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def period_until(start: date, last: date) -> Period:
    """From `start` to `last`, both included."""
    return Period(start, last + timedelta(days=1))
