"""Law 5, checkpoints: a running total asserts, it does not assign.

A series is one school, metric, set of models (or the whole school) and start. Each checkpoint
of it is compared with what is already booked inside its scope; the rest is its residual, a line
of its own. Narrower series settle first, so that a school's running total takes its models' in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.period import INCEPTION, Period, period_until
from dvk_plugin.domain.quantity import Certainty, Qualifier, Quantity
from dvk_plugin.tally.figure import (
    Figure,
    compute_difference,
    compute_sum,
    compute_union,
    figure_of,
)

_RESIDUAL = "/residual"
_QUALIFIERS = {
    Certainty.EXACT: Qualifier.EXACT,
    Certainty.LOWER: Qualifier.OVER,
    Certainty.UPPER: Qualifier.UNDER,
    Certainty.APPROX: Qualifier.APPROX,
}


@dataclass(frozen=True, slots=True)
class Residual:
    """What a checkpoint holds beyond the entries it covers.

    `entry` is booked like an increment; `covered` is what the checkpoint was compared with.
    `is_below`: the checkpoint is smaller than its parts, by more than qualifiers allow.
    """

    entry: Entry
    checkpoint: Entry
    covers: frozenset[str]
    covered: Figure
    is_below: bool

    @property
    def stands_for_parts(self) -> bool:
        """Whether the checkpoint may be shown in place of its parts: their values agree."""
        value, parts = self.checkpoint.quantity.value, self.covered.value
        return value is not None and (parts is None or value >= parts) and not self.is_below

    @property
    def held(self) -> frozenset[str]:
        """Ids of all that the checkpoint contains, what it leaves over included."""
        return self.covers | {self.entry.id}

    def asserted(self, missing: Iterable[str]) -> Figure:
        """The checkpoint's own figure; `missing` names what its parts could not count."""
        figure = figure_of(self.checkpoint)
        return replace(figure, incomplete=tuple(sorted({*figure.incomplete, *missing})))


@dataclass(frozen=True)
class Books:
    """Roots sorted by how they count; residuals by the id of their entry."""

    increments: tuple[Entry, ...] = ()
    stocks: tuple[Entry, ...] = ()
    residuals: Mapping[str, Residual] = field(default_factory=dict)

    @property
    def flows(self) -> tuple[Entry, ...]:
        """All that sums are made of: increments and residuals."""
        return (*self.increments, *(r.entry for r in self.residuals.values()))

    @cached_property
    def counted_ids(self) -> frozenset[str]:
        """Ids of the entries that sums are made of."""
        return frozenset(entry.id for entry in self.flows)


def settle(roots: Iterable[Entry], metrics: Mapping[str, Metric]) -> Books:
    """The books of these roots. A running total without a number counts as an unknown part."""
    roots = tuple(roots)
    stocks = tuple(entry for entry in roots if entry.kind is Kind.STOCK)
    points = [e for e in roots if e.kind is Kind.CUMULATIVE and e.quantity.value is not None]
    aside = {entry.id for entry in (*stocks, *points)}
    increments = tuple(entry for entry in roots if entry.id not in aside)
    residuals: dict[str, Residual] = {}
    pools = _pools(increments)
    for _, series in groupby(sorted(points, key=_breadth), key=_breadth):
        previous: Entry | None = None
        for point in _one_a_day(series):
            pool = pools.setdefault((point.school, point.metric), [])
            residual = _residual(point, previous, pool, residuals, metrics[point.metric])
            residuals[residual.entry.id] = residual
            pool.append(residual.entry)
            previous = point
    return Books(increments, stocks, residuals)


def _pools(increments: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    pools: dict[tuple[str, str], list[Entry]] = {}
    for entry in increments:
        pools.setdefault((entry.school, entry.metric), []).append(entry)
    return pools


def _breadth(entry: Entry) -> tuple[object, ...]:
    """Sort and group key of a series: narrow sets of models first, then later starts."""
    whole_school = entry.scope is not Scope.MODELS
    models = () if whole_school else tuple(sorted(entry.models))
    since = (entry.since or INCEPTION).toordinal()
    return (entry.school, entry.metric, whole_school, len(models), -since, models)


def _one_a_day(series: Iterable[Entry]) -> Iterable[Entry]:
    """The checkpoints by day; of two on one day the surer (they are compared elsewhere)."""
    ordered = sorted(series, key=lambda e: (e.as_of, e.quantity.certainty != "exact", e.id))
    for _, same_day in groupby(ordered, key=lambda entry: entry.as_of):
        yield next(same_day)


def _residual(
    point: Entry,
    previous: Entry | None,
    pool: Iterable[Entry],
    residuals: Mapping[str, Residual],
    metric: Metric,
) -> Residual:
    inside = [entry for entry in pool if _is_inside(entry, point)]
    covered = compute_total(inside, residuals, metric)
    whole = figure_of(point)
    left = compute_difference(whole, covered)
    start = point.since or INCEPTION
    if previous is not None:
        start = previous.as_of + timedelta(days=1)
    quantity = Quantity(left.value, point.quantity.unit, _QUALIFIERS[left.certainty], left.hi)
    entry = replace(
        point,
        id=point.id + _RESIDUAL,
        quantity=quantity,
        kind=Kind.INCREMENT,
        period=_window(start, point.as_of),
        since=None,
        also=(),
        derived=True,
        target=None,
        share=None,
    )
    covers = frozenset(entry.id for entry in inside)
    return Residual(entry, point, covers, covered, whole.bounds.below(covered.bounds))


def _window(start: date, last: date) -> Period:
    return period_until(min(start, last), last)


def _is_inside(entry: Entry, point: Entry) -> bool:
    """Whether a checkpoint contains an entry: its scope, and its last day within its window."""
    start = point.since or INCEPTION
    if not start <= entry.period.last_day <= point.as_of:
        return False
    if point.scope is not Scope.MODELS:
        return True
    return entry.scope is Scope.MODELS and entry.models <= point.models


def compute_total(
    entries: Iterable[Entry], residuals: Mapping[str, Residual], metric: Metric
) -> Figure:
    """The total of increments and residuals of one metric.

    Where all that a checkpoint covers is there, the checkpoint itself speaks: its number was
    counted, and is as sure as its writer was. Persons give bounds (law 7).
    """
    rest = {entry.id: entry for entry in entries}
    figures: list[Figure] = []
    mine = sorted((residuals[key] for key in rest if key in residuals), key=_reach, reverse=True)
    for residual in mine:
        if residual.stands_for_parts and residual.held <= rest.keys():
            parts = [figure_of(rest.pop(key)) for key in sorted(residual.held)]
            figures.append(residual.asserted(compute_sum(parts).incomplete))
    others = [rest[key] for key in sorted(rest)]
    if metric.adds is Adds.DISTINCT:
        overlapping = [figure_of(entry) for entry in others if not entry.disjoint]
        apart = [figure_of(entry) for entry in others if entry.disjoint]
        return compute_union((*figures, *overlapping), apart)
    return compute_sum((*figures, *(figure_of(entry) for entry in others)))


def _reach(residual: Residual) -> tuple[int, str]:
    return (len(residual.covers), residual.entry.id)


def is_residual(entry: Entry) -> bool:
    """Whether an entry is what a checkpoint holds beyond its parts."""
    return entry.derived and entry.id.endswith(_RESIDUAL)


def is_nothing(entry: Entry) -> bool:
    """A residual of exactly 0: the checkpoint and its parts agree."""
    return is_residual(entry) and entry.quantity.top == Decimal(0)
