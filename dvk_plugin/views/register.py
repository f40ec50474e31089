"""The register of one metric: every entry, the running total, and where each number was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.measure import Kind
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.rows import EVERYTHING, Row
from dvk_plugin.tally.running import running_totals
from dvk_plugin.views.breakdown import Bars, by_owner, by_year
from dvk_plugin.views.corrections import correction_notes
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import Targets, every_span, targets
from dvk_plugin.views.edition import (
    NUMBERS,
    Cell,
    Edition,
    entry_cell,
    figure_anchor,
    line_anchor,
    post_uri,
)
from dvk_plugin.views.format import format_figure, format_period
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.post import whose
from dvk_plugin.views.progress import Progress, progress
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


@dataclass(frozen=True, slots=True)
class Charts:
    """What is drawn above a register: over time, by year and owner, against targets."""

    progress: Progress | None
    bars: tuple[Bars, ...]
    targets: Targets


def register_pages(edition: Edition) -> Iterator[Page]:
    """The register of every metric that has entries, cut into pages."""
    for metric in edition.tallies.metrics.values():
        base = f"{NUMBERS}/{metric.key}"
        total = edition.tallies.find(metric.key, EVERYTHING)
        lines = tuple(_lines(edition, metric, total))
        charts = _charts(edition, metric, total)
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
                    charts=charts if leaf.number == 1 else None,
                ),
                description=describe(
                    f"{title}: sổ chi tiết trên {edition.site.name} ghi từng số, bài đã báo và số "
                    "cộng dồn."
                ),
                kind="register",
                updated=edition.updated(edition.site.posts),
            )


def _charts(edition: Edition, metric: Metric, total: Row | None) -> Charts:
    """One bar alone says no more than the steps do, and is left out where there are any."""
    steps = progress(edition, total)
    bars = [bars for bars in (by_year(edition, metric), by_owner(edition, total)) if bars]
    kept = tuple(bars for bars in bars if bars.is_several or steps is None)
    return Charts(steps, kept, targets(edition, every_span(edition), metric=metric.key))


def _lines(edition: Edition, metric: Metric, total: Row | None) -> Iterator[Line]:
    running = _running(edition, metric, total)
    for entry in edition.register_entries(metric.key):
        if is_residual(entry) and is_nothing(entry):
            continue
        yield Line(
            anchor=line_anchor(entry),
            when=format_period(entry.period, entry.kind),
            whose=whose(edition, entry),
            school=edition.school_name(entry.school),
            cell=entry_cell(entry),
            running=running.get(entry.id, ""),
            status=_status(edition, entry),
            places=tuple(_places(edition, entry)),
            note="; ".join(filter(None, (entry.note, *correction_notes(edition, entry)))),
        )


def _running(edition: Edition, metric: Metric, total: Row | None) -> Mapping[str, str]:
    """Id → the running total after that entry, for the entries that count. A stock has none."""
    if total is None or metric.adds is Adds.LATEST or metric.dimension == "models":
        return {}
    steps = running_totals(total.tally, edition.tallies.books)
    return {step.entry.id: format_figure(step.total, metric) for step in steps}


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
