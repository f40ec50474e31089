"""When figures were corrected: of a figure that replaces another, and of a post as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.roots import replacements


@dataclass(frozen=True)
class Corrections:
    """What a site's figures replaced, and on which days."""

    site: Site

    @cached_property
    def replaced(self) -> Mapping[str, Entry]:
        """Id of a superseded figure → the one that stands in its place."""
        return replacements(self.site.ledger.entries)

    def day_of(self, entry: Entry) -> date | None:
        """The day a figure replaced another: its own, else that of the later post it is in."""
        old = self.site.ledger.entries.get(entry.supersedes)
        if entry.amended is not None or old is None or old.post == entry.post:
            return entry.amended
        return self.site.posts_by_key[entry.post].date

    def last_in(self, post: Post) -> date | None:
        """The day of the last correction of a post's figures, if any was."""
        return self._last.get(post.key)

    def updated(self, post: Post) -> date:
        """The day a post was last changed, as far as it tells."""
        return max(post.date, self._last.get(post.key, post.date))

    @cached_property
    def _last(self) -> Mapping[str, date]:
        """Key of a post with corrections → the day of the last of them; both posts' of each."""
        entries = self.site.ledger.entries
        days: dict[str, date] = {}
        for old, new in self.replaced.items():
            day = self.day_of(new)
            if day is not None:
                for post in (entries[old].post, new.post):
                    days[post] = max(day, days.get(post, day))
        return days
