"""Marks of what pages are made of, so that a page is printed anew when any of that changes.

The whole stands for the front matter of posts, models and the registry, photos as published,
settings, this program with its templates, and the libraries that write pages; the ground, for all
of that but posts and photos. A page that shows certain values and the ground alone (`Page.shown`)
is marked by these: an author who mends a title has only the pages printed that show it. The texts
of posts and models are in neither: a page that shows one says so itself (`Page.own`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.fingerprint import digest, program
from dvk_plugin.photos.plan import Published
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.ground import Ground
from dvk_plugin.views.pictures import Picture

_ELSEWHERE = ("publish", "root", "site_dir", "theme_dir", "today")
"""Settings that pages are not made of, or have in their frames."""


def marks_of(site: Site, settings: Settings, published: Mapping[str, Published]) -> Marks:
    """The marks of a site whose photos (by file) are published so."""
    posts = {post.file: _post(post, site, published) for post in site.posts}
    declared = (*_options(settings), *_declared(settings), *_federated(settings))
    ground = digest((program(), *declared))
    return Marks(ground, digest((ground, *posts.values())), posts)


@dataclass(frozen=True)
class Marks:
    """The marks of a site: of its ground, of the whole, and of each post by its file."""

    ground: str = ""
    whole: str = ""
    posts: Mapping[str, str] = field(default_factory=dict)
    _lists: dict[int, tuple[tuple[object, ...], str]] = field(default_factory=dict)

    def of(self, shown: object) -> str:
        """The mark of values: plain ones, dataclasses, posts and their pictures, and what holds
        such. Raises TypeError for anything else, of which nobody can tell what it shows."""
        found: list[str] = []
        self._tell(shown, found)
        return digest(found)

    def _tell(self, value: object, found: list[str]) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple) and len(value) > _LONG:
            found.append(self._long(value))
        elif isinstance(value, (tuple, list)):
            self._tell_all(value, "list", found)
        elif isinstance(value, Post):
            found.append(self.posts[value.file])
        elif isinstance(value, Picture):
            found.append(f"{self.posts[value.post.file]} {value.key}")
        elif isinstance(value, _PLAIN):
            found.append(f"{type(value).__name__} {value}")
        elif isinstance(value, Mapping):
            self._tell_all((*value, *value.values()), "mapping", found)
        elif isinstance(value, frozenset):
            self._tell_all(sorted(value), "set", found)
        elif isinstance(value, Ground):
            found.append("ground")
        elif is_dataclass(value) and not isinstance(value, type):
            kind = type(value)
            values = [getattr(value, name) for name in _fields(kind)]
            self._tell_all(values, kind.__qualname__, found)
        else:
            raise TypeError(f"no mark for a {type(value).__qualname__}")

    def _tell_all(self, values: Sequence[object], name: str, found: list[str]) -> None:
        found.append(f"{name} {len(values)}")
        for value in values:
            self._tell(value, found)

    def _long(self, values: tuple[object, ...]) -> str:
        """Of a list that many pages share, such as the addresses of all of them, told once."""
        known = self._lists.get(id(values))
        if known is None or known[0] is not values:
            found: list[str] = []
            self._tell_all(values, "list", found)
            known = self._lists[id(values)] = values, digest(found)
        return known[1]


_PLAIN = (int, float, Decimal, date, Enum, type(None))
_LONG = 12
"""More values than these in a tuple are told once; it is kept, so that no other takes its id."""


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _post(post: Post, site: Site, published: Mapping[str, Published]) -> str:
    """All of a post but its text, and its photos as they are published."""
    texts = [post.file, post.key, f"{post.head_mark} {post.key in site.held_keys}"]
    for photo in post.photos:
        texts.append(f"{photo.file}|{photo.digest}|{photo.consent}|{photo.withdrawn_with}")
        if found := published.get(photo.file):
            texts += (variant.name for variant in found.variants)
            texts.append(found.original.name if found.original else "")
    return digest(texts)


def _options(settings: Settings) -> Iterator[str]:
    for name, value in vars(settings).items():
        yield name
        yield "" if name in _ELSEWHERE else repr(value)


def _declared(settings: Settings) -> Iterator[str]:
    """The registry and the models, by their files."""
    registry = settings.posts_path / "registry.yml"
    for path in (registry, *sorted(settings.models_path.glob("*.md"))):
        yield path.name
        try:
            yield hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            yield ""


def _federated(settings: Settings) -> Iterator[str]:
    """What other schools told, by their files."""
    folder = settings.root / settings.federation
    for path in sorted(folder.rglob("*")) if settings.federation else ():
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield hashlib.sha256(path.read_bytes()).hexdigest()
