"""Every tally there is, as rows: metric × whose × when × part.

A row spans everything where a field of it is empty: `school`, `branch`, `model`, `year`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from types import MappingProxyType

from dvk_plugin.domain.ledger import Entry, Ledger
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.checkpoints import Books, settle
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.recognition import lifecycle_entries, lifecycle_metrics, one_per_model
from dvk_plugin.tally.roots import compute_roots
from dvk_plugin.tally.targets import (
    TargetKey,
    compute_achievement,
    stated_targets,
    targets_by_key,
)
from dvk_plugin.tally.totals import (
    Part,
    Tally,
    compute_tally,
    part_for_models,
    part_for_school,
    year_of,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whose figures: everything, a school's, a party cell's or a model's."""

    school: str = ""
    branch: str = ""
    model: str = ""


EVERYTHING = Span()
LINES = (Part.OWN, Part.SHARED, Part.SCHOOL, Part.RESIDUAL)


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure. `achievement` is percent of `target`; `year` None is all time."""

    span: Span
    year: int | None
    part: Part
    tally: Tally
    target: Quantity | None = None
    achievement: Decimal | None = None

    @property
    def metric(self) -> Metric:
        return self.tally.metric


@dataclass(frozen=True)
class Tallies:
    """All rows, the books behind them, and the metrics that have figures, in their order.

    `lives` are the facts of models' lives that rows of models are counted from.
    """

    rows: tuple[Row, ...] = ()
    books: Books = field(default_factory=Books)
    metrics: Mapping[str, Metric] = field(default_factory=lambda: MappingProxyType({}))
    lives: tuple[Entry, ...] = ()

    def find(
        self, metric: str, span: Span = EVERYTHING, year: int | None = None, part: Part = Part.TOTAL
    ) -> Row | None:
        """The row of this metric, span, year and part; None where nothing is known."""
        return self._index.get((metric, span, year, part))

    def of(self, span: Span, year: int | None = None, part: Part = Part.TOTAL) -> tuple[Row, ...]:
        """The rows of one span, year and part, in the order of metrics."""
        return tuple(row for row in self.about(span) if (row.year, row.part) == (year, part))

    def about(self, span: Span) -> tuple[Row, ...]:
        """Every row of one span, in the order of metrics."""
        return self._by_span.get(span, ())

    def years(self, span: Span = EVERYTHING) -> tuple[int, ...]:
        """The years that a span has figures for, newest first."""
        years = {row.year for row in self.about(span) if row.year is not None}
        return tuple(sorted(years, reverse=True))

    @cached_property
    def _index(self) -> Mapping[tuple[str, Span, int | None, Part], Row]:
        return {(row.metric.key, row.span, row.year, row.part): row for row in self.rows}

    @cached_property
    def _by_span(self) -> Mapping[Span, tuple[Row, ...]]:
        found: dict[Span, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.span].append(row)
        return {span: tuple(rows) for span, rows in found.items()}


def compute_tallies(site: Site, as_of: date | None = None) -> Tallies:
    """Every row of a site; with `as_of`, of what was known of that day and before."""
    ledger = site.ledger
    if as_of is not None:
        kept = {key: entry for key, entry in ledger.entries.items() if entry.as_of <= as_of}
        ledger = Ledger(MappingProxyType(kept))
    books = settle(compute_roots(ledger), site.registry.metrics)
    lives = tuple(e for e in lifecycle_entries(site) if as_of is None or e.as_of <= as_of)
    return tallies_of(site, books, lives, lifecycle_metrics(site.registry))


def tallies_of(
    site: Site, books: Books, lives: tuple[Entry, ...], life_metrics: Mapping[str, Metric]
) -> Tallies:
    """Every row of these books, and of these facts of models' lives, with a site's targets."""
    targets = targets_by_key(stated_targets(site.models.values(), books_entries(books)))
    rows = [
        *_rows(site, (*books.flows, *books.stocks), books, site.registry.metrics),
        *(row for row in _rows(site, lives, None, life_metrics) if _counts_several(row, site)),
    ]
    metrics = {**site.registry.metrics, **life_metrics}
    counted = {row.metric.key for row in rows}
    compared = [_with_target(row, targets, site) for row in rows]
    unmet = _unmet_targets(targets, compared, site, metrics)
    return Tallies(
        (*compared, *unmet),
        books,
        MappingProxyType({key: metric for key, metric in metrics.items() if key in counted}),
        lives,
    )


def _counts_several(row: Row, site: Site) -> bool:
    """Whether a count of models can be other than one: it says nothing of a single model."""
    umbrella = row.span.model in site.children
    return not row.span.model or (umbrella and row.part is Part.TOTAL)


def books_entries(books: Books) -> tuple[Entry, ...]:
    """Every root in the books: increments, running totals and stocks."""
    points = (residual.checkpoint for residual in books.residuals.values())
    return (*books.increments, *books.stocks, *points)


def _rows(
    site: Site, entries: Iterable[Entry], books: Books | None, metrics: Mapping[str, Metric]
) -> Iterator[Row]:
    """Rows of each metric in order; without books, entries are counted one a model."""
    by_metric: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_metric[entry.metric].append(entry)
    for key, metric in metrics.items():
        if key in by_metric:
            done: dict[tuple[int, ...], Tally] = {}
            for span, mine in _by_span(site, by_metric[key]):
                yield from _span_rows(_Counting(site, span, metric, books, done), mine)


def _by_span(site: Site, entries: Iterable[Entry]) -> Iterator[tuple[Span, list[Entry]]]:
    """The entries that concern each span, schools, party cells and models in their order."""
    found: dict[Span, list[Entry]] = defaultdict(list)
    for entry in entries:
        for span in _spans_of(site, entry):
            found[span].append(entry)
    registry = site.registry
    order = [EVERYTHING, *(Span(school) for school in registry.schools)]
    order += [Span(b.school, branch=b.slug) for b in registry.branches.values()]
    order += [Span(m.school, m.branch, m.slug) for m in site.models.values()]
    known = dict.fromkeys(order)
    order += sorted(span for span in found if span not in known)
    for span in dict.fromkeys(order):
        if span in found:
            yield span, found[span]


def _spans_of(site: Site, entry: Entry) -> frozenset[Span]:
    """Every span that an entry touches; a model's figures are its umbrellas' too."""
    spans = {EVERYTHING, Span(entry.school)}
    for slug in entry.models:
        seen: set[str] = set()
        while slug in site.models and slug not in seen:
            seen.add(slug)
            model = site.models[slug]
            spans.add(Span(model.school, model.branch, model.slug))
            if model.branch:
                spans.add(Span(model.school, branch=model.branch))
            slug = model.parent
    return frozenset(spans)


@dataclass(frozen=True)
class _Counting:
    """What is counted for one span and metric, and how.

    `done` keeps the metric's tallies by the entries in them (their identities: all of them live as
    long as the counting): those of a site with one school, of a model with one year and of
    everything are often the same.
    """

    site: Site
    span: Span
    metric: Metric
    books: Books | None
    done: dict[tuple[int, ...], Tally]

    def tally(self, entries: Sequence[Entry]) -> Tally:
        key = tuple(map(id, entries))
        if key not in self.done:
            self.done[key] = self._tally(entries)
        return self.done[key]

    def _tally(self, entries: Sequence[Entry]) -> Tally:
        if self.books is None:
            return compute_tally(one_per_model(entries), Books(), self.metric)
        return compute_tally(entries, self.books, self.metric)

    def part(self, entry: Entry) -> Part | None:
        """The line an entry stands on; None for one that belongs to models under this only."""
        if not self.span.model and not self.span.branch:
            return part_for_school(entry)
        if not entry.models & self.owners:
            return None
        return part_for_models(entry, self.owners)

    @property
    def owners(self) -> frozenset[str]:
        """The models whose own figures are this span's own."""
        if self.span.model:
            return frozenset({self.span.model})
        models = self.site.models.values()
        return frozenset(m.slug for m in models if m.branch == self.span.branch)

    def is_in_total(self, entry: Entry) -> bool:
        """Law 2's T(X): school-wide figures are a school's, only shown beside its models."""
        return not (self.span.model or self.span.branch) or entry.scope is not Scope.SCHOOL


