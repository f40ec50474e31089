"""Charts of reports: the tables' figures, how sure they are, and nothing of what is unknown."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from PIL import Image
from report_sample import demo_report, docx_tables, made_report, records, words, workbook

from dvk_plugin.report.document import Beam, Chart, Report, Table
from dvk_plugin.report.docx import render_docx
from dvk_plugin.report.drawing import WIDTH, draw_chart
from dvk_plugin.report.markdown import render_markdown
from dvk_plugin.report.pdf import render_html
from dvk_plugin.report.pen import wide
from dvk_plugin.report.xlsx import render_xlsx
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.shape import Bar, Shape

NAMES = (
    "Đồng hành cùng học sinh, sinh viên vượt khó",
    "Áo ấm vùng cao",
    "Khám bệnh, cấp thuốc miễn phí cho đồng bào vùng sâu, vùng xa",
    "Hiến máu",
)
FUNDS = (
    "12 triệu đồng", "khoảng 23 triệu đồng", "trên 34 triệu đồng", "gần 45 triệu đồng",
    "hàng trăm triệu đồng", "80-100 triệu đồng",
)  # fmt: skip
AIMS = ("30 triệu đồng", "khoảng 20 triệu đồng", "200 triệu đồng", "60 triệu đồng")


def _site() -> dict[str, str]:
    """Two years of every kind of certainty; a target of each model that nobody tells of."""
    files = {
        f"docs/mo-hinh/loai-{at}.md": f"---\nname: {name}\nschool: truong-a\nyears: {{2024: "
        f"{{state: maintained, targets: {{funds_raised: {AIMS[at]}, films: 3 phim}}}}}}\n---\n"
        for at, name in enumerate(NAMES)
    }
    for year in (2023, 2024):
        for at, funds in enumerate(FUNDS):
            files[f"posts/{year}/bai-{at}.md"] = (
                f"---\ntitle: Bài {at}\ndate: {year}-0{at + 1}-12\nmodel: loai-{at % 4}\n"
                f"metrics:\n  funds: {funds}\n  gifts: {at + year % 7} suất\n---\nx\n"
            )
    return files


@cache
def made() -> Report:
    with TemporaryDirectory() as folder:
        return made_report(Path(folder), _site())


def charts(report: Report) -> list[Chart]:
    blocks = [block for section in report.sections for block in section.blocks]
    return [block for block in blocks if isinstance(block, Chart)]


def table(report: Report, title: str) -> Table:
    blocks = [block for section in report.sections for block in section.blocks]
    return next(b for b in blocks if isinstance(b, Table) and title in b.title)


def test_charts_are_numbered_and_follow_their_tables() -> None:
    assert [chart.title for chart in charts(made())] == [
        "Hình 1. Kinh phí huy động theo mô hình",
        "Hình 2. Suất quà theo mô hình",
        "Hình 3. Kết quả so với chỉ tiêu",
        "Hình 4. Kết quả năm 2024 và năm 2023",
    ]


def test_targets_are_drawn_with_the_words_of_their_table() -> None:
    lines = table(made(), "Chỉ tiêu").lines
    drawn = charts(made())[2].beams
    assert len(drawn) == len(lines) == 8
    for beam, line in zip(drawn, lines, strict=True):
        whose, label, target, result, percent, _ = line.cells
        assert beam.head == f"{label} – {whose}"
        assert beam.target_text == f"chỉ tiêu {target}"
        assert beam.text == (result if percent == "–" else f"{result} ({percent})")


def test_years_are_drawn_with_the_words_of_their_table() -> None:
    told = {line.cells[0]: line.cells for line in table(made(), "So sánh").lines}
    beams = charts(made())[3].beams
    assert [beam.label for beam in beams] == ["Năm 2023", "Năm 2024"] * 2
    for before, now in zip(beams[::2], beams[1::2], strict=True):
        _, first, second, _ = told[before.head]
        assert first.startswith(before.text)
        assert second.startswith(now.text)
        assert not now.head


def test_parts_of_a_total_are_each_model_s_own_line() -> None:
    facts = {
        (model.name, fact.metric.label): fact.text
        for model in made().facts.models
        for fact in model.facts
    }
    beams = charts(made())[0].beams
    assert {beam.label for beam in beams} == {*NAMES}
    for beam in beams:
        assert beam.text == facts[beam.label, "Kinh phí huy động"]


def test_how_sure_a_figure_is_shows_and_the_unknown_has_no_length() -> None:
    shapes = {beam.head: beam.bar.shape for beam in charts(made())[2].beams}
    money = [shapes[f"Kinh phí huy động – {name}"] for name in NAMES]
    assert money == [Shape.EXACT, Shape.RANGE, Shape.LOWER, Shape.UPPER]
    unknown = [beam for beam in charts(made())[2].beams if beam.bar.shape is Shape.UNKNOWN]
    assert len(unknown) == 4
    assert {(beam.text, beam.bar.length, beam.figure.value) for beam in unknown} == {
        ("chưa có số liệu", 0.0, None)
    }


def _drawing(*beams: Beam) -> Image.Image:
    return Image.open(io.BytesIO(draw_chart(Chart("Hình", beams))))


def _beam(shape: Shape, text: str = "5 suất") -> Beam:
    known = shape is not Shape.UNKNOWN
    bar = Bar(shape, 100.0 if known else 0.0, 100.0 if known else 0.0)
    return Beam("Mô hình A", text, Figure(), bar)


def test_no_shape_looks_like_another() -> None:
    inks = {}
    for shape in Shape:
        strip = _drawing(_beam(shape)).crop((400, 0, 940, 50))
        inks[shape] = sum(255 - value for value in strip.tobytes())
    assert len(set(inks.values())) == len(Shape)
    assert inks[Shape.UNKNOWN] < inks[Shape.EXACT] / 8
    assert inks[Shape.APPROX] < inks[Shape.EXACT] * 0.8


def test_words_stay_inside_the_drawing_whatever_their_length() -> None:
    long = "Mô hình «" + "Chung tay giúp đỡ đồng bào vùng sâu " * 20 + "W" * 300
    figure = "từ 123.456.789.012 đến 987.654.321.098.765 đồng (khoảng 1.234.567.890,5 %)"
    beam = Beam(long, figure, Figure(), Bar(Shape.LOWER, 100.0, 100.0), long, 99.0, "chỉ tiêu 1 tỷ")
    image = _drawing(beam)
    assert image.width == 2 * WIDTH
    border = image.crop((image.width - 4, 0, image.width, image.height))
    assert {*border.tobytes()} == {255}
    assert wide("Đồng bằng") == pytest.approx(wide("Đồng") + wide(" ") + wide("bằng"), abs=1)


def test_the_same_report_gives_the_same_pictures() -> None:
    for chart in charts(made()):
        assert draw_chart(chart) == draw_chart(chart)


def test_word_shows_each_chart_and_tells_it_in_words() -> None:
    document = docx.Document(io.BytesIO(render_docx(made())))
    told = {s._inline.docPr.get("name"): s._inline.docPr.get("descr")
            for s in document.inline_shapes}  # fmt: skip
    assert told == {chart.title: chart.alt for chart in charts(made())}
    text = {paragraph.text for paragraph in document.paragraphs}
    assert {chart.title for chart in charts(made())} <= text
    room = document.sections[0]
    assert room.page_width
    assert room.left_margin
    assert room.right_margin
    for shape in document.inline_shapes:
        assert shape.width <= room.page_width - room.left_margin - room.right_margin + 635


def test_pdf_shows_each_chart_with_its_words() -> None:
    page = render_html(made())
    for chart in charts(made()):
        for beam in chart.beams:
            assert f"<span>{beam.text}</span>" in page
    assert page.count('class="dvk-bar__slot"') == 4
    assert "khoảng, không chính xác" not in page[: page.index("Hình 1.")]


def test_charts_of_excel_leave_out_what_is_unknown() -> None:
    data = render_xlsx(made())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if "charts/chart" in name)
        drawn = [archive.read(name).decode() for name in names]
    assert len(drawn) == 3
    values = [re.findall(r"<c:numCache>(.*?)</c:numCache>", one) for one in drawn]
    aims = re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', values[2][0])
    assert [(at, float(value)) for at, value in aims] == [
        ("0", 0.4), ("2", 5.15), ("4", 0.17), ("6", 0.75),
    ]  # fmt: skip
    assert re.findall(r"<c:v>([^<]*)</c:v>", values[2][1]) == ["1"] * 8
    assert "3 phim (chưa có số liệu)" in drawn[2]
    assert drawn[2].count("wdUpDiag") == 7


def test_cells_that_charts_of_excel_draw_are_the_report_s_figures() -> None:
    book = workbook(render_xlsx(made()))
    rows = records(book["Theo phần"])
    beams = [beam for chart in charts(made())[:2] for beam in chart.beams]
    assert [(row["Phần"], row["Số liệu"], row["Ghi bằng chữ"]) for row in rows] == [
        (beam.label, beam.figure.value, beam.text) for beam in beams
    ]
    ratios = [row["Tỷ lệ"] for row in records(book["Chỉ tiêu"])]
    assert ratios == [0.4, None, 5.15, None, 0.17, None, 0.75, None]
    assert book["Chỉ tiêu"]["I4"].value == 1


def test_markdown_has_the_tables_alone() -> None:
    assert "Hình " not in render_markdown(made()).decode()


def test_nothing_is_drawn_where_nothing_can_be_compared(tmp_path: Path) -> None:
    lonely = {"posts/mot.md": "---\ntitle: M\ndate: 2024-05-05\nmetrics: {gifts: 5 suất}\n---\nx\n"}
    assert charts(made_report(tmp_path, lonely)) == []
    assert "Hình" not in words(made_report(tmp_path, {}, year=2019))


def test_long_lists_of_targets_say_what_is_left_out(tmp_path: Path) -> None:
    files = {
        f"docs/mo-hinh/m-{at}.md": f"---\nname: Mô hình số {at}\nschool: truong-a\nyears: {{2024: "
        "{targets: {gifts: 5 suất}}}\n---\n"
        for at in range(20)
    }
    post = "---\ntitle: M\ndate: 2024-05-05\nmodel: m-0\nmetrics: {gifts: 5 suất}\n---\nx\n"
    (chart,) = charts(made_report(tmp_path, {**files, "posts/mot.md": post}))
    assert len(chart.beams) == 12
    assert chart.note == "Hình vẽ 12 trên 20 chỉ tiêu."


def test_the_demo_s_charts_stand_in_word() -> None:
    (chart,) = charts(demo_report("cdsp-lang-son", 2024))
    assert chart.alt == (
        "Kinh phí huy động – Trường Cao đẳng Sư phạm Lạng Sơn: khoảng 65.000.000 đồng "
        "(khoảng 325 %) (chỉ tiêu 20.000.000 đồng); Đơn vị máu – Trường Cao đẳng Sư phạm Lạng "
        "Sơn: 98 đơn vị máu (426,1 %) (chỉ tiêu 23 đơn vị máu)."
    )
    data = render_docx(demo_report("cdsp-lang-son", 2024))
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1
    assert docx_tables(data)
