"""A report as an Excel file: figures, models, targets, comparison and register, each a sheet.

By XlsxWriter, which can put beside a formula what must come out: programs that compute nothing,
such as a phone's preview, show the same numbers.
"""

from __future__ import annotations

import io
from decimal import Decimal

from xlsxwriter import Workbook

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.domain.recognition import Status
from dvk_plugin.report.archive import LONGEST_TITLE, day_of
from dvk_plugin.report.document import Report
from dvk_plugin.report.facts import Comparison, Fact, ModelFact
from dvk_plugin.report.sentences import listed
from dvk_plugin.report.text import printable
from dvk_plugin.report.xlsx_charts import (
    AIM_NAME,
    AIM_WHOLE,
    owner_charts,
    ratio_of,
    write_charts,
    write_owners,
)
from dvk_plugin.report.xlsx_figures import write_figures, write_model_figures, write_register
from dvk_plugin.report.xlsx_sheet import Column, Sheet
from dvk_plugin.views.format import unit_label

SHEETS = {
    "Số liệu": "Mỗi chỉ số một tổng, bên dưới là các phần của tổng ấy.",
    "Theo mô hình": "Số chung của nhiều mô hình hiện ở từng mô hình nhưng chỉ tính một lần: "
    "không cộng cột này.",
    "Theo phần": "Một tổng chia theo mô hình, phần làm chung và phần của toàn trường.",
    "Mô hình": "Đời sống và mức công nhận của từng mô hình trong năm.",
    "Chỉ tiêu": "Chỉ tiêu chỉ để so sánh, không cộng vào kết quả.",
    "So sánh": "Năm nay so với năm trước; chưa có số liệu không phải là 0.",
    "Biểu đồ": "Gạch chéo là số không chính xác; không có thanh là chưa có số liệu.",
    "Sổ chi tiết": "Mọi số đã báo trong năm. Số lũy kế chỉ để đối chiếu, không cộng vào tổng.",
}
"""Name of each sheet → what it says under its title."""
_MODELS = (
    Column("TT", 6),
    Column("Mô hình", 50),
    Column("Chi bộ", 14),
    Column("Lĩnh vực", 22),
    Column("Trong năm", 20),
    Column("Đã được công nhận", 36),
    Column("Đã đề nghị, chưa có kết quả", 36),
    Column("Không được công nhận", 30),
    Column("Khen thưởng", 40),
    Column("Trang mô hình", 14),
)
_AIMS = (
    Column("Của", 44),
    Column("Chỉ số", 26),
    Column("Chỉ tiêu", 18),
    Column("Kết quả", 18),
    Column("Đơn vị", 14),
    Column("Tỷ lệ", 16),
    Column("Đánh giá", 30),
    Column("Kết quả ghi bằng chữ", 32),
    Column("Mức cần đạt", 14),
    Column("Tên trên biểu đồ", 40),
)


def render_xlsx(report: Report) -> bytes:
    """The file's bytes: the same for the same report."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    title = printable(report.title)
    book.set_properties({"title": title[:LONGEST_TITLE], "created": day_of(report.year)})
    sheets = [Sheet(book, name, report.title, about) for name, about in SHEETS.items()]
    figures, by_model, by_owner, models, aims, comparison, drawn, register = sheets
    facts, charts = report.facts, tuple(owner_charts(report))
    write_register(register, facts.register)
    write_figures(figures, facts.figures, facts.register, register)
    write_model_figures(by_model, [fact for model in facts.models for fact in model.facts])
    write_owners(by_owner, charts)
    write_charts(book, drawn, (by_owner, charts), (aims, facts.aims))
    _models(models, facts.models)
    _aims(aims, report)
    _comparisons(comparison, facts.comparisons, report.year)
    book.close()
    return out.getvalue()


def _models(sheet: Sheet, models: tuple[ModelFact, ...]) -> None:
    sheet.head(_MODELS)
    for at, model in enumerate(models, 1):
        sheet.number(0, Decimal(at))
        told = (model.name, model.branch, model.sector, model.state)
        for column, text in enumerate(told, 1):
            sheet.text(column, text)
        for column, status in enumerate(
            (Status.RECOGNISED, Status.PROPOSED, Status.NOT_RECOGNISED), 5
        ):
            sheet.text(column, listed([s.told for s in model.standings if s.status == status]))
        if not model.standings and not model.is_umbrella:
            sheet.text(5, "chưa có thông tin")
        sheet.text(8, listed(model.honours))
        sheet.link(9, model.link, "xem")
        sheet.next()
    sheet.close(frozen=2)


def _aims(sheet: Sheet, report: Report) -> None:
    sheet.head(_AIMS)
    for aim in report.facts.aims:
        figure, target = aim.fact.figure, aim.target
        sheet.text(0, aim.fact.whose)
        sheet.text(1, aim.fact.metric.label)
        sheet.number(2, target.value, target.certainty, hi=target.hi)
        sheet.number(3, figure.value, figure.certainty, hi=figure.hi)
        sheet.text(4, unit_label(aim.fact.metric.unit))
        ratio = ratio_of(aim)
        if ratio is None:
            sheet.text(5, "")
        else:
            formula = f"={sheet.cell(sheet.row, 3)}/{sheet.cell(sheet.row, 2)}"
            pattern = "0.0%" if figure.certainty is Certainty.EXACT else "0%"
            sheet.number(5, ratio, figure.certainty, formula=formula, pattern=pattern)
        sheet.text(6, aim.verdict)
        sheet.text(7, aim.fact.text)
        if target.value:
            sheet.number(AIM_WHOLE, Decimal(1), pattern="0%")
        sheet.text(AIM_NAME, aim.name)
        sheet.next()
    sheet.close(frozen=2, printed=AIM_WHOLE)


def _comparisons(sheet: Sheet, found: tuple[Comparison, ...], year: int) -> None:
    sheet.head(_comparison_columns(year))
    for one in found:
        sheet.text(0, one.metric.label)
        _figure(sheet, 1, one.before)
        _figure(sheet, 2, one.now)
        sheet.text(3, unit_label(one.metric.unit))
        _difference(sheet, one)
        sheet.text(5, one.text)
        sheet.next()
    sheet.close(frozen=1)


def _comparison_columns(year: int) -> tuple[Column, ...]:
    return (
        Column("Chỉ số", 36),
        Column(f"Năm {year - 1}", 20),
        Column(f"Năm {year}", 20),
        Column("Đơn vị", 14),
        Column("Tăng, giảm", 18),
        Column("So sánh bằng chữ", 46),
    )


def _figure(sheet: Sheet, column: int, fact: Fact | None) -> None:
    """A range as words: half of it in a number cell would say too little."""
    if fact is not None and fact.figure.hi is not None:
        sheet.text(column, fact.text)
    elif fact is None:
        sheet.number(column, None)
    else:
        sheet.number(column, fact.figure.value, fact.figure.certainty)


def _difference(sheet: Sheet, one: Comparison) -> None:
    change = one.change
    if (
        change.amount.value is None
        or change.amount.hi is not None
        or one.now is None
        or one.before is None
    ):
        sheet.text(4, "")
        return
    now, before = one.now.figure.value, one.before.figure.value
    assert now is not None
    assert before is not None
    formula = f"={sheet.cell(sheet.row, 2)}-{sheet.cell(sheet.row, 1)}"
    sheet.number(4, now - before, change.amount.certainty, formula=formula)
