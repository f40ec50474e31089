"""How the sums of several schools are told: cells that lead to the schools' own sites, words."""

from __future__ import annotations

from dataclasses import dataclass

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.registry import School
from dvk_plugin.tally.federation import Federation, Together
from dvk_plugin.tally.figure import figure_of
from dvk_plugin.tally.rows import Row
from dvk_plugin.views.breakdown import Bars, by_school
from dvk_plugin.views.desk import FEDERATION
from dvk_plugin.views.edition import NO_FIGURE, Cell, entry_cell
from dvk_plugin.views.format import (
    format_as_of,
    format_figure,
    format_missing,
    format_period,
    format_quantity,
)

TITLE = "Số liệu toàn khối"
FOLDER = FEDERATION.removesuffix("/index.md")


@dataclass(frozen=True, slots=True)
class Word:
    """What one school says of a figure: itself with its address, and its share of it."""

    school: str
    cell: Cell
    share: str


@dataclass(frozen=True, slots=True)
class Common:
    """A figure of several schools together, as it counts and as each told it."""

    label: str
    when: str
    cell: Cell
    words: tuple[Word, ...]
    is_overclaimed: bool


@dataclass(frozen=True)
class Teller:
    """Figures of a federation as pages show them."""

    federation: Federation

    def cell(self, row: Row | None, *, short: bool = False) -> Cell:
        """A row's figure; a single entry's leads to its school, all others to the metric's page."""
        if row is None:
            return NO_FIGURE
        figure, entries = row.tally.figure, row.tally.entries
        target = (self.address(entries[0]) if len(entries) == 1 else "") or metric_page_uri(
            row.metric
        )
        known = figure.value is not None
        return Cell(
            format_figure(figure, row.metric, short=short),
            target if entries else "",
            str(figure.certainty) if known else "unknown",
            format_missing(figure.incomplete),
            format_as_of(row.tally.as_of),
        )

    def address(self, entry: Entry) -> str:
        """Where a school's own site tells of an entry: its register, else its post."""
        return self.federation.line(entry) or entry.citations[0].url

    def bars(self, metric: Metric) -> Bars | None:
        rows = [
            (school.label, "", self.federation.row(slug, metric.key))
            for slug, school in self.federation.schools.items()
        ]
        return by_school(metric.label, rows, self.cell)

    def common(self, one: Together) -> Common:
        metric = self.federation.all.metrics[one.entry.metric]
        return Common(
            metric.label,
            format_period(one.entry.period, one.entry.kind),
            Cell(format_figure(figure_of(one.entry), metric), metric_page_uri(metric)),
            self.words(one),
            one.is_overclaimed,
        )

    def words(self, one: Together) -> tuple[Word, ...]:
        return tuple(
            Word(
                self.school(entry.school).label,
                entry_cell(entry, self.address(entry)),
                format_quantity(entry.share) if entry.share else "",
            )
            for entry in one.told
        )

    def school(self, slug: str) -> School:
        return self.federation.schools[slug]


def metric_title(metric: Metric) -> str:
    """`Kinh phí huy động, toàn khối`."""
    return f"{metric.label}, toàn khối"


def metric_page_uri(metric: Metric) -> str:
    """The page of a metric's sum of all schools."""
    return f"{FOLDER}/{metric.key}/index.md"
