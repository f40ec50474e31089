"""Sentences and cells that tell figures: one rule of the language each."""

from __future__ import annotations

import pytest

from dvk_plugin.domain.metric import CATALOGUE
from dvk_plugin.domain.registry import Registry
from dvk_plugin.importing.abbreviations import in_full
from dvk_plugin.importing.blocks import Block, Paragraph, Role, Span, Table
from dvk_plugin.importing.figures import propose
from dvk_plugin.importing.named import Named


def told(text: str, heading: str = "") -> list[str]:
    """What is proposed of a sentence: `role text`, with its worth and target."""
    above = [Paragraph((Span(heading),), Role.HEADING, 2)] if heading else []
    return of_blocks([*above, paragraph(text)])


def of_blocks(blocks: list[Block]) -> list[str]:
    lines = []
    for one in propose(blocks, CATALOGUE, Named(Registry(), {}), None):
        more = [f"x {one.each}" if one.each else "", f"of {one.target}" if one.target else ""]
        role = "cumulative" if one.cumulative else str(one.role)
        lines.append(" ".join(filter(None, (role, one.text, *more))))
    return lines


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def table(*rows: str) -> Table:
    cells = (row.split("|") for row in rows)
    return Table(
        tuple(tuple((paragraph(c.strip()),) if c.strip() else () for c in r) for r in cells)
    )


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("98 đv máu, 4sv, 02 suất HB", "98 đơn vị máu, 4 sinh viên, 02 suất học bổng"),
        ("98 đ.v máu", "98 đơn vị máu"),
        ("KH: 20 trđ; TH 65 trđ", "kế hoạch: 20 trđ; thực hiện 65 trđ"),
        ("Khen thưởng: 01 TT, 10 CN", "Khen thưởng: 01 tập thể, 10 cá nhân"),
        ("05/16 ĐV; thu 98 ĐV máu", "05/16 đơn vị; thu 98 đơn vị máu"),
        ("Kế hoạch 56-KH/ĐU, lớp 12A3, TH22A, Trường TH&THCS, khoa KH&CN", ""),
    ],
)
def test_abbreviations_are_written_out_and_names_are_not(typed: str, full: str) -> None:
    assert in_full(typed) == (full or typed)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Đạt 65/20 triệu đồng quyên góp.", ["result 65 triệu đồng of 20 triệu đồng"]),
        ("Đã hiến 98/23 đơn vị máu.", ["result 98 đơn vị máu of 23 đơn vị máu"]),
        ("Tặng quà 60 suất x 300k = 18tr.", ["result 60 suất x 300k đồng", "result 18tr đồng"]),
        (
            "Vận động 9 triệu đồng (tổ A: 5 triệu đồng; tổ B: 4 triệu đồng).",
            ["result 9 triệu đồng", "part 5 triệu đồng", "part 4 triệu đồng"],
        ),
        ("Hiến 98 đơn vị máu (năm ngoái: 78 đơn vị máu).", ["result 98 đơn vị máu"]),
        (
            "Đã trao 04 em sinh viên, mỗi em 1 triệu đồng.",
            ["result 04 em sinh viên x 1 triệu đồng"],
        ),
        ("Phấn đấu vận động được 70 triệu đồng.", ["target 70 triệu đồng"]),
        ("Bốn suất học bổng sẽ được trao dịp cuối năm.", ["target Bốn suất học bổng"]),
        ("Hiến 98 đơn vị máu – 149 lượt người.", ["result 98 đơn vị máu", "result 149 lượt người"]),
        ("Đội ra mắt, làm một phóng sự.", ["result một phóng sự"]),
    ],
)
def test_figures_and_their_kinds(text: str, figures: list[str]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Quỹ còn lại 2 triệu đồng chuyển sang năm sau.",
        "Năm ngoái, chương trình tặng 60 suất quà.",
        "Thu đảng phí tháng 8: 1.245.000 đồng.",
        "Lương cơ sở là 2.340.000 đồng.",
        "Ủng hộ 50.000 đồng/người/tháng.",
        "Đoàn công tác gồm 18 đồng chí đã đến thăm.",
        "Có 13/13 đảng viên biểu quyết thông qua.",
        "Còn ba đảng viên chưa tham gia ủng hộ.",
        "Đề nghị Đảng ủy hỗ trợ thêm 10 triệu đồng.",
        "Gian hàng 0 đồng.",
        "Người góp nhiều nhất là 5 triệu đồng.",
    ],
)
def test_numbers_that_tell_no_result(text: str) -> None:
    assert told(text) == []


def test_headings_say_what_is_planned_and_what_is_cumulative() -> None:
    assert told("Trồng 200 cây.", "III. Nhiệm vụ quý IV") == ["target 200 cây"]
    assert told("Trồng 200 cây.", "3. Số liệu cộng dồn") == ["cumulative 200 cây"]
    assert told("Trồng 200 cây.", "I. Kết quả thực hiện nhiệm vụ") == ["result 200 cây"]


def test_prices_multiply_and_sums_stand_by_themselves() -> None:
    bought = table(
        "1.1 | Nội dung | Số lượng | Đơn giá | Thành tiền",
        "1.2 | Quà tặng hộ nghèo | 60 suất | 300.000 | 18.000.000",
    )
    assert of_blocks([bought]) == ["result 60 suất x 300.000 đồng", "result 18.000.000 đồng"]


def test_a_head_of_two_rows_and_the_unit_above_it() -> None:
    both = table(
        "Nội dung | Năm 2024 | Năm 2024",
        "Nội dung | Kế hoạch | Thực hiện",
        "Kinh phí vận động | 20 | 65",
    )
    assert of_blocks([paragraph("Đơn vị tính: triệu đồng"), both]) == [
        "result 65 triệu đồng of 20 triệu đồng"
    ]


def test_of_a_list_of_persons_only_the_total_is_read() -> None:
    names = table(
        "TT | Họ và tên | Số tiền được tặng",
        "1 | Người thứ nhất | 5.000.000",
        "2 | Người thứ hai | 4.000.000",
        " | Tổng cộng | 9.000.000",
    )
    assert of_blocks([names]) == ["result 9.000.000 đồng"]


def test_a_year_in_a_column_is_no_figure() -> None:
    years = table("Chỉ tiêu | KH 2024 | TH 2024", "Số đơn vị máu | 23 | 98")
    assert of_blocks([years]) == ["result 98 đơn vị máu of 23 đơn vị máu"]
