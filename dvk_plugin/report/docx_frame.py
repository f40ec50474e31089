"""Head and foot of a Word report: letterhead and title, recipients and signature."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from dvk_plugin.read.report_settings import PARTY
from dvk_plugin.report.document import Head, Signature
from dvk_plugin.report.text import printable

_LEFT, _RIGHT = 72, 94
"""Millimetres of the two halves, a little wider than the text: the state's name fits its line."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Points of letters, and millimetres that a rule under them is indented on both sides."""

    nation: int
    nation_rule: int
    body: int
    number: int
    kind: int
    subject: int
    day: int
    recipients: int
    recipients_title: int


_PARTY = _Sizes(15, 8, 14, 14, 16, 15, 14, 12, 14)
"""Hướng dẫn 36-HD/VPTW, Phụ lục 3."""
_STATE = _Sizes(12, 17, 12, 13, 14, 14, 13, 11, 12)
"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục V; the state's name in 13 points would be too wide."""


def _sizes(head: Head) -> _Sizes:
    return _PARTY if head.header == PARTY else _STATE


def add_head(document: Document, head: Head) -> None:
    """The letterhead, and the title under it."""
    sizes = _sizes(head)
    left, right = _halves(document)
    _say(left, head.parent, sizes.body)
    _say(left, head.body, sizes.body, is_bold=True)
    if head.header == PARTY:
        _say(left, "*", sizes.body)
    else:
        _rule(left, 20)
    _say(left, head.number, sizes.number)
    _say(right, head.nation, sizes.nation, is_bold=True)
    if head.motto:
        _say(right, head.motto, sizes.day, is_bold=True)
    _rule(right, sizes.nation_rule)
    _say(right, head.day, sizes.day, is_italic=True)
    _title(document, head, sizes)


def _title(document: Document, head: Head, sizes: _Sizes) -> None:
    kind = document.add_paragraph()
    kind.paragraph_format.space_before = Pt(18)
    _write(kind, head.kind, sizes.kind, is_bold=True)
    _write(document.add_paragraph(), head.subject, sizes.subject, is_bold=True)
    if head.header == PARTY:
        end = document.add_paragraph()
        _write(end, "-----", sizes.subject)
    else:
        end = document.add_paragraph()
        _draw_rule(end, 60)
    end.paragraph_format.space_after = Pt(12)


def add_signature(document: Document, signature: Signature, head: Head) -> None:
    """Recipients on the left, who signs on the right; never torn apart."""
    sizes = _sizes(head)
    is_party = head.header == PARTY
    document.add_paragraph().paragraph_format.keep_with_next = True
    left, right = _halves(document)
    title = _say(left, "Nơi nhận:", sizes.recipients_title, is_bold=not is_party)
    title.alignment = WD_ALIGN_PARAGRAPH.LEFT
    title.runs[0].underline = is_party
    title.runs[0].italic = not is_party
    for line in signature.recipients:
        _say(left, line, sizes.recipients).alignment = WD_ALIGN_PARAGRAPH.LEFT
    if signature.sign_for:
        _say(right, signature.sign_for, 14, is_bold=True)
    _say(right, signature.title, 14, is_bold=not is_party)
    for _ in range(4):
        _say(right, "", 14)
    _say(right, signature.name, 14, is_bold=True)


def _halves(document: Document) -> tuple[_Cell, _Cell]:
    """Two cells beside each other, without lines, on one page."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell, width in zip(table.columns, row.cells, (_LEFT, _RIGHT), strict=True):
        column.width = cell.width = Mm(width)
    return row.cells[0], row.cells[1]


def _say(
    cell: _Cell, text: str, size: int, *, is_bold: bool = False, is_italic: bool = False
) -> Paragraph:
    """A centred paragraph in a cell; a cell starts with one that is empty."""
    paragraph = Paragraph(cell._tc.p_lst[0], cell)
    if paragraph.runs:
        paragraph = Paragraph(cell._tc.add_p(), cell)
    _write(paragraph, text, size, is_bold=is_bold, is_italic=is_italic)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _write(
    paragraph: Paragraph, text: str, size: int, *, is_bold: bool = False, is_italic: bool = False
) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(size)
    run.bold, run.italic = is_bold, is_italic


def _rule(cell: _Cell, indent: int) -> None:
    _draw_rule(cell.add_paragraph(), indent)


def _draw_rule(paragraph: Paragraph, indent: int) -> None:
    """A thin line, indented on both sides by millimetres."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(indent)
    shape.space_after, shape.line_spacing = Pt(4), Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    spacing = paragraph._p.get_or_add_pPr().find(qn("w:spacing"))
    assert spacing is not None  # just set; borders come before it (ECMA-376, part 1, 17.3.1.26)
    spacing.addprevious(borders)
