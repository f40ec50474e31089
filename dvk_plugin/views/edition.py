"""What every view works from: the site, its tallies, and where each thing stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from markupsafe import Markup

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.photos.plan import Published
from dvk_plugin.tally.corrections import Corrections
from dvk_plugin.tally.federation import Federation
from dvk_plugin.tally.rows import Row, Span, Tallies
from dvk_plugin.tally.running import by_day
from dvk_plugin.views.format import (
    format_as_of,
    format_figure,
    format_missing,
    format_quantity,
)
from dvk_plugin.views.ground import Ground, Names
from dvk_plugin.views.links import Links
from dvk_plugin.views.paginate import page_uri
from dvk_plugin.views.pictures import Picture
from dvk_plugin.views.readership import Read, compute_readership
from dvk_plugin.views.uris import NUMBERS, ROOT_PAGE, line_anchor, metric_uri

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure on a page: words, where its number leads, how sure it is, and what to add."""

    text: str
    target: str = ""
    certainty: str = "exact"
    missing: str = ""
    as_of: str = ""

    @property
    def is_known(self) -> bool:
        return self.certainty != "unknown"


NO_FIGURE = Cell("chưa có số liệu", certainty="unknown")


_ROOT = "\0"
"""Stands for the way to the site's root in a piece of HTML; no text from authors can hold it."""


@dataclass(frozen=True, slots=True)
class Route:
    """How a page links: called with a uri, which may end in `#anchor`, it gives the address."""

    links: Links
    page: str
    pieces: dict[Hashable, bytes] = field(default_factory=dict)

    def __call__(self, target: str) -> str:
        uri, mark, anchor = target.partition("#")
        return self.links.href(uri, self.page) + mark + anchor

    def drawn(self, key: Hashable, draw: Callable[[Callable[[str], str]], str]) -> Markup:
        """HTML that many pages show, made once: `draw` gets a way to link. All that it shows must
        follow from the key.
        """
        known = self.pieces.get(key)
        if known is None:
            known = self.pieces[key] = draw(self._from_root).encode()  # half as much as a str
        return Markup(known.decode().replace(_ROOT, self.links.root(self.page)))

    def _from_root(self, target: str) -> str:
        uri, mark, anchor = target.partition("#")
        return _ROOT + self.links.href(uri, ROOT_PAGE).removeprefix("./") + mark + anchor


