"""Whether an entry counts in the totals, and if not, why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dvk_plugin.domain.columns import COUNTED
from dvk_plugin.domain.columns import RESIDUAL as LEFT_OVER
from dvk_plugin.domain.ledger import Entry, Ledger
from dvk_plugin.domain.measure import Kind
from dvk_plugin.tally.checkpoints import Books, is_residual
from dvk_plugin.tally.stocks import newest


class Standing(StrEnum):
    """Where an entry stands; all but `COUNTED` and `RESIDUAL` add nothing to any total."""

    COUNTED = COUNTED
    RESIDUAL = LEFT_OVER
    """What a running total holds beyond its parts."""
    CHECKPOINT = "checkpoint"
    PART = "part"
    SAME = "same"
    SUPERSEDED = "superseded"
    OLDER = "older"
    """A stock with a newer one."""
    DERIVED = "derived"
    """Computed from count and unit value, where the post states the sum itself."""


@dataclass(frozen=True)
class Standings:
    """Tells of each entry of a ledger where it stands in its books."""

    ledger: Ledger
    books: Books

    def of(self, entry: Entry) -> Standing:
        """Entries of other ledgers (facts of models' lives) count."""
        if is_residual(entry):
            return Standing.RESIDUAL
        if entry.id not in self.ledger.entries:
            return Standing.COUNTED
        if entry.id in self._counted:
            return Standing.COUNTED
        if entry.id in self.superseded_by:
            return Standing.SUPERSEDED
        if entry.part_of:
            return Standing.PART
        if entry.same_as:
            return Standing.SAME
        if entry.kind is Kind.CUMULATIVE:
            return Standing.CHECKPOINT
        return Standing.OLDER if entry.kind is Kind.STOCK else Standing.DERIVED

    @cached_property
    def superseded_by(self) -> Mapping[str, str]:
        """Id of a figure → id of the one that took its place; of several the first by id."""
        entries = self.ledger.entries
        found: dict[str, str] = {}
        for key in sorted(entries):
            if entries[key].supersedes in entries and entries[key].supersedes != key:
                found.setdefault(entries[key].supersedes, key)
        return found

    @cached_property
    def _counted(self) -> frozenset[str]:
        """Increments, and of each metric the stocks that stand."""
        stocks: dict[str, list[Entry]] = {}
        for entry in self.books.stocks:
            stocks.setdefault(entry.metric, []).append(entry)
        standing = (entry.id for mine in stocks.values() for entry in newest(mine))
        return self.books.counted_ids.union(standing)
