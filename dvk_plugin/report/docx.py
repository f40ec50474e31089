"""A report as a Word file (OOXML, by python-docx), to be edited and signed by the office."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import IO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt, Twips
from docx.text.paragraph import Paragraph as Words

from dvk_plugin.read.report_settings import STATE
from dvk_plugin.report.archive import LONGEST_TITLE, day_of, without_clock
from dvk_plugin.report.document import (
    Blank,
    Block,
    Chart,
    Items,
    Paragraph,
    Report,
    Section,
    Shot,
    Shots,
    Table,
)
from dvk_plugin.report.docx_frame import add_head, add_signature
from dvk_plugin.report.docx_page import add_section, prepare, text_width
from dvk_plugin.report.docx_table import table_xml
from dvk_plugin.report.drawing import draw_chart
from dvk_plugin.report.text import printable

_INDENT = Mm(12.7)
_WIDEST, _HIGHEST = 150, 95
"""Millimetres of a photo at most: two of them fit on a page."""
_PLACE = b"<w:tbl/>"
"""Where a table will stand; what people write cannot look so in XML."""
_TALLEST = Mm(220)
"""A drawing that fits on a page, with its caption."""


def render_docx(report: Report) -> bytes:
    """The file's bytes: the same for the same report."""
    document = docx.Document()
    prepare(document)
    _describe(document, report)
    add_head(document, report.head)
    tables: list[str] = []
    for text in report.grounds:
        _paragraph(document, text, is_italic=report.head.header == STATE)
    for text in report.lead:
        _paragraph(document, text)
    for section in report.sections:
        _section(document, section, tables)
    add_signature(document, report.signature, report.head)
    for appendix in report.appendices:
        restarts = report.head.header == STATE
        add_section(document, is_wide=appendix.is_wide, restarts=restarts)
        _section(document, appendix, tables)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue(), partial(_with_tables, tables))


def _with_tables(tables: Sequence[str], part: str, data: bytes) -> bytes:
    """The text of the document with each table at its place; other parts as they are."""
    if part != "word/document.xml":
        return data
    texts = (*(table.encode() for table in tables), b"")
    pieces = zip(data.split(_PLACE), texts, strict=True)
    return b"".join(piece for pair in pieces for piece in pair)


def _describe(document: Document, report: Report) -> None:
    """What the file says of itself; python-docx would name itself and the clock's day."""
    about = document.core_properties
    about.title = printable(report.title)[:LONGEST_TITLE]
    about.author = about.comments = ""
    about.language, about.last_modified_by, about.revision = "vi-VN", "", 1
    about.created = about.modified = day_of(report.year)


def _section(document: Document, section: Section, tables: list[str]) -> None:
    """A part of the report; tables are gathered, and leave places."""
    heading = document.add_paragraph(style="Heading 1")
    if section.label:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.add_run(section.label).add_break()
    heading.add_run(printable(section.title.upper()))
    if section.attached:
        _caption(document, section.attached)
    _blocks(document, section, tables)
    for part in section.parts:
        document.add_paragraph(printable(part.title), style="Heading 2")
        _blocks(document, part, tables)


def _blocks(document: Document, section: Section, tables: list[str]) -> None:
    for block in section.blocks:
        if isinstance(block, Table):
            _table(document, block, tables)
        else:
            _block(document, block)


def _table(document: Document, table: Table, tables: list[str]) -> None:
    """The caption, and an empty table where this one will stand."""
    _caption(document, table.title).paragraph_format.keep_with_next = True
    end = document.element.body.sectPr
    assert end is not None
    end.addprevious(OxmlElement("w:tbl"))
    tables.append(table_xml(table, text_width(document.sections[-1])))
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _block(document: Document, block: Block) -> None:
    if isinstance(block, Paragraph):
        _paragraph(document, block.text)
    elif isinstance(block, Items):
        for text in block.texts:
            _paragraph(document, f"- {text}")
    elif isinstance(block, Blank):
        for _ in range(block.lines):
            _dots(document)
    elif isinstance(block, Shots):
        for shot in block.shots:
            _shot(document, shot)
    elif isinstance(block, Chart):
        _chart(document, block)


def _caption(document: Document, text: str) -> Words:
    caption = document.add_paragraph()
    caption.add_run(printable(text)).italic = True
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return caption


def _paragraph(document: Document, text: str, *, is_italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(printable(text)).italic = is_italic or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = _INDENT


def _dots(document: Document) -> None:
    """A dotted line to write on, as wide as the text; kept with what follows, the signature."""
    paragraph = document.add_paragraph("\t")
    shape = paragraph.paragraph_format
    width = Twips(text_width(document.sections[-1]))
    shape.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    shape.keep_with_next = True


def _shot(document: Document, shot: Shot) -> None:
    """A photo with its caption; what it shows is told to those who cannot see it."""
    scale = min(_WIDEST / shot.width, _HIGHEST / shot.height)
    _picture(document, str(shot.path), Mm(shot.width * scale), shot.caption, shot.alt)
    _caption(document, shot.caption)


def _chart(document: Document, chart: Chart) -> None:
    """A drawing with its caption and what it leaves out; told in words, too."""
    width = Twips(text_width(document.sections[-1]))
    _picture(document, io.BytesIO(draw_chart(chart)), width, chart.title, chart.alt)
    caption = _caption(document, chart.title)
    if chart.note:
        caption.paragraph_format.keep_with_next = True
        _caption(document, chart.note)


def _picture(document: Document, file: str | IO[bytes], width: Length, name: str, alt: str) -> None:
    """A picture that stays with the words below it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(file, width)
    if picture.height > _TALLEST:
        picture.width, picture.height = Length(width * _TALLEST // picture.height), _TALLEST
    for side in ("distL", "distR"):  # python-docx keeps 3 mm free, which LibreOffice heeds
        picture._inline.set(side, "0")
    about = picture._inline.docPr
    about.set("name", printable(name)[:200])
    about.set("descr", printable(alt))
