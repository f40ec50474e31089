"""How often posts were read: what servers' logs told, and what a site had before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Counts = Mapping[str, int]
"""A post's key (`tin-tuc/2023/<slug>`) → visits."""
Days = tuple[date, date]
"""The first and the last of some days; both belong to them."""


@dataclass(frozen=True, slots=True)
class OldViews:
    """The number that a post's former site showed, and its day (None: that of the post)."""

    count: int
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits counted from logs, until the day `as_of`; None where nobody counted.

    `days`: those that may still gain by another log. `earlier`: the sum of all before that, on the
    days `settled`, which are never counted again.
    """

    as_of: date | None = None
    days: Mapping[date, Counts] = field(default_factory=lambda: MappingProxyType({}))
    earlier: Counts = field(default_factory=lambda: MappingProxyType({}))
    settled: tuple[Days, ...] = ()

    def totals(self) -> Counts:
        """All visits by post; a post that nobody was seen to read is not among them."""
        return add_counts((self.earlier, *self.days.values()))

    def is_settled(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.settled)


def add_counts(several: Iterable[Counts]) -> Counts:
    """The sum by post."""
    total: dict[str, int] = {}
    for counts in several:
        for key, count in counts.items():
            total[key] = total.get(key, 0) + count
    return total
