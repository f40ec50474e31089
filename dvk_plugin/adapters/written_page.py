"""A page of the author's own, fit for a generator that knows nothing of us.

It stays Markdown. What a host of ours would add is written into it: its description, the marks of
its headings (other generators lose đ or keep every tone), and links from the docs folder
(`/mo-hinh/ao-am.md`), which some take for links from the server's root, as links from the page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

import yaml
from markdown import Markdown  # type: ignore[import-untyped]

from dvk_plugin.adapters.neutral_page import as_yaml
from dvk_plugin.domain.slug import slugify, tidy
from dvk_plugin.press.links import target_uri
from dvk_plugin.press.text import Dialect
from dvk_plugin.read.lead import plain_text
from dvk_plugin.read.pictures import without_code
from dvk_plugin.views.describe import describe

_HEAD = re.compile(r"\A---[ \t]*\n(?P<told>.*?)^(?:---|\.\.\.)[ \t]*\n?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?!#)[ \t]*(?P<text>.+?)[ \t]*(?:#+[ \t]*)?$", re.M)
_OWN_MARK = re.compile(r"\{:?[^{}]*#[^{}]*\}$")
_LINK = re.compile(
    r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)(?![a-z][a-z0-9+.-]*:|//)(?P<path>[^\s()<>#?]+)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A Markdown file of the docs folder. `told`: the lines of its front matter; `head`, what they
    say; `label`: what the menu calls it."""

    uri: str
    told: str
    head: Mapping[str, Any]
    body: str
    label: str = ""

    @property
    def title(self) -> str:
        """Its name: of the menu, the front matter, the first heading, or the file."""
        if self.label or self.head.get("title"):
            return self.label or tidy(str(self.head["title"]))
        first = _HEADING.match(self.body.lstrip())
        if first and first["marks"] == "#":
            return tidy(_OWN_MARK.sub("", first["text"]))
        stem = posixpath.basename(self.uri.removesuffix(".md"))
        return "Trang chủ" if self.uri == "index.md" else stem.replace("-", " ").capitalize()

    @property
    def is_found(self) -> bool:
        """Unless its author keeps it out of the search: `search: {exclude: true}`."""
        told = self.head.get("search")
        return not (isinstance(told, dict) and told.get("exclude"))


def read_written(uri: str, text: str, label: str = "") -> WrittenPage:
    """The page in a text; a front matter that is no table is the page's own words."""
    found = _HEAD.match(text)
    if found:
        try:
            head = yaml.safe_load(found["told"]) or {}
        except (yaml.YAMLError, ValueError, RecursionError):
            head = None
        if isinstance(head, dict):
            return WrittenPage(uri, found["told"], head, text[found.end() :].lstrip("\n"), label)
    return WrittenPage(uri, "", {}, text, label)


def neutral_written(
    page: WrittenPage, site_name: str, dialect: Dialect, places: Mapping[str, str]
) -> str:
    """The source of the page for any generator. `places`: all that it may link to, by uri → where
    its source stands now.

    Raises ImportError where an extension of the dialect is not installed.
    """
    head = ""
    if not page.head.get("description"):
        told = describe(plain_text(page.body), f"{page.title} – {site_name}")
        head = as_yaml({"description": escape(told)})
    body = with_links(with_marks(page.body, dialect), page.uri, places)
    return f"---\n{head}{page.told}---\n{body}"


def with_links(text: str, uri: str, places: Mapping[str, str]) -> str:
    """The text with its links from the docs folder made links from the page, and those to sources
    that stand elsewhere now led there."""
    shown = without_code(text)
    parts, at = [], 0
    for found in _LINK.finditer(shown):
        path = found["path"]
        target = target_uri(uri, unquote(path))
        if target in places and (path.startswith("/") or places[target] != target):
            start, end = found.span("path")
            way = posixpath.relpath(places[target], posixpath.dirname(uri) or ".")
            parts += [text[at:start], quote(way)]
            at = end
    return "".join((*parts, text[at:]))


def with_marks(text: str, dialect: Dialect) -> str:
    """The text whose headings tell the marks that this dialect gives them."""
    if not _HEADING.search(text):
        return text
    tokens = [*_headings(text, dialect)]
    shown = without_code(text)
    parts, at = [], 0
    for place in _HEADING.finditer(shown):
        found = _HEADING.match(text, place.start())  # with the code that may be in it
        assert found
        start, end = found.span("text")
        mark = _mark_of(len(found["marks"]), text[start:end], tokens)
        if mark and not _OWN_MARK.search(text[start:end]):
            parts += [text[at:end], f" {{ #{mark} }}"]
            at = end
    return "".join((*parts, text[at:]))


def _mark_of(level: int, words: str, tokens: list[tuple[int, str, str]]) -> str:
    """The mark of a heading, which is taken from the list with those before it; none where the
    list has no such heading."""
    name = slugify(_OWN_MARK.sub("", words))
    for at, (other, mark, text) in enumerate(tokens):
        if other == level and (slugify(text) == name or _letters(text) == _letters(words)):
            del tokens[: at + 1]
            return mark
    return ""


def _letters(words: str) -> str:
    """A heading without what Markdown makes of it: tags, addresses, marks."""
    return slugify(plain_text(_OWN_MARK.sub("", words)))


def _headings(text: str, dialect: Dialect) -> Iterator[tuple[int, str, str]]:
    """Level, mark and words of each heading as the dialect sees them."""
    markdown = Markdown(extensions=[*dialect.extensions], extension_configs=dict(dialect.options))
    markdown.convert(text)

    def walk(tokens: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, str]]:
        for token in tokens:
            yield token["level"], token["id"], unescape(token["name"])
            yield from walk(token["children"])

    return walk(getattr(markdown, "toc_tokens", ()))
