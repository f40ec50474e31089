"""How often posts were read, as pages tell it: never without its day, and nothing where unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site

MOST_READ = 5


@dataclass(frozen=True, slots=True)
class Read:
    """How often a post was read until the end of a day."""

    post: Post
    count: int
    as_of: date


def compute_readership(site: Site) -> Mapping[str, Read]:
    """By post's key: visits counted from logs, and what the post's former site showed before.

    A post of which nobody knows either is left out: unknown is never 0.
    """
    counted = site.visits.totals()
    found = {}
    for post in site.posts:
        days = [site.visits.as_of] if site.visits.as_of and post.key in counted else []
        count = counted.get(post.key, 0)
        if post.views:
            days.append(post.views.as_of or post.as_of)
            count += post.views.count
        if days:
            found[post.key] = Read(post, count, max(days))
    return found


def most_read(readership: Mapping[str, Read]) -> tuple[Read, ...]:
    """The posts read most, those of equal count newest first; at least two make a list."""
    every = sorted(readership.values(), key=lambda read: -read.count)
    return tuple(every[:MOST_READ]) if len(every) > 1 else ()


def mark_of_reads(*reads: Read) -> str:
    """A mark of what a page tells of readers; see `Page.own`."""
    return "\n".join(f"{read.post.key} {read.count} {read.as_of}" for read in reads)
