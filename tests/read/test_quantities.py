"""Quantities as reports write them: text → value, upper end, unit, qualifier; or why not."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.quantity import Qualifier, Quantity
from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numerals import written
from dvk_plugin.read.quantities import read_quantity

# The examples of the contract, sections 2 and 6.
CONTRACT = [
    ("37,9 triệu đồng", "37900000", "VND", "exact"),
    ("65.000.000 đồng", "65000000", "VND", "exact"),
    ("20.000.000đ", "20000000", "VND", "exact"),
    ("1 tỷ 350 triệu đồng", "1350000000", "VND", "exact"),
    ("1 triệu 100 ngàn đồng", "1100000", "VND", "exact"),
    ("1,6 tỉ", "1600000000", "", "exact"),
    ("trên 2, 4 tỷ đồng", "2400000000", "VND", "over"),
    ("700 ngàn", "700000", "", "exact"),
    ("04 suất", "4", "suất", "exact"),
    ("1496 suất", "1496", "suất", "exact"),
    ("149 lượt", "149", "lượt", "exact"),
    ("98 đơn vị máu", "98", "đơn vị máu", "exact"),
    ("168,8 đơn vị", "168.8", "đơn vị", "exact"),
    ("1.234 hộ", "1234", "hộ", "exact"),
    ("gần 1.000m2", "1000", "m2", "under"),
    ("1,8km", "1.8", "km", "exact"),
    ("50kg", "50", "kg", "exact"),
    ("hơn sáu tỷ", "6000000000", "", "over"),
    ("105,38%", "105.38", "%", "exact"),
    ("70", "70", "", "exact"),
    ("4 suất", "4", "suất", "exact"),
    ("30 suất", "30", "suất", "exact"),
    ("5.000.000 đồng", "5000000", "VND", "exact"),
    ("70 người", "70", "người", "exact"),
    ("23 đơn vị", "23", "đơn vị", "exact"),
    (
        "123 mô hình tiêu biểu năm 2022",
        "123",
        "mô hình tiêu biểu năm 2022",
        "exact",
    ),
]

TYPED = [
    ("65. 000.000 đồng", "65000000", "VND", "exact"),
    ("65 TRIỆU ĐỒNG", "65000000", "VND", "exact"),
    ("65 triệu", "65000000", "", "exact"),
    ("65tr", "65000000", "", "exact"),
    ("65trđ", "65000000", "VND", "exact"),
    ("65 tr.đ", "65000000", "VND", "exact"),
    ("65 triệu Ðồng", "65000000", "VND", "exact"),  # U+00D0
    ("65\u00a0triệu\u202fđồng", "65000000", "VND", "exact"),
    ("1\u202f350\u202f000 đồng", "1350000", "VND", "exact"),
    ("1 350 000 đồng", "1350000", "VND", "exact"),
    ("20.000.000₫", "20000000", "VND", "exact"),
    ("20.000.000 VNĐ", "20000000", "VND", "exact"),
    ("20.000.000 đồng chẵn", "20000000", "VND", "exact"),
    ("20 triệu đồng tiền mặt", "20000000", "VND", "exact"),
    ("5.000.000 đồng/suất", "5000000", "VND", "exact"),
    ("500 nghìn đồng", "500000", "VND", "exact"),
    ("500 ngìn đồng", "500000", "VND", "exact"),
    ("0 đồng", "0", "VND", "exact"),
    ("1 tỷ rưỡi", "1500000000", "", "exact"),
    ("1 tỷ rưỡi đồng", "1500000000", "VND", "exact"),
    ("2 tấn rưỡi gạo", "2.5", "tấn gạo", "exact"),
    ("nửa tỷ đồng", "500000000", "VND", "exact"),
    ("2 nghìn tỷ", "2000000000000", "", "exact"),
    ("50 kí gạo", "50", "kg gạo", "exact"),
    ("5 phần trăm", "5", "%", "exact"),
    ("426,1% kế hoạch", "426.1", "%", "exact"),
    ("13 gương mặt Học sinh", "13", "gương mặt Học sinh", "exact"),
    ("37,9 triệu đồng cùng một số vật phẩm, thuốc", "37900000", "VND", "exact"),
    ("65 triệu đồng năm 2024", "65000000", "VND", "exact"),
    ("65 triệu năm 2024", "65000000", "năm 2024", "exact"),
    ("5 triệu đồng cho hộ có 3 con trở lên", "5000000", "VND", "exact"),
    ("70 người - dân tộc Kinh", "70", "người - dân tộc Kinh", "exact"),
    ("149 lượt người", "149", "lượt", "exact"),
    ("149 lượt sinh viên", "149", "lượt sinh viên", "exact"),
    ("15 đồng chí", "15", "đồng chí", "exact"),  # comrades, no money
    ("15 đ/c", "15", "đồng chí", "exact"),
    ("12 trường hợp", "12", "trường hợp", "exact"),
    ("2 phim ngắn.", "2", "phim ngắn", "exact"),
    ("37,9 triệu đồng;", "37900000", "VND", "exact"),
    ("04 suất,", "4", "suất", "exact"),
    ("70.", "70", "", "exact"),
    ("04 (bốn) suất học bổng", "4", "suất học bổng", "exact"),
    ("04 suất (bốn suất)", "4", "suất", "exact"),
    ("20.000.000 đồng (Hai mươi triệu đồng chẵn)", "20000000", "VND", "exact"),
    ("20.000.000 đồng (bằng chữ: hai mươi triệu đồng)", "20000000", "VND", "exact"),
    ("30 suất (trị giá nhỏ)", "30", "suất (trị giá nhỏ)", "exact"),
    ("30 suất quà, 20 suất học bổng", "30", "suất quà, 20 suất học bổng", "exact"),
    ("mười lăm em", "15", "em", "exact"),
    ("hai mươi năm", "20", "năm", "exact"),
    ("5 mô hình 2022", "5", "mô hình 2022", "exact"),
    ("30 phần năm 2024", "30", "phần năm 2024", "exact"),
    ("số tiền 65 triệu đồng", "65000000", "VND", "exact"),
    ("05 xã, phường", "5", "xã, phường", "exact"),
]

QUALIFIED = [
    ("khoảng", "approx"),
    ("khoảng chừng", "approx"),
    ("vào khoảng", "approx"),
    ("chừng", "approx"),
    ("ước", "approx"),
    ("ước tính", "approx"),
    ("ước đạt", "approx"),
    ("ước tính khoảng", "approx"),
    ("xấp xỉ", "approx"),
    ("trên dưới", "approx"),
    ("khoảng hơn", "approx"),
    ("khoảng gần", "approx"),
    ("~", "approx"),
    ("gần", "under"),
    ("dưới", "under"),
    ("chưa đến", "under"),
    ("chưa tới", "under"),
    ("chưa đầy", "under"),
    ("hơn", "over"),
    ("trên", "over"),
    ("đạt trên", "over"),
    ("nhiều hơn", "over"),
    ("ít nhất", "at_least"),
    ("tối thiểu", "at_least"),
    ("không dưới", "at_least"),
    ("từ", "at_least"),
    ("từ trên", "at_least"),
    ("≥", "at_least"),
    ("không quá", "at_most"),
    ("tối đa", "at_most"),
    ("nhiều nhất", "at_most"),
    ("đúng", "exact"),
    ("cả", "exact"),
    ("tổng cộng", "exact"),
]

SUFFIXED = [
    ("65 triệu đồng trở lên", "65000000", "VND", "at_least"),
    ("từ 65 triệu đồng trở lên", "65000000", "VND", "at_least"),
    ("từ 65 triệu trở lên", "65000000", "", "at_least"),
    ("50 suất quà trở lên", "50", "suất quà", "at_least"),
    ("50 suất trở xuống", "50", "suất", "at_most"),
    ("khoảng 50 suất trở lên", "50", "suất", "approx"),
    ("65 triệu đồng (ước tính)", "65000000", "VND", "approx"),
    ("hơn trăm suất", "100", "suất", "over"),
    ("gần tỷ đồng", "1000000000", "VND", "under"),
    ("≥50 em", "50", "em", "at_least"),
]

RANGES = [
    ("80-100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("80–100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("80 triệu - 100 triệu", 80_000_000, 100_000_000, ""),
    ("80 triệu đồng - 100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("từ 80 đến 100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("khoảng 80-100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("hơn 80 đến gần 100 triệu đồng", 80_000_000, 100_000_000, "VND"),
    ("900 triệu - 1 tỷ đồng", 900_000_000, 1_000_000_000, "VND"),
    ("1,5-2 tỷ", 1_500_000_000, 2_000_000_000, ""),
    ("1,234-1,5 tỷ đồng", 1_234_000_000, 1_500_000_000, "VND"),
    ("500.000 - 1 triệu đồng", 500_000, 1_000_000, "VND"),
    ("100.000-200.000đ", 100_000, 200_000, "VND"),
    ("2-3 nghìn tỷ", 2 * 10**12, 3 * 10**12, ""),
    ("20-30 suất quà", 20, 30, "suất quà"),
    ("10% - 15%", 10, 15, "%"),
    ("10-15%", 10, 15, "%"),
    ("5 - 7 chục suất", 50, 70, "suất"),
    ("hai đến ba triệu", 2_000_000, 3_000_000, ""),
    ("từ năm đến mười triệu đồng", 5_000_000, 10_000_000, "VND"),
    ("80 - 100", 80, 100, ""),
    ("5-5 suất", 5, 5, "suất"),
    ("500-1.000 hộ", 500, 1000, "hộ"),
    ("80 đồng - 100.000 đồng", 80, 100_000, "VND"),
    ("0-1.000 đồng", 0, 1000, "VND"),
]

VAGUE = [
    ("hàng trăm suất", "suất"),
    ("hàng trăm suất quà", "suất quà"),
    ("hàng chục triệu đồng", "VND"),
    ("khoảng vài chục triệu đồng", "VND"),
    ("HÀNG TRĂM SUẤT", "suất"),
    ("cả trăm suất", "suất"),
    ("nhiều", ""),
    ("nhiều em", "em"),
    ("một số", ""),
    ("một số vật phẩm, thuốc", "vật phẩm, thuốc"),
    ("vài", ""),
    ("vài chục", ""),
    ("vài chục suất", "suất"),
    ("mấy", ""),
    ("mấy trăm hộ", "hộ"),
    ("một nửa", ""),
    ("hai mươi mấy triệu đồng", "VND"),
    ("30 mấy em", "em"),
    ("chưa rõ", ""),
    ("không rõ", ""),
    ("chưa thống kê", ""),
    ("chưa thống kê được", ""),
    ("chưa có số liệu", ""),
    ("không có số liệu", ""),
]

AMBIGUOUS = [
    ("37.9 triệu", ("37,9", "379")),
    ("37.9 triệu đồng", ("37,9", "379")),
    ("khoảng 37.9 triệu đồng", ("37,9", "379")),
    ("1.234,5.6", ("1.234,56", "12.345,6")),
    ("1,234,567.89", ("1.234.567,89", "123.456.789")),
    ("65,000,000", ("65.000.000", "65")),
    ("65,000 đồng", ("65.000", "65")),
    ("1,234 hộ", ("1.234", "1,234")),
    ("1,234-1,5 km", ("1.234", "1,234")),
    ("0.500", ("0,5", "500")),
    ("12.34", ("12,34", "1.234")),
    ("1.2345", ("1,2345", "12.345")),
    ("1 tỷ 350", ("1.350.000.000", "1.000.000.350")),
    ("1 tỷ 350 đồng", ("1.350.000.000", "1.000.000.350")),
    ("70, 60 suất", ("70,60", "70 và 60")),
    ("80-100.000 đồng", ("80.000-100.000", "80-100.000")),
    ("80-100.000.000 đồng", ("80.000.000-100.000.000", "80-100.000.000")),
    ("1 tỷ đồng rưỡi", ("1.500.000.000", "1.000.000.000,5")),
]

OTHER_MISREADS = [
    ("", "so-khong-doc-duoc"),
    ("   ", "so-khong-doc-duoc"),
    ("abc", "so-khong-doc-duoc"),
    ("5 5 5x", "so-khong-doc-duoc"),
    ("5x", "so-khong-doc-duoc"),
    ("1e6", "so-khong-doc-duoc"),
    ("½", "so-khong-doc-duoc"),
    ("1½", "so-khong-doc-duoc"),
    ("5 ½", "so-khong-doc-duoc"),
    ("٣", "so-khong-doc-duoc"),
    ("５", "so-khong-doc-duoc"),
    ("1..2", "so-khong-doc-duoc"),
    ("12,", "so-khong-doc-duoc"),
    (",5", "so-khong-doc-duoc"),
    ("5/7 mô hình", "so-khong-doc-duoc"),
    ("50+ em", "so-khong-doc-duoc"),
    ("10:30", "so-khong-doc-duoc"),
    ("2023-09-21", "so-khong-doc-duoc"),
    ("21/09/2023", "so-khong-doc-duoc"),
    ("0911266252", "so-khong-doc-duoc"),
    ("hai ba em", "so-khong-doc-duoc"),
    ("một phần ba", "so-khong-doc-duoc"),
    ("năm 2022", "so-khong-doc-duoc"),
    ("triệu đồng", "so-khong-doc-duoc"),
    ("khoảng", "so-khong-doc-duoc"),
    ("không", "so-khong-doc-duoc"),
    ("2,5 tỷ rưỡi", "so-khong-doc-duoc"),
    ("-5", "so-am"),
    ("−5 triệu đồng", "so-am"),
    ("khoảng -5", "so-am"),
    ("âm 5 triệu", "so-am"),
    ("- 04 suất", "so-am"),
    ("1000000000000000000", "so-qua-lon"),
    ("1.000.000.000 tỷ đồng", "so-qua-lon"),
    ("900000000000000000-1 tỷ", "so-qua-lon"),
    ("1" * 150, "so-qua-lon"),
    ("0,1234567", "so-le-qua-nhieu"),
    ("5" + " suất" * 50, "so-qua-dai"),
    ("100-80 triệu đồng", "khoang-nguoc"),
    ("500-1 triệu", "khoang-nguoc"),
    ("từ 100 đến 80 suất", "khoang-nguoc"),
    ("30 suất và 20 suất", "hai-so-lieu"),
    ("5 hoặc 6 suất", "hai-so-lieu"),
    ("1 tỷ và 350 triệu", "hai-so-lieu"),
    ("65 triệu đồng và 30 suất quà", "hai-so-lieu"),
    ("5 triệu đồng tiền mặt, 2 triệu đồng hiện vật", "hai-so-lieu"),
    ("80 người - 100 suất", "hai-so-lieu"),
    ("5 triệu đồng 500 nghìn đồng", "hai-so-lieu"),
    ("2 km 500 m", "hai-so-lieu"),
    ("05 suất x 1.000.000 đồng", "hai-so-lieu"),
    ("5 suất × 1.000.000 đồng", "hai-so-lieu"),
    ("04 (năm) suất", "so-chu-khac-so"),
    ("20.000.000 đồng (hai mươi lăm triệu đồng)", "so-chu-khac-so"),
    ("65 trieu dong", "so-thieu-dau"),
    ("65 triêu đồng", "so-thieu-dau"),
    ("5.000.000 dong", "so-thieu-dau"),
    ("700 ngan dong", "so-thieu-dau"),
]


def quantity_of(text: str) -> Quantity:
    quantity = read_quantity(text)
    assert isinstance(quantity, Quantity), quantity
    return quantity


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), CONTRACT + TYPED + SUFFIXED)
def test_a_phrase_is_read_as_it_stands(text: str, value: str, unit: str, qualifier: str) -> None:
    expected = Quantity(Decimal(value), unit, Qualifier(qualifier), text=tidy(text))
    assert read_quantity(text) == expected


@pytest.mark.parametrize(("words", "qualifier"), QUALIFIED)
def test_the_words_before_a_number_say_how_sure_it_is(words: str, qualifier: str) -> None:
    quantity = quantity_of(f"{words} 65 triệu đồng")
    assert (quantity.value, quantity.unit, quantity.qualifier) == (65_000_000, "VND", qualifier)


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_has_two_ends(text: str, low: int, high: int, unit: str) -> None:
    expected = Quantity(Decimal(low), unit, Qualifier.RANGE, Decimal(high), text)
    assert read_quantity(text) == expected


@pytest.mark.parametrize(("text", "unit"), VAGUE)
def test_a_vague_number_is_no_number(text: str, unit: str) -> None:
    assert read_quantity(text) == Quantity(None, unit, Qualifier.VAGUE, text=text)


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS)
def test_a_number_with_two_meanings_is_never_guessed(text: str, readings: tuple[str, ...]) -> None:
    misread = read_quantity(text)
    assert isinstance(misread, Misread)
    assert (misread.rule, misread.readings) == ("so-mo-ho", readings)
    assert all(reading.split(" và ")[0] in misread.message for reading in readings)


@pytest.mark.parametrize(("text", "rule"), OTHER_MISREADS)
def test_what_cannot_be_read_says_why(text: str, rule: str) -> None:
    misread = read_quantity(text)
    assert isinstance(misread, Misread)
    assert misread.rule == rule
    assert misread.message.endswith((".", "?"))
    assert misread.hint


MESSAGES = [
    (
        "abc",
        "Không đọc được số liệu «abc».",
        "xin viết như «37,9 triệu đồng», «04 suất» hoặc «khoảng 70 người».",
    ),
    (
        "",
        "Ở đây chưa có số liệu nào.",
        "xin viết như «37,9 triệu đồng», «04 suất» hoặc «khoảng 70 người».",
    ),
    (
        "- 04 suất",
        "Số liệu «- 04 suất» là số âm.",
        "số liệu không thể nhỏ hơn 0; nếu dấu gạch chỉ là đầu dòng, xin viết «04 suất».",
    ),
    (
        "100-80 triệu đồng",
        "Khoảng này có số đầu (100.000.000) lớn hơn số cuối (80.000.000).",
        "xin viết số nhỏ trước: «80.000.000-100.000.000 đồng».",
    ),
    (
        "65 Trieu dong",
        "Chữ «trieu» viết thiếu hoặc sai dấu, có phải là «triệu» không?",
        "xin viết «65 triệu đồng».",
    ),
    (
        "1,234 hộ",
        "Số «1,234» có thể hiểu là 1.234 hoặc 1,234.",
        "dấu phẩy là phần thập phân, dấu chấm tách hàng nghìn; "
        "xin viết lại là «1.234» hoặc «1,2340».",
    ),
    (
        "1 tỷ 350",
        "Số «1 tỷ 350» có thể hiểu là 1.350.000.000 hoặc 1.000.000.350.",
        "xin viết lại là «1.350.000.000» hoặc «1.000.000.350».",
    ),
]


@pytest.mark.parametrize(("text", "message", "hint"), MESSAGES)
def test_messages_word_for_word(text: str, message: str, hint: str) -> None:
    misread = read_quantity(text)
    assert isinstance(misread, Misread)
    assert (misread.message, misread.hint) == (message, hint)


READABLE = [row[0] for row in (*CONTRACT, *TYPED, *SUFFIXED, *RANGES, *VAGUE)]


@pytest.mark.parametrize("text", READABLE)
@pytest.mark.parametrize(
    "typed_by",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f" \u00a0{text}\ufeff ",
        lambda text: text.replace(" ", "\u00a0 "),
    ],
    ids=["NFD", "blanks around", "NBSP"],
)
def test_the_way_letters_and_blanks_are_typed_does_not_matter(text: str, typed_by) -> None:
    assert read_quantity(typed_by(text)) == read_quantity(text)


@pytest.mark.parametrize("text", READABLE)
def test_upper_case_gives_the_same_numbers(text: str) -> None:
    shouted, said = quantity_of(text.upper()), quantity_of(text)
    assert (shouted.value, shouted.hi, shouted.qualifier) == (said.value, said.hi, said.qualifier)
    assert shouted.unit.lower() == said.unit.lower()


def test_values_are_in_their_plainest_form() -> None:
    assert str(quantity_of("37,90 triệu đồng").value) == "37900000"
    assert str(quantity_of("2,50 tấn").value) == "2.5"


PIECES = (
    *("khoảng ", "hàng ", "trăm", "triệu ", " tỷ", "nghìn", "rưỡi", "linh", "mươi", "năm "),
    *("hai", "đồng", "đ", "suất", "người", "%", "m2", "trở lên", "đến", "từ ", "(", ")", "và "),
    *(
        "1",
        "0",
        "35",
        "000",
        "2024",
        ".",
        ",",
        " ",
        "-",
        "–",
        "/",
        "½",
        "٣",
        "\u00a0",
        "İ",
        "H\u0331",
    ),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_any_text_gives_a_quantity_or_a_misread(text: str) -> None:
    quantity = read_quantity(text)
    if isinstance(quantity, Misread):
        assert quantity.rule and quantity.message and quantity.hint
        return
    assert quantity.text == tidy(text)
    assert (quantity.value is None) == (quantity.qualifier is Qualifier.VAGUE)
    assert (quantity.hi is not None) == (quantity.qualifier is Qualifier.RANGE)
    for end in (quantity.value, quantity.hi):
        assert end is None or 0 <= end < 10**18


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nfc_and_nfd_read_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert read_quantity(composed) == read_quantity(decomposed)


@given(st.integers(0, 10**18 - 1))
def test_money_reads_back_as_it_is_written(value: int) -> None:
    quantity = quantity_of(f"{written(Decimal(value))} đồng")
    assert (quantity.value, quantity.unit) == (value, "VND")


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_range_shares_its_scale(low: int, more: int) -> None:
    quantity = quantity_of(f"{low}-{low + more} triệu đồng")
    assert (quantity.value, quantity.hi) == (low * 10**6, (low + more) * 10**6)


@pytest.mark.parametrize(
    "piece", ["1 ", "1.", "1, ", "(", "tỷ ", "khoảng ", " .", "và 1 ", "\u0301"]
)
def test_long_texts_cost_little(piece: str) -> None:
    start = time.perf_counter()
    for text in (piece * (200 // len(piece)), piece * 100_000):
        read_quantity(text)
    assert time.perf_counter() - start < 0.5
