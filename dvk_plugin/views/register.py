"""The register of one metric: every entry, the running total, and where each number was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.metric import Adds, Metric
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.history import compute_histories, history_of
from dvk_plugin.tally.rows import EVERYTHING, Row
from dvk_plugin.tally.running import running_totals
from dvk_plugin.tally.standing import Standing, Standings
from dvk_plugin.views.breakdown import Bars, by_owner, by_year
from dvk_plugin.views.corrections import correction_notes
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import Targets, every_span, targets
from dvk_plugin.views.edition import Cell, Edition, entry_cell
from dvk_plugin.views.facts import whose
from dvk_plugin.views.format import format_date, format_figure, format_period
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.paginate import Leaf, paginate
from dvk_plugin.views.progress import Progress, progress
from dvk_plugin.views.render import render
from dvk_plugin.views.uris import NUMBERS, figure_anchor, line_anchor, post_uri


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure was said: the page that says it, with its mark, and its words."""

    title: str
    target: str
    quote: str


@dataclass(frozen=True, slots=True)
class Version:
    """A figure as it was stated on a day, which may have been replaced since."""

    cell: Cell
    day: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its register shows it; `status` tells why it is not counted, if so.

    `history` are all versions of its figure, oldest first, where it was stated more than once.
    """

    anchor: str
    when: str
    whose: str
    school: str
    cell: Cell
    running: str
    status: str
    places: tuple[Place, ...]
    note: str
    history: tuple[Version, ...] = ()


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
        every = edition.register_entries(metric.key)
        entries = [entry for entry in every if not (is_residual(entry) and is_nothing(entry))]
        for leaf in paginate(entries, base, edition.register_per_page):
            title = metric.label if leaf.number == 1 else f"{metric.label} – trang {leaf.number}"
            yield Page(
                leaf.uri,
                title,
                partial(_content, edition, metric, leaf),
                description=describe(
                    f"{title}: sổ chi tiết trên {edition.site.name} ghi từng số, bài đã báo và số "
                    "cộng dồn."
                ),
                kind="register",
                updated=edition.updated(edition.site.posts),
            )


def _content(edition: Edition, metric: Metric, leaf: Leaf[Entry]) -> Content:
    total = edition.tallies.find(metric.key, EVERYTHING)
    running = edition.once(("running", metric.key), partial(_running, edition, metric))
    html = render(
        "register.html",
        edition.href(leaf.uri),
        edition=edition,
        metric=metric,
        leaf=leaf,
        lines=[_line(edition, entry, running.get(entry.id, "")) for entry in leaf.items],
        total=edition.cell(total),
        adds=str(metric.adds),
        charts=_charts(edition, metric, total) if leaf.number == 1 else None,
    )
    return Content(after=html)


def _charts(edition: Edition, metric: Metric, total: Row | None) -> Charts:
    """One bar alone says no more than the steps do, and is left out where there are any."""
    steps = progress(edition, total)
    bars = [bars for bars in (by_year(edition, metric), by_owner(edition, total)) if bars]
    kept = tuple(bars for bars in bars if bars.is_several or steps is None)
    return Charts(steps, kept, targets(edition, every_span(edition), metric=metric.key))


def _line(edition: Edition, entry: Entry, running: str) -> Line:
    return Line(
        anchor=line_anchor(entry),
        when=format_period(entry.period, entry.kind),
        whose=whose(edition, entry),
        school=edition.school_name(entry.school),
        cell=entry_cell(entry),
        running=running,
        status=status_of(edition, entry),
        history=tuple(_versions(edition, entry)),
        places=tuple(places_of(edition, entry)),
        note="; ".join(filter(None, (entry.note, *correction_notes(edition, entry)))),
    )


def _running(edition: Edition, metric: Metric) -> Mapping[str, str]:
    """Id → the running total after that entry, for the entries that count. A stock has none."""
    total = edition.tallies.find(metric.key, EVERYTHING)
    if total is None or metric.adds is Adds.LATEST or metric.dimension == "models":
        return {}
    steps = running_totals(total.tally, edition.tallies.books)
    return {step.entry.id: format_figure(step.total, metric) for step in steps}


_STATUSES = {
    Standing.RESIDUAL: "phần chưa ghi nhận theo từng hoạt động",
    Standing.CHECKPOINT: "số lũy kế, dùng để đối chiếu",
    Standing.PART: "nằm trong một số khác, không cộng thêm",
    Standing.SAME: "trùng với một số khác, chỉ tính một lần",
    Standing.SUPERSEDED: "đã được thay bằng số khác, không cộng",
    Standing.OLDER: "đã có số mới hơn",
    Standing.DERIVED: "bài đã ghi tổng tiền, không cộng",
}


def status_of(edition: Edition, entry: Entry) -> str:
    """Why a register's line is not counted as it stands; empty where it is."""
    standings = edition.once(
        "standings", partial(Standings, edition.site.ledger, edition.tallies.books)
    )
    return _STATUSES.get(standings.of(entry), "")


def _versions(edition: Edition, entry: Entry) -> Iterator[Version]:
    histories = edition.once("histories", partial(compute_histories, edition.site.ledger))
    versions = history_of(entry, histories)
    for version in versions if len(versions) > 1 else ():
        post = edition.site.posts_by_key.get(version.post)
        day = format_date(post.date if post else version.as_of)
        yield Version(entry_cell(version, edition.register_line(version)), day)


def places_of(edition: Edition, entry: Entry) -> Iterator[Place]:
    """Where an entry was said, the first place first."""
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