@dataclass(frozen=True)
class Edition:
    """One build of one site. `published`: a photo's file → its form on the site.

    `isso`: the address of the server of comments; empty without.
    """

    site: Site
    tallies: Tallies
    links: Links
    per_page: int = 12
    register_per_page: int = 200
    published: Mapping[str, Published] = field(default_factory=dict)
    search: bool = True
    licence: str = ""
    federation: Federation | None = None
    isso: str = ""

    def href(self, page: str) -> Route:
        """Addresses as seen from a page; a target may end in `#anchor`."""
        return Route(self.links, page, self._pieces)

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, made once for all pages that need it; the key tells it from others."""
        if key not in self._made:
            self._made[key] = make()
        return cast(Value, self._made[key])

    @cached_property
    def _made(self) -> dict[Hashable, object]:
        return {}

    def last(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, kept until it is asked for another key: for what is needed twice in a
        row by one page and never by the next."""
        if self._last[0] != key:
            self._last[:] = key, make()
        return cast(Value, self._last[1])

    @cached_property
    def _last(self) -> list[Any]:
        return [None, None]

    @cached_property
    def _pieces(self) -> dict[Hashable, bytes]:
        return {}

    def cell(self, row: Row | None, *, short: bool = False) -> Cell:
        """A row's figure as shown, linked to its line or page in the register."""
        if row is None:
            return NO_FIGURE
        figure, entries = row.tally.figure, row.tally.entries
        single = len(entries) == 1
        target = self.register_line(entries[0]) if single else metric_uri(row.metric)
        known = figure.value is not None
        return Cell(
            format_figure(figure, row.metric, short=short),
            target if entries else "",
            str(figure.certainty) if known else "unknown",
            format_missing(figure.incomplete),
            format_as_of(row.tally.as_of),
        )

    def register_line(self, entry: Entry) -> str:
        """The address of an entry's line in the register of its metric."""
        uri = self._register_pages.get(entry.id, f"{NUMBERS}/{entry.metric}/index.md")
        return f"{uri}#{line_anchor(entry)}"

    def register_entries(self, metric: str) -> tuple[Entry, ...]:
        """Every entry of a metric, counted or not, oldest first."""
        return self._entries.get(metric, ())

    @cached_property
    def metric_order(self) -> Mapping[str, int]:
        """Metric's key → its place in the registry."""
        return {key: at for at, key in enumerate(self.site.registry.metrics)}

    @cached_property
    def _entries(self) -> Mapping[str, tuple[Entry, ...]]:
        residuals = (r.entry for r in self.tallies.books.residuals.values())
        every = (*self.site.ledger.entries.values(), *residuals, *self.tallies.lives)
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(every, key=by_day):
            found[entry.metric].append(entry)
        return {metric: tuple(entries) for metric, entries in found.items()}

    @cached_property
    def _register_pages(self) -> Mapping[str, str]:
        return {
            entry.id: page_uri(f"{NUMBERS}/{metric}", 1 + at // self.register_per_page)
            for metric, entries in self._entries.items()
            for at, entry in enumerate(entries)
        }

    def entries_of_post(self, post: Post) -> tuple[Entry, ...]:
        """The ledger's entries that a post reports."""
        return self._by_post.get(post.key, ())

    @cached_property
    def _by_post(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.site.ledger.entries.values():
            found[entry.post].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def corrections(self) -> Corrections:
        """Which figures replaced which, and when."""
        return Corrections(self.site)

    @cached_property
    def readership(self) -> Mapping[str, Read]:
        """How often posts were read, by their keys; of others nobody knows."""
        return compute_readership(self.site)

    @property
    def is_counted(self) -> bool:
        """Whether anybody counted views from logs, of which readers are told."""
        return self.site.visits.as_of is not None

    def newest_of_models(self, slugs: frozenset[str], count: int) -> tuple[Post, ...]:
        """So many of those posts, the newest; however many there are in all."""
        places = {at for slug in slugs for at in self._named_by.get(slug, ())[:count]}
        return tuple(self.site.posts[at] for at in sorted(places)[:count])

    def posts_of_models(self, slugs: frozenset[str]) -> tuple[Post, ...]:
        """Posts that name any of these models, in their own list or in a figure's or photo's."""
        places = set().union(*(self._named_by.get(slug, ()) for slug in slugs))
        return tuple(self.site.posts[at] for at in sorted(places))

    @cached_property
    def _named_by(self) -> Mapping[str, tuple[int, ...]]:
        """Model's slug → places among the site's posts of those that name it."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, post in enumerate(self.site.posts):
            for slug in models_named(post):
                found[slug].append(at)
        return {slug: tuple(places) for slug, places in found.items()}

    def posts_of_school(self, school: str) -> tuple[Post, ...]:
        return tuple(post for post in self.site.posts if post.school == school)

    def pictures(self, posts: Iterable[Post]) -> tuple[Picture, ...]:
        """The published photos of posts, in the posts' order and then the authors'."""
        return tuple(picture for post in posts for picture in self._pictures_of(post))

    def _pictures_of(self, post: Post) -> tuple[Picture, ...]:
        found = self._pictures.get(post.key)
        if found is None:
            found = self._pictures[post.key] = tuple(self._make_pictures(post))
        return found

    @cached_property
    def _pictures(self) -> dict[str, tuple[Picture, ...]]:
        return {}

    def _make_pictures(self, post: Post) -> Iterator[Picture]:
        for photo in post.published_photos:
            if photo.file in self.published:
                yield Picture(photo, post, self.published[photo.file])

    def cover(self, post: Post) -> Picture | None:
        """The picture that stands for a post: its `cover`, else its first."""
        pictures = self._pictures_of(post)
        chosen = (p for p in pictures if p.photo.name == post.cover)
        return next(chosen, pictures[0] if pictures else None)

    @cached_property
    def ground(self) -> Ground:
        """What pages show beside their own values."""
        site = self.site
        names = Names(site.name, site.registry, site.models, site.held_keys)
        return Ground(names, self.cover)

    def school_name(self, slug: str) -> str:
        return self.ground.school_name(slug)

    def updated(self, posts: Iterable[Post]) -> date | None:
        """The day of the newest of these posts, or of the last correction in one."""
        return max((self._updated[post.key] for post in posts), default=None)

    @cached_property
    def _updated(self) -> Mapping[str, date]:
        return {post.key: self.corrections.updated(post) for post in self.site.posts}


def entry_cell(entry: Entry, target: str = "") -> Cell:
    """One reported number as shown, with what it could not count."""
    known = entry.quantity.value is not None
    return Cell(
        format_quantity(entry.quantity),
        target,
        str(entry.quantity.certainty) if known else "unknown",
        format_missing(entry.also),
    )


def span_of(model: Model) -> Span:
    """Whose figures a model's are."""
    return Span(model.school, model.branch, model.slug)


def models_named(post: Post) -> frozenset[str]:
    """Every model that a post has to do with."""
    in_figures = (slug for measure in post.measures for slug in measure.models or ())
    in_photos = (slug for photo in post.photos for slug in photo.models)
    return frozenset((*post.models, *in_figures, *in_photos))
