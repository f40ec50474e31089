"""One sheet of an Excel report: a title, a head that stays in sight, and cells of three kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from dvk_plugin.domain.cell import safe_text
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.report.text import printable
from dvk_plugin.views.format import UNKNOWN, WORDS

FIRST = 3
"""The first row of data, counted from 0: the title, what the sheet says, the head."""
_LONGEST = 32_767
"""Characters that a cell can hold."""
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_A4 = 9
_LINE, _HIGHEST = 15, 409
"""Points of a line of text, and of the highest row that Excel knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and its width in characters."""

    title: str
    width: int


class Sheet:
    """Writes one sheet row by row; `row` is the next one, counted from 0."""

    def __init__(self, book: Workbook, name: str, title: str, about: str) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self._texts: dict[bool, Any] = {}
        self._widths: tuple[int, ...] = ()
        self._lines = 1
        self.name = name
        self.row = FIRST
        self._sheet.write_string(0, 0, safe(title), self._format(bold=True, font_size=14))
        self._sheet.write_string(1, 0, safe(about), self._format(italic=True))

    def head(self, columns: Sequence[Column]) -> None:
        """The head of the table."""
        self._widths = tuple(column.width for column in columns)
        style = self._format(bold=True, border=1, bg_color="#EDEDED", text_wrap=True)
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(FIRST - 1, at, column.title, style)

    def text(self, column: int, text: str, *, is_bold: bool = False) -> None:
        """A text cell; an empty one without text."""
        style = self._texts.get(is_bold) or self._text_style(is_bold=is_bold)
        if not text:
            self._sheet.write_blank(self.row, column, None, style)
            return
        self._sheet.write_string(self.row, column, safe(text), style)
        self._lines = max(self._lines, -(-len(text) // self._widths[column]))

    def number(
        self,
        column: int,
        value: Decimal | None,
        certainty: Certainty = Certainty.EXACT,
        *,
        hi: Decimal | None = None,
        formula: str = "",
        pattern: str = "",
        is_bold: bool = False,
    ) -> None:
        """A number cell that shows how sure it is; no number is told in words, and is not 0.

        `hi`: the upper end of a range that `value` starts. `formula`: what Excel is to compute,
        `value` being what must come out.
        """
        if value is None:
            self.text(column, UNKNOWN, is_bold=is_bold)
            return
        word = WORDS[certainty] if hi is None else "từ"
        shown = pattern or ("#,##0" if value == value.to_integral_value() else "#,##0.0##")
        style = self._format(
            border=1, bold=is_bold, num_format=f'"{word} "{shown}' if word else shown
        )
        if formula:
            self._sheet.write_formula(self.row, column, formula, style, plain(value))
        else:
            self._sheet.write_number(self.row, column, plain(value), style)

    def known(
        self,
        column: int,
        value: Decimal | None,
        certainty: Certainty = Certainty.EXACT,
        *,
        hi: Decimal | None = None,
    ) -> None:
        """A number cell as `number` writes it, but an empty one where there is no number."""
        if value is None:
            self.text(column, "")
        else:
            self.number(column, value, certainty, hi=hi)

    def link(self, column: int, address: str, text: str) -> None:
        """Words that lead to an address on the web; nothing where the site knows none."""
        if not address:
            self.text(column, "")
            return
        style = self._format(border=1, font_color="#0000EE", underline=1)
        self._sheet.write_url(self.row, column, address, style, text)

    def next(self) -> None:
        """Go on to the next row; this one becomes as high as its longest text takes."""
        if self._lines > 1:
            self._sheet.set_row(self.row, min(_LINE * self._lines, _HIGHEST))
        self._lines = 1
        self.row += 1

    def cell(self, row: int, column: int) -> str:
        """`E7`."""
        return str(xl_rowcol_to_cell(row, column))

    def column(self, column: int, rows: int) -> str:
        """The cells of a column as another sheet names them: `'Sổ chi tiết'!$J$4:$J$90`."""
        first = xl_rowcol_to_cell(FIRST, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(FIRST + max(rows, 1) - 1, column, row_abs=True, col_abs=True)
        return f"'{self.name}'!{first}:{last}"

    def close(self, *, frozen: int, printed: int = 0) -> None:
        """Head and the first columns (`frozen`) stay in sight; print A4 across, one page wide.

        `printed`: how many columns go on paper; 0 for all.
        """
        if self.row == FIRST:
            self.text(0, UNKNOWN)
            self.next()
        sheet, last = self._sheet, self.row - 1
        sheet.freeze_panes(FIRST, frozen)
        sheet.autofilter(FIRST - 1, 0, last, len(self._widths) - 1)
        sheet.print_area(0, 0, last, (printed or len(self._widths)) - 1)
        sheet.repeat_rows(FIRST - 1)
        sheet.set_landscape()
        self.lay_out()

    def lay_out(self) -> None:
        """A4, one page wide, numbered."""
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.set_footer("&C&P/&N")

    def draw(self, row: int, chart: Any, alt: str) -> None:
        """Put a chart at the left of a row; `alt` tells it to those who do not see it."""
        self._sheet.insert_chart(row, 0, chart, {"description": alt, "object_position": 2})

    def _text_style(self, *, is_bold: bool) -> Any:
        style = self._format(border=1, text_wrap=True, bold=is_bold, align="left", indent=1)
        return self._texts.setdefault(is_bold, style)

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_FONT, **properties})
        return self._formats[key]


def plain(value: Decimal) -> int | float:
    """A number as a cell holds it."""
    return int(value) if value == value.to_integral_value() else float(value)


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula, not even when it is saved as CSV."""
    return safe_text(printable(text)[: _LONGEST - 1])
