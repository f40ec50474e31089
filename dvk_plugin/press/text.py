"""Authors' Markdown to HTML: one converter for all the texts of a process."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]

from dvk_plugin.press.figures import FigureExtension
from dvk_plugin.press.links import LinkExtension
from dvk_plugin.press.sparing import make_sparing
from dvk_plugin.views.links import Links
from dvk_plugin.views.page import Figure


@dataclass(frozen=True)
class Dialect:
    """Which Markdown a site speaks: Python-Markdown's extensions by name, and their options."""

    extensions: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """The dialect in words, the same in every process."""
        return json.dumps((self.extensions, self.options), default=_name, sort_keys=True)


def _name(thing: object) -> str:
    """A function or object among the options, by where it comes from."""
    kind = thing if isinstance(thing, type) or callable(thing) else type(thing)
    return f"{kind.__module__}.{getattr(kind, '__qualname__', kind)}"


@dataclass(frozen=True, slots=True)
class Text:
    """A converted text, and the links in it that lead nowhere, as they were written.

    `asked`: the uris that its links name, and whether there is such a one.
    """

    html: str
    dead: tuple[str, ...] = ()
    asked: tuple[tuple[str, bool], ...] = ()


class Converter:
    """Converts texts one after the other; making a converter costs as much as converting one."""

    def __init__(self, dialect: Dialect, links: Links, targets: Collection[str]) -> None:
        """`targets`: the uris of all that a link may lead to."""
        self._figures = FigureExtension()
        self._links = LinkExtension(links, targets)
        self.links = links
        self._markdown = make_sparing(
            Markdown(
                extensions=[*dialect.extensions, self._figures, self._links],
                extension_configs=dict(dialect.options),
            )
        )

    def convert(self, text: str, page: str, figures: Mapping[str, Figure]) -> Text:
        """The HTML of the text of a page. `figures`: file as the text names it → its HTML."""
        if not text.strip():
            return Text("")
        self._figures.figures = figures
        self._links.page, self._links.dead, self._links.asked = page, [], {}
        html = self._markdown.reset().convert(text)
        return Text(html, tuple(dict.fromkeys(self._links.dead)), tuple(self._links.asked.items()))