def _span_rows(counting: _Counting, entries: list[Entry]) -> Iterator[Row]:
    lines: dict[Part, list[Entry]] = defaultdict(list)
    for entry in entries:
        part = counting.part(entry)
        if part is not None:
            lines[part].append(entry)
    lines[Part.TOTAL] = [entry for entry in entries if counting.is_in_total(entry)]
    shelves = {part: _by_year(mine) for part, mine in lines.items()}
    years = sorted({year for shelf in shelves.values() for year in shelf if year is not None})
    for year in (None, *years):
        found = lines if year is None else {part: shelves[part].get(year, ()) for part in shelves}
        row = partial(_row, counting, year)
        yield from row(Part.TOTAL, found[Part.TOTAL])
        parts = [line for part in LINES for line in row(part, found.get(part, ()))]
        if counting.span.model and parts and parts[0].part is not Part.OWN:
            yield Row(counting.span, year, Part.OWN, Tally(counting.metric, Figure()))
        yield from parts
        if year is None:
            yield from row(Part.UNPLACED, shelves[Part.TOTAL].get(None, ()))


def _by_year(entries: Iterable[Entry]) -> Mapping[int | None, list[Entry]]:
    """The entries of each year; under None those that straddle years."""
    found: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[year_of(entry)].append(entry)
    return found


def _row(
    counting: _Counting, year: int | None, part: Part, entries: Sequence[Entry]
) -> Iterator[Row]:
    """The row of these entries, if there are any."""
    tally = counting.tally(entries)
    if tally.entries:
        yield Row(counting.span, year, part, tally)


def _with_target(row: Row, targets: Mapping[TargetKey, Quantity], site: Site) -> Row:
    """A school's total and a model's own line are compared with their targets of the year."""
    key = _target_key(row, site)
    target = targets.get(key) if key else None
    if target is None:
        return row
    return replace(row, target=target, achievement=compute_achievement(row.tally.figure, target))


def _target_key(row: Row, site: Site) -> TargetKey | None:
    span = row.span
    wanted = Part.OWN if span.model else Part.TOTAL
    if row.year is None or row.part is not wanted or (span.branch and not span.model):
        return None
    school = span.school or site.registry.only_school
    return TargetKey(school, span.model, row.metric.key, row.year)


def _unmet_targets(
    targets: Mapping[TargetKey, Quantity],
    rows: Iterable[Row],
    site: Site,
    metrics: Mapping[str, Metric],
) -> Iterator[Row]:
    """Rows without a figure for targets that nothing was reported of: unknown is not 0."""
    met = {_target_key(row, site) for row in rows}
    for key, target in sorted(targets.items()):
        if key not in met:
            model = site.models.get(key.model)
            span = Span(key.school, model.branch if model else "", key.model)
            part = Part.OWN if model else Part.TOTAL
            yield Row(span, key.year, part, Tally(metrics[key.metric], Figure()), target)
