"""The pages of numbers: an overview, and cuts of it by school, year and model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.registry import School
from dvk_plugin.tally.rows import EVERYTHING, Row, Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.breakdown import Bars, desk_model_uri, desk_year_uri
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import (
    FRONT,
    MOST_YEARS,
    Card,
    Targets,
    cards,
    charts,
    desk_school_uri,
    every_span,
    filters,
    main_rows,
    models_with_numbers,
    targets,
)
from dvk_plugin.views.edition import Cell, Edition, span_of
from dvk_plugin.views.gallery import Filter
from dvk_plugin.views.models import LINE_TITLES, Aim, TableLine, aims, sections, table_lines
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.paginate import Leaf, paginate
from dvk_plugin.views.render import render, rendered
from dvk_plugin.views.uris import NUMBERS, UNITS, model_uri, school_uri, year_uri

MODELS = 20
"""Models on one page of the list of models."""


@dataclass(frozen=True, slots=True)
class Board:
    """One table of tallies: whose they are, its years, its lines and targets."""

    title: str
    uri: str
    years: tuple[int, ...]
    lines: tuple[TableLine, ...]
    aims: tuple[Aim, ...]
    unplaced: tuple[tuple[Metric, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading; the first group of a page needs none."""

    title: str
    explanation: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Every metric by year, and what straddles years."""

    title: str
    years: tuple[int, ...]
    lines: tuple[TableLine, ...]
    unplaced: tuple[tuple[Metric, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of numbers. `home`: name and uri of the page of what it is about, if it has one."""

    filters: tuple[Filter, ...]
    groups: tuple[Group, ...]
    targets: Targets
    charts: tuple[Bars, ...]
    tables: tuple[Table, ...]
    home: tuple[str, ...] = ()
    lead: tuple[Row, ...] = ()
    is_cut: bool = True


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model in the list of all: its first figures, its own and one that it shares."""

    model: Model
    uri: str
    own: tuple[Row, ...]
    shared: tuple[Row, ...]


def board(edition: Edition, span: Span, title: str, uri: str = "") -> Board:
    """The table of a span: totals by metric and year, and what straddles years."""
    years = edition.tallies.years(span)
    unplaced = edition.tallies.of(span, None, Part.UNPLACED)
    return Board(
        title,
        uri,
        years,
        table_lines(edition, span, Part.TOTAL, years),
        aims(edition, span),
        tuple((row.metric, edition.cell(row)) for row in unplaced),
    )


def number_pages(edition: Edition) -> Iterator[Page]:
    """`so-lieu/` and its cuts by school, year and model; the index of schools at `don-vi/`."""
    yield from _front(edition)
    if len(edition.site.registry.schools) > 1:
        yield from _schools(edition)
    for year in edition.tallies.years():
        yield _year(edition, year)
    for slug in models_with_numbers(edition):
        yield _model(edition, edition.site.models[slug])
    yield _units(edition)


def _front(edition: Edition) -> Iterator[Page]:
    """The overview, and as many pages as the table of models takes."""
    for leaf in paginate(tuple(model_lines(edition)), NUMBERS, MODELS):
        title = "Số liệu" if leaf.number == 1 else f"Số liệu theo mô hình – trang {leaf.number}"
        yield _page(edition, leaf.uri, title, partial(_front_desk, edition), leaf)


def _front_desk(edition: Edition) -> Desk:
    rows = main_rows(edition)
    return Desk(
        filters(edition, FRONT),
        (Group("", "", cards(edition, rows)),),
        targets(edition, every_span(edition)),
        charts(edition, rows),
        (_table(edition, EVERYTHING, "Mọi chỉ số theo năm"),),
        lead=rows[:1],
        is_cut=False,
    )


def _schools(edition: Edition) -> Iterator[Page]:
    for slug, school in edition.site.registry.schools.items():
        if main_rows(edition, Span(slug)):
            desk = partial(_school_desk, edition, school)
            yield _page(edition, desk_school_uri(slug), f"Số liệu của {school.name}", desk)


def _school_desk(edition: Edition, school: School) -> Desk:
    span = Span(school.slug)
    rows = main_rows(edition, span)
    return Desk(
        filters(edition, desk_school_uri(school.slug)),
        (Group("", "", cards(edition, rows)),),
        targets(edition, every_span(edition, school.slug)),
        charts(edition, rows),
        (_table(edition, span, "Mọi chỉ số theo năm"),),
        (school.label, school_uri(school.slug)),
        lead=rows[:1],
    )


def _year(edition: Edition, year: int) -> Page:
    desk = partial(_year_desk, edition, year)
    return _page(edition, desk_year_uri(year), f"Số liệu năm {year}", desk)


def _year_desk(edition: Edition, year: int) -> Desk:
    rows = main_rows(edition, year=year)
    lines = table_lines(edition, EVERYTHING, Part.TOTAL, (year,))
    known = tuple(line for line in lines if line.cells[0].is_known)
    return Desk(
        filters(edition, desk_year_uri(year)),
        (Group("", "", cards(edition, rows)),),
        targets(edition, every_span(edition), year),
        charts(edition, rows),
        (Table(f"Mọi chỉ số của năm {year}", (year,), known),),
        (f"Tin tức năm {year}", year_uri(year)) if _has_posts(edition, year) else (),
        lead=rows[:1],
    )


def _has_posts(edition: Edition, year: int) -> bool:
    return any(post.date.year == year for post in edition.site.posts)


def _model(edition: Edition, model: Model) -> Page:
    """One model's own figures, those it shares and those of its school, told apart (law 3)."""
    desk = partial(_model_desk, edition, model)
    return _page(edition, desk_model_uri(model.slug), f"Số liệu: {model.name}", desk)


