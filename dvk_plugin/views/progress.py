"""How a total came about, drawn over time: every figure a step that leads to its register line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.figure import figure_of
from dvk_plugin.tally.rows import EVERYTHING, Row
from dvk_plugin.tally.running import Step, running_totals, stock_history
from dvk_plugin.views.charts.bunch import bunch
from dvk_plugin.views.charts.scale import Days, round_ticks, top_of
from dvk_plugin.views.charts.shape import least_sure, shape_of
from dvk_plugin.views.charts.steps import LARGE, SMALL, Point, Size, Steps, draw_steps
from dvk_plugin.views.edition import Cell, Edition, entry_cell
from dvk_plugin.views.format import (
    format_date,
    format_figure,
    format_missing,
    format_number,
    format_period,
    format_quantity,
    format_short,
)

MANY, FEW = 60, 12
"""Steps that a large and a small chart hold before figures are drawn together."""
_TITLES = ("cộng dồn qua thời gian", "qua thời gian")
_AFTER = ("cộng dồn", "hiện có")


@dataclass(frozen=True, slots=True)
class Line:
    """A step in words: when, what came, the total after it, and what else to know."""

    when: str
    added: Cell
    total: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A chart of steps with its words. `targets`: for each spot, where it leads and what it says.

    `span` names what one step stands for where figures were drawn together; `after` what the
    number after a step is called.
    """

    title: str
    summary: str
    steps: Steps
    targets: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    span: str
    after: str


def progress(
    edition: Edition, row: Row | None, *, size: Size = LARGE, at_most: int = MANY
) -> Progress | None:
    """The chart of a row's running total; None where there is nothing to draw over time.

    Models are counted anew each year, and have none; a stock has one over everything alone.
    """
    history = _history(edition, row) if row is not None else ()
    if row is None or not any(step.total.value is not None for step in history):
        return None
    bunches, span, name = bunch(history, lambda step: step.entry.period.last_day, at_most)
    teller = _Teller(edition, row.metric)
    points = tuple(teller.points(bunches))
    lines = tuple(teller.line(steps, name) for steps in bunches)
    until = row.tally.as_of or points[-1].day
    days = _days(edition, row, points, size)
    steps = draw_steps(points, days, _ticks(points, size), until, size)
    spots = (
        (
            teller.target(bunches[spot.points[0]][0].entry),
            _spot_words([lines[n] for n in spot.points], teller.after),
        )
        for spot in steps.spots
    )
    title = f"{row.metric.label} {_TITLES[row.metric.adds is Adds.LATEST]}"
    summary = _summary(row, history)
    return Progress(title, summary, steps, tuple(spots), lines, span, teller.after)


def sparkline(edition: Edition, row: Row | None) -> Progress | None:
    """A small chart of a row's running total, for a tile or a card; None where there is none.

    Draw it with the macro `spark` of `templates/charts/steps.html`.
    """
    return progress(edition, row, size=SMALL, at_most=FEW)


def _history(edition: Edition, row: Row) -> tuple[Step, ...]:
    metric = row.metric
    if metric.dimension == "models":
        return ()
    if metric.adds is not Adds.LATEST:
        return running_totals(row.tally, edition.tallies.books)
    if row.span != EVERYTHING or row.year is not None:
        return ()
    stocks = edition.tallies.books.stocks
    return stock_history((entry for entry in stocks if entry.metric == metric.key), metric)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Entries of one metric, told as points and lines."""

    edition: Edition
    metric: Metric

    @property
    def after(self) -> str:
        """What the number after a step is called."""
        return _AFTER[self.metric.adds is Adds.LATEST]

    def points(self, bunches: Sequence[Sequence[Step]]) -> Iterator[Point]:
        """A point for each bunch. None stands before an older one, whatever days they speak for."""
        day = date.min
        for steps in bunches:
            entries = [step.entry for step in steps]
            total = steps[-1].total
            day = max(day, *(min(e.period.last_day, e.as_of) for e in entries))
            news = [entry for entry in entries if not is_nothing(entry)]
            yield Point(
                day,
                total,
                least_sure(shape_of(figure_of(entry)) for entry in news or entries),
                format_figure(total, self.metric, short=True),
                any(is_residual(entry) for entry in news),
                entries[-1].id in self.edition.tallies.books.residuals,
            )

    def target(self, entry: Entry) -> str:
        """The register's line of an entry; a checkpoint that agrees has none but its own."""
        residual = self.edition.tallies.books.residuals.get(entry.id)
        shown = residual.checkpoint if residual and is_nothing(entry) else entry
        return self.edition.register_line(shown)

    def line(self, steps: Sequence[Step], name: Callable[[date], str] | None) -> Line:
        first, last = steps[0].entry, steps[-1]
        total = format_figure(last.total, self.metric)
        missing = format_missing(last.total.incomplete)
        if name is not None:
            cell = Cell(f"{format_number(Decimal(len(steps)))} số", self.target(first))
            return Line(name(first.period.last_day), cell, total, missing)
        residual = self.edition.tallies.books.residuals.get(first.id)
        when = format_period(first.period, first.kind)
        if residual is None:
            return Line(when, entry_cell(first, self.target(first)), total)
        said = f"số lũy kế đã báo: {format_quantity(residual.checkpoint.quantity)}"
        when = f"đến {format_date(first.period.last_day)}"
        if is_nothing(first):
            cell = Cell("khớp số lũy kế", self.target(first))
            return Line(when, cell, total, said)
        cell = entry_cell(first, self.target(first))
        return Line(when, cell, total, f"chưa ghi nhận theo từng hoạt động; {said}")


def _days(edition: Edition, row: Row, points: Sequence[Point], size: Size) -> Days:
    """The year of a row, or those of its points; small charts stand together, and share theirs."""
    if row.year is not None:
        return Days(row.year, row.year)
    shared = edition.tallies.years() if size is SMALL else ()
    until = row.tally.as_of or points[-1].day
    years = (*shared, points[0].day.year, points[-1].day.year, until.year)
    return Days(min(years), max(years))


def _ticks(points: Sequence[Point], size: Size) -> tuple[tuple[Decimal, str], ...]:
    values = [value for p in points for value in (p.total.value, p.total.top)]
    whole = all(value == value.to_integral_value() for value in values if value is not None)
    ticks = round_ticks(top_of(values), whole=whole)
    if size is SMALL:
        return tuple((tick, "") for tick in (ticks[0], ticks[-1]))
    return tuple((tick, format_short(tick)) for tick in ticks)


def _spot_words(lines: Sequence[Line], after: str) -> str:
    last = lines[-1]
    if len(lines) == 1:
        return f"{last.when}: {last.added.text}; {after} {last.total}"
    return f"{len(lines)} mốc, {lines[0].when} … {last.when}; {after} {last.total}"


def _summary(row: Row, history: Sequence[Step]) -> str:
    figure = row.tally.figure
    missing = format_missing(figure.incomplete)
    whole = "hiện có" if row.metric.adds is Adds.LATEST else "tổng"
    count = format_number(Decimal(len(history)))
    words = f"{count} số đã ghi; {whole} {format_figure(figure, row.metric)}"
    return f"{words}, {missing}." if missing else f"{words}."
