"""A page as a value: where it stands, what it is called, and its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dvk_plugin.views.pictures import Picture


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo inside an author's text. `draw`: its HTML to stand alone, or (`True`) amid words;
    None where the photo must not be shown.
    """

    draw: Callable[[bool], str] | None = None

    @property
    def block(self) -> str:
        return self.draw(False) if self.draw else ""

    @property
    def inline(self) -> str:
        return self.draw(True) if self.draw else ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture that stands for a page where its address is shared; measures in pixels."""

    uri: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that tells of the news of a page: its name, and the folder of its two files."""

    title: str
    folder: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows: `body` is Markdown, the author's own; HTML stands around it.

    `figures`: file as the text names it → what stands in place of that picture.
    """

    before: str = ""
    body: str = ""
    after: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `uri` is its Markdown source's place in the docs folder (`mo-hinh/x.md`).

    `title` and `description` are plain text. `updated` is the day of the newest post that it
    shows, or of a correction in one; `published`, of a post's page alone, is that of the post.
    `content` makes what it shows, which costs far more than all the rest: only pages that have
    to be printed anew are asked for it. `own`: what it shows beyond the front matter of posts,
    models and registry, and beyond the photos; of a post, a mark of its text. `shown`: make the
    values that it is made of, beyond `own` and what `Ground` tells; empty where it may show
    anything, so that it is printed anew whenever anything changes.

    For those who share and find the page: `preview`, `feeds`, and `data`, which makes JSON-LD
    that may stand inside a `<script>` as it is. `items`: uris of the pages that it lists.
    `pictures`: photos that have their place on it.
    """

    uri: str
    title: str
    content: Callable[[], Content] = Content
    description: str = ""
    kind: str = "list"
    updated: date | None = None
    published: date | None = None
    own: str = ""
    shown: tuple[Callable[[], object], ...] = ()
    items: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    preview: Preview | None = None
    feeds: tuple[FeedLink, ...] = ()
    data: Callable[[], str] = str