def _model_desk(edition: Edition, model: Model) -> Desk:
    span = span_of(model)
    parts = (Part.OWN, Part.SHARED, Part.SCHOOL)
    found = {part: main_rows(edition, span, part=part) for part in parts}
    years = edition.tallies.years(span)[:MOST_YEARS]
    return Desk(
        filters(edition, desk_model_uri(model.slug)),
        tuple(Group(*LINE_TITLES[p], cards(edition, found[p])) for p in parts if found[p]),
        targets(edition, (span,)),
        (),
        tuple(
            Table(section.title, years, section.lines)
            for section in sections(edition, span, years)
            if section.lines
        ),
        (model.name, model_uri(model.slug)),
    )


def _table(edition: Edition, span: Span, title: str) -> Table:
    years = edition.tallies.years(span)[:MOST_YEARS]
    unplaced = edition.tallies.of(span, None, Part.UNPLACED)
    return Table(
        title,
        years,
        table_lines(edition, span, Part.TOTAL, years),
        tuple((row.metric, edition.cell(row)) for row in unplaced),
    )


def _page(
    edition: Edition,
    uri: str,
    title: str,
    desk: Callable[[], Desk],
    leaf: Leaf[ModelLine] | None = None,
) -> Page:
    """A page of numbers; what is on its desk takes long to find and is asked for in the end."""
    return Page(
        uri,
        title,
        content=partial(_content, edition, uri, title, desk, leaf),
        description=describe(
            f"{title} trên {edition.site.name}: mỗi số dẫn về bài đã báo",
            "; ".join(metric.label for metric in edition.tallies.metrics.values()),
        ),
        kind="numbers",
        updated=edition.updated(edition.site.posts),
    )


def _content(
    edition: Edition,
    uri: str,
    title: str,
    desk: Callable[[], Desk],
    leaf: Leaf[ModelLine] | None,
) -> Content:
    values = {"edition": edition, "title": title, "desk": desk(), "leaf": leaf}
    return Content(after=render("numbers.html", edition.href(uri), **values))


def model_lines(edition: Edition) -> Iterator[ModelLine]:
    """Every model that is no umbrella, with its first figures; without where none was reported."""
    known = frozenset(models_with_numbers(edition))
    for slug, model in edition.site.models.items():
        if slug not in edition.site.children:
            span = span_of(model)
            own = main_rows(edition, span, part=Part.OWN)[:2]
            shared = main_rows(edition, span, part=Part.SHARED)[:1]
            uri = desk_model_uri(slug) if slug in known else model_uri(slug)
            yield ModelLine(model, uri, own, shared)


def _units(edition: Edition) -> Page:
    uri = f"{UNITS}/index.md"
    return Page(
        uri,
        "Các trường và chi bộ",
        content=rendered("units.html", edition.href(uri), edition=edition),
        description=describe(
            f"Các trường và chi bộ trên {edition.site.name}: "
            + "; ".join(school.name for school in edition.site.registry.schools.values())
        ),
        updated=edition.updated(edition.site.posts),
    )
