"""The two colleges' reports say what `dvk tally` says, figure by figure, in every format."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from typing import Any

import markdown
import pytest
from report_sample import (
    COLLEGES,
    ROOT,
    demo_report,
    docx_tables,
    docx_text,
    records,
    run,
    words,
    workbook,
)
from test_facts import WRONG

from dvk_plugin.report.docx import render_docx
from dvk_plugin.report.markdown import render_markdown
from dvk_plugin.report.pdf import render_html
from dvk_plugin.report.sentences import PARTS
from dvk_plugin.report.tables import LINE_TITLES
from dvk_plugin.report.xlsx import render_xlsx
from dvk_plugin.tally.totals import Part

SUBJECTS = [
    *COLLEGES,
    ("cd-binh-thuan", 2023, "cdbt-chi-bo-2"),
    ("cd-binh-thuan", 2023, "", "tham-tang-qua-bao-tro"),
    ("cdsp-lang-son", 2024, "", "dan-van-kheo-lam-theo-bac"),
]


@cache
def tally() -> list[dict[str, Any]]:
    result = run("tally", "--json", "-f", str(ROOT / "mkdocs.yml"))
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return [row for row in rows if row["metric"] != "photos" and (row["sources"] or row["target"])]


@cache
def told() -> dict[str, str]:
    """What the printed tally says of each figure: its line up to the colon → the figure."""
    lines = [
        line
        for school, year in COLLEGES
        for by in ("school", "model")
        for line in run(
            "tally", "-f", str(ROOT / "mkdocs.yml"), "--school", school, "--year", str(year),
            "--by", by,
        ).stdout.splitlines()
    ]  # fmt: skip
    return {
        head: re.split(r" [(\[]", tail)[0] for head, _, tail in (x.partition(": ") for x in lines)
    }


@pytest.mark.parametrize(("school", "year"), COLLEGES)
def test_the_general_table_in_word_is_the_printed_tally(school: str, year: int) -> None:
    tables = docx_tables(render_docx(demo_report(school, year)))
    general = {row[1]: row[2] for row in tables[1][1:]}  # the first table is the letterhead
    short = {"cd-binh-thuan": "CĐ Bình Thuận", "cdsp-lang-son": "CĐSP Lạng Sơn"}[school]
    wanted = {
        head.split(" · ")[0]: figure
        for head, figure in told().items()
        if f" · {short} · {year} · tổng" in head and not head.startswith("Ảnh ·")
    }
    assert general == wanted
    assert len(wanted) >= 12


@pytest.mark.parametrize(("school", "year"), COLLEGES)
def test_the_tables_of_models_in_word_are_the_printed_tally(school: str, year: int) -> None:
    report = demo_report(school, year)
    by_line = [t for t in docx_tables(render_docx(report)) if t[0][-1] == "Ghi chú"][1:]
    parts = {"Của riêng": "riêng", LINE_TITLES[Part.SHARED][0]: "chung",
             LINE_TITLES[Part.SCHOOL][0]: "toàn trường",
             "Mô hình chung và các mô hình thành phần": "tổng"}  # fmt: skip
    shown = {}
    for model, table in zip((m for m in report.facts.models if m.facts), by_line, strict=True):
        part = ""
        for row in table[1:]:
            part = parts[row[0]] if len(row) == 1 else part
            if len(row) > 1 and row[0]:
                shown[f"{row[1]} · {model.name} · {year} · {part}"] = row[2]
    wanted = {
        head: figure
        for head, figure in told().items()
        if any(f" · {model.name} · {year} · " in head for model in report.facts.models)
        and not head.startswith("Ảnh ·")
    }
    # the tally prints «chưa có số liệu» for each metric that a model only shares; a report once
    unknown = wanted.keys() - shown.keys()
    assert {wanted[head] for head in unknown} <= {"chưa có số liệu"}
    assert all(head.endswith(" · riêng") for head in unknown)
    assert shown == {head: figure for head, figure in wanted.items() if head not in unknown}


@pytest.mark.parametrize(("school", "year"), COLLEGES)
def test_the_cells_in_excel_are_the_numbers_of_the_tally(school: str, year: int) -> None:
    report = demo_report(school, year)
    book = workbook(render_xlsx(report))
    slugs = {model.name: model.slug for model in report.facts.models}
    cells = {}
    for row in (*records(book["Số liệu"]), *records(book["Theo mô hình"])):
        key = (row["Mã chỉ số"], slugs.get(str(row["Của"])), row["Phần"])
        assert key not in cells
        cells[key] = (row["Số liệu"], row["Đến"])
    wanted = {}
    for row in tally():
        is_ours = row["school"] == school and row["year"] == year
        if is_ours and row["sources"] and (row["model"] or not row["branch"]):
            if row["model"] and row["part"] == "total" and not _is_umbrella(report, row["model"]):
                continue
            value = "chưa có số liệu" if row["value"] is None else row["value"]
            wanted[row["metric"], row["model"], PARTS[Part(row["part"])]] = (value, row["hi"])
    assert cells == wanted
    assert all(not isinstance(v, str) or v == "chưa có số liệu" for v, _ in cells.values())


def _is_umbrella(report: Any, slug: str) -> bool:
    return any(m.slug == slug and m.is_umbrella for m in report.facts.models)


def test_targets_in_word_and_excel() -> None:
    report = demo_report("cdsp-lang-son", 2024)
    table = next(t for t in docx_tables(render_docx(report)) if "Chỉ tiêu" in t[0])
    assert [row[1:] for row in table[1:]] == [
        ["Kinh phí huy động", "20.000.000 đồng", "khoảng 65.000.000 đồng", "khoảng 325 %",
         "vượt chỉ tiêu"],
        ["Đơn vị máu", "23 đơn vị máu", "98 đơn vị máu", "426,1 %", "vượt chỉ tiêu"],
    ]  # fmt: skip
    rows = records(workbook(render_xlsx(report))["Chỉ tiêu"])
    assert [(row["Chỉ tiêu"], row["Kết quả"], row["Tỷ lệ"]) for row in rows] == [
        (20_000_000, 65_000_000, 3.25),
        (23, 98, 98 / 23),
    ]
    formulas = records(workbook(render_xlsx(report), formulas=True)["Chỉ tiêu"])
    assert [row["Tỷ lệ"] for row in formulas] == ["=D4/C4", "=D5/C5"]


def test_recognised_and_proposed_stand_apart() -> None:
    text = words(demo_report("cd-binh-thuan", 2023))
    recognised = text[text.index("1. Đã được công nhận") : text.index("2. Đã đề nghị")]
    assert recognised.count("cấp cơ sở, do Đảng ủy Trường công nhận") == 5
    proposed = text[text.index("2. Đã đề nghị") : text.index("V. So sánh")]
    assert proposed.count("Mô hình «") == 1
    assert "(Chi bộ 2): cấp Đảng ủy Khối, do Đảng ủy Khối xét công nhận" in proposed
    assert "chưa có mô hình nào được công nhận (cấp Đảng ủy Khối)" in text


def test_no_information_on_recognition_is_told_as_such() -> None:
    text = words(demo_report("cdsp-lang-son", 2024))
    assert "Chưa có thông tin về việc công nhận năm 2024" in text
    assert "không được công nhận" not in text.lower()


def test_models_that_are_new_or_went_on_are_some_of_those_registered() -> None:
    text = words(demo_report("cdsp-lang-son", 2024))
    assert (
        "Trường có 3 mô hình đăng ký, hoạt động, trong đó có 1 mô hình thành lập mới và 2 mô hình "
        "duy trì, mở rộng." in text
    )


def test_a_model_s_report_rests_on_no_document_of_another_model() -> None:
    text = words(demo_report("cdsp-lang-son", 2024, "", "clb-hien-mau"))
    assert "56-KH/ĐU" in text
    assert "70-KH/ĐU" not in text
    assert "70-KH/ĐU" in words(demo_report("cdsp-lang-son", 2024, "", "thap-sang-vung-bien"))


def test_markdown_shows_no_marks_that_only_a_program_would_need() -> None:
    """A number of thousands starts no list, a heading's number neither."""
    report = demo_report("cd-binh-thuan", 2023)
    shown = unescape(markdown.markdown(render_markdown(report).decode(), extensions=["tables"]))
    assert "\\" not in shown
    assert '<td style="text-align: right;">37.900.000 đồng</td>' in shown
    assert "<h3>1. Đã được công nhận</h3>" in shown


