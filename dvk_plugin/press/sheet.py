"""One page to the bytes of its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import escape

from dvk_plugin.press.frame import BASE, HOME, ROOT, Frame, compact, slot
from dvk_plugin.press.text import Converter, Dialect
from dvk_plugin.views.links import Links
from dvk_plugin.views.page import Page
from dvk_plugin.write.feeds import ATOM, JSON

_TEXT = slot("text")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's file. `text`: where in its bytes what the author wrote begins and ends. `dead`:
    links in that which lead nowhere. `asked`: uris that its links name, and whether there is one.
    """

    html: bytes
    text: tuple[int, int] = (0, 0)
    dead: tuple[str, ...] = ()
    asked: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class Press:
    """All that it takes to print pages.

    `frames` by page's uri. `targets`: uris of all that a text may link to. `texts`: what the author
    wrote for pages that are otherwise ours, by uri.
    """

    links: Links
    frames: Mapping[str, Frame]
    dialect: Dialect = field(default_factory=Dialect)
    targets: Collection[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def told(self) -> str:
        """The dialect in words."""
        return self.dialect.told

    @cached_property
    def converter(self) -> Converter:
        return Converter(self.dialect, self.links, self.targets)

    def __getstate__(self) -> dict[str, object]:
        """Without the converter, which each process makes for itself."""
        return {name: value for name, value in self.__dict__.items() if name != "converter"}

    def sheet(self, page: Page) -> Sheet:
        """A page's file."""
        content = page.content()
        body = self.texts.get(page.uri, "") if not content.body else content.body
        text = self.converter.convert(body, page.uri, content.figures)
        around = f"{compact(content.before)}\n{_TEXT}\n{compact(content.after)}"
        words = {**head_words(page, self.links), "data": page.data(), "content": around}
        before, _, after = self.frames[page.uri].fill(words).partition(_TEXT)
        parts = before.encode(), text.html.encode(), after.encode()
        start = len(parts[0])
        return Sheet(b"".join(parts), (start, start + len(parts[1])), text.dead, text.asked)


def head_words(page: Page, links: Links) -> dict[str, str]:
    """What a frame says of a page in its head, as HTML; a slot that it lacks stays empty."""
    preview = page.preview
    feed = page.feeds[0] if len(page.feeds) > 1 else None  # the site's own is of the frame
    words = {
        "title": page.title,
        "description": page.description,
        "address": links.absolute(page.uri),
        "preview_url": links.absolute(preview.uri) if preview else "",
        "preview_alt": preview.alt if preview else "",
        "published": page.published.isoformat() if page.published else "",
        "modified": page.updated.isoformat() if page.updated else "",
        "feed_title": feed.title if feed else "",
        "feed_atom": links.absolute(feed.folder + ATOM) if feed else "",
        "feed_json": links.absolute(feed.folder + JSON) if feed else "",
    }
    found = {name: str(escape(text)) for name, text in words.items()}
    root = links.root(page.uri)
    return {**found, ROOT: root, HOME: root or "./", BASE: root.rstrip("/") or "."}
