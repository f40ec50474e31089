"""How a total came about: what it was after each of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.tally.checkpoints import Books, is_residual
from dvk_plugin.tally.figure import Figure, compute_sum, compute_union, figure_of
from dvk_plugin.tally.stocks import compute_stock
from dvk_plugin.tally.totals import Tally


@dataclass(frozen=True, slots=True)
class Step:
    """An entry, and the total with it and all before it."""

    entry: Entry
    total: Figure


def by_day(entry: Entry) -> tuple[date, bool, date, str]:
    """Sort key: the day an entry ends on; what a checkpoint leaves over comes after its parts."""
    return (entry.period.end, is_residual(entry), entry.as_of, entry.id)


def running_totals(tally: Tally, books: Books) -> tuple[Step, ...]:
    """The total after each entry of a tally, oldest first; the last is the tally's own figure.

    Where a checkpoint holds all that came before, it speaks itself from then on (law 5).
    A stock has no running total: its entries are not added up.
    """
    steps = []
    overlapping, apart = Figure(), Figure()
    seen: set[str] = set()
    for entry in sorted(tally.entries, key=by_day):
        seen.add(entry.id)
        if tally.metric.adds is Adds.DISTINCT and not entry.disjoint:
            overlapping = compute_union((overlapping, figure_of(entry)), ())
        else:
            apart = compute_sum((apart, figure_of(entry)))
        total = compute_sum((overlapping, apart))
        asserted = _asserted(entry, total, seen, books)
        if asserted is not None:
            total, overlapping, apart = asserted, asserted, Figure()
        steps.append(Step(entry, total))
    return (*steps[:-1], *(Step(step.entry, tally.figure) for step in steps[-1:]))


def _asserted(entry: Entry, total: Figure, seen: Set[str], books: Books) -> Figure | None:
    """What a checkpoint says of all that was seen so far, if it speaks for just that."""
    residual = books.residuals.get(entry.id)
    if residual is None or not residual.stands_for_parts:
        return None
    return residual.asserted(total.incomplete) if residual.held == seen else None


def stock_history(entries: Iterable[Entry], metric: Metric) -> tuple[Step, ...]:
    """What there was after each reported stock, oldest first (law 6)."""
    latest: dict[tuple[object, ...], Entry] = {}
    steps = []
    for entry in sorted(entries, key=lambda e: (e.as_of, e.id)):
        latest[entry.series] = entry
        steps.append(Step(entry, compute_stock(latest.values(), metric)))
    return tuple(steps)
