"""Pieces of the pages of numbers: cards of main figures, targets, charts, and ways to choose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.rows import EVERYTHING, Row, Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.breakdown import Bars, by_owner, by_year, desk_year_uri
from dvk_plugin.views.charts.shape import Shape, shape_of
from dvk_plugin.views.edition import Cell, Edition, span_of
from dvk_plugin.views.gallery import Filter
from dvk_plugin.views.models import Aim, aims
from dvk_plugin.views.news import Chip
from dvk_plugin.views.progress import Progress, sparkline
from dvk_plugin.views.stats import KEY_METRICS
from dvk_plugin.views.uris import DATA, NUMBERS, metric_uri

MOST_CARDS, MOST_AIMS, MOST_YEARS = 6, 12, 6
FRONT = f"{NUMBERS}/index.md"
FEDERATION = f"{NUMBERS}/toan-khoi/index.md"
MORE = "Xem thêm"


@dataclass(frozen=True, slots=True)
class Card:
    """A main figure: large, with how it came about, else with its years."""

    metric: Metric
    uri: str
    cell: Cell
    spark: Progress | None
    years: Bars | None


@dataclass(frozen=True, slots=True)
class Targets:
    """What was aimed at, newest year first; `more` are left to the pages of years."""

    aims: tuple[Aim, ...]
    more: int

    @property
    def shapes(self) -> frozenset[Shape]:
        return frozenset(shape_of(aim.row.tally.figure) for aim in self.aims)

    @property
    def is_partial(self) -> bool:
        return any(aim.row.tally.figure.incomplete for aim in self.aims)

    @property
    def newest(self) -> tuple[Aim, ...]:
        """Those of the newest year of which it is known how far they were reached."""
        known = [aim for aim in self.aims if aim.row.achievement is not None]
        return tuple(aim for aim in known if aim.year == known[0].year)[:3]


def main_rows(
    edition: Edition, span: Span = EVERYTHING, year: int | None = None, part: Part = Part.TOTAL
) -> tuple[Row, ...]:
    """The known figures, the usual ones first. Pictures are no result."""
    rows = [
        row
        for row in edition.tallies.of(span, year, part)
        if row.tally.figure.value is not None and row.metric.key != PHOTOS
    ]
    usual = {key: place for place, key in enumerate(KEY_METRICS)}
    return tuple(sorted(rows, key=lambda row: usual.get(row.metric.key, len(usual))))


def cards(edition: Edition, rows: Iterable[Row]) -> tuple[Card, ...]:
    """The cards of the first rows."""
    return tuple(_card(edition, row) for row in islice(rows, MOST_CARDS))


def _card(edition: Edition, row: Row) -> Card:
    spark = sparkline(edition, row)
    is_total = row.part is Part.TOTAL
    years = by_year(edition, row.metric, row.span) if is_total and not spark else None
    return Card(row.metric, metric_uri(row.metric), edition.cell(row, short=True), spark, years)


def targets(
    edition: Edition, spans: Iterable[Span], year: int | None = None, metric: str = ""
) -> Targets:
    """The targets of these spans, of one year or of all, of one metric or of all."""
    every = [
        aim
        for span in spans
        for aim in aims(edition, span)
        if year in (None, aim.year) and metric in ("", aim.row.metric.key)
    ]
    every.sort(key=lambda aim: -aim.year)
    return Targets(tuple(every[:MOST_AIMS]), max(0, len(every) - MOST_AIMS))


def every_span(edition: Edition, school: str = "") -> tuple[Span, ...]:
    """Each school and each model, or those of one school."""
    site = edition.site
    schools = (Span(slug) for slug in site.registry.schools)
    models = (span_of(model) for model in site.models.values())
    return tuple(span for span in (*schools, *models) if school in ("", span.school))


def charts(edition: Edition, rows: Iterable[Row]) -> tuple[Bars, ...]:
    """The first row with several years by year, and the first with several owners by owner."""
    rows = tuple(rows)
    years = (by_year(edition, row.metric, row.span) for row in rows if row.year is None)
    owners = (by_owner(edition, row) for row in rows)
    firsts = (
        next((bars for bars in every if bars and bars.is_several), None)
        for every in (years, owners)
    )
    return tuple(bars for bars in firsts if bars)


def filters(edition: Edition, current: str) -> tuple[Filter, ...]:
    """Rows of links to each school's, year's and model's numbers; the only school is no choice."""
    schools = [
        Chip(school.label, desk_school_uri(slug), 0)
        for slug, school in edition.site.registry.schools.items()
        if edition.tallies.about(Span(slug))
    ]
    years = [Chip(str(year), desk_year_uri(year), 0) for year in edition.tallies.years()]
    every = Chip("Tất cả", FRONT, 0)
    models = (Chip("Chọn mô hình", f"{FRONT}#theo-mo-hinh", 0),)
    rows = (
        ("Trường", schools, len(schools) > 1),
        ("Năm", (every, *years), bool(years)),
        ("Mô hình", models, any(True for _ in models_with_numbers(edition))),
        (MORE, tuple(_more(edition)), bool(years) or edition.federation is not None),
    )
    return tuple(
        Filter(name, marked(chips, current)) for name, chips, is_choice in rows if is_choice
    )


def _more(edition: Edition) -> Iterator[Chip]:
    """Other ways to look at the numbers."""
    years = edition.tallies.years()
    if years:
        yield Chip("So với năm trước", compare_uri(edition, years[0]), 0)
    if edition.federation is not None:
        yield Chip("Toàn khối", FEDERATION, 0)
    yield Chip("Dữ liệu mở", f"{DATA}/index.md", 0)


def marked(chips: Iterable[Chip], current: str) -> tuple[Chip, ...]:
    """The chips, that of the page at `current` marked."""
    return tuple(Chip(c.label, c.uri, c.count, c.uri == current) for c in chips)


def models_with_numbers(edition: Edition) -> Iterator[str]:
    """Slugs of models of which something was reported, pictures apart."""
    for slug, model in edition.site.models.items():
        rows = edition.tallies.about(span_of(model))
        if any(row.tally.entries for row in rows if row.metric.key != PHOTOS):
            yield slug


def desk_school_uri(school: str) -> str:
    """The page of one school's numbers."""
    return f"{NUMBERS}/don-vi/{school}/index.md"


def compare_uri(edition: Edition, year: int) -> str:
    """The page that compares a year with the one before; the newest year's has no year in it."""
    newest = edition.tallies.years()[0]
    return f"{NUMBERS}/so-sanh/{'' if year == newest else f'{year}/'}index.md"
