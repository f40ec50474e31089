"""Figures large enough to be remembered: which ones, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dvk_plugin.domain.metric import Metric
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


@dataclass(frozen=True, slots=True)
class Stat:
    """A metric and its figure in its short form."""

    metric: Metric
    cell: Cell


def stats_of(edition: Edition, rows: Iterable[Row], at_most: int | None = None) -> tuple[Stat, ...]:
    """The known figures of rows, the usual ones first. Pictures are no result."""
    known = [row for row in rows if row.tally.figure.value is not None]
    found = [
        Stat(row.metric, edition.cell(row, short=True))
        for row in sorted(known, key=lambda row: rank(row.metric.key))
        if row.metric.key != PHOTOS
    ]
    return tuple(found[:at_most])


def rank(metric: str) -> int:
    """A metric's place among the usual ones; all others come after them."""
    return KEY_METRICS.index(metric) if metric in KEY_METRICS else len(KEY_METRICS)
