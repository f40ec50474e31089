"""What a total is made of, as bars: by year, and by whose it is. Each part is told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.rows import EVERYTHING, Row, Span
from dvk_plugin.tally.totals import Part, compute_tally, part_for_school
from dvk_plugin.views.charts.scale import top_of
from dvk_plugin.views.charts.shape import Bar, Shape, bar_of
from dvk_plugin.views.edition import NO_FIGURE, Cell, Edition
from dvk_plugin.views.format import format_figure
from dvk_plugin.views.uris import NUMBERS, model_uri

MOST_BARS, MOST_LINES = 12, 60
_SHORT = 12


@dataclass(frozen=True, slots=True)
class BarLine:
    """One bar with its words. `kind` is whose it is: own, shared, school, residual.

    `names` are the models that share it, for the table; `figure` is what the bar draws.
    """

    label: str
    target: str
    note: str
    cell: Cell
    bar: Bar
    kind: str = "own"
    names: tuple[str, ...] = ()
    figure: Figure = field(default_factory=Figure)


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars; `drawn` of its lines are drawn, the table has all but `more` small ones."""

    title: str
    summary: str
    lines: tuple[BarLine, ...]
    drawn: tuple[BarLine, ...]
    more: int = 0

    @property
    def shapes(self) -> frozenset[Shape]:
        return frozenset(line.bar.shape for line in self.drawn)

    @property
    def is_several(self) -> bool:
        return len(self.lines) > 1

    @property
    def is_wordy(self) -> bool:
        """Whether names need lines of their own, above the bars."""
        return any(len(line.label) > _SHORT for line in self.lines)

    @property
    def is_partial(self) -> bool:
        return any(line.bar.is_partial for line in self.drawn)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a total before it is drawn. `row` is None where nothing is known."""

    label: str
    target: str
    note: str
    row: Row | None
    kind: str = "own"
    names: tuple[str, ...] = ()

    @property
    def top(self) -> Decimal | None:
        return self.row.tally.figure.top if self.row else None


def by_year(edition: Edition, metric: Metric, span: Span = EVERYTHING) -> Bars | None:
    """The total of each year, oldest first, with the gaps between; then what straddles years.

    None where no year has a figure.
    """
    rows = {
        row.year: row
        for row in edition.tallies.about(span)
        if row.metric == metric and row.year is not None and row.part is Part.TOTAL
    }
    if not rows:
        return None
    shares = list(_years(rows))
    unplaced = edition.tallies.find(metric.key, span, None, Part.UNPLACED)
    if unplaced is not None:
        shares.append(Share("Liên kỳ", "", "số trải qua nhiều năm", unplaced, "residual"))
    title = f"{metric.label} theo năm"
    return bars_of(title, "năm có số liệu", shares, shares[-MOST_BARS:], edition.cell)


def of_years(edition: Edition, metric: Metric, span: Span, years: Iterable[int]) -> Bars | None:
    """The totals of these years side by side; None where none of them is known."""
    rows = {year: _known(edition.tallies.find(metric.key, span, year)) for year in years}
    shares = [Share(str(year), "", "", row) for year, row in rows.items()]
    if not any(share.row for share in shares):
        return None
    return bars_of(metric.label, "năm có số liệu", shares, shares, edition.cell)


def by_school(
    title: str, rows: Iterable[tuple[str, str, Row | None]], cell: Callable[[Row], Cell]
) -> Bars | None:
    """Schools side by side, the largest first: name, address and row of each.

    None where fewer than two are known.
    """
    shares = [Share(name, target, _joint_note(row), _known(row)) for name, target, row in rows]
    if sum(share.row is not None for share in shares) < 2:
        return None
    shares.sort(key=lambda share: (share.top is None, -(share.top or 0)))
    return bars_of(title, "trường có số liệu", shares, shares[:MOST_BARS], cell)


def _years(rows: dict[int, Row]) -> Iterator[Share]:
    """A share for each year with a figure; one for a whole gap of years without."""
    before: int | None = None
    for year in sorted(rows):
        if before is not None and year - before > 1:
            gap = f"{before + 1}" if year - before == 2 else f"{before + 1}–{year - 1}"
            yield Share(gap, "", "", None)
        yield Share(str(year), desk_year_uri(year), "", rows[year])
        before = year


def _joint_note(row: Row | None) -> str:
    """What tells that schools' figures side by side do not add up to their total."""
    entries = row.tally.entries if row else ()
    return "gồm số làm chung" if any(entry.scope is Scope.JOINT for entry in entries) else ""


