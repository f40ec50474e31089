"""Marks of the YAML parser turned into places in an author's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dvk_plugin.domain.source import Source


@dataclass(frozen=True, slots=True)
class Places:
    """Turns marks of the parser (from 0) into places in the file (from 1)."""

    file: str
    lines: list[str]
    first_line: int

    def line(self, index: int) -> Source:
        """What is written on a whole line, its indent and closing blanks left out."""
        text = self.text(index)
        start = len(text) - len(text.lstrip())
        return self.at(index, start, len(text.rstrip()) - start)

    def span(self, start: Any, end: Any) -> Source:
        """From one mark of the parser (C or Python) to another."""
        width = end.column - start.column if end.line == start.line else None
        return self.at(start.line, start.column, width)

    def at(self, index: int, column: int, width: int | None = None) -> Source:
        """So many characters of a line; without a width, all to its end."""
        text = self.text(index)
        if width is None:
            width = len(text.rstrip()) - column
        return Source(self.file, index + self.first_line, column + 1, max(1, width), text)

    def text(self, index: int) -> str:
        return self.lines[index] if 0 <= index < len(self.lines) else ""
