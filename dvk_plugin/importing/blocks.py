"""A document without its file format: paragraphs, pictures and tables, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvk_plugin.domain.slug import tidy


class Role(StrEnum):
    """What a paragraph is in its document."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"


class Side(StrEnum):
    """Where a paragraph stands on its line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one look. `link` is where it leads; a line break is `\\n`."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level`: of a heading 1–6, of an item of a list its depth from 1; `number` of an item of a
    numbered list, 0 for a bullet."""

    spans: tuple[Span, ...]
    role: Role = Role.TEXT
    level: int = 0
    number: int = 0
    side: Side = Side.LEFT

    @property
    def text(self) -> str:
        return tidy("".join(span.text for span in self.spans))

    def all(self, look: str) -> bool:
        """Whether every letter has this look, `bold` or `italic`."""
        inked = [span for span in self.spans if any(char.isalnum() for char in span.text)]
        return bool(inked) and all(getattr(span, look) for span in inked)


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` is its file among the pictures taken out of the document."""

    name: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell a document of its own. `header`: how many rows are its head."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    header: int = 0


Block = Paragraph | Picture | Table


def cell_text(cell: tuple[Block, ...]) -> str:
    """The words of a cell on one line; pictures and tables inside it have none."""
    return tidy(" ".join(block.text for block in cell if isinstance(block, Paragraph)))
