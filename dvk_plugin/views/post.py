"""A post: lead, text, the facts box with every figure, documents, photos, neighbours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from dvk_plugin.domain.post import Post
from dvk_plugin.read.pictures import file_key, pictures_in
from dvk_plugin.views.comments import Discussion, discussion_of
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition, models_named
from dvk_plugin.views.facts import Reported, glance, group_facts, reported
from dvk_plugin.views.format import format_date
from dvk_plugin.views.news import chips_of
from dvk_plugin.views.page import Content, Figure, Page
from dvk_plugin.views.photo_html import figure_html
from dvk_plugin.views.pictures import Picture
from dvk_plugin.views.readership import Read
from dvk_plugin.views.render import render
from dvk_plugin.views.share import share_of
from dvk_plugin.views.uris import post_uri

RELATED = 3


@dataclass(frozen=True, slots=True)
class Story:
    """All that a post's page is made of, beside the edition's ground and the words of its text.

    `corrected`: the day of the last correction of its figures. `related`: posts about the same
    models; `newer` and `older`: its neighbours in time.
    """

    post: Post
    figures: tuple[Reported, ...]
    corrected: date | None
    pictures: tuple[Picture, ...]
    discussion: Discussion | None
    read: Read | None
    related: tuple[Post, ...]
    newer: Post | None
    older: Post | None


def post_pages(edition: Edition) -> Iterator[Page]:
    """The page of every post, newest first, each linked to its neighbours in time."""
    return (post_page(edition, at) for at in range(len(edition.site.posts)))


def post_page(edition: Edition, at: int) -> Page:
    """The page of the post at a place among the site's posts."""
    post = edition.site.posts[at]
    return Page(
        post_uri(post),
        post.title,
        partial(_content, edition, at),
        description=describe(
            post.summary,
            post.lead,
            f"{post.title} – bài ngày {format_date(post.date)} của "
            f"{edition.school_name(post.school) or edition.site.name}",
        ),
        kind="post",
        published=post.date,
        updated=edition.corrections.updated(post),
        own=hashlib.sha256(post.text).hexdigest(),
        shown=(partial(_story, edition, at),),
        pictures=edition.pictures((post,)),
    )


def _story(edition: Edition, at: int) -> Story:
    """The story of the post at a place among the site's posts."""
    return edition.last(("story", at), partial(_make_story, edition, at))


def _make_story(edition: Edition, at: int) -> Story:
    posts = edition.site.posts
    post = posts[at]
    return Story(
        post,
        reported(edition, post),
        edition.corrections.last_in(post),
        edition.pictures((post,)),
        discussion_of(edition, post),
        edition.readership.get(post.key),
        related(edition, post),
        posts[at - 1] if at else None,
        posts[at + 1] if at + 1 < len(posts) else None,
    )


def _content(edition: Edition, at: int) -> Content:
    story, ground = _story(edition, at), edition.ground
    post = story.post
    href = edition.href(post_uri(post))
    in_text = pictures_amid(edition, post)
    cover = edition.cover(post)
    if cover in in_text:
        cover = None
    shown = {*(p.photo.name for p in in_text), *((cover.photo.name,) if cover else ())}
    groups = group_facts(ground, story.figures)
    grouped = {group.model for group in groups}
    values = {
        "edition": ground,
        "post": post,
        "share": share_of(edition.links.absolute(post_uri(post))),
        "cover": cover,
        "discussion": story.discussion,
        "read": story.read,
        "glance": glance(ground, story.figures),
        "groups": groups,
        "corrected": story.corrected,
        "has_inferred": any(one.entry.inferred for one in story.figures),
        "others": [ground.site.models[slug] for slug in post.models if slug not in grouped],
        "chips": chips_of(post),
        "pictures": [picture for picture in story.pictures if picture.photo.name not in shown],
        "related": story.related,
        "newer": story.newer,
        "older": story.older,
    }
    return Content(
        before=render("post_before.html", href, **values),
        body=post.body,
        after=render("post_after.html", href, **values),
        figures=figures_in(edition, post),
    )


_told = lru_cache(maxsize=1)(pictures_in)
"""The pictures in the text of the post that is being printed."""


def pictures_amid(edition: Edition, post: Post) -> tuple[Picture, ...]:
    """The published photos that a post's text shows."""
    told = _told(post.body)
    return tuple(p for p in edition.pictures((post,)) if file_key(p.photo.name) in told)


def figures_in(edition: Edition, post: Post) -> Mapping[str, Figure]:
    """What stands in the text for each photo of the post; nothing for one not published."""
    href, told = edition.href(post_uri(post)), _told(post.body)
    figures = {file_key(photo.name): Figure() for photo in post.photos}
    in_text, cover = pictures_amid(edition, post), edition.cover(post)
    # Unless a cover stands above the text, its first picture is the first of the page.
    first = next(iter(told), "") if cover is None or cover in in_text else ""
    for picture in in_text:
        key = file_key(picture.photo.name)
        shown = replace(picture, spoken=told[key])
        figures[key] = Figure(partial(figure_html, href, shown, key == first))
    return figures


def related(edition: Edition, post: Post) -> tuple[Post, ...]:
    """The newest other posts about the same models."""
    mine = edition.newest_of_models(models_named(post), RELATED + 1)
    return tuple(other for other in mine if other.key != post.key)[:RELATED]
