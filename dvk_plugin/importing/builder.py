"""Elements of a page, as they open and close, into blocks.

The events are those of HTML, which is what mammoth writes, what a web page is, and what an
OpenDocument text is turned into on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dvk_plugin.domain.slug import tidy
from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Role, Span, Table
from dvk_plugin.importing.look import HEADING, looked
from dvk_plugin.importing.open_table import OpenTable
from dvk_plugin.importing.spans import clean, joined

_UNREAD = frozenset(
    [
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "form",
        "button",
        "select",
        "nav",
        "title",
    ]
)
_OWN_LINE = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "address",
        "dl",
        "dt",
        "dd",
        "pre",
        "hr",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "blockquote",
        "body",
        "html",
        "center",
    ]
)
_MAX_OPEN = 400
"""Elements inside one another that are heeded; no document has so many."""
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)


@dataclass(slots=True)
class _OpenElement:
    """What an element changed, to be taken back at its end."""

    tag: str
    bold: bool
    italic: bool
    link: str
    look: Paragraph


class BlockBuilder:
    """Takes `start`, `data`, `end` in a document's order; `finish` gives the blocks.

    `take_picture(source, alt)` names the file a picture was put into; empty: there is none.
    """

    def __init__(self, take_picture: Callable[[str, str], str]) -> None:
        self._take_picture = take_picture
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._open: list[_OpenElement] = []
        self._lists: list[int] = []  # of each open list the last number given, -1 for bullets
        self._tables: list[OpenTable] = []
        self._unread = 0
        self._bold = self._italic = False
        self._link = ""
        self._look = Paragraph(())

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _UNREAD or self._unread:
            self._unread += tag in _UNREAD
            return
        if tag == "br":
            self._spans.append(Span("\n"))
            return
        if tag == "img":
            self._picture(attributes)
            return
        if tag in ("hr", "input", "meta", "link", "col"):
            self._flush()
            return
        if len(self._open) >= _MAX_OPEN:
            return
        self._open.append(_OpenElement(tag, self._bold, self._italic, self._link, self._look))
        if tag in _OWN_LINE or HEADING.fullmatch(tag):
            self._flush()
            self._start_block(tag, attributes)
        self._start_inline(tag, attributes)

    def end(self, tag: str) -> None:
        if tag in _UNREAD or self._unread:
            self._unread -= tag in _UNREAD and self._unread > 0
            return
        if not any(element.tag == tag for element in self._open):
            return
        while self._open:
            element = self._open.pop()
            self._close(element)
            if element.tag == tag:
                return

    def data(self, text: str) -> None:
        if not self._unread and text:
            self._spans.append(Span(clean(text), self._bold, self._italic, self._link))

    def finish(self) -> tuple[Block, ...]:
        while self._open:
            self._close(self._open.pop())
        self._flush()
        return tuple(self._blocks)

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._look = looked(self._look, tag, attributes)
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li" and self._lists:
            if self._lists[-1] >= 0:
                self._lists[-1] += 1
            self._look = replace(
                self._look,
                role=Role.ITEM,
                level=len(self._lists),
                number=max(0, self._lists[-1]),
            )
        elif tag == "table":
            self._tables.append(OpenTable(outer=self._blocks))
            self._look, self._blocks = Paragraph(()), []
        elif self._tables and tag == "thead":
            self._tables[-1].in_head = True
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].spans.append(
                (_span(attributes, "colspan"), _span(attributes, "rowspan"))
            )
            self._blocks, self._look = [], replace(self._look, role=Role.TEXT)

    def _start_inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = attributes.get("style", "")
        self._bold = self._bold or tag in ("b", "strong") or bool(_BOLD.search(style))
        self._italic = self._italic or tag in ("i", "em") or bool(_ITALIC.search(style))
        if tag == "a":
            link = attributes.get("href", "").strip()
            self._link = link if _SAFE_LINK.fullmatch(link) else ""

    def _close(self, element: _OpenElement) -> None:
        if element.tag in _OWN_LINE or HEADING.fullmatch(element.tag):
            self._flush()
            self._end_block(element.tag)
        self._bold, self._italic = element.bold, element.italic
        self._link, self._look = element.link, element.look

    def _end_block(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif not self._tables:
            return
        elif tag in ("td", "th"):
            self._tables[-1].add_cell(tuple(self._blocks))
            self._blocks = []
        elif tag == "thead":
            self._tables[-1].header = len(self._tables[-1].rows)
            self._tables[-1].in_head = False
        elif tag == "table":
            table = self._tables.pop()
            self._blocks = table.outer
            rows = tuple(tuple(row) for row in table.rows if any(row))
            if rows:
                self._blocks.append(Table(rows, min(table.header, len(rows))))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        self._flush()
        alt = tidy(attributes.get("alt", ""))
        name = self._take_picture(attributes.get("src", ""), alt)
        if name:
            self._blocks.append(Picture(name, alt))

    def _flush(self) -> None:
        spans = joined(self._spans)
        self._spans = []
        if spans:
            self._blocks.append(replace(self._look, spans=spans))
            if self._look.role is Role.ITEM:  # a second paragraph of one item is text below it
                self._look = replace(self._look, role=Role.TEXT, level=0, number=0)


def _span(attributes: Mapping[str, str], name: str) -> int:
    """How many columns or rows a cell takes; a hundred at most, as no table means more."""
    told = attributes.get(name, "")
    return min(100, max(1, int(told))) if told.isascii() and told.isdigit() and len(told) < 6 else 1
