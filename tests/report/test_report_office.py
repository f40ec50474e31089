"""Our files as others open them: Word and Excel in LibreOffice, PDF page by page."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest
from office import convert, needs_office, needs_times, pages, without_results
from pypdf import PdfReader
from pypdf.generic import Destination
from report_sample import COLLEGES, demo_report, records, workbook

from dvk_plugin.read.report_settings import STATE
from dvk_plugin.report.browser import NoPdf, find_browser, without_chance
from dvk_plugin.report.document import Line, Report, Section, Table
from dvk_plugin.report.docx import render_docx
from dvk_plugin.report.pdf import render_html, render_pdf
from dvk_plugin.report.pdf_fonts import letters_in
from dvk_plugin.report.pdf_long import Drawing
from dvk_plugin.report.xlsx import render_xlsx


@needs_office
def test_word_files_open_with_heads_on_every_page_of_a_table(tmp_path: Path) -> None:
    files = []
    for school, year in COLLEGES:
        file = tmp_path / f"{school}.docx"
        file.write_bytes(render_docx(demo_report(school, year)))
        files.append(file)
    for pdf in convert(files, "pdf", tmp_path / "out"):
        told = pages(pdf)
        at = next(n for n, page in enumerate(told) if "NGUỒN SỐ LIỆU" in page)
        appendix = [page for page in told[at:] if page.strip()]
        assert len(appendix) > 1
        assert all("Nguyên văn; ghi chú" in page for page in appendix)
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in told[0]
        assert not told[0].lstrip().startswith("1\n")
        assert told[1].lstrip().startswith("2\n")


@needs_office
@needs_times
def test_the_name_of_the_state_stands_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "state.docx"
    file.write_bytes(render_docx(_of_the_state(demo_report(*COLLEGES[0]))))
    (pdf,) = convert([file], "pdf", tmp_path / "out")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages(pdf)[0]


def _of_the_state(report: Report) -> Report:
    head = replace(
        report.head,
        header=STATE,
        nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
    )
    return replace(report, head=head)


@needs_office
def test_formulas_of_excel_give_what_the_tally_says(tmp_path: Path) -> None:
    """The results that we put beside the formulas are taken out first: the office computes."""
    files, wanted = [], []
    for school, year in COLLEGES:
        data = render_xlsx(demo_report(school, year))
        (tmp_path / "full.xlsx").write_bytes(data)
        files.append(tmp_path / f"{school}.xlsx")
        without_results(tmp_path / "full.xlsx", files[-1])
        assert _numbers(files[-1].read_bytes()) != _numbers(data)
        wanted.append(_numbers(data))
    for file, numbers in zip(convert(files, "xlsx", tmp_path / "out"), wanted, strict=True):
        assert _numbers(file.read_bytes()) == pytest.approx(numbers)


def _numbers(data: bytes) -> dict[str, float]:
    """Every number cell that is a formula's or stands in a column of numbers."""
    book = workbook(data)
    columns = {"Số liệu": ("Số liệu",), "Chỉ tiêu": ("Tỷ lệ", "Kết quả")}
    return {
        f"{sheet} {at} {column}": value
        for sheet, titles in columns.items()
        for at, row in enumerate(records(book[sheet]))
        for column in titles
        if isinstance(value := row[column], int | float)
    }


needs_browser = pytest.mark.skipif(
    "CI" not in os.environ and find_browser() is None, reason="needs Chromium, Chrome or Edge"
)


@needs_browser
def test_a_browser_prints_the_same_pdf_each_time() -> None:
    report = demo_report(*COLLEGES[0])
    one, two = render_pdf(report), render_pdf(report)
    assert one.startswith(b"%PDF-")
    assert one == two
    assert "KẾT QUẢ CHUNG" in " ".join(_outline(PdfReader(io.BytesIO(one))))


def test_neither_the_clock_nor_what_a_browser_counted_before_is_in_a_pdf() -> None:
    """Seen in CI: a browser under load counted from 48 in one run and from 47 in the next."""

    def printed(time: str, first: int, second: int) -> bytes:
        names = f"/Names [(node{first:08}) 7 0 R (node{second:08}) 9 0 R]"
        return f"/ModDate (D:{time}) /Headers [(node{second:08})] {names}".encode()

    one, two = printed("20231119080000", 47, 139), printed("20241120090000", 48, 140)
    assert without_chance(one) == without_chance(two) == printed("19800101000000", 1, 2)


