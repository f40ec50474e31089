"""Numbers in digits and in words, without qualifier and unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numbers import Number, read_number
from dvk_plugin.read.numerals import written

WHOLE = [
    ("0", "0"),
    ("70", "70"),
    ("04", "4"),
    ("1496", "1496"),
    ("65.000.000", "65000000"),
    ("65. 000.000", "65000000"),
    ("65 .000. 000", "65000000"),
    ("1 350 000", "1350000"),
    ("37,9", "37.9"),
    ("2, 4", "2.4"),
    ("2 ,4", "2.4"),
    ("0,125", "0.125"),  # nobody groups thousands after a 0
    ("1234,567", "1234.567"),
    ("1.234,567", "1234.567"),
    ("1,2340", "1.234"),
    ("0,000001", "0.000001"),
    ("37,9 triệu", "37900000"),
    ("1.350 triệu", "1350000000"),
    ("1,234 tỷ", "1234000000"),
    ("65tr", "65000000"),
    ("65 tr.", "65000000"),
    ("500k", "500000"),
    ("700 ngàn", "700000"),
    ("700 nghìn", "700000"),
    ("700 ngìn", "700000"),
    ("1,6 tỉ", "1600000000"),
    ("2 nghìn tỷ", "2000000000000"),
    ("2 nghìn 500 tỷ", "2500000000000"),
    ("3 chục", "30"),
    ("3 chục 5", "35"),
    ("2 vạn", "20000"),
    ("5 trăm nghìn", "500000"),
    ("5 trăm 50 nghìn", "550000"),
    ("1 nghìn 350", "1350"),
    ("1 tỷ 350 triệu", "1350000000"),
    ("1tỷ350triệu", "1350000000"),
    ("1 triệu 100 ngàn", "1100000"),
    ("1 tỷ 350 triệu 500 nghìn", "1350500000"),
    ("1 tỷ 500.000.000", "1500000000"),
    ("1 triệu 50.000", "1050000"),
    ("1 tỷ 350,5 triệu", "1350500000"),
    ("1 tỷ rưỡi", "1500000000"),
    ("2 nghìn tỷ rưỡi", "2500000000000"),
    ("nửa tỷ", "500000000"),
    ("sáu", "6"),
    ("mười", "10"),
    ("mười lăm", "15"),
    ("mười nhăm", "15"),
    ("hai mươi", "20"),
    ("hai mươi mốt", "21"),
    ("hai mươi tư", "24"),
    ("hai mươi nhăm", "25"),
    ("hai tư", "24"),
    ("năm mươi", "50"),
    ("ba chục", "30"),
    ("một trăm", "100"),
    ("một trăm linh năm", "105"),
    ("một trăm lẻ tư", "104"),
    ("một trăm mười lăm", "115"),
    ("hai trăm rưỡi", "250"),
    ("chín trăm chín mươi chín", "999"),
    ("một nghìn ba trăm năm mươi", "1350"),
    ("hai nghìn năm mươi", "2050"),
    ("một nghìn không trăm linh hai", "1002"),
    ("một triệu không trăm linh năm", "1000005"),
    ("sáu tỷ", "6000000000"),
    ("hai vạn năm nghìn", "25000"),
    ("hai trăm nghìn", "200000"),
    ("ba mươi bảy triệu chín trăm nghìn", "37900000"),
    ("một tỷ ba trăm năm mươi triệu", "1350000000"),
    ("hai nghìn năm trăm tỷ", "2500000000000"),
    ("999.999.999.999.999.999", "999999999999999999"),
]

WITH_REST = [
    ("70 năm thành lập", 70, " năm thành lập"),
    ("mười năm", 10, " năm"),
    ("hai mươi năm", 20, " năm"),
    ("65 triệu năm 2024", 65_000_000, " năm 2024"),
    ("65 triệu năm học mới", 65_000_000, " năm học mới"),
    ("một trăm năm 2024", 100, " năm 2024"),
    ("50kg", 50, "kg"),
    ("5 trường", 5, " trường"),
    ("65trđ", 65_000_000, "đ"),
    ("1.000m2", 1000, "m2"),
    ("5 ba lô", 5, " ba lô"),
]

NO_NUMBERS = [
    "",
    "abc",
    "suất",
    "năm 2022",
    "năm học 2024",
    "không",
    "tư",
    "trăm suất",
    "nửa số hộ",
    "٣",
    "½",
]

AMBIGUOUS = [
    ("37.9", ("37,9", "379")),
    ("37.9 triệu", ("37,9", "379")),
    ("1.234,5.6", ("1.234,56", "12.345,6")),
    ("1,234,567.89", ("1.234.567,89", "123.456.789")),
    ("65,000,000", ("65.000.000", "65")),
    ("1,234.5", ("1,2345", "1.234,5")),
    ("0.500", ("0,5", "500")),
    ("12.34", ("12,34", "1.234")),
    ("1.2345", ("1,2345", "12.345")),
    ("65,000 triệu", ("65.000", "65")),
    ("1 tỷ 350", ("1.350.000.000", "1.000.000.350")),
    ("1 tỷ 2", ("1.200.000.000", "1.002.000.000", "1.000.000.002")),
    ("1tr2", ("1.200.000", "1.002.000", "1.000.002")),
    ("1 nghìn 5", ("1.500", "1.005")),
    ("1 tỷ 350 triệu 500", ("1.350.500.000", "1.350.000.500")),
    ("hai trăm năm", ("250", "205")),
    ("hai tỷ tư", ("2.400.000.000", "2.004.000.000", "2.000.000.004")),
    ("một triệu hai trăm", ("1.200.000", "1.000.200")),
]

OTHER_MISREADS = [
    ("1 2", "so-khong-doc-duoc"),
    ("1 2345", "so-khong-doc-duoc"),
    ("0911266252", "so-khong-doc-duoc"),
    ("2,5 tỷ rưỡi", "so-khong-doc-duoc"),
    ("1,5 tỷ 200 triệu", "so-khong-doc-duoc"),
    ("1 tỷ 1.350 triệu", "so-khong-doc-duoc"),
    ("5 triệu 3 triệu", "so-khong-doc-duoc"),
    ("5 tỷ triệu", "so-khong-doc-duoc"),
    ("hai ba em", "so-khong-doc-duoc"),
    ("một nửa", "so-khong-doc-duoc"),
    ("1 tỷ 0", "so-khong-doc-duoc"),
    ("1,2345678", "so-le-qua-nhieu"),
    ("1000000000000000000", "so-qua-lon"),
    ("1.000.000.000 tỷ", "so-qua-lon"),
    ("9" * 150, "so-qua-lon"),
    ("9." * 60 + "9", "so-qua-lon"),
]


@pytest.mark.parametrize(("text", "value"), WHOLE)
def test_a_number_is_exact(text: str, value: str) -> None:
    number, rest = read_number(text)
    assert isinstance(number, Number)
    assert (number.value, rest) == (Decimal(value), "")
    assert number.doubt is None


@pytest.mark.parametrize(("text", "value", "rest"), WITH_REST)
def test_what_follows_is_left_as_it_stands(text: str, value: int, rest: str) -> None:
    number, left = read_number(text)
    assert isinstance(number, Number)
    assert (number.value, left) == (value, rest)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_number_at_the_start_is_none(text: str) -> None:
    assert read_number(text) == (None, text)


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS)
def test_a_number_with_two_meanings_shows_them(text: str, readings: tuple[str, ...]) -> None:
    misread, _ = read_number(text)
    assert isinstance(misread, Misread)
    assert misread.rule == "so-mo-ho"
    assert misread.readings == readings
    assert all(reading in misread.message for reading in readings)


@pytest.mark.parametrize(("text", "rule"), OTHER_MISREADS)
def test_what_is_no_number_is_a_misread(text: str, rule: str) -> None:
    misread, _ = read_number(text)
    assert isinstance(misread, Misread)
    assert misread.rule == rule


def test_three_decimals_are_in_doubt_until_a_scale_word_follows() -> None:
    number, _ = read_number("1,234 hộ")
    assert isinstance(number, Number)
    assert number.doubt is not None
    assert number.doubt.readings == ("1.234", "1,234")
    assert "«1,2340»" in number.doubt.hint


def test_a_bare_scale_word_counts_one_where_one_is_implied() -> None:
    number, rest = read_number("tỷ đồng", one_implied=True)
    assert isinstance(number, Number)
    assert (number.value, rest) == (10**9, " đồng")


def test_the_whole_message_of_an_ambiguous_number() -> None:
    misread, _ = read_number("37.9 triệu")
    assert misread == Misread(
        "so-mo-ho",
        "Số «37.9» có thể hiểu là 37,9 hoặc 379.",
        "dấu phẩy là phần thập phân, dấu chấm tách hàng nghìn; xin viết lại là «37,9» hoặc «379».",
        ("37,9", "379"),
    )


@given(
    st.decimals(
        min_value=0, max_value=10**18 - 1, places=2, allow_nan=False, allow_infinity=False
    ).map(lambda value: value.quantize(Decimal("0.01")))
)
def test_what_is_written_reads_back(value: Decimal) -> None:
    number, rest = read_number(written(value))
    assert isinstance(number, Number)
    assert (number.value, number.doubt, rest) == (value, None, "")


UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(value: int) -> str:
    """A number below 1000 as the schoolbook says it."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [UNITS[hundreds], "trăm"] if hundreds else []
    if tens == 0 and units:
        words += ["linh", UNITS[units]] if hundreds else [UNITS[units]]
    elif tens:
        words += ["mười"] if tens == 1 else [UNITS[tens], "mươi"]
        last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}
        words += [last.get(units, UNITS[units])] if units else []
    return " ".join(words)


@pytest.mark.parametrize("value", range(1, 1000))
def test_every_number_below_a_thousand_reads_from_words(value: int) -> None:
    assert read_number(in_words(value)) == (Number(Decimal(value)), "")


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 999))
def test_billions_millions_and_thousands_add_up(tỷ: int, triệu: int, nghìn: int) -> None:
    expected = tỷ * 10**9 + triệu * 10**6 + nghìn * 10**3
    digits, _ = read_number(f"{tỷ} tỷ {triệu} triệu {nghìn} nghìn")
    words, _ = read_number(f"{in_words(tỷ)} tỷ {in_words(triệu)} triệu {in_words(nghìn)} nghìn")
    assert isinstance(digits, Number) and isinstance(words, Number)
    assert digits.value == words.value == expected


@given(st.text(alphabet="0123456789., trăm nghìn triệu tỷ rưỡi linh mươi năm hai", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    number, rest = read_number(text, one_implied=True)
    assert text.endswith(rest)
    if isinstance(number, Number):
        assert 0 <= number.value < 10**18
