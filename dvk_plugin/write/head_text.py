"""A post's front matter as its author typed it, with the place of every value in the whole text.

What is changed through this keeps every other character: comments, blanks, CRLF, a BOM.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_OPENING = re.compile(r"\ufeff?(?:\s*\n)?---[ \t]*(?=\r?$)", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Head:
    """The whole text, the parsed front matter, and the index where that begins."""

    text: str
    document: yaml.Node
    offset: int
    first_line: int

    def start(self, node: yaml.Node) -> int:
        """Index of a node's first character in the text."""
        return self.offset + int(node.start_mark.index)

    def end(self, node: yaml.Node) -> int:
        """Index behind what is written of a node: no blanks, and no comments, after it."""
        last = node
        while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
            child = last.value[-1]
            last = child[1] if isinstance(child, tuple) else child
        stop = self.offset + int(last.end_mark.index)
        return len(self.text[:stop].rstrip())

    def line(self, node: yaml.Node) -> int:
        """The line of the file that a node begins on, from 1."""
        return int(node.start_mark.line) + self.first_line

    def place(self, node: yaml.Node) -> tuple[int, int]:
        """Line and column in the file, from 1."""
        return self.line(node), int(node.start_mark.column) + 1

    def line_end(self, index: int) -> int:
        """Index of the end of the line that an index is on."""
        found = _LINE_END.search(self.text, index)
        return found.start() if found else len(self.text)

    def line_start(self, index: int) -> int:
        """Index of the first character of the line that an index is on."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    @property
    def newline(self) -> str:
        """How the author's lines end."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"


def read_head(text: str) -> Head | None:
    """The front matter of a post's text; None where there is none or it cannot be parsed."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(text, start)
    try:
        head = text[start : closing.start() if closing else len(text)]
        document = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if document is None:
        return None
    return Head(text, document, start, len(_LINE_END.findall(text, 0, start)) + 1)


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """The value of a field of a table; None where there is no such field, or no table."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return value  # type: ignore[no-any-return]
    return None


def ways_down(
    node: yaml.Node, above: tuple[yaml.Node, ...] = ()
) -> Iterator[tuple[yaml.Node, ...]]:
    """Every node below one, each as the way to it from the top, itself last."""
    here = (*above, node)
    yield here
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from ways_down(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from ways_down(item, here)
