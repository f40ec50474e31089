"""Law 6, stock: what there is now. The newest figure stands; nothing is summed over time."""

from __future__ import annotations

from collections.abc import Iterable

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.figure import Figure, compute_sum, figure_of


def newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest stock of each series, by id; a whole school's stands for its models'."""
    latest: dict[tuple[object, ...], Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.as_of, e.id)):
        latest[entry.series] = entry
    whole = {e.school for e in latest.values() if e.scope is not Scope.MODELS}
    kept = (e for e in latest.values() if e.school not in whole or e.scope is not Scope.MODELS)
    return tuple(sorted(kept, key=lambda entry: entry.id))


def compute_stock(entries: Iterable[Entry], metric: Metric) -> Figure:
    """The stock of these entries; unknown where several may not be summed across models."""
    current = newest(entries)
    if len(current) > 1 and not metric.across_models:
        return Figure(incomplete=("số của từng mô hình không cộng được với nhau",))
    return compute_sum(figure_of(entry) for entry in current)
