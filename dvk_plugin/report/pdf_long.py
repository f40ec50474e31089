"""Appendices of a PDF report whose tables are too long for a browser, drawn by ReportLab.

They look as a browser prints shorter ones, in smaller letters: the title, then the table with its
head on every page, and the number of the page above. Measures are points; a page begins below.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from dvk_plugin.cards.lines import fill
from dvk_plugin.report.document import Column, Section, Table
from dvk_plugin.report.pdf_fonts import BOLD, ITALIC, REGULAR, Spelling, find_letters
from dvk_plugin.report.text import printable

_TOP, _RIGHT, _BOTTOM, _LEFT = 20 * mm, 15 * mm, 20 * mm, 30 * mm
_NUMBER = 12 * mm
"""From the upper edge to the number of a page."""
_TITLE, _SIZE, _LINE = 14, 10, 12
"""Letters of titles and of the table, and from one line of the table to the next."""
_SIDE, _ABOVE, _BELOW = 4, 1, 3
"""Between a cell's words and its borders; letters reach below the line that they stand on."""
_SHADE = 0.93

rl_config.useA85 = 0  # streams as bytes, not spelt out in letters: smaller, and a second less

Cells = tuple[Sequence[str], ...]
"""A row of a table: the lines of words in each of its cells."""


def with_long(text: bytes, drawings: Iterable[Drawing]) -> bytes:
    """A PDF file with the pages of these appendices after its own, numbered on, in its outline."""
    import pikepdf  # 10 MB, when the browser has ended

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(text)) as whole, ExitStack() as kept:
        with whole.open_outline() as outline:
            for drawing in drawings:
                after = len(whole.pages)
                pages = io.BytesIO(drawing.numbered(after=after))
                whole.pages.extend(kept.enter_context(pikepdf.open(pages)).pages)
                outline.root.append(pikepdf.OutlineItem(drawing.title, after))
        whole.save(out, deterministic_id=True)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table's columns, each with where it begins and how wide it is."""

    columns: tuple[Column, ...]
    starts: tuple[float, ...]
    widths: tuple[float, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        """Where borders stand."""
        return (*self.starts, self.starts[-1] + self.widths[-1])


class Drawing:
    """The pages of one appendix. Their numbers come last: the text before is printed meanwhile."""

    def __init__(self, section: Section) -> None:
        find_letters()
        self.title = printable(section.name)
        self._width, self._height = landscape(A4) if section.is_wide else A4
        self._out = io.BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=(self._width, self._height),
            invariant=True,  # no clock
            initialFontName=REGULAR,
        )
        self._spelling = Spelling(self._canvas, REGULAR, _SIZE)
        self._pages = 0
        self._y = 0.0
        self._turn()
        self._say(section.label, BOLD, 0)
        self._say(printable(section.title.upper()), BOLD)
        self._say(printable(section.attached), ITALIC)
        for block in section.blocks:
            if isinstance(block, Table):
                self._table(block)
        self._canvas.showPage()

    def numbered(self, *, after: int) -> bytes:
        """The file's bytes; `after` is the number of the page before the first."""
        for at in range(self._pages):
            self._canvas.beginForm(_form(at))
            self._canvas.setFont(REGULAR, _TITLE)
            middle = _LEFT + self._inner / 2
            self._canvas.drawCentredString(middle, self._height - _NUMBER, str(after + at + 1))
            self._canvas.endForm()
        self._canvas.save()
        return self._out.getvalue()

    @property
    def _inner(self) -> float:
        """Between the margins."""
        return float(self._width - _LEFT - _RIGHT)

    def _turn(self) -> None:
        """Go on upon a new page, which will show its number."""
        if self._pages:
            self._canvas.showPage()
        self._canvas.doForm(_form(self._pages))
        self._canvas.setLineWidth(0.5)
        self._pages += 1
        self._y = self._height - _TOP

    def _say(self, text: str, font: str, after: float = 8) -> None:
        """Centred lines, with some room after them."""
        self._canvas.setFont(font, _TITLE)
        for line in fill(text, self._inner, lambda part: stringWidth(part, font, _TITLE)):
            self._y -= _TITLE * 1.25
            self._canvas.drawCentredString(_LEFT + self._inner / 2, self._y, line)
        self._y -= after

    def _table(self, table: Table) -> None:
        """Rows stay whole, but for those that are higher than a page."""
        self._say(printable(table.title), ITALIC)
        grid = _grid(table.columns, self._inner)
        most = int((self._height - _TOP - _BOTTOM) // _LINE) - 4
        top = self._head(grid)
        for line in table.lines:
            for cells in _rows(line.cells, grid, most):
                if self._y - _height(cells) < _BOTTOM:
                    self._close(grid, top)
                    self._turn()
                    top = self._head(grid)
                self._row(grid, cells)
        self._close(grid, top)

    def _head(self, grid: _Grid) -> float:
        """Draw the head; where it begins."""
        cells = tuple(
            fill(column.title, width - 2 * _SIDE, _bold)
            for column, width in zip(grid.columns, grid.widths, strict=True)
        )
        top, height = self._y, _height(cells)
        self._canvas.setFillGray(_SHADE)
        self._canvas.rect(_LEFT, top - height, self._inner, height, fill=1)
        self._canvas.setFillGray(0)
        self._canvas.setFont(BOLD, _SIZE)
        for start, width, lines in zip(grid.starts, grid.widths, cells, strict=True):
            for at, line in enumerate(lines, 1):
                self._canvas.drawCentredString(start + width / 2, top - _ABOVE - at * _LINE, line)
        self._y -= height
        return top

    def _row(self, grid: _Grid, cells: Cells) -> None:
        """Its words and the border below, as operators of a page (ISO 32000-1, 8.5 and 9.4)."""
        told = [f"BT {self._spelling.start} {_LINE} TL"]
        for column, start, width, lines in zip(
            grid.columns, grid.starts, grid.widths, cells, strict=True
        ):
            left = start + _SIDE
            if column.is_right and lines:
                left = start + width - _SIDE - max(map(_regular, lines))
            told.append(f"1 0 0 1 {left:.2f} {self._y - _ABOVE - _LINE:.2f} Tm")
            told += [f"({line.translate(self._spelling)}) Tj T*" for line in lines]
        self._y -= _height(cells)
        left, right = grid.edges[0], grid.edges[-1]
        told.append(f"ET {left:.2f} {self._y:.2f} m {right:.2f} {self._y:.2f} l S")
        self._canvas.addLiteral(" ".join(told))

    def _close(self, grid: _Grid, top: float) -> None:
        """The borders between columns, from the head to the last row."""
        self._canvas.lines([(x, top, x, self._y) for x in grid.edges])


def _form(at: int) -> str:
    return f"so-trang-{at}"


def _grid(columns: tuple[Column, ...], width: float) -> _Grid:
    whole = sum(column.share for column in columns)
    widths = [width * column.share / whole for column in columns]
    starts = [_LEFT + sum(widths[:at]) for at in range(len(widths))]
    return _Grid(columns, tuple(starts), tuple(widths))


def _rows(texts: Iterable[str], grid: _Grid, most: int) -> Iterator[Cells]:
    """One row, or where a cell has more than `most` lines as many as it takes."""
    cells = tuple(
        fill(printable(text), width - 2 * _SIDE, _regular)
        for text, width in zip(texts, grid.widths, strict=True)
    )
    for start in range(0, max(map(len, cells)), most):
        yield tuple(lines[start : start + most] for lines in cells)


def _height(cells: Cells) -> float:
    return max(map(len, cells)) * _LINE + _ABOVE + _BELOW


@cache
def _regular(text: str) -> float:
    return float(stringWidth(text, REGULAR, _SIZE))


def _bold(text: str) -> float:
    return float(stringWidth(text, BOLD, _SIZE))
