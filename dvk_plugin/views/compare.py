"""This year beside last, results beside targets, schools beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.change import Change, Way, compare_tallies
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.rows import EVERYTHING, Row, Span
from dvk_plugin.tally.totals import Tally
from dvk_plugin.views.breakdown import Bars, by_school, of_years
from dvk_plugin.views.charts.shape import Shape
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import (
    MORE,
    MOST_CARDS,
    Targets,
    compare_uri,
    desk_school_uri,
    every_span,
    filters,
    marked,
    targets,
)
from dvk_plugin.views.edition import Cell, Edition
from dvk_plugin.views.format import format_date, format_figure, format_percent
from dvk_plugin.views.gallery import Filter
from dvk_plugin.views.news import Chip
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import rendered
from dvk_plugin.views.stats import rank
from dvk_plugin.views.uris import NUMBERS, metric_uri

_WAYS = {
    Way.UP: "tăng",
    Way.DOWN: "giảm",
    Way.SAME: "không đổi",
    Way.UNSURE: "chưa đủ chắc để nói tăng hay giảm",
    Way.UNKNOWN: "chưa so sánh được",
    Way.UNLIKE: "hai năm không cùng trường báo số",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A metric in two years: both figures, the change in words, and both as bars."""

    metric: Metric
    uri: str
    before: Cell
    after: Cell
    way: Way
    change: str
    bars: Bars | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One page. `until` is the last day that the later year's figures speak for."""

    title: str
    years: tuple[int, int]
    until: date | None
    pairs: tuple[Pair, ...]
    targets: Targets
    schools: tuple[Bars, ...]
    filters: tuple[Filter, ...]

    @property
    def drawn(self) -> tuple[Pair, ...]:
        """The pairs that are drawn, those known in both years first; the table has all."""
        drawn = [pair for pair in self.pairs if pair.bars]
        return tuple(sorted(drawn, key=lambda pair: pair.way is Way.UNKNOWN)[:MOST_CARDS])

    @property
    def shapes(self) -> frozenset[Shape]:
        """How sure the drawn figures are, for the legend."""
        return frozenset(shape for pair in self.drawn if pair.bars for shape in pair.bars.shapes)

    @property
    def is_partial(self) -> bool:
        return any(pair.bars.is_partial for pair in self.drawn if pair.bars)

    @property
    def until_words(self) -> str:
        """`Số của năm 2024 mới tính đến 19/12/2024, chưa hết năm.`: it may still grow."""
        if self.until is None:
            return ""
        year = self.years[1]
        is_over = self.until >= date(year, 12, 31)
        still, end = ("", "") if is_over else (" mới", ", chưa hết năm")
        return f"Số của năm {year}{still} tính đến {format_date(self.until)}{end}."


def compare_pages(edition: Edition) -> Iterator[Page]:
    """`so-lieu/so-sanh/` for the newest year, a page for each before, and one for each school."""
    for uri, span, year in compared(edition):
        yield _page(edition, uri, span, year)


def compared(edition: Edition) -> Iterator[tuple[str, Span, int]]:
    """What is compared: the address of the page, whose figures, and the later year."""
    years = edition.tallies.years()
    for year in years:
        if year == years[0] or year > years[-1]:
            yield compare_uri(edition, year), EVERYTHING, year
    schools = edition.site.registry.schools
    for slug in schools if len(schools) > 1 else ():
        mine = edition.tallies.years(Span(slug))
        if mine:
            yield school_uri(slug), Span(slug), mine[0]


def compare_title(edition: Edition, span: Span, year: int) -> str:
    """`Năm 2024 so với năm 2023 – CĐ Bình Thuận`."""
    whose = f" – {edition.school_name(span.school)}" if span.school else ""
    return f"Năm {year} so với năm {year - 1}{whose}"


