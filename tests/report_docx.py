"""Reports written as plain lines → real Word files, with python-docx.

@head ĐẢNG BỘ TRƯỜNG / CHI BỘ 2 // ĐẢNG CỘNG SẢN VIỆT NAM / Phan Thiết, ngày 21 tháng 9 năm 2023
= BÁO CÁO            centred, bold
^ Tiêu đề            the style Title
# Mục                the style Heading 1 (## Heading 2)
* I. KẾT QUẢ         a line all bold
- một ý              the style List Bullet
1) một ý             the style List Number
> trích              the style Quote
! chú thích          a picture and below it a centred italic line (!! the style Caption)
| a | b |            a row of a table
@foot Nơi nhận: / - Lưu // T/M CHI BỘ / BÍ THƯ
other lines          paragraphs; ⏎ is a line break, **…** bold, _…_ italic
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

_INLINE = re.compile(r"(\*\*.+?\*\*|(?<!\w)_.+?_(?!\w)|⏎)")


def build(text: str, target: Path) -> Path:
    """A .docx of these lines."""
    document = docx.Document()
    lines = text.strip("\n").split("\n")
    while lines:
        line = lines.pop(0)
        if line.startswith("|"):
            rows = [line]
            while lines and lines[0].startswith("|"):
                rows.append(lines.pop(0))
            _table(document, rows)
        elif line.strip():
            _line(document, line)
    document.save(str(target))
    return target


def _line(document: Document, line: str) -> None:
    mark, _, rest = line.partition(" ")
    styles = {
        "^": "Title",
        "#": "Heading 1",
        "##": "Heading 2",
        "-": "List Bullet",
        "1)": "List Number",
        ">": "Quote",
    }
    if mark in ("@head", "@foot"):
        _side_by_side(document, rest)
    elif mark in ("!", "!!"):
        _picture(document, rest, "Caption" if mark == "!!" else "")
    elif mark in styles:
        _inline(document.add_paragraph(style=styles[mark]), rest)
    elif mark in ("=", "*"):
        paragraph = document.add_paragraph()
        paragraph.add_run(rest).bold = True
        if mark == "=":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        _inline(document.add_paragraph(), line)


def _inline(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    for piece in _INLINE.split(text):
        if piece == "⏎":
            paragraph.add_run().add_break()
        elif piece.startswith("**"):
            paragraph.add_run(piece.strip("*")).bold = True
        elif piece.startswith("_") and len(piece) > 2:
            paragraph.add_run(piece.strip("_")).italic = True
        elif piece:
            paragraph.add_run(piece)


def _side_by_side(document: Document, text: str) -> None:
    """A table of two cells without lines, as official papers begin and end."""
    table = document.add_table(rows=1, cols=2)
    for cell, side in zip(table.rows[0].cells, text.split("//"), strict=True):
        for number, line in enumerate(side.split(" / ")):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            paragraph.add_run(line.strip()).bold = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Document, rows: list[str]) -> None:
    cells = [[cell.strip() for cell in row.strip()[1:-1].split("|")] for row in rows]
    table = document.add_table(rows=0, cols=max(map(len, cells)))
    for row in cells:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def _picture(document: Document, caption: str, style: str) -> None:
    document.add_picture(io.BytesIO(picture(caption)))
    if style:
        document.add_paragraph(caption, style=style)
    elif caption:
        paragraph = document.add_paragraph()
        paragraph.add_run(caption).italic = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def picture(seed: str = "", size: tuple[int, int] = (320, 240)) -> bytes:
    """A small JPEG, another for each seed."""
    colour = tuple(sum(map(ord, seed)) * n % 256 for n in (3, 5, 7))
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()
