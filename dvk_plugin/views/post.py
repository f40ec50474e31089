"""A post: lead, text, the facts box with every figure, documents, photos, neighbours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.post import Post
from dvk_plugin.read.pictures import file_key, pictures_in
from dvk_plugin.tally.booking import is_album
from dvk_plugin.views.comments import discussion_of, mark_of_discussion
from dvk_plugin.views.corrections import correction_notes
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Cell, Edition, figure_anchor, models_named, post_uri
from dvk_plugin.views.format import format_date, format_missing, format_quantity
from dvk_plugin.views.news import chips_of
from dvk_plugin.views.page import Content, Figure, Page
from dvk_plugin.views.pictures import Picture
from dvk_plugin.views.readership import mark_of_reads
from dvk_plugin.views.render import render
from dvk_plugin.views.share import share_of
from dvk_plugin.views.stats import Stat, rank

RELATED, GLANCE = 3, 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as its post reports it."""

    anchor: str
    label: str
    cell: Cell
    notes: tuple[str, ...] = ()
    is_inferred: bool = False
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Figures of the same owner. `model` is its slug where it is just one model."""

    title: str
    model: str
    facts: tuple[Fact, ...]


def post_pages(edition: Edition) -> Iterator[Page]:
    """The page of every post, newest first, each linked to its neighbours in time."""
    posts = edition.site.posts
    for at, post in enumerate(posts):
        newer = posts[at - 1] if at else None
        older = posts[at + 1] if at + 1 < len(posts) else None
        yield _page(edition, post, newer, older)


def _page(edition: Edition, post: Post, newer: Post | None, older: Post | None) -> Page:
    return Page(
        post_uri(post),
        post.title,
        partial(_content, edition, post, newer, older),
        description=describe(
            post.summary,
            post.lead,
            f"{post.title} – bài ngày {format_date(post.date)} của "
            f"{edition.school_name(post.school) or edition.site.name}",
        ),
        kind="post",
        published=post.date,
        updated=edition.corrections.updated(post),
        own=_own(edition, post),
        pictures=edition.pictures((post,)),
    )


def _own(edition: Edition, post: Post) -> str:
    """A mark of the post's text, of how often it was read and of what readers said."""
    read = edition.readership.get(post.key)
    reads = mark_of_reads(read) if read else ""
    text = hashlib.sha256(post.body.encode()).hexdigest()
    return "\n".join((text, reads, mark_of_discussion(edition, post)))


def _content(edition: Edition, post: Post, newer: Post | None, older: Post | None) -> Content:
    href = edition.href(post_uri(post))
    pictures = edition.pictures((post,))
    in_text = pictures_amid(edition, post)
    cover = edition.cover(post)
    if cover in in_text:
        cover = None
    shown = {*(p.photo.name for p in in_text), *((cover.photo.name,) if cover else ())}
    entries = facts_of(edition, post)
    groups = group_facts(edition, entries)
    grouped = {group.model for group in groups}
    values = {
        "edition": edition,
        "post": post,
        "share": share_of(edition.links.absolute(post_uri(post))),
        "cover": cover,
        "discussion": discussion_of(edition, post),
        "read": edition.readership.get(post.key),
        "glance": glance(edition, entries),
        "groups": groups,
        "corrected": edition.corrections.last_in(post),
        "has_inferred": any(entry.inferred for entry in entries),
        "others": [edition.site.models[slug] for slug in post.models if slug not in grouped],
        "chips": chips_of(post),
        "pictures": [picture for picture in pictures if picture.photo.name not in shown],
        "related": related(edition, post),
        "newer": newer,
        "older": older,
    }
    return Content(
        before=render("post_before.html", href, **values),
        body=post.body,
        after=render("post_after.html", href, **values),
        figures=figures_in(edition, post),
    )


def pictures_amid(edition: Edition, post: Post) -> tuple[Picture, ...]:
    """The published photos that a post's text shows."""
    told = pictures_in(post.body)
    return tuple(p for p in edition.pictures((post,)) if file_key(p.photo.name) in told)


