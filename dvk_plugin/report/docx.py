"""A report as a Word file (OOXML, by python-docx), to be edited and signed by the office."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, Twips

from dvk_plugin.report.archive import LONGEST_TITLE, day_of, without_clock
from dvk_plugin.report.document import Blank, Block, Items, Paragraph, Report, Section, Shot, Shots
from dvk_plugin.report.docx_frame import add_head, add_signature
from dvk_plugin.report.docx_page import add_section, prepare, text_width
from dvk_plugin.report.docx_table import table_xml
from dvk_plugin.report.text import printable

_INDENT = Mm(12.7)
_WIDEST, _HIGHEST = 150, 95
"""Millimetres of a photo at most: two of them fit on a page."""


def render_docx(report: Report) -> bytes:
    """The file's bytes: the same for the same report."""
    document = docx.Document()
    prepare(document)
    _describe(document, report)
    add_head(document, report.head)
    for text in report.lead:
        _paragraph(document, text)
    for section in report.sections:
        _section(document, section)
    add_signature(document, report.signature, report.head)
    for appendix in report.appendices:
        add_section(document, is_wide=appendix.is_wide)
        _section(document, appendix, is_centred=True)
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def _describe(document: Document, report: Report) -> None:
    """What the file says of itself; python-docx would name itself and the clock's day."""
    about = document.core_properties
    about.title = printable(report.title)[:LONGEST_TITLE]
    about.author = about.comments = ""
    about.language, about.last_modified_by, about.revision = "vi-VN", "", 1
    about.created = about.modified = day_of(report.year)


def _section(document: Document, section: Section, *, is_centred: bool = False) -> None:
    title = section.title.upper()
    heading = document.add_paragraph(printable(title), style="Heading 1")
    if is_centred:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _blocks(document, section)
    for part in section.parts:
        document.add_paragraph(printable(part.title), style="Heading 2")
        _blocks(document, part)


def _blocks(document: Document, section: Section) -> None:
    for block in section.blocks:
        _block(document, block)


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
    else:
        caption = document.add_paragraph()
        caption.add_run(printable(block.title)).italic = True
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        width = text_width(document.sections[-1])
        document.element.body.insert_element_before(table_xml(block, width), "w:sectPr")
        document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _paragraph(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(printable(text))
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
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    scale = min(_WIDEST / shot.width, _HIGHEST / shot.height)
    picture = paragraph.add_run().add_picture(str(shot.path), Mm(shot.width * scale))
    about = picture._inline.docPr
    about.set("name", printable(shot.caption)[:200])
    about.set("descr", printable(shot.alt))
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.add_run(printable(shot.caption)).italic = True
