"""Tables of a Word file, as WordprocessingML (ECMA-376, part 1, 17.4).

Made as text and put into the finished file: python-docx looks through a whole table for
each cell that it is asked for, which takes minutes where a register has ten thousand lines, and a
parsed table of that length takes 200 MB.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from dvk_plugin.report.document import Column, Line, Table
from dvk_plugin.report.text import printable

STYLE, HEAD_STYLE = "Bang", "DauBang"
"""Paragraph styles of cells and of a table's head."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(
    f'<w:{side} w:w="{wide}" w:type="dxa"/>'
    for side, wide in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
)


def table_xml(table: Table, width: int) -> str:
    """The table, `width` twips wide; its head repeats on each page, no line splits."""
    widths = _widths(table.columns, width)
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    lines = "".join(_line(line, table.columns, widths) for line in table.lines)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(table.columns, widths)}{lines}</w:tbl>"
    )


def _widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """Whole twips that come to the width exactly."""
    whole = sum(column.share for column in columns)
    widths = [width * column.share // whole for column in columns]
    return [*widths[:-1], width - sum(widths[:-1])]


def _head(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = (
        _cell(_paragraph(column.title, HEAD_STYLE, is_kept=True), wide, shade="EDEDED")
        for column, wide in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _line(line: Line, columns: tuple[Column, ...], widths: list[int]) -> str:
    if line.is_group:
        text = _paragraph(line.cells[0], STYLE, is_bold=True, is_kept=True)
        cells = _cell(text, sum(widths), span=len(columns))
    else:
        cells = "".join(
            _cell(_paragraph(text, STYLE, is_right=column.is_right), wide)
            for text, column, wide in zip(line.cells, columns, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(paragraph: str, width: int, *, span: int = 1, shade: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    head = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{fill}</w:tcPr>'
    return f"<w:tc>{head}{paragraph}</w:tc>"


def _paragraph(
    text: str, style: str, *, is_right: bool = False, is_bold: bool = False, is_kept: bool = False
) -> str:
    """`is_kept`: never alone at the foot of a page, away from the line below."""
    kept = "<w:keepNext/>" if is_kept else ""
    right = '<w:jc w:val="right"/>' if is_right else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    run = f'<w:r>{bold}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{right}</w:pPr>{run if text else ""}</w:p>'
    )
