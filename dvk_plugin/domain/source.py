"""Where a value was written: file, line and column."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in an author's file.

    `file` is relative to the project, with forward slashes; `line` and `column` start at 1;
    `width` is the number of characters meant. `text` is the whole line, for showing it again.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = field(default=1, compare=False)
    text: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Source("")

Places = tuple[tuple[str, Source], ...]
"""Names of fields, each with the place of its value, for findings that come after reading."""


def place_of(name: str, places: Places, default: Source) -> Source:
    """Where the value of a field stands; the default where it was not written."""
    return next((place for field, place in places if field == name), default)