def figures_in(edition: Edition, post: Post) -> Mapping[str, Figure]:
    """What stands in the text for each photo of the post; nothing for one not published."""
    href, told = edition.href(post_uri(post)), pictures_in(post.body)
    figures = {file_key(photo.name): Figure() for photo in post.photos}
    in_text, cover = pictures_amid(edition, post), edition.cover(post)
    # Unless a cover stands above the text, its first picture is the first of the page.
    first = next(iter(told), "") if cover is None or cover in in_text else ""
    for picture in in_text:
        key = file_key(picture.photo.name)
        shown = replace(picture, spoken=told[key])
        figures[key] = Figure(partial(_drawn, href, shown, key == first))
    return figures


def _drawn(href: Callable[[str], str], picture: Picture, eager: bool, inline: bool) -> str:
    return render("figure.html", href, picture=picture, eager=eager, inline=inline).strip()


def related(edition: Edition, post: Post) -> tuple[Post, ...]:
    """The nearest other posts about the same models, the newest first."""
    mine = edition.posts_of_models(models_named(post))
    return tuple(other for other in mine if other.key != post.key)[:RELATED]


def facts_of(edition: Edition, post: Post) -> tuple[Entry, ...]:
    """The figures that a post reports, in the order of metrics and then of writing.

    Its pictures are there to be seen; they are counted in the register alone.
    """
    order = list(edition.site.registry.metrics)
    mine = [e for e in edition.entries_of_post(post) if not is_album(e)]
    return tuple(sorted(mine, key=lambda e: (order.index(e.metric), e.source, e.id)))


def glance(edition: Edition, entries: Sequence[Entry]) -> tuple[Stat, ...]:
    """A few of a post's figures for those who read no further: one a metric, the usual ones."""
    metrics = edition.site.registry.metrics
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.quantity.value is not None and entry.id not in edition.corrections.replaced:
            first.setdefault(entry.metric, entry)
    chosen = sorted(first.values(), key=lambda entry: rank(entry.metric))[:GLANCE]
    return tuple(Stat(metrics[e.metric], _cell(edition, e, short=True)) for e in chosen)


def group_facts(edition: Edition, entries: Iterable[Entry]) -> tuple[FactGroup, ...]:
    """Figures by whose they are: shared and school-wide ones first, then each model's."""
    found: dict[tuple[bool, str, str], list[Fact]] = {}
    for entry in entries:
        one = entry.scope is Scope.MODELS and len(entry.models) == 1
        slug = next(iter(entry.models)) if one else ""
        found.setdefault((one, whose(edition, entry), slug), []).append(_fact(edition, entry))
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return tuple(FactGroup(title, slug, tuple(facts)) for (_, title, slug), facts in ordered)


def _fact(edition: Edition, entry: Entry) -> Fact:
    return Fact(
        figure_anchor(entry),
        edition.site.registry.metrics[entry.metric].label,
        _cell(edition, entry),
        tuple(filter(None, (*_notes(edition, entry), format_missing(entry.also)))),
        entry.inferred,
        entry.id in edition.corrections.replaced,
    )


def _cell(edition: Edition, entry: Entry, *, short: bool = False) -> Cell:
    known = entry.quantity.value is not None
    return Cell(
        format_quantity(entry.quantity, short=short),
        edition.register_line(entry),
        str(entry.quantity.certainty) if known else "unknown",
    )


def whose(edition: Edition, entry: Entry) -> str:
    """Whose figure it is, in words: one model's, several models' together, the school's."""
    names = [edition.site.models[slug].name for slug in sorted(entry.models)]
    if entry.scope is Scope.JOINT:
        return "làm chung với đơn vị khác"
    if entry.scope is Scope.SCHOOL:
        return "toàn trường"
    if len(names) == 1:
        return names[0]
    return f"chung của {len(names)} mô hình"


def _notes(edition: Edition, entry: Entry) -> Iterator[str]:
    if entry.id in edition.corrections.replaced:  # the one in its place says the rest
        yield from correction_notes(edition, entry)
        return
    if entry.kind is Kind.CUMULATIVE:
        yield "số lũy kế"
    if entry.kind is Kind.STOCK:
        yield "số hiện có"
    if entry.id.endswith("/each"):
        yield "tính từ số lượng và đơn giá"
    if entry.share is not None:
        yield f"phần của trường: {format_quantity(entry.share)}"
    if entry.target is not None:
        yield f"chỉ tiêu: {format_quantity(entry.target)}"
    if entry.note:
        yield entry.note
    yield from correction_notes(edition, entry)
