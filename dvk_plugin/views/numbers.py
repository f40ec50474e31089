"""The tallies' page: every metric by year for all schools together, each school and model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.model import Model
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.rows import EVERYTHING, Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import NUMBERS, UNITS, Cell, Edition, model_uri, school_uri, span_of
from dvk_plugin.views.models import Aim, TableLine, aims, table_lines
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import render


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
class ModelLine:
    """One metric of one model, own and shared apart."""

    metric: Metric
    own: Cell
    shared: Cell


@dataclass(frozen=True, slots=True)
class ModelBlock:
    """The all-time figures of one model; no lines where nothing was reported of it."""

    model: Model
    uri: str
    lines: tuple[ModelLine, ...]


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
    """`so-lieu/`, and the index of schools and party cells at `don-vi/`."""
    uri = f"{NUMBERS}/index.md"
    schools = edition.site.registry.schools.values()
    boards = [board(edition, Span(s.slug), s.name, school_uri(s.slug)) for s in schools]
    if len(boards) != 1:
        boards.insert(0, board(edition, EVERYTHING, "Tất cả các trường"))
    yield Page(
        uri,
        "Số liệu",
        after=render(
            "numbers.html",
            edition.href(uri),
            edition=edition,
            boards=boards,
            blocks=tuple(model_blocks(edition)),
        ),
        description=describe(
            f"Số liệu cộng dồn trên {edition.site.name}, mỗi số dẫn về bài đã báo: "
            + "; ".join(metric.label for metric in edition.tallies.metrics.values())
        ),
        kind="numbers",
        updated=edition.updated(edition.site.posts),
    )
    yield _units(edition)


def model_blocks(edition: Edition) -> Iterator[ModelBlock]:
    """For each model that is no umbrella, the figures of its own and those it shares."""
    for model in edition.site.models.values():
        if model.slug not in edition.site.children:
            lines = tuple(_model_lines(edition, span_of(model)))
            yield ModelBlock(model, model_uri(model.slug), lines)


def _model_lines(edition: Edition, span: Span) -> Iterator[ModelLine]:
    rows = edition.tallies.about(span)
    seen = dict.fromkeys(row.metric for row in rows if row.part in (Part.OWN, Part.SHARED))
    for metric in seen:
        own = edition.tallies.find(metric.key, span, None, Part.OWN)
        shared = edition.tallies.find(metric.key, span, None, Part.SHARED)
        if metric.key != PHOTOS and any(row and row.tally.entries for row in (own, shared)):
            yield ModelLine(metric, edition.cell(own), edition.cell(shared))


def _units(edition: Edition) -> Page:
    uri = f"{UNITS}/index.md"
    return Page(
        uri,
        "Các trường và chi bộ",
        after=render("units.html", edition.href(uri), edition=edition),
        description=describe(
            f"Các trường và chi bộ trên {edition.site.name}: "
            + "; ".join(school.name for school in edition.site.registry.schools.values())
        ),
        updated=edition.updated(edition.site.posts),
    )
