"""What search can find, as values: a post with its photos, a model, a register, a guide's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Kinds that readers filter by. Photos are found through the post that shows them."""

    POST = "bai"
    PHOTO = "anh"
    MODEL = "mo-hinh"
    NUMBERS = "so-lieu"
    UNIT = "don-vi"
    GUIDE = "huong-dan"


@dataclass(frozen=True, slots=True)
class Caption:
    """A photo's caption. `anchor` marks it on its post's page; `thumb`: address of its smallest
    form, from the site's root."""

    text: str
    anchor: str
    thumb: str = ""
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findable:
    """One page. `url` is its address from the site's root, as it stands in links.

    Words weigh by place: `title` > `names` > captions and `notes` > `body`, which is Markdown,
    and `said`, what readers said of it, which is none.
    `school` and `models` are slugs to filter by; `by` is the school as readers know it.
    """

    kind: Kind
    url: str
    title: str
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    body: str = ""
    said: tuple[str, ...] = ()
    day: date | None = None
    school: str = ""
    by: str = ""
    models: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()


@dataclass(frozen=True, slots=True)
class Searchable:
    """All that an index is made of. `schools`, `models`: what readers filter by, slug → name."""

    pages: tuple[Findable, ...] = ()
    schools: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