@needs_browser
def test_a_long_register_is_drawn_behind_the_printed_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser takes gigabytes for a table of thousands of lines."""
    report = _with_register(demo_report(*COLLEGES[0]), 60)
    monkeypatch.setattr("dvk_plugin.report.pdf.MOST_TABLED", 59)
    assert "Nguyên văn; ghi chú" not in render_html(report)
    one, two = render_pdf(report), render_pdf(report)
    assert one == two
    book = PdfReader(io.BytesIO(one))
    told = [page.extract_text() for page in book.pages]
    first = next(at for at, text in enumerate(told) if "NGUỒN SỐ LIỆU" in text)
    assert first > 2
    assert told[0].lstrip()[0] != "1"
    for at, text in enumerate(told[1:], 2):
        assert re.search(rf"(^|\n){at}(\n|$)", text), f"page {at} does not show its number"
    assert [_outline(book)[-1]] == ["Phụ lục: Nguồn số liệu"]
    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]  # the text's tags are still there


_SCRIPTS = (range(0x391, 0x3A2), range(0x400, 0x460), range(0x1EA0, 0x1EFA), range(0xC0, 0x17F))
MANY = "(a\\b) " + " ".join(chr(code) for letters in _SCRIPTS for code in letters)
"""More letters than one font of a PDF file holds, and what its strings must escape."""


def test_long_tables_are_drawn_whole_with_heads_and_vietnamese_letters() -> None:
    """A word wider than its column is broken, a row higher than a page goes on upon the next."""
    report = demo_report(*COLLEGES[0])
    register = _register_of(_with_register(report, 60))
    table = register.blocks[0]
    assert isinstance(table, Table)
    odd = Line(("61", "W" * 90, "a \x00 b", "quẫy " * 900, "ể/" * 80, MANY))
    table = replace(table, lines=(*table.lines, odd))
    pages = PdfReader(
        io.BytesIO(Drawing(replace(register, blocks=(table,))).numbered(after=7))
    ).pages
    told = [page.extract_text() for page in pages]
    assert all("Nguyên văn; ghi chú" in text for text in told)
    assert [text.split()[0] for text in told] == [str(at) for at in range(8, 8 + len(told))]
    whole = "".join("".join(told).split())
    for line in table.lines[:60]:
        for cell in line.cells:
            assert all(word in whole for word in cell.split())
    assert whole.count("W") == 90
    assert whole.count("ể/") == 80
    assert whole.count("quẫy") == 900
    assert "".join(MANY.split()) in whole


def test_without_serif_letters_for_vietnamese_those_of_share_pictures_serve(tmp_path: Path) -> None:
    for name in ("times.ttf", "timesbd.ttf", "timesi.ttf"):
        (tmp_path / name).write_bytes(b"no font")
    for font in letters_in([tmp_path]):
        assert b"BeVietnam" in font.face.name
        assert all(ord(letter) in font.face.charToGlyph for letter in "ệỹĐươ«»")


def _with_register(report: Report, lines: int) -> Report:
    """The report with so many lines in its register."""
    register = _register_of(report)
    table = register.blocks[0]
    assert isinstance(table, Table)
    many = tuple(islice(cycle(table.lines), lines))
    longer = replace(register, blocks=(replace(table, lines=many),))
    return replace(report, appendices=(*report.appendices[:-1], longer))


def _register_of(report: Report) -> Section:
    return report.appendices[-1]


def _outline(book: PdfReader) -> list[str]:
    """Titles of the first level."""
    return [item.title for item in book.outline if isinstance(item, Destination)]


def test_without_a_browser_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvk_plugin.report.pdf.find_browser", lambda: None)
    with pytest.raises(NoPdf, match="docx"):
        render_pdf(demo_report(*COLLEGES[0]))


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dvk_plugin.report.pdf.find_browser", lambda: str(tmp_path / "none"))
    with pytest.raises(NoPdf, match="không in được"):
        render_pdf(demo_report(*COLLEGES[0]))
