"""The sheets of figures and of the register, tied together by formulas.

A line of the tally is a formula over the register, and a total one over its lines, wherever a
plain sum gives just what the tally says. Where it does not (groups that may overlap, ranges) the
tally's own number stands, with the reason beside it. A running total is listed in the register
but never added: what it holds beyond its parts is a line of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from dvk_plugin.report.facts import Fact, Voucher
from dvk_plugin.report.sentences import PARTS, listed
from dvk_plugin.report.xlsx_sheet import Column, Sheet
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import unit_label

_REGISTER = (
    Column("TT", 6), Column("Chỉ số", 24), Column("Của", 28), Column("Số đã báo", 17),
    Column("Đến", 10), Column("Đơn vị", 12), Column("Cộng vào tổng", 17), Column("Phần", 19),
    Column("Tình trạng", 22), Column("Bài", 28), Column("Tệp, dòng", 30),
    Column("Thời gian", 24), Column("Ghi chú", 36), Column("Nguyên văn", 26),
    Column("Trang số liệu", 14), Column("Mã chỉ số", 20), Column("Mã số liệu", 36),
)  # fmt: skip
_AMOUNT, _PART, _KEY = 6, 7, 15
"""Columns of the register that formulas look into."""
_FIGURES = (
    Column("Của", 34), Column("Chỉ số", 28), Column("Phần", 24), Column("Số liệu", 20),
    Column("Đến", 10), Column("Đơn vị", 13), Column("Chưa kể", 38), Column("Tính đến", 12),
    Column("Ghi bằng chữ", 30), Column("Cách tính", 34), Column("Trang số liệu", 14),
    Column("Mã chỉ số", 20),
)  # fmt: skip
_FIGURE_PART, _VALUE, _FIGURE_KEY = 2, 3, 11
_PRINTED_REGISTER, _PRINTED_FIGURES = 11, 8
"""Columns that fit on a page; those after them serve formulas and searching."""
FROM_LINES, FROM_REGISTER = "cộng các dòng phần bên dưới", "cộng từ «Sổ chi tiết»"
NO_SUM = "không cộng đơn giản được: có thể trùng nhau, hoặc là một khoảng"
PART_OF_SUM = "đã nằm trong tổng của trường, không cộng thêm"


def write_register(sheet: Sheet, register: Sequence[Voucher]) -> None:
    """Every figure of the year, with what of it counts."""
    sheet.head(_REGISTER)
    for at, voucher in enumerate(register, 1):
        quantity, places = voucher.quantity, voucher.places
        sheet.number(0, Decimal(at))
        sheet.text(1, voucher.metric.label)
        sheet.text(2, voucher.whose)
        sheet.number(3, quantity.value, quantity.certainty, hi=quantity.hi)
        sheet.known(4, quantity.hi)
        sheet.text(5, unit_label(quantity.unit))
        sheet.known(_AMOUNT, voucher.counted, quantity.certainty)
        sheet.text(_PART, PARTS[voucher.part] if voucher.part is not Part.TOTAL else "")
        sheet.text(8, voucher.status)
        sheet.text(9, listed([place.title for place in places]))
        sheet.text(10, listed([place.at for place in places]))
        sheet.text(11, voucher.when)
        sheet.text(12, voucher.note)
        sheet.text(13, listed([place.quote for place in places if place.quote]))
        sheet.link(14, voucher.link, "xem")
        sheet.text(_KEY, voucher.metric.key)
        sheet.text(16, voucher.id)
        sheet.next()
    sheet.close(frozen=2, printed=_PRINTED_REGISTER)


def write_figures(
    sheet: Sheet, figures: Sequence[Fact], register: Sequence[Voucher], source: Sheet
) -> None:
    """The subject's figures: for each metric its total and its lines. `source`: the register."""
    sheet.head(_FIGURES)
    sums: dict[tuple[str, Part], Decimal] = defaultdict(Decimal)
    for voucher in register:
        if voucher.counted is not None:
            sums[voucher.metric.key, voucher.part] += voucher.counted
    for _, facts in groupby(figures, key=lambda fact: fact.metric.key):
        every = tuple(facts)
        lines = [fact for fact in every if fact.part is not Part.TOTAL]
        for fact in every:
            if fact.part is Part.TOTAL and _is_sum(fact, lines):
                formula, how = _of_lines(sheet, len(lines)), FROM_LINES
            elif fact.figure.hi is None and fact.figure.value == _counted(sums, fact):
                formula, how = _of_register(sheet, source, len(register), fact), FROM_REGISTER
            else:
                formula, how = "", NO_SUM if fact.figure.value is not None else ""
            _figure(sheet, fact, formula, how)
    sheet.close(frozen=2, printed=_PRINTED_FIGURES)


def _is_sum(total: Fact, lines: Sequence[Fact]) -> bool:
    """Whether a total is what the lines under it come to when they are simply added up."""
    values = [line.figure.value for line in lines if line.figure.value is not None]
    if not values or any(fact.figure.hi is not None for fact in (total, *lines)):
        return False
    return sum(values) == total.figure.value


def _counted(sums: Mapping[tuple[str, Part], Decimal], fact: Fact) -> Decimal | None:
    """What the register counts for a line; for an umbrella's total, for all of its metric."""
    if fact.part is not Part.TOTAL:
        return sums.get((fact.metric.key, fact.part))
    found = [value for (key, _), value in sums.items() if key == fact.metric.key]
    return sum(found, Decimal(0)) if found else None


def _of_lines(sheet: Sheet, count: int) -> str:
    """The sum of the rows right under this one."""
    first, last = sheet.row + 1, sheet.row + count
    return f"=SUM({sheet.cell(first, _VALUE)}:{sheet.cell(last, _VALUE)})"


def _of_register(sheet: Sheet, source: Sheet, count: int, fact: Fact) -> str:
    """What the register counts for the metric, and the line of it, named in this row."""
    amounts, keys, parts = (source.column(at, count) for at in (_AMOUNT, _KEY, _PART))
    wanted = f"{amounts},{keys},{sheet.cell(sheet.row, _FIGURE_KEY)}"
    if fact.part is not Part.TOTAL:
        wanted += f",{parts},{sheet.cell(sheet.row, _FIGURE_PART)}"
    return f"=SUMIFS({wanted})"


def write_model_figures(sheet: Sheet, figures: Iterable[Fact]) -> None:
    """Each model's figures line by line: parts of what the school has, not more of it."""
    sheet.head(_FIGURES)
    for fact in figures:
        _figure(sheet, fact, "", PART_OF_SUM)
    sheet.close(frozen=2, printed=_PRINTED_FIGURES)


def _figure(sheet: Sheet, fact: Fact, formula: str, how: str) -> None:
    figure, is_total = fact.figure, fact.part is Part.TOTAL
    sheet.text(0, fact.whose)
    sheet.text(1, fact.metric.label, is_bold=is_total)
    sheet.text(_FIGURE_PART, PARTS[fact.part], is_bold=is_total)
    sheet.number(
        _VALUE, figure.value, figure.certainty, hi=figure.hi, formula=formula, is_bold=is_total
    )
    sheet.known(4, figure.hi)
    sheet.text(5, unit_label(fact.metric.unit))
    sheet.text(6, fact.missing)
    sheet.text(7, fact.as_of.removeprefix("tính đến "))
    sheet.text(8, fact.text)
    sheet.text(9, how)
    sheet.link(10, fact.link, "xem")
    sheet.text(_FIGURE_KEY, fact.metric.key)
    sheet.next()
