"""All schools of the parent body: their sums, what they did together, where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.federation import Federation, Together
from dvk_plugin.tally.rows import EVERYTHING
from dvk_plugin.tally.running import by_day
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import FEDERATION, MOST_CARDS, MOST_YEARS, filters
from dvk_plugin.views.edition import Cell, Edition, Route, entry_cell
from dvk_plugin.views.format import (
    format_as_of,
    format_date,
    format_period,
)
from dvk_plugin.views.links import has_host
from dvk_plugin.views.models import TableLine
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import Leaf, paginate
from dvk_plugin.views.render import rendered
from dvk_plugin.views.stats import Stat, rank
from dvk_plugin.views.together import FOLDER, TITLE, Teller, Word, metric_title

SCHOOLS, MOST_TOLD, FIRST_FIGURES = 20, 12, 3


@dataclass(frozen=True, slots=True)
class _AnyWay:
    """Addresses seen from a page; those of other sites stay as they are."""

    inside: Route

    def __call__(self, target: str) -> str:
        return target if has_host(target) else self.inside(target)


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in the list of all: its day, and its first figures."""

    name: str
    as_of: str
    figures: tuple[tuple[Metric, Cell], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that a total is made of."""

    schools: str
    when: str
    cell: Cell
    note: str
    words: tuple[Word, ...]


def federation_pages(edition: Edition) -> Iterator[Page]:
    """`so-lieu/toan-khoi/` and a page for each metric; nothing where no registers were read."""
    if edition.federation is not None:
        pages = _Pages(edition, edition.federation)
        yield from pages.front()
        for metric in edition.federation.all.metrics.values():
            yield from pages.metric_pages(metric)


@dataclass(frozen=True)
class _Pages:
    edition: Edition
    federation: Federation

    @property
    def teller(self) -> Teller:
        return Teller(self.federation)

    def front(self) -> Iterator[Page]:
        """The overview; a long list of schools goes on upon more pages."""
        lines = tuple(self._school_lines())
        metrics = sorted(self.federation.all.metrics.values(), key=lambda m: rank(m.key))
        mains = [m for m in metrics if m.key != PHOTOS and self._known(m)][:MOST_CARDS]
        values = {
            "filters": filters(self.edition, FEDERATION),
            "count": len(self.federation.schools),
            "silent": len(self.federation.silent),
            "days": self._days(),
            "disputed": [self.teller.common(one) for one in self.federation.disputed][:MOST_TOLD],
            "more_disputed": max(0, len(self.federation.disputed) - MOST_TOLD),
            "stats": [self._stat(metric) for metric in mains],
            "years": self._years(),
            "lines": self._table_lines(),
            "charts": [bars for m in mains if (bars := self.teller.bars(m))],
            "together": [self.teller.common(one) for one in self._shared()[:MOST_TOLD]],
            "more_together": max(0, len(self._shared()) - MOST_TOLD),
        }
        for leaf in paginate(lines, FOLDER, SCHOOLS):
            title = TITLE
            title += f" – trang {leaf.number}" if leaf.number > 1 else ""
            yield self._page(leaf, title, "federation.html", values)

    def _page(
        self,
        leaf: Leaf[SchoolLine] | Leaf[Line],
        title: str,
        template: str,
        values: dict[str, object],
    ) -> Page:
        return Page(
            leaf.uri,
            title,
            content=rendered(template, self._href(leaf.uri), title=title, leaf=leaf, **values),
            description=describe(
                f"{title}: tổng của {len(self.federation.schools)} trường, số làm chung chỉ tính "
                "một lần, mỗi số dẫn về trang của trường."
            ),
            kind="numbers",
            updated=self.edition.updated(self.edition.site.posts),
        )

    def _href(self, uri: str) -> _AnyWay:
        return _AnyWay(self.edition.href(uri))

    def _known(self, metric: Metric) -> bool:
        row = self.federation.all.find(metric.key)
        return row is not None and row.tally.figure.value is not None

    def _days(self) -> tuple[str, ...]:
        """The oldest and the newest of the schools' days, once where they are one."""
        registers = self.federation.registers
        days = {day for slug in self.federation.schools if (day := registers[slug].as_of(slug))}
        return tuple(format_date(day) for day in sorted({min(days), max(days)})) if days else ()

    def _stat(self, metric: Metric) -> Stat:
        return Stat(metric, self.teller.cell(self.federation.all.find(metric.key), short=True))

    def _years(self) -> tuple[int, ...]:
        return self.federation.all.years()[:MOST_YEARS]

    def _table_lines(self) -> tuple[TableLine, ...]:
        find = self.federation.all.find
        return tuple(
            TableLine(
                row.metric,
                tuple(self.teller.cell(find(row.metric.key, EVERYTHING, y)) for y in self._years()),
                self.teller.cell(row),
            )
            for row in self.federation.all.of(EVERYTHING, None, Part.TOTAL)
            if row.tally.entries
        )

    def _school_lines(self) -> Iterator[SchoolLine]:
        for slug, school in self.federation.schools.items():
            metrics = sorted(self.federation.all.metrics.values(), key=lambda m: rank(m.key))
            rows = [self.federation.row(slug, m.key) for m in metrics if m.key != PHOTOS]
            known = [r for r in rows if r is not None and r.tally.figure.value is not None]
            figures = tuple((row.metric, self.teller.cell(row)) for row in known[:FIRST_FIGURES])
            day = self.federation.registers[slug].as_of(slug)
            yield SchoolLine(school.name, format_as_of(day), figures)
        for school in self.federation.silent.values():
            yield SchoolLine(school.name, "", ())

    def _shared(self) -> tuple[Together, ...]:
        return tuple(one for one in self.federation.together if len(one.told) > 1)

    def metric_pages(self, metric: Metric) -> Iterator[Page]:
        """Every figure that the total of a metric is made of, school by school."""
        total = self.federation.all.find(metric.key)
        lines = tuple(self._lines(metric))
        for leaf in paginate(lines, f"{FOLDER}/{metric.key}", self.edition.register_per_page):
            title = metric_title(metric)
            title += f" – trang {leaf.number}" if leaf.number > 1 else ""
            values = {
                "metric": metric,
                "total": self.teller.cell(total),
                "adds": str(metric.adds),
                "chart": self.teller.bars(metric) if leaf.number == 1 else None,
            }
            yield self._page(leaf, title, "federation_metric.html", values)

    def _lines(self, metric: Metric) -> Iterator[Line]:
        every = self.federation.all
        common = {one.entry.id: one for one in self.federation.together}
        entries = (*every.books.flows, *every.books.stocks, *every.lives)
        mine = [e for e in entries if e.metric == metric.key and not is_nothing(e)]
        for entry in sorted(mine, key=lambda entry: (entry.school, *by_day(entry))):
            one = common.get(entry.id)
            shared = one is not None and len(one.told) > 1
            rest = is_residual(entry)
            yield Line(
                "Làm chung, tính một lần" if shared else self.teller.school(entry.school).label,
                format_period(entry.period, entry.kind),
                entry_cell(entry, "" if shared else self.teller.address(entry)),
                "chưa ghi nhận theo từng hoạt động" if rest else entry.citations[0].quote,
                self.teller.words(one) if one is not None and shared else (),
            )
