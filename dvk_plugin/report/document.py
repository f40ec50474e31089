"""What a report says, before any format: head, sections of blocks, signature, and the facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.report.facts import Facts
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.shape import Bar, Shape


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `share` is its part of the width, in percent."""

    title: str
    share: int
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a cell for each column, or just one that heads those below it."""

    cells: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; its head repeats on every page, its lines do not split."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """Points under each other, each a whole sentence."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Dotted lines that the office fills in."""

    lines: int = 2


@dataclass(frozen=True, slots=True)
class Shot:
    """A published photo: its file (upright, without metadata), address, caption, measures."""

    path: Path
    address: str
    caption: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shots:
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Beam:
    """One bar of a chart with its words; `head` stands above it where a group of bars begins.

    `target` is where a mark for what was aimed at stands, in percent of the longest bar, and
    `anchor` which part of its words stands there.
    """

    label: str
    text: str
    figure: Figure
    bar: Bar
    head: str = ""
    target: float | None = None
    target_text: str = ""
    anchor: str = "middle"

    @property
    def told(self) -> str:
        """The bar for those who do not see it."""
        whose = f"{self.head}, {self.label}" if self.head and self.label else self.head + self.label
        aimed = f" ({self.target_text})" if self.target_text else ""
        return f"{whose}: {self.text}{aimed}"


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title, with what they leave out. `unit` is empty where each has its own."""

    title: str
    beams: tuple[Beam, ...]
    note: str = ""
    unit: str = ""

    @property
    def alt(self) -> str:
        """All that the drawing shows, in words."""
        return "; ".join(beam.told for beam in self.beams) + "."

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes that a reader must be told of, the exact one with them; none if all is exact.

        What is zero or unknown says so in words beside its bar.
        """
        shown = {beam.bar.shape for beam in self.beams} - {Shape.ZERO, Shape.UNKNOWN}
        if shown <= {Shape.EXACT}:
            return ()
        return tuple(shape for shape in Shape if shape in shown)

    @property
    def is_partial(self) -> bool:
        return any(beam.bar.is_partial for beam in self.beams)


Block = Paragraph | Items | Table | Chart | Blank | Shots


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; `title` with its number. `is_wide`: on pages lying across.

    An appendix has a `label` («Phụ lục 1») above its title, and under it to what it belongs.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()
    is_wide: bool = False
    label: str = ""
    attached: str = ""

    @property
    def name(self) -> str:
        """`Phụ lục 1: Nguồn số liệu`, on one line."""
        return f"{self.label}: {self.title}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the first page: the bodies on the left, the state or the party on the right.

    `header` is `party` or `state`. `motto` is empty for the party. `day` is place and date, with
    blanks where they are not known.
    """

    header: str
    parent: str
    body: str
    number: str
    nation: str
    motto: str
    day: str
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of the text: lines of who gets it, and who signs for whom; the name may be empty."""

    recipients: tuple[str, ...]
    sign_for: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `title` names it in a program's window; `year` is the one told of.

    `grounds` are the documents that it is made by, `lead` what it rests on.
    """

    title: str
    year: int
    head: Head
    grounds: tuple[str, ...]
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    signature: Signature
    appendices: tuple[Section, ...]
    facts: Facts = field(default_factory=Facts)