def test_what_is_missing_is_told() -> None:
    text = words(demo_report("cd-binh-thuan", 2023))
    assert "Chưa có số liệu riêng của 2 mô hình" in text
    assert "Kinh phí huy động mới tính được 37.900.000 đồng, chưa kể một số vật phẩm" in text


def test_a_party_cell_never_calls_shared_money_its_own() -> None:
    text = words(demo_report("cd-binh-thuan", 2023, "cdbt-chi-bo-2"))
    assert "Cùng làm với mô hình, đơn vị khác, Chi bộ 2 đã huy động được 37.900.000" in text
    assert "\nChi bộ 2 đã huy động" not in text


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("wrong", WRONG)
def test_totals_that_are_wrong_on_sight_are_in_no_format(subject: Any, wrong: str) -> None:
    for text in texts(*subject):
        assert not re.search(wrong, text)


@cache
def texts(*subject: Any) -> tuple[str, ...]:
    report = demo_report(*subject)
    book = workbook(render_xlsx(report))
    cells = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    html = re.sub(r"<[^>]+>", " ", render_html(report))
    return docx_text(render_docx(report)), cells, render_markdown(report).decode(), html


@pytest.mark.parametrize("subject", SUBJECTS)
def test_all_formats_say_the_same(subject: Any) -> None:
    report = demo_report(*subject)
    word, _, markdown, html = (re.sub(r"\s+", " ", text) for text in texts(*subject))
    markdown = re.sub(r"\\(.)", r"\1", markdown)
    for line in words(report).split("\n"):
        for text in line.split(" | "):
            plain = re.sub(r"\s+", " ", text)
            assert plain.lower() in word.lower()
            assert plain in markdown
            assert plain in html.replace("&amp;", "&").replace("&#34;", '"')


@pytest.mark.parametrize(("school", "year"), COLLEGES)
def test_every_figure_has_its_place_in_the_appendix(school: str, year: int) -> None:
    report = demo_report(school, year)
    for voucher in report.facts.register:
        assert voucher.places
        for place in voucher.places:
            file, _, line = place.at.rpartition(":")
            lines = (ROOT / file).read_text(encoding="utf-8").split("\n")
            assert 1 <= int(line) <= len(lines)
            if place.quote and file.startswith("posts/"):
                assert place.quote in lines[int(line) - 1]