def _known(row: Row | None) -> Row | None:
    return row if row is not None and row.tally.figure.value is not None else None


def by_owner(edition: Edition, row: Row | None) -> Bars | None:
    """A total split by whose it is: models' own, shared by several, a school's, not yet placed.

    None where all of it is one owner's, or where it counts models.
    """
    if row is None or row.metric.dimension == "models":
        return None
    groups: dict[tuple[Part, str, tuple[str, ...]], list[Entry]] = defaultdict(list)
    for entry in row.tally.entries:
        groups[_owner(entry)].append(entry)
    if len(groups) < 2:
        return None
    shares = [_share(edition, row, *owner, mine) for owner, mine in sorted(groups.items())]
    shares.sort(key=lambda share: (share.top is None, -(share.top or 0)))
    title = f"{row.metric.label} theo mô hình"
    return bars_of(title, "phần", shares, shares[:MOST_BARS], edition.cell)


def _owner(entry: Entry) -> tuple[Part, str, tuple[str, ...]]:
    part = part_for_school(entry)
    models = tuple(sorted(entry.models)) if part in (Part.OWN, Part.SHARED) else ()
    return part, entry.school, models


def _share(
    edition: Edition,
    row: Row,
    part: Part,
    school: str,
    models: tuple[str, ...],
    entries: Sequence[Entry],
) -> Share:
    books = edition.tallies.books
    mine = Row(row.span, row.year, part, compute_tally(entries, books, row.metric))
    school_name = edition.school_name(school)
    names = [edition.site.models[slug].name for slug in models]
    kind = str(part)
    if part is Part.OWN and names:
        # a model with nothing but pictures has no page of numbers
        uri = model_uri if row.metric.key == PHOTOS else desk_model_uri
        return Share(names[0], uri(models[0]), "", mine, kind)
    if part is Part.SHARED:
        joint = any(entry.scope is Scope.JOINT for entry in entries)
        label = "Làm chung với đơn vị khác" if joint else f"Chung của {len(names)} mô hình"
        return Share(label, "", school_name, mine, kind, tuple(names))
    if part is Part.RESIDUAL:
        return Share("Chưa ghi nhận theo từng hoạt động", "", school_name, mine, kind)
    return Share("Của toàn trường", "", school_name, mine, str(Part.SCHOOL))


def bars_of(
    title: str,
    noun: str,
    shares: Sequence[Share],
    drawn: Sequence[Share],
    cell: Callable[[Row], Cell],
) -> Bars:
    """A chart of these parts, of which some are drawn; at least one must have a row.

    `noun` is what those that are known are called; `cell` shows a row.
    """
    top = top_of(share.top for share in drawn)
    told = shares[:MOST_LINES]
    return Bars(
        title,
        _summary(shares, noun),
        tuple(_line(share, top, cell) for share in told),
        tuple(_line(share, top, cell) for share in drawn),
        len(shares) - len(told),
    )


def _line(share: Share, top: Decimal, cell: Callable[[Row], Cell]) -> BarLine:
    if share.row is None:
        return BarLine(share.label, share.target, share.note, NO_FIGURE, Bar(Shape.UNKNOWN))
    figure = share.row.tally.figure
    return BarLine(
        share.label,
        share.target,
        share.note,
        cell(share.row),
        bar_of(figure, top),
        share.kind,
        share.names,
        figure,
    )


def _summary(shares: Iterable[Share], noun: str) -> str:
    """In words; a name is isolated, it may run from right to left."""
    known = [share for share in shares if share.row is not None]
    largest = max(known, key=lambda share: -1 if share.top is None else share.top)
    assert largest.row is not None
    figure = format_figure(largest.row.tally.figure, largest.row.metric)
    return f"{len(known)} {noun}; lớn nhất: \u2068{largest.label}\u2069, {figure}."


def desk_year_uri(year: int) -> str:
    """The page of one year's numbers."""
    return f"{NUMBERS}/nam/{year}/index.md"


def desk_model_uri(model: str) -> str:
    """The page of one model's numbers."""
    return f"{NUMBERS}/mo-hinh/{model}/index.md"
