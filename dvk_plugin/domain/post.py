"""A news post: front matter, body and photos."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.measure import Measure
from dvk_plugin.domain.recognition import Recognition
from dvk_plugin.domain.source import NOWHERE, Places, Source, place_of
from dvk_plugin.domain.visits import OldViews


class Consent(StrEnum):
    """Whether the people in a photo agreed to its publication."""

    OBTAINED = "obtained"
    PUBLIC_EVENT = "public_event"
    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a post. `file` is relative to the project; `digest` tells equal bytes apart.

    `blur`: parts to make unrecognisable (left, top, width, height), as fractions of the picture.
    `withdrawn_with`: where the same picture was withdrawn, of one that does not say so itself.
    """

    file: str
    name: str
    caption: str
    alt: str = ""
    credit: str = ""
    consent: Consent | None = None
    models: tuple[str, ...] = ()
    blur: tuple[tuple[float, float, float, float], ...] = ()
    digest: str = ""
    withdrawn_with: Source = NOWHERE
    source: Source = NOWHERE

    @property
    def is_published(self) -> bool:
        return self.consent is not Consent.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom a post was taken over from."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post with names resolved to slugs. `key` is its address: `tin-tuc/2023/<slug>`.

    `redirect_from`: paths at which it stood before. `text`: what stands below the front matter,
    in UTF-8: as characters it would take half as much memory again, for thousands of posts.
    `lead`: the sentences that it begins with, as plain text. `head_mark` tells its front matter
    apart from every other.
    """

    key: str
    slug: str
    file: str
    title: str
    date: dt.date
    as_of: dt.date
    school: str = ""
    models: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    cover: str = ""
    draft: bool = False
    publish_at: dt.date | None = None
    redirect_from: tuple[str, ...] = ()
    credit: Credit | None = None
    documents: tuple[Document, ...] = ()
    measures: tuple[Measure, ...] = ()
    photos: tuple[Photo, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    views: OldViews | None = None
    comments: bool = True
    text: bytes = b""
    body_line: int = 1
    lead: str = ""
    head_mark: str = field(default="", compare=False, repr=False)
    source: Source = NOWHERE
    places: Places = field(default=(), compare=False, repr=False)

    @property
    def body(self) -> str:
        """The text, put together anew each time: take it once."""
        return self.text.decode("utf-8", "surrogatepass")

    def place(self, name: str) -> Source:
        """Where the value of a field stands, the title's where it was not written."""
        return place_of(name, self.places, self.source)

    def is_held(self, today: dt.date | None) -> bool:
        """Whether a site of this day leaves the post out: a draft, or one for a later day.

        Without a day every post that waits for one is left out.
        """
        waits = self.publish_at is not None and (today is None or self.publish_at > today)
        return self.draft or waits

    @property
    def published_photos(self) -> tuple[Photo, ...]:
        return tuple(photo for photo in self.photos if photo.is_published)


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts in the order of every list; those of one day by address."""
    return tuple(sorted(posts, key=lambda post: (-post.date.toordinal(), post.key, post.file)))
