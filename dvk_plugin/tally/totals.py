"""Laws 2, 3, 4 and 10: what a set of models has, split into its lines and years, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.checkpoints import Books, compute_total, is_nothing, is_residual
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.stocks import compute_stock, newest


class Part(StrEnum):
    """A line of a tally.

    `own`, `shared` and `school` are the three lines of law 3, `residual` is what only running
    totals know (law 5), `unplaced` is what straddles years (law 4); `total` is each root once.
    """

    TOTAL = "total"
    OWN = "own"
    SHARED = "shared"
    SCHOOL = "school"
    RESIDUAL = "residual"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Tally:
    """A total with the entries behind it; `as_of` is the newest day that they speak for.

    A running total that agrees with its parts stands among them as its residual of 0.
    """

    metric: Metric
    figure: Figure
    entries: tuple[Entry, ...] = ()

    @property
    def as_of(self) -> date | None:
        return max((entry.as_of for entry in self.entries), default=None)


def compute_tally(entries: Iterable[Entry], books: Books, metric: Metric) -> Tally:
    """The total of these entries of one metric: each once, whatever their order."""
    rows = {entry.id: entry for entry in entries}
    kept = tuple(rows[key] for key in sorted(rows))
    flows = tuple(entry for entry in kept if entry.kind is not Kind.STOCK)
    if not flows:
        return Tally(metric, compute_stock(kept, metric), newest(kept))
    counted = tuple(entry for entry in flows if not _says_nothing(entry, rows.keys(), books))
    if not counted:
        return Tally(metric, Figure())
    return Tally(metric, compute_total(counted, books.residuals, metric), counted)


def _says_nothing(entry: Entry, ids: Set[str], books: Books) -> bool:
    """Whether an entry is a residual of 0 whose checkpoint covers more than is summed here."""
    return is_nothing(entry) and not books.residuals[entry.id].covers <= ids


def year_of(entry: Entry) -> int | None:
    """Law 4: the year that an increment's whole period lies in, or a stock's day.

    None for an increment that straddles years, and so stands under «liên kỳ».
    """
    return entry.as_of.year if entry.kind is Kind.STOCK else entry.period.year


def part_for_models(entry: Entry, own: frozenset[str]) -> Part:
    """Which line of law 3 an entry belongs to on the page of these models."""
    if entry.scope is Scope.SCHOOL:
        return Part.SCHOOL
    if entry.scope is Scope.JOINT or not entry.models <= own:
        return Part.SHARED
    return Part.RESIDUAL if is_residual(entry) else Part.OWN


def part_for_school(entry: Entry) -> Part:
    """Which line of a school's total an entry belongs to: T = own + shared + school + residual."""
    if is_residual(entry):
        return Part.RESIDUAL
    if entry.scope is Scope.SCHOOL:
        return Part.SCHOOL
    shared = entry.scope is Scope.JOINT or len(entry.models) > 1
    return Part.SHARED if shared else Part.OWN
