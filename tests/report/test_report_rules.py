"""The laws of the tally hold in reports, however awkward the figures are."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
from charts_sample import AWKWARD
from report_sample import W, made_report, records, report_of, section, words, workbook
from sample import post, write_site

from dvk_plugin.load import load
from dvk_plugin.ready import make_edition
from dvk_plugin.report.docx import render_docx
from dvk_plugin.report.facts import Fact
from dvk_plugin.report.markdown import render_markdown
from dvk_plugin.report.pdf import render_html
from dvk_plugin.report.xlsx import render_xlsx
from dvk_plugin.report.xlsx_figures import FROM_LINES, FROM_REGISTER, NO_SUM
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.links import RelativeLinks


def day(text: str, date: str) -> str:
    return text.replace("15/03/2024", date)


def test_a_running_total_is_listed_but_never_added(tmp_path: Path) -> None:
    report = made_report(
        tmp_path,
        {
            "posts/a.md": post("model: ao-am\ngifts: 30 suất"),
            "posts/b.md": day(
                post(
                    "metrics: {gifts: {value: 100 suất, kind: cumulative, since: 01/01/2024, "
                    "scope: school}}"
                ),
                "30/06/2024",
            ),
        },
    )
    book = workbook(render_xlsx(report))
    register = records(book["Sổ chi tiết"])
    gifts = [row for row in register if row["Mã chỉ số"] == "gifts"]
    assert sorted(
        (row["Số đã báo"], row["Cộng vào tổng"]) for row in gifts if row["Cộng vào tổng"]
    ) == [
        (30, 30),
        (70, 70),
    ]
    (checkpoint,) = (row for row in gifts if row["Số đã báo"] == 100)
    assert checkpoint["Cộng vào tổng"] is None
    assert "đối chiếu" in str(checkpoint["Tình trạng"])
    figures = [row for row in records(book["Số liệu"]) if row["Mã chỉ số"] == "gifts"]
    assert [row["Số liệu"] for row in figures] == [100, 30, 70]
    assert "70 suất chỉ có trong số lũy kế đã báo" in words(report)


def test_formulas_stand_where_a_sum_is_meant_and_nowhere_else(tmp_path: Path) -> None:
    report = made_report(
        tmp_path,
        {
            "posts/a.md": post(
                "model: ao-am\ngifts: 30 suất\nmetrics:\n  beneficiaries: [30 người, 20 người]\n"
                "  trees: 80-100 cây\n  houses: [2 căn, {value: 3 căn, scope: school}]"
            )
        },
    )
    rows = records(workbook(render_xlsx(report), formulas=True)["Số liệu"])
    how = {(row["Mã chỉ số"], row["Phần"]): row["Cách tính"] for row in rows}
    assert how["houses", "Tổng"] == FROM_LINES
    assert how["houses", "Của toàn trường"] == FROM_REGISTER
    assert how["beneficiaries", "Tổng"] == NO_SUM
    assert how["trees", "Tổng"] == NO_SUM
    for row in rows:
        is_formula = str(row["Số liệu"]).startswith("=")
        assert is_formula == (row["Cách tính"] in (FROM_LINES, FROM_REGISTER))
    told = {f.metric.key: f.text for f in report.facts.figures if f.part is Part.TOTAL}
    assert told["beneficiaries"] == "từ 30 đến 50 người"
    assert told["trees"] == "từ 80 đến 100 cây"


def test_qualifiers_are_shown_in_excel_by_the_cells_format(tmp_path: Path) -> None:
    report = made_report(
        tmp_path, {"posts/a.md": post("funds: khoảng 65 triệu đồng\ngifts: trên 40 suất")}
    )
    sheet = workbook(render_xlsx(report))["Số liệu"]
    shown = {
        row[1].value: (row[3].value, row[3].number_format) for row in sheet.iter_rows(min_row=4)
    }
    assert shown["Kinh phí huy động"] == (65_000_000, '"khoảng "#,##0')
    assert shown["Suất quà"] == (40, '"trên "#,##0')


def test_unknown_is_told_and_is_not_zero(tmp_path: Path) -> None:
    report = made_report(tmp_path, {"posts/a.md": post("gifts: hàng trăm suất")})
    assert "Về suất quà, chưa có số liệu; nguồn không nêu số: hàng trăm suất." in words(report)
    figures = records(workbook(render_xlsx(report))["Số liệu"])
    assert {row["Số liệu"] for row in figures if row["Mã chỉ số"] == "gifts"} == {"chưa có số liệu"}


def test_this_year_beside_the_last(tmp_path: Path) -> None:
    report = made_report(
        tmp_path,
        {
            "posts/a.md": day(
                post("gifts: 50 suất\nfunds: khoảng 10 triệu đồng\ntrees: 95 cây"), "15/03/2023"
            ),
            "posts/b.md": post(
                "gifts: 60 suất\nfunds: 30 triệu đồng\ntrees: khoảng 100 cây\nhouses: 1 căn"
            ),
        },
    )
    told = {one.metric.key: one.text for one in report.facts.comparisons}
    assert told["gifts"] == "tăng 10 suất (20 %)"
    assert told["funds_raised"] == "tăng khoảng 20.000.000 đồng (khoảng 200 %)"
    assert told["trees"] == "chưa khẳng định được tăng hay giảm"
    assert told["houses"] == "năm trước chưa có số liệu"
    assert "| Suất quà | 50 suất | 60 suất |" in render_markdown(report).decode()
    rows = records(workbook(render_xlsx(report), formulas=True)["So sánh"])
    differences = {row["Chỉ số"]: row["Tăng, giảm"] for row in rows}
    assert str(differences["Suất quà"]).startswith("=")
    assert differences["Cây đã trồng"] is None


def test_targets_that_nothing_was_reported_of_are_told(tmp_path: Path) -> None:
    model = (
        "---\nname: Áo ấm\nbranch: Chi bộ 1\n"
        "years: {2024: {state: new, targets: {gifts: 40 suất, trees: 10 cây, houses: 3 căn}}}\n"
        "---\n"
    )
    report = made_report(
        tmp_path,
        {
            "docs/mo-hinh/ao-am.md": model,
            "posts/a.md": post("model: ao-am\ngifts: 40 suất\nmetrics: {trees: khoảng 10 cây}"),
        },
    )
    verdicts = {aim.fact.metric.key: (aim.achieved, aim.verdict) for aim in report.facts.aims}
    assert verdicts == {
        "gifts": ("100 %", "đạt chỉ tiêu"),
        "trees": ("khoảng 100 %", "chưa đủ căn cứ để kết luận"),
        "houses": ("", "chưa có số liệu để đối chiếu"),
    }


def test_what_straddles_years_is_told_and_not_counted(tmp_path: Path) -> None:
    measure = "metrics: {workdays: {value: 90 ngày công, period: 2023-10..2024-02-20}}"
    text = words(made_report(tmp_path, {"posts/a.md": post(measure)}))
    assert "90 ngày công thuộc hoạt động kéo dài qua nhiều năm" in text
    assert "đã đóng góp" not in text


def test_a_figure_reported_anew_is_told_beside_the_old_one(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post("metrics: {gifts: {value: 50 suất, id: qua}}"),
        "posts/b.md": day(
            post("metrics: {gifts: {value: 45 suất, supersedes: qua}}"), "20/06/2024"
        ),
    }
    report = made_report(tmp_path, files)
    assert (
        "Suất quà: 45 suất (tính đến 20/06/2024) thay cho số đã báo trước đó là 50 suất "
        "(tính đến 15/03/2024)." in words(report)
    )
    totals = [f.figure.value for f in report.facts.figures if f.part is Part.TOTAL]
    assert Decimal(45) in totals
    assert Decimal(95) not in totals


def test_a_year_without_data_is_told(tmp_path: Path) -> None:
    report = made_report(tmp_path, {"posts/a.md": post("gifts: 5 suất")}, year=2031)
    text = words(report)
    assert "chưa có số liệu nào của Trường Cao đẳng A trong năm 2031" in text
    assert "Những năm đã có số liệu: 2024." in text
    for render in (render_docx, render_xlsx, render_markdown):
        assert render(report)


def test_findings_that_keep_figures_out_are_told(tmp_path: Path) -> None:
    report = made_report(tmp_path, {"posts/a.md": post("gifts: 5 suất")}, errors=2)
    assert "còn 2 lỗi chưa sửa" in words(report)


HOSTILE = "=cmd()|' /C calc'!A0 \x0b<script>alert(1)</script> {{ 7*7 }} | **đậm**"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    note = HOSTILE.replace("\x0b", "\\x0b").replace('"', "")
    head = f'gifts: {{value: 5 suất, note: "{note}"}}'
    files = {
        "posts/a.md": post(f"metrics:\n  {head}").replace("Bài mẫu", '"+84 @SUM(A1) \\x01"'),
        "posts/b.md": post("").replace("Bài mẫu", '"-1+1"').replace("15/03", "16/03"),
    }
    report = made_report(tmp_path, files)
    assert report.facts.register
    for formulas in (True, False):
        for sheet in workbook(render_xlsx(report), formulas=formulas):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert str(cell.value).startswith(("=SUM(", "=SUMIFS("))
                    elif isinstance(cell.value, str) and not formulas:
                        assert not cell.value.startswith(("=", "+", "-", "@", "\t"))
    assert render_docx(report)
    assert "<script>" not in render_html(report)
    markdown = render_markdown(report).decode()
    assert "<script>" not in markdown.replace("\\<", "")
    assert "**đậm**" not in markdown


def test_reports_have_the_same_bytes_every_time(tmp_path: Path) -> None:
    files = {"posts/a.md": post("gifts: 5 suất"), "posts/b.md": post("model: ao-am\ntrees: 3 cây")}
    one, two = (made_report(tmp_path / name, files) for name in ("x", "y"))
    assert render_docx(one) == render_docx(two)
    assert render_xlsx(one) == render_xlsx(two)
    for data in (render_docx(one), render_xlsx(one)):
        assert _days(data) <= {(1980, 1, 1)}


def _days(archive: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {info.date_time[:3] for info in file.infolist()}


def test_heads_of_tables_repeat_and_lines_do_not_split(tmp_path: Path) -> None:
    report = made_report(tmp_path, {"posts/a.md": post("gifts: 5 suất")})
    document = docx.Document(io.BytesIO(render_docx(report)))
    tables = [t._tbl for t in document.tables if len(t.columns) > 2]
    assert tables
    for table in tables:
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.tr_lst] == [
            at == 0 for at in range(len(table.tr_lst))
        ]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.tr_lst)


def test_facts_of_a_model_are_told_by_line(tmp_path: Path) -> None:
    report = made_report(
        tmp_path,
        {
            "posts/a.md": post("model: ao-am\ngifts: 5 suất"),
            "posts/b.md": post("models: [ao-am, bep-com]\ntrees: 9 cây"),
        },
        model="ao-am",
    )
    lines = {(f.metric.key, f.part): f.text for f in report.facts.figures}
    assert lines["gifts", Part.OWN] == "5 suất"
    assert lines["trees", Part.SHARED] == "9 cây"
    assert not [f for f in report.facts.figures if f.part is Part.TOTAL]
    assert section(report, "Kết quả chung")
    assert all(isinstance(fact, Fact) for fact in report.facts.figures)


def test_names_of_any_length_and_script_fit_in(tmp_path: Path) -> None:
    settings = write_site(tmp_path, AWKWARD)
    site, _ = load(settings)
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), {})
    for school in site.registry.schools:
        report = report_of(edition, settings, school, 2024)
        assert render_docx(report)
        assert render_xlsx(report)
        assert render_markdown(report)
