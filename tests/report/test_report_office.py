"""LibreOffice opens our files: pages of Word, recomputed cells of Excel; a browser prints PDF."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest
from office import convert, needs_office, pages, without_results
from report_sample import COLLEGES, demo_report, records, workbook

from dvk_plugin.report.document import Table
from dvk_plugin.report.docx import render_docx
from dvk_plugin.report.pdf import NoPdf, find_browser, render_html, render_pdf
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
        at = next(n for n, page in enumerate(told) if "PHỤ LỤC 1" in page)
        appendix = [page for page in told[at:] if page.strip()]
        assert len(appendix) > 1
        assert all("Nguyên văn; ghi chú" in page for page in appendix)
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in told[0]
        assert not told[0].lstrip().startswith("1\n")
        assert told[1].lstrip().startswith("2\n")


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


@pytest.mark.skipif(
    "CI" not in os.environ and find_browser() is None, reason="needs Chromium, Chrome or Edge"
)
def test_a_browser_prints_the_same_pdf_each_time() -> None:
    report = demo_report(*COLLEGES[0])
    one, two = render_pdf(report), render_pdf(report)
    assert one.startswith(b"%PDF-")
    assert one == two


def test_a_long_list_of_sources_is_printed_small_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser takes gigabytes for a table of thousands of lines."""
    report = demo_report(*COLLEGES[0])
    (sources,) = (b for a in report.appendices for b in a.blocks if isinstance(b, Table))
    as_table = render_html(report)
    assert as_table.count("<table") == 1 + as_table.count("Bảng ")
    assert 'class="listed"' not in as_table
    assert '"appendix wide"' in as_table
    monkeypatch.setattr("dvk_plugin.report.pdf.MOST_TABLED", len(sources.lines) - 1)
    as_list = render_html(report)
    told = [unescape(line) for line in re.findall(r'<div class="listed">(.*)</div>', as_list)]
    assert told == [" · ".join(filter(None, line.cells)) for line in sources.lines]
    assert "Mỗi dòng: TT · Chỉ số, số đã báo · Của · Bài · Tệp, dòng · Nguyên văn" in as_list
    assert '"appendix wide"' not in as_list


def test_without_a_browser_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvk_plugin.report.pdf.find_browser", lambda: None)
    with pytest.raises(NoPdf, match="docx"):
        render_pdf(demo_report(*COLLEGES[0]))


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dvk_plugin.report.pdf.find_browser", lambda: str(tmp_path / "none"))
    with pytest.raises(NoPdf, match="không in được"):
        render_pdf(demo_report(*COLLEGES[0]))
