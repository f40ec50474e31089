"""The page of a Word report: styles, margins, and the number at its head.

Measures after Nghị định 30/2020/NĐ-CP, Phụ lục I (A4; 20 mm above and below, 30 mm left, 15 mm
right; numbers above from the second page on), which those of Hướng dẫn 36-HD/VPTW agree with.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dvk_plugin.report.docx_table import HEAD_STYLE, STYLE

FONT = "Times New Roman"
SIZE, TABLE_SIZE = 14, 12
"""Points of text and of tables."""
SHORT, LONG = 210, 297
"""Sides of A4 in millimetres."""
TOP, RIGHT, BOTTOM, LEFT = 20, 15, 20, 30


def prepare(document: Document) -> None:
    """Styles and first section of an empty document."""
    normal = _paragraph_style(document, "Normal")
    _letters(normal, SIZE)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    for level in (1, 2):
        heading = _paragraph_style(document, f"Heading {level}")
        _letters(heading, SIZE, is_bold=True)
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.space_after = Pt(4)
    for name, is_head in ((STYLE, False), (HEAD_STYLE, True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        _letters(style, TABLE_SIZE, is_bold=is_head)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
        if is_head:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _speak_vietnamese(document)
    section = document.sections[0]
    _set_size(section, SHORT, LONG)
    section.different_first_page_header_footer = True
    _number(section)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _letters(style: ParagraphStyle, size: int, *, is_bold: bool = False) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _speak_vietnamese(document: Document) -> None:
    """The language of the text, or Word marks every word of it as misspelt."""
    for language in document.styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), "vi-VN")


def add_section(document: Document, *, is_wide: bool, restarts: bool) -> None:
    """Go on upon a new page, standing or lying across; `restarts`: its number is 1.

    State bodies number each appendix by itself: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if restarts and section._sectPr.find(qn("w:pgNumType")) is None:  # a section copies the last
        numbers = OxmlElement("w:pgNumType")
        numbers.set(qn("w:start"), "1")
        margins = section._sectPr.find(qn("w:pgMar"))
        assert margins is not None  # of the section before; numbers come after it (17.6.17)
        margins.addnext(numbers)
    _set_size(section, *((LONG, SHORT) if is_wide else (SHORT, LONG)))


def _set_size(section: Section, width: int, height: int) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def text_width(section: Section) -> int:
    """Twips between the margins."""
    assert section.page_width and section.left_margin is not None
    assert section.right_margin is not None
    return round((section.page_width - section.left_margin - section.right_margin) / 635)


def _number(section: Section) -> None:
    """The page's number, centred above the text."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)