def _page(edition: Edition, uri: str, span: Span, year: int) -> Page:
    comparison = Comparison(
        compare_title(edition, span, year),
        (year - 1, year),
        _until(edition, span, year),
        tuple(_pairs(edition, span, year)),
        targets(edition, every_span(edition, span.school), year),
        () if span.school else tuple(_schools(edition, year)),
        _filters(edition, uri),
    )
    return Page(
        uri,
        comparison.title,
        content=rendered("compare.html", edition.href(uri), edition=edition, page=comparison),
        description=describe(
            f"{comparison.title} trên {edition.site.name}: từng chỉ số của hai năm, thay đổi và "
            "mức đạt chỉ tiêu."
        ),
        kind="numbers",
        updated=edition.updated(edition.site.posts),
    )


def _until(edition: Edition, span: Span, year: int) -> date | None:
    rows = (row for row in edition.tallies.about(span) if row.year == year)
    return max((day for row in rows if (day := row.tally.as_of)), default=None)


def _pairs(edition: Edition, span: Span, year: int) -> Iterator[Pair]:
    """The metrics that either year has a figure of, the usual first. Pictures are no result."""
    tallies = edition.tallies
    for metric in sorted(tallies.metrics.values(), key=lambda metric: rank(metric.key)):
        before, after = (tallies.find(metric.key, span, y) for y in (year - 1, year))
        known = [row for row in (before, after) if row and row.tally.figure.value is not None]
        if metric.key == PHOTOS or not known:
            continue
        change = compare_tallies(_tally(before, metric), _tally(after, metric))
        yield Pair(
            metric,
            metric_uri(metric),
            edition.cell(before),
            edition.cell(after),
            change.way,
            change_words(change, metric, is_partial=any(r.tally.figure.incomplete for r in known)),
            of_years(edition, metric, span, (year - 1, year)),
        )


def _tally(row: Row | None, metric: Metric) -> Tally:
    return row.tally if row else Tally(metric, Figure())


def change_words(change: Change, metric: Metric, *, is_partial: bool = False) -> str:
    """`tăng khoảng 35.000.000 đồng (khoảng 117 %)`; `phần đã đếm giảm 3 suất`."""
    word = _WAYS[change.way]
    if change.way not in (Way.UP, Way.DOWN):
        return word
    words = f"{word} {format_figure(change.amount, metric)}"
    if change.percent is not None:
        words += f" ({format_percent(change.percent, change.amount.certainty)})"
    return f"phần đã đếm {words}" if is_partial else words


def _schools(edition: Edition, year: int) -> Iterator[Bars]:
    """The usual metrics of which several schools have figures."""
    found = 0
    schools = edition.site.registry.schools
    for metric in sorted(edition.tallies.metrics.values(), key=lambda m: rank(m.key)):
        rows = [
            (edition.school_name(slug), desk_school_uri(slug), _row(edition, metric, slug, year))
            for slug in schools
        ]
        bars = by_school(metric.label, rows, edition.cell)
        if bars and metric.key != PHOTOS and found < MOST_CARDS:
            found += 1
            yield bars


def _row(edition: Edition, metric: Metric, school: str, year: int) -> Row | None:
    return edition.tallies.find(metric.key, Span(school), year)


def school_uri(school: str) -> str:
    """The page that compares one school's newest year with the one before."""
    return f"{NUMBERS}/so-sanh/don-vi/{school}/index.md"


def _filters(edition: Edition, current: str) -> tuple[Filter, ...]:
    """Rows of links to each year's comparison and each school's."""
    years = edition.tallies.years()
    chips = [
        Chip(f"{year} và {year - 1}", compare_uri(edition, year), 0)
        for year in years
        if year == years[0] or year > years[-1]
    ]
    schools = [
        Chip(edition.school_name(slug), school_uri(slug), 0)
        for slug in edition.site.registry.schools
        if edition.tallies.years(Span(slug))
    ]
    rows = (("Năm", chips), ("Trường", schools if len(schools) > 1 else []))
    own = tuple(Filter(name, marked(row, current)) for name, row in rows if row)
    more = tuple(one for one in filters(edition, current) if one.name == MORE)
    return (*own, *more)
