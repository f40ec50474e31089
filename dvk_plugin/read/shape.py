"""What a field of front matter may hold, said once: readers, the form and the schema go by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What stands after a field's name."""

    LINE = "line"
    """A text without line ends; `PROSE` may have them."""
    PROSE = "prose"
    LINES = "lines"
    """A text or a list of texts."""
    DAY = "day"
    PERIOD = "period"
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"
    """One of `words`."""
    AMOUNT = "amount"
    """A number as people write it: `37,9 triệu đồng`."""
    ADDRESS = "address"
    PHOTO = "photo"
    """The name of a picture beside the post."""
    BOXES = "boxes"
    """Parts of a picture: `[[0.1, 0.2, 0.15, 0.2]]`."""
    SCHOOL = "school"
    BRANCH = "branch"
    LEVEL = "level"
    ISSUER = "issuer"
    MODEL = "model"
    """A name of something declared, as are those above."""
    MODELS = "models"
    """One model or a list of them."""
    TABLE = "table"
    """Fields of their own, those of `inside`; a bare text means the first of them."""
    TABLES = "tables"
    """A table or a list of them."""
    FIGURES = "figures"
    """Metric → an amount, a table of `inside`, or a list of either."""
    AMOUNTS = "amounts"
    """Metric → an amount."""
    YEARS = "years"
    """Year → a table of `inside`."""
    DECLARED = "declared"
    """Slug → a table of `inside`."""


DOUBTFUL_DOT = "^(?!.*[0-9][.][0-9]{1,2}(?![0-9]))"
"""The texts (as ECMAScript and Python read it) without a dot that could be a decimal mark or group
thousands, as in `37.9 triệu`; what else is wrong with an amount only `read_quantity` sees."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what it holds, and how it is called and explained to an editor.

    `also`: other names read in its place. `words`: choice → label. `rare`: needed so seldom that
    a form puts it away.
    """

    name: str
    holds: Holds
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    inside: tuple[Field, ...] = ()
    required: bool = False
    rare: bool = False


Shape = tuple[Field, ...]
"""The fields of one table, in the order in which an editor meets them."""


def names(shape: Iterable[Field]) -> Iterator[str]:
    """Every name that is read in a table of this shape."""
    for field in shape:
        yield field.name
        yield from field.also
