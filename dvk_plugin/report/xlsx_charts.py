"""The charts of an Excel report: Excel's own, drawn from cells, so that they follow an edit.

A label at each bar says its figure in words, with «khoảng» or «trên»; a bar that is not exact is
hatched. What is not known has a name and no bar: its cell holds no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from dvk_plugin.report.charts import MOST_AIMS
from dvk_plugin.report.document import Chart, Report
from dvk_plugin.report.facts import Aim
from dvk_plugin.report.xlsx_sheet import FIRST, Column, Sheet, plain, safe
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.shape import Shape, shape_of
from dvk_plugin.views.format import UNKNOWN

_COLUMNS = (
    Column("Tổng", 30), Column("Phần", 44), Column("Số liệu", 20), Column("Đến", 16),
    Column("Đơn vị", 12), Column("Ghi bằng chữ", 34),
)  # fmt: skip
_OWNER, _VALUE, _TOLD = 1, 2, 5
_AIM_RATIO, _AIM_TOLD, AIM_WHOLE, AIM_NAME = 5, 7, 8, 9
"""Columns of the sheet of targets: how far each was reached, the result in words; the last two,
100 % and a name, are there for the chart alone.
"""
_WIDTH, _BAR, _AROUND = 900, 34, 80
"""Pixels of a chart, of each of its bars, and of its title and legend."""
_ROW = 20
"""Pixels of a row of cells."""
_GREY, _INK = "#787878", "#000000"
_SURE = (Shape.EXACT, Shape.ZERO)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a sheet that a chart draws: the first, counted from 0, and how many."""

    sheet: str
    first: int
    count: int

    def cells(self, column: int) -> list[object]:
        """The cells of a column, as XlsxWriter names them."""
        return [self.sheet, self.first, column, self.first + self.count - 1, column]

    def cell(self, column: int, at: int) -> str:
        """`='Chỉ tiêu'!$H$4`, the `at`th of a column."""
        place = xl_rowcol_to_cell(self.first + at, column, row_abs=True, col_abs=True)
        return f"='{self.sheet}'!{place}"


def owner_charts(report: Report) -> Iterator[Chart]:
    """The report's charts of one unit each: totals by whose they are."""
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Chart) and block.unit:
                yield block


def write_owners(sheet: Sheet, charts: Iterable[Chart]) -> None:
    """The totals of the charts, split as these draw them."""
    sheet.head(_COLUMNS)
    for chart in charts:
        for beam in chart.beams:
            figure = beam.figure
            sheet.text(0, chart.title.partition(". ")[2])
            sheet.text(_OWNER, beam.label if figure.value is not None else _no_bar(beam.label))
            sheet.known(_VALUE, figure.value, figure.certainty, hi=figure.hi)
            sheet.known(_VALUE + 1, figure.hi)
            sheet.text(_VALUE + 2, chart.unit)
            sheet.text(_TOLD, beam.text)
            sheet.next()
    sheet.close(frozen=2)


def write_charts(
    book: Workbook,
    sheet: Sheet,
    owners: tuple[Sheet, Sequence[Chart]],
    targets: tuple[Sheet, Sequence[Aim]],
) -> None:
    """The charts under each other: of totals and of targets, each with the sheet of its cells."""
    at, first = FIRST - 1, FIRST
    for chart in owners[1]:
        rows = _Rows(owners[0].name, first, len(chart.beams))
        at = _place(sheet, _of_owners(book, rows, chart), at, rows.count, chart.alt)
        first += rows.count
    aims = targets[1][:MOST_AIMS]
    if any(ratio_of(aim) is not None for aim in aims):
        rows = _Rows(targets[0].name, FIRST, len(aims))
        told = (f"{aim.name}: {aim.fact.text} (chỉ tiêu {aim.target_text})" for aim in aims)
        _place(sheet, _of_aims(book, rows, aims), at, 2 * rows.count, "; ".join(told))
    sheet.lay_out()


