"""A post: lead, text, the facts box with every figure, documents, photos, neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.views.describe import describe, plain_text
from dvk_plugin.views.edition import Cell, Edition, figure_anchor, post_uri
from dvk_plugin.views.format import format_date, format_missing, format_quantity
from dvk_plugin.views.news import chips_of
from dvk_plugin.views.page import Figure, Page
from dvk_plugin.views.pictures import Picture
from dvk_plugin.views.render import render

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*(?:<([^>\n]+)>|([^)\s]+))")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as its post reports it."""

    anchor: str
    label: str
    cell: Cell
    whose: str
    notes: tuple[str, ...]


def post_pages(edition: Edition) -> Iterator[Page]:
    """The page of every post, newest first, each linked to its neighbours in time."""
    posts = edition.site.posts
    for at, post in enumerate(posts):
        newer = posts[at - 1] if at else None
        older = posts[at + 1] if at + 1 < len(posts) else None
        yield _page(edition, post, newer, older)


def _page(edition: Edition, post: Post, newer: Post | None, older: Post | None) -> Page:
    uri = post_uri(post)
    pictures = edition.pictures((post,))
    told = pictures_in(post.body)
    in_text = [p for p in pictures if file_key(p.photo.name) in told]
    values = {
        "edition": edition,
        "post": post,
        "chips": chips_of(post),
        "facts": facts_of(edition, post),
        "pictures": [picture for picture in pictures if picture not in in_text],
        "eager": not in_text,
        "newer": newer,
        "older": older,
    }
    return Page(
        uri,
        post.title,
        before=render("post_before.html", edition.href(uri), **values),
        body=post.body,
        after=render("post_after.html", edition.href(uri), **values),
        description=describe(
            post.summary,
            plain_text(post.body),
            f"{post.title} – bài ngày {format_date(post.date)} của "
            f"{edition.school_name(post.school) or edition.site.name}",
        ),
        kind="post",
        updated=post.date,
        pictures=pictures,
        figures=_figures(edition.href(uri), post, in_text, told),
    )


def pictures_in(body: str) -> Mapping[str, str]:
    """The picture files that a text shows, in its order, each with its alt there."""
    text = _CODE.sub("", body)
    found: dict[str, str] = {}
    for alt, pointed, plain in _IMAGE.findall(text):
        found.setdefault(file_key(unquote(pointed or plain)), alt.strip())
    return found


def file_key(name: str) -> str:
    """A file's name, however it was typed: `./Ảnh.jpg` in NFD is `Ảnh.jpg`."""
    return unicodedata.normalize("NFC", name).removeprefix("./")


def _figures(
    href: Callable[[str], str], post: Post, in_text: Sequence[Picture], told: Mapping[str, str]
) -> Mapping[str, Figure]:
    """What stands in the text for each photo of the post; nothing for one not published."""
    figures = {file_key(photo.name): Figure() for photo in post.photos}
    first = next(iter(told), "")
    for picture in in_text:
        key = file_key(picture.photo.name)
        picture = replace(picture, spoken=told[key])
        block, inline = (
            render("figure.html", href, picture=picture, eager=key == first, inline=inline).strip()
            for inline in (False, True)
        )
        figures[key] = Figure(block, inline)
    return figures


def facts_of(edition: Edition, post: Post) -> tuple[Fact, ...]:
    """The figures that a post reports, in the order of metrics and then of writing.

    Its pictures are there to be seen; they are counted in the register alone.
    """
    order = list(edition.site.registry.metrics)
    mine = [e for e in edition.entries_of_post(post) if not (e.derived and e.metric == PHOTOS)]
    return tuple(
        _fact(edition, entry)
        for entry in sorted(mine, key=lambda e: (order.index(e.metric), e.source, e.id))
    )


def _fact(edition: Edition, entry: Entry) -> Fact:
    metric = edition.site.registry.metrics[entry.metric]
    known = entry.quantity.value is not None
    cell = Cell(
        format_quantity(entry.quantity),
        edition.register_line(entry),
        str(entry.quantity.certainty) if known else "unknown",
        format_missing(entry.also),
    )
    return Fact(
        figure_anchor(entry), metric.label, cell, whose(edition, entry), tuple(_notes(entry))
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


def _notes(entry: Entry) -> Iterator[str]:
    if entry.kind is Kind.CUMULATIVE:
        yield "số lũy kế"
    if entry.kind is Kind.STOCK:
        yield "số hiện có"
    if entry.id.endswith("/each"):
        yield "tính từ số lượng và đơn giá"
    if entry.inferred:
        yield "ban biên tập suy ra từ nội dung báo cáo"
    if entry.target is not None:
        yield f"chỉ tiêu: {format_quantity(entry.target)}"
    if entry.note:
        yield entry.note
