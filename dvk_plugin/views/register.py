"""The register of one metric: every entry, the running total, and where each number was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.measure import Kind
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.period import INCEPTION, Period
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.figure import Figure, compute_sum, compute_union, figure_of
from dvk_plugin.tally.rows import EVERYTHING
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import NUMBERS, Cell, Edition, figure_anchor, line_anchor, post_uri
from dvk_plugin.views.format import (
    format_date,
    format_figure,
    format_missing,
    format_quantity,
)
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.post import whose
from dvk_plugin.views.render import render


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure was said: the page that says it, with its mark, and its words."""

    title: str
    target: str
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its register shows it; `status` tells why it is not counted, if so."""

    anchor: str
    when: str
    whose: str
    school: str
    cell: Cell
    running: str
    status: str
    places: tuple[Place, ...]
    note: str


def register_pages(edition: Edition) -> Iterator[Page]:
    """The register of every metric that has entries, cut into pages."""
    for metric in edition.tallies.metrics.values():
        lines = tuple(_lines(edition, metric))
        base = f"{NUMBERS}/{metric.key}"
        total = edition.tallies.find(metric.key, EVERYTHING)
        for leaf in paginate(lines, base, edition.register_per_page):
            title = metric.label if leaf.number == 1 else f"{metric.label} – trang {leaf.number}"
            yield Page(
                leaf.uri,
                title,
                after=render(
                    "register.html",
                    edition.href(leaf.uri),
                    edition=edition,
                    metric=metric,
                    leaf=leaf,
                    total=edition.cell(total),
                    adds=str(metric.adds),
                ),
                description=describe(
                    f"{title}: sổ chi tiết trên {edition.site.name} ghi từng số, bài đã báo và số "
                    "cộng dồn."
                ),
                kind="register",
                updated=edition.updated(edition.site.posts),
            )


def _lines(edition: Edition, metric: Metric) -> Iterator[Line]:
    entries = edition.register_entries(metric.key)
    running = _running(edition, metric, entries)
    for entry in entries:
        if is_residual(entry) and is_nothing(entry):
            continue
        yield Line(
            anchor=line_anchor(entry),
            when=format_period(entry.period, entry.kind),
            whose=whose(edition, entry),
            school=edition.school_name(entry.school),
            cell=_cell(entry),
            running=running.get(entry.id, ""),
            status=_status(edition, entry),
            places=tuple(_places(edition, entry)),
            note=entry.note,
        )


def _cell(entry: Entry) -> Cell:
    known = entry.quantity.value is not None
    return Cell(
        format_quantity(entry.quantity),
        certainty=str(entry.quantity.certainty) if known else "unknown",
        missing=format_missing(entry.also),
    )


def _running(edition: Edition, metric: Metric, entries: Iterable[Entry]) -> Mapping[str, str]:
    """Id → the running total after that entry, for the entries that count. A stock has none."""
    if metric.adds is Adds.LATEST or metric.dimension == "models":
        return {}
    counted = edition.tallies.books.counted_ids
    overlapping, apart = Figure(), Figure()
    found = {}
    for entry in entries:
        if entry.id not in counted:
            continue
        if metric.adds is Adds.DISTINCT and not entry.disjoint:
            overlapping = compute_union((overlapping, figure_of(entry)), ())
        else:
            apart = compute_sum((apart, figure_of(entry)))
        total = compute_sum((overlapping, apart))
        found[entry.id] = format_figure(total, metric)
    return found


def _status(edition: Edition, entry: Entry) -> str:
    books = edition.tallies.books
    if is_residual(entry):
        return "phần chưa ghi nhận theo từng hoạt động"
    if entry.kind is Kind.CUMULATIVE:
        return "số lũy kế, dùng để đối chiếu"
    if entry.kind is Kind.STOCK or entry.metric not in edition.site.registry.metrics:
        return ""
    if entry.id in books.counted_ids:
        return ""
    if entry.part_of:
        return "nằm trong một số khác, không cộng thêm"
    if entry.same_as:
        return "trùng với một số khác, chỉ tính một lần"
    return "đã được thay bằng số khác, không cộng"


def _places(edition: Edition, entry: Entry) -> Iterator[Place]:
    for citation in entry.citations:
        post = edition.site.posts_by_key.get(citation.post)
        if post is not None:
            yield _in_post(post, entry, citation)
        else:
            slug = citation.post.removeprefix("mo-hinh/")
            model = edition.site.models[slug]
            yield Place(model.name, f"{citation.post}.md", citation.quote)


def _in_post(post: Post, entry: Entry, citation: Citation) -> Place:
    is_first = citation is entry.citations[0]
    has_line = is_first and not is_residual(entry) and entry.metric != PHOTOS
    anchor = f"#{figure_anchor(entry)}" if has_line else ""
    return Place(post.title, post_uri(post) + anchor, citation.quote)


def format_period(period: Period, kind: Kind) -> str:
    """`năm 2023, đến 21/09/2023`; `từ 01/03/2023 đến 21/09/2023`; `đến 19/12/2024`."""
    last = format_date(period.last_day)
    if kind is Kind.STOCK:
        return f"ngày {last}"
    if period.start == INCEPTION:
        return f"đến {last}"
    if (period.end - period.start).days == 1:
        return f"ngày {last}"
    if (period.start.month, period.start.day) == (1, 1) and period.year:
        whole = (period.last_day.month, period.last_day.day) == (12, 31)
        return f"năm {period.year}" if whole else f"năm {period.year}, đến {last}"
    return f"từ {format_date(period.start)} đến {last}"