def _of_owners(book: Workbook, rows: _Rows, chart: Chart) -> Any:
    drawn = _bars(book, chart.title.partition(". ")[2])
    bars = [(beam.figure, beam.figure.value) for beam in chart.beams]
    drawn.add_series(_series("Số liệu", rows, (_OWNER, _VALUE, _TOLD), bars))
    return drawn


def _of_aims(book: Workbook, rows: _Rows, aims: Sequence[Aim]) -> Any:
    drawn = _bars(book, "Kết quả so với chỉ tiêu", is_legend=True)
    bars = [(aim.fact.figure, ratio_of(aim)) for aim in aims]
    drawn.add_series(_series("Kết quả", rows, (AIM_NAME, _AIM_RATIO, _AIM_TOLD), bars))
    drawn.add_series(_whole(rows, aims))
    return drawn


def _place(sheet: Sheet, chart: Any, at: int, bars: int, alt: str) -> int:
    """Put a chart at a row; the row where the next may stand."""
    height = _AROUND + _BAR * bars
    chart.set_size({"width": _WIDTH, "height": height})
    sheet.draw(at, chart, safe(alt))
    return at + -(-height // _ROW) + 1


def _bars(book: Workbook, title: str, *, is_legend: bool = False) -> Any:
    """An empty chart of lying bars, the first on top; labels tell what an axis would."""
    chart: Any = book.add_chart({"type": "bar"})
    chart.set_title({"name": safe(title), "name_font": {"size": 13}, "overlay": False})
    none = {"major_gridlines": {"visible": False}}
    chart.set_y_axis({"reverse": True, "num_font": {"size": 10}, **none})
    chart.set_x_axis({"min": 0, "visible": False, **none})
    chart.set_legend({"position": "bottom"} if is_legend else {"none": True})
    chart.show_blanks_as("gap")
    return chart


def _series(
    name: str,
    rows: _Rows,
    columns: tuple[int, int, int],
    bars: Sequence[tuple[Figure, Decimal | None]],
) -> dict[str, Any]:
    """Bars for figures and their lengths; `columns` hold the names, the lengths and the labels."""
    names, values, told = columns
    labels = [{"value": rows.cell(told, at)} for at in range(rows.count)]
    return {
        "name": name,
        "categories": rows.cells(names),
        "values": rows.cells(values),
        "values_data": [None if value is None else plain(value) for _, value in bars],
        "points": [_look(shape_of(figure)) for figure, _ in bars],
        "fill": {"color": _GREY},
        "gap": 60,
        "data_labels": {"value": True, "custom": labels, "position": "outside_end"},
    }


def _look(shape: Shape) -> dict[str, Any]:
    """How a bar is filled: hatched where its figure is not exact."""
    if shape in _SURE:
        return {"fill": {"color": _GREY}}
    return {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": _GREY, "bg_color": "#FFFFFF"},
        "border": {"color": _GREY, "dash_type": "dash"},
    }


def _whole(rows: _Rows, aims: Sequence[Aim]) -> dict[str, Any]:
    """The targets, each 100 percent long, with what it is and where there is no result yet."""
    told = [
        aim.target_text if aim.fact.figure.value is not None else _no_bar(aim.target_text)
        for aim in aims
    ]
    return {
        "name": "Chỉ tiêu",
        "categories": rows.cells(AIM_NAME),
        "values": rows.cells(AIM_WHOLE),
        "fill": {"color": "#FFFFFF"},
        "border": {"color": _INK},
        "data_labels": {
            "value": True,
            "custom": [{"value": safe(text)} for text in told],
            "position": "outside_end",
        },
    }


def ratio_of(aim: Aim) -> Decimal | None:
    """How much of a target was reached, 1 being all; None where either is not known."""
    value = aim.fact.figure.value
    return value / aim.target.value if value is not None and aim.target.value else None


def _no_bar(text: str) -> str:
    return f"{text} ({UNKNOWN})"
