"""Everything known of a site once its folders are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from dvk_plugin.domain.comment import Comment
from dvk_plugin.domain.ledger import Ledger
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.own_page import OwnPage
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import Registry
from dvk_plugin.domain.visits import Visits


@dataclass(frozen=True)
class Site:
    """Posts newest first, models by slug, the ledger of their figures.

    `held`: posts that a published site leaves out, the next to come out first, drafts last;
    a preview has them among its posts too. `unread` are the files of posts and models that could
    not be read: what others say of them cannot be checked. `federated`: the registers of other
    sites that this one adds up. `comments`: those frozen
    into the site's sources, by post's key, oldest first.
    """

    name: str = ""
    url: str = ""
    registry: Registry = field(default_factory=Registry)
    models: Mapping[str, Model] = field(default_factory=lambda: MappingProxyType({}))
    posts: tuple[Post, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    unread: frozenset[str] = frozenset()
    federated: tuple[Register, ...] = ()
    held: tuple[Post, ...] = ()
    visits: Visits = field(default_factory=Visits)
    own_pages: tuple[OwnPage, ...] = ()
    """Hand-written pages that name their old addresses."""
    comments: Mapping[str, tuple[Comment, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @cached_property
    def held_keys(self) -> frozenset[str]:
        return frozenset(post.key for post in self.held)

    @cached_property
    def posts_by_key(self) -> Mapping[str, Post]:
        return MappingProxyType({post.key: post for post in self.posts})

    @cached_property
    def posts_by_file(self) -> Mapping[str, Post]:
        return MappingProxyType({post.file: post for post in self.posts})

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Slug of an umbrella → slugs of the models right under it."""
        found: dict[str, list[str]] = {}
        for model in self.models.values():
            if model.parent in self.models:
                found.setdefault(model.parent, []).append(model.slug)
        return MappingProxyType({parent: tuple(slugs) for parent, slugs in found.items()})

    def family(self, slug: str) -> frozenset[str]:
        """A model and all models under it, however deep; circles end by themselves."""
        seen: set[str] = set()
        todo = [slug]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo.extend(self.children.get(one, ()))
        return frozenset(seen)

    @property
    def as_of(self) -> date | None:
        """The newest day that any post speaks for."""
        return max((post.as_of for post in self.posts), default=None)
