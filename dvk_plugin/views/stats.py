"""Figures large enough to be remembered: which ones, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.rows import Row
from dvk_plugin.views.edition import Cell, Edition

KEY_METRICS = (
    "funds_raised",
    "scholarships",
    "beneficiaries",
    "people_examined",
    "gifts",
    "blood_units",
    "participations",
    "models_registered",
)
"""What readers ask for first, in this order; then whatever else there is."""
MOST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Stat:
    """A metric and its figure in its short form; `years` are those that it grew in, oldest first.

    Empty where there is but one: it would say the same again.
    """

    metric: Metric
    cell: Cell
    years: tuple[tuple[int, Cell], ...] = ()


def stats_of(edition: Edition, rows: Iterable[Row], at_most: int | None = None) -> tuple[Stat, ...]:
    """The known figures of rows, the usual ones first. Pictures are no result."""
    known = [row for row in rows if row.tally.figure.value is not None]
    found = [
        Stat(row.metric, edition.cell(row, short=True), _years(edition, row))
        for row in sorted(known, key=lambda row: rank(row.metric.key))
        if row.metric.key != PHOTOS
    ]
    return tuple(found[:at_most])


def _years(edition: Edition, row: Row) -> tuple[tuple[int, Cell], ...]:
    """How much came in each of the last years: what grows is told so, a stock is not."""
    if row.year is not None or row.metric.adds is Adds.LATEST:
        return ()
    years = reversed(edition.tallies.years(row.span)[:MOST_YEARS])
    rows = (edition.tallies.find(row.metric.key, row.span, year, row.part) for year in years)
    cells = [(one.year or 0, edition.cell(one, short=True)) for one in rows if one]
    known = [(year, cell) for year, cell in cells if cell.is_known]
    return tuple(known) if len(known) > 1 else ()


def rank(metric: str) -> int:
    """A metric's place among the usual ones; all others come after them."""
    return KEY_METRICS.index(metric) if metric in KEY_METRICS else len(KEY_METRICS)
