"""The comments below a post: those frozen into the sources, and the place where the form comes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dvk_plugin.domain.comment import Comment
from dvk_plugin.domain.post import Post
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.uris import post_uri

MOST = 300
"""So many of a post's comments stand in its page; the newest."""
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with the answers to it, and its text by paragraphs and lines."""

    comment: Comment
    paragraphs: tuple[tuple[str, ...], ...]
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Discussion:
    """What stands below a post. `server`: Isso's address, empty where nobody can write any more.

    `thread`: the name by which Isso knows the post, its path on the site's host. `left_out`: so
    many older comments are not shown.
    """

    server: str
    thread: str
    said: tuple[Said, ...]
    left_out: int


def discussion_of(edition: Edition, post: Post) -> Discussion | None:
    """The discussion of a post; None where the post or the site has none."""
    every = edition.site.comments.get(post.key, ())
    if not post.comments or not (edition.isso or every):
        return None
    shown = every[-MOST:]
    left_out = len(every) - len(shown)
    return Discussion(edition.isso, thread_of(edition, post), threads(shown), left_out)


def thread_of(edition: Edition, post: Post) -> str:
    """A post's path on its host: links in Isso's letters to moderators lead there."""
    uri = post_uri(post)
    return urlsplit(edition.links.absolute(uri)).path or f"/{edition.links.url(uri)}"


def threads(comments: Iterable[Comment]) -> tuple[Said, ...]:
    """Comments with the answers to them. Isso goes one level deep, and so does this."""
    every = tuple(comments)
    there = {one.number for one in every}
    tops = {one.number for one in every if one.answers not in there}
    below: dict[int, list[Said]] = defaultdict(list)
    for one in every:
        if one.answers in tops:
            below[one.answers].append(_said(one))
    return tuple(_said(one, tuple(below[one.number])) for one in every if one.answers not in tops)


def _said(comment: Comment, answers: tuple[Said, ...] = ()) -> Said:
    paragraphs = _GAP.split(comment.text)
    return Said(comment, tuple(tuple(part.split("\n")) for part in paragraphs if part), answers)
