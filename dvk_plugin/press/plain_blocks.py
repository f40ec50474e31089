"""Paragraphs that cannot be anything else, told from their lines' beginnings.

Python-Markdown asks some fifteen processors of each block before it takes it for a paragraph. All
that are known here look for a sign or for spaces at the beginning of a line; so do tables, whose
second line is of `|`, `:` and `-` alone. A block without is a paragraph; what a paragraph becomes
is left to Python-Markdown. With any processor beside these nothing is known, and all are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.blockprocessors import (  # type: ignore[import-untyped]
    BlockProcessor,
    ParagraphProcessor,
)

_KNOWN = frozenset(
    f"markdown.{name}"
    for name in (
        *("blockprocessors.EmptyBlockProcessor", "blockprocessors.ListIndentProcessor"),
        *("blockprocessors.CodeBlockProcessor", "blockprocessors.HashHeaderProcessor"),
        *("blockprocessors.SetextHeaderProcessor", "blockprocessors.HRProcessor"),
        *("blockprocessors.OListProcessor", "blockprocessors.UListProcessor"),
        *("blockprocessors.BlockQuoteProcessor", "blockprocessors.ReferenceProcessor"),
        *("extensions.sane_lists.SaneOListProcessor", "extensions.sane_lists.SaneUListProcessor"),
        *("extensions.def_list.DefListProcessor", "extensions.def_list.DefListIndentProcessor"),
        *("extensions.admonition.AdmonitionProcessor", "extensions.tables.TableProcessor"),
        *("extensions.footnotes.FootnoteBlockProcessor", "extensions.abbr.AbbrBlockprocessor"),
        "extensions.md_in_html.MarkdownInHtmlProcessor",
    )
)
_BEGINNING = r"""(?:[“‘«"'(]|\*{0,2}[^\W\d_]|!\[|\d+(?![.\d]))"""
"""An opening quote, a letter that may be bold, a picture, a number that numbers no list."""
_is_plain = re.compile(rf"{_BEGINNING}[^\n]*(?:\n{_BEGINNING}[^\n]*)*").fullmatch
_FIRST = 10_000
"""Priority: before all others, which have 200 at most."""


def spare_blocks(markdown: Markdown) -> None:
    """Let plain paragraphs pass by all other processors, if these are all known."""
    parser = markdown.parser
    *others, last = parser.blockprocessors
    if type(last) is ParagraphProcessor and all(_name(one) in _KNOWN for one in others):
        parser.blockprocessors.register(_PlainParagraph(parser, last), "dvk_plain", _FIRST)
        parser.blockprocessors = _Settled(parser.blockprocessors)


class _Settled:
    """A registry in which no more is registered; one that tells them anew at each block takes as
    long for that as a plain paragraph takes."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        self._all = tuple(registry)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all)

    def __getitem__(self, key: Any) -> Any:
        return self._registry[key]

    def __contains__(self, key: object) -> bool:
        return key in self._registry

    def __len__(self) -> int:
        return len(self._all)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)


def _name(processor: object) -> str:
    kind = type(processor)
    return f"{kind.__module__}.{kind.__qualname__}"


class _PlainParagraph(BlockProcessor):  # type: ignore[misc]
    def __init__(self, parser: object, paragraph: ParagraphProcessor) -> None:
        super().__init__(parser)
        self.run = paragraph.run

    def test(self, parent: Element, block: str) -> bool:
        return _is_plain(block) is not None
