"""Days and periods as Vietnamese write them; impossible ones come with their correction."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.period import Period, period_until, year_period
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread

DAYS = [
    ("21/09/2023", date(2023, 9, 21)),
    ("21/2/2024", date(2024, 2, 21)),
    ("2023-09-21", date(2023, 9, 21)),
    ("2023/9/21", date(2023, 9, 21)),
    ("21-9-2023", date(2023, 9, 21)),
    ("21.9.2023", date(2023, 9, 21)),
    ("21 / 9 / 2023", date(2023, 9, 21)),
    ("ngày 21/9/2023", date(2023, 9, 21)),
    ("21/9 năm 2023", date(2023, 9, 21)),
    ("ngày 21 tháng 9 năm 2023", date(2023, 9, 21)),
    ("NGÀY 21 THÁNG 9 NĂM 2023", date(2023, 9, 21)),
    ("ngày 02 tháng 09, năm 2023", date(2023, 9, 2)),
    ("ngày mùng 2 tháng 9 năm 2023", date(2023, 9, 2)),
    ("21/09/2023.", date(2023, 9, 21)),
    ("\u00a021/09/2023 ", date(2023, 9, 21)),
    ("29/02/2024", date(2024, 2, 29)),
    ("01/02/2024", date(2024, 2, 1)),  # the first of February
    ("01/01/1900", date(1900, 1, 1)),
    ("31/12/2100", date(2100, 12, 31)),
]

NO_DAYS = [
    ("31/02/2024", "ngay-khong-co", "29/02/2024"),
    ("29/02/2023", "ngay-khong-co", "28/02/2023"),
    ("31/04/2024", "ngay-khong-co", "30/04/2024"),
    ("32/01/2024", "ngay-khong-co", "31/01/2024"),
    ("00/01/2024", "ngay-khong-co", "01/01/2024"),
    ("31/13/2024", "ngay-khong-co", "31/12/2024"),
    ("2024-02-30", "ngay-khong-co", "29/02/2024"),
    ("21/9/23", "nam-hai-so", "21/09/2023"),
    ("09/21/23", "nam-hai-so", "21/09/2023"),
    ("23-09-21", "nam-hai-so", "23/09/2021 hoặc 21/09/2023"),
    ("99/99/99", "nam-hai-so", "xin ghi đủ bốn chữ số của năm, như 21/09/2023."),
    ("09/21/2023", "ngay-thang-dao", "21/09/2023"),
    ("2023-21-09", "ngay-thang-dao", "21/09/2023"),
    ("21/9/2203", "nam-ngoai-khoang", "xin xem lại các chữ số của năm."),
    ("21/9/1899", "nam-ngoai-khoang", "xin xem lại các chữ số của năm."),
    ("21/9/202", "nam-ngoai-khoang", "xin xem lại các chữ số của năm."),
    ("", "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
    ("hôm qua", "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
    ("21/9", "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
    ("3-9/2023", "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
    ("٢١/٠٩/٢٠٢٣", "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
    ("2" * 500, "ngay-khong-doc-duoc", "xin ghi đủ ngày, tháng, năm, như 21/09/2023."),
]

MARCH_TO_21_SEPTEMBER = period_until(date(2023, 3, 1), date(2023, 9, 21))
MARCH_TO_SEPTEMBER = period_until(date(2023, 3, 1), date(2023, 9, 30))
SCHOOL_YEAR = period_until(date(2024, 9, 1), date(2025, 8, 31))

PERIODS = [
    ("2023", year_period(2023)),
    ("năm 2023", year_period(2023)),
    ("cả năm 2023", year_period(2023)),
    ("2100", year_period(2100)),
    ("2023-03", period_until(date(2023, 3, 1), date(2023, 3, 31))),
    ("03/2023", period_until(date(2023, 3, 1), date(2023, 3, 31))),
    ("tháng 3/2023", period_until(date(2023, 3, 1), date(2023, 3, 31))),
    ("Tháng 02 năm 2024", period_until(date(2024, 2, 1), date(2024, 2, 29))),
    ("2023-12", period_until(date(2023, 12, 1), date(2023, 12, 31))),
    ("21/09/2023", Period(date(2023, 9, 21), date(2023, 9, 22))),
    ("2023-03..2023-09-21", MARCH_TO_21_SEPTEMBER),
    ("2023-03 .. 21/09/2023", MARCH_TO_21_SEPTEMBER),
    ("01/03/2023 - 21/09/2023", MARCH_TO_21_SEPTEMBER),
    ("01/03/2023-21/09/2023", MARCH_TO_21_SEPTEMBER),
    ("01/03/2023–21/09/2023", MARCH_TO_21_SEPTEMBER),
    ("từ ngày 01/03/2023 đến hết ngày 21/09/2023", MARCH_TO_21_SEPTEMBER),
    ("từ 01/3 đến 21/9/2023", MARCH_TO_21_SEPTEMBER),
    ("từ tháng 3/2023 đến tháng 9/2023", MARCH_TO_SEPTEMBER),
    ("từ tháng 3 đến tháng 9/2023", MARCH_TO_SEPTEMBER),
    ("tháng 3 - tháng 9 năm 2023", MARCH_TO_SEPTEMBER),
    ("2023..2024", Period(date(2023, 1, 1), date(2025, 1, 1))),
    ("2023-03..2023", Period(date(2023, 3, 1), date(2024, 1, 1))),
    ("2023-09-21..2023-09-21", Period(date(2023, 9, 21), date(2023, 9, 22))),
    ("năm học 2024-2025", SCHOOL_YEAR),
    ("năm học 2024–2025", SCHOOL_YEAR),
    ("Năm học 2024 - 2025", SCHOOL_YEAR),
    ("năm học 2024/2025", SCHOOL_YEAR),
    ("giai đoạn 2021-2025", Period(date(2021, 1, 1), date(2026, 1, 1))),
    ("quý 2/2024", period_until(date(2024, 4, 1), date(2024, 6, 30))),
    ("quý II/2024", period_until(date(2024, 4, 1), date(2024, 6, 30))),
    ("QUÝ IV NĂM 2024", period_until(date(2024, 10, 1), date(2024, 12, 31))),
    ("6 tháng đầu năm 2024", period_until(date(2024, 1, 1), date(2024, 6, 30))),
    ("sáu tháng cuối năm 2024", period_until(date(2024, 7, 1), date(2024, 12, 31))),
]

NO_PERIODS = [
    ("", "ky-khong-doc-duoc"),
    ("dạo này", "ky-khong-doc-duoc"),
    ("tháng 3", "ky-khong-doc-duoc"),
    ("01/09", "ky-khong-doc-duoc"),
    ("2023..", "ky-khong-doc-duoc"),
    ("..2023", "ky-khong-doc-duoc"),
    ("2023-03..nay", "ky-khong-doc-duoc"),
    ("2023..2024..2025", "ky-khong-doc-duoc"),
    ("học kỳ I năm học 2024-2025", "ky-khong-doc-duoc"),
    ("năm học 2024-2026", "ky-khong-doc-duoc"),
    ("năm học 2024-25", "ky-khong-doc-duoc"),
    ("2024-2025", "ky-mo-ho"),
    ("2021-2025", "ky-mo-ho"),
    ("2023-09-21..2023-03", "ky-nguoc"),
    ("2024..2023", "ky-nguoc"),
    ("năm học 2025-2024", "ky-nguoc"),
    ("tháng 12 - tháng 3/2024", "ky-nguoc"),
    ("tháng 13/2023", "ngay-khong-co"),
    ("2023-13", "ngay-khong-co"),
    ("quý 5/2024", "ngay-khong-co"),
    ("quý 0/2024", "ngay-khong-co"),
    ("13 tháng đầu năm 2024", "ngay-khong-co"),
    ("2023-02-30..2023-09-21", "ngay-khong-co"),
    ("2023-03..09/31/2023", "ngay-khong-co"),
    ("2023-03..09/21/2023", "ngay-thang-dao"),
    ("tháng 3/23", "nam-hai-so"),
    ("1800", "nam-ngoai-khoang"),
    ("2101", "nam-ngoai-khoang"),
    ("giai đoạn 2021-20255", "nam-ngoai-khoang"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_day_first(text: str, day: date) -> None:
    assert read_date(text) == day
    assert read_date(unicodedata.normalize("NFD", text)) == day
    assert read_period(text) == period_until(day, day)


@pytest.mark.parametrize(("text", "rule", "hint"), NO_DAYS)
def test_a_wrong_day_comes_with_its_correction(text: str, rule: str, hint: str) -> None:
    misread = read_date(text)
    assert isinstance(misread, Misread)
    assert (misread.rule, misread.hint) == (rule, hint)
    assert misread.message.endswith(".")


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_a_period_includes_its_last_day(text: str, period: Period) -> None:
    assert read_period(text) == period
    assert read_period(unicodedata.normalize("NFD", text).upper()) == period


@pytest.mark.parametrize(("text", "rule"), NO_PERIODS)
def test_what_is_no_period_says_why(text: str, rule: str) -> None:
    misread = read_period(text)
    assert isinstance(misread, Misread)
    assert misread.rule == rule
    assert misread.message.endswith(".")
    assert misread.hint


MESSAGES = [
    ("31/02/2024", "Không có ngày «31/02/2024» trên lịch."),
    ("21/9/23", "Năm trong «21/9/23» chỉ có hai chữ số."),
    ("09/21/2023", "«09/21/2023» ghi tháng trước ngày; xin ghi ngày trước, tháng sau."),
    ("21/9/2203", "Năm 2203 trong «21/9/2203» nằm ngoài khoảng 1900–2100."),
    ("21/9", "Ngày «21/9» chưa có năm."),
    ("hôm qua", "Không đọc được ngày «hôm qua»."),
]


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_messages_about_days_word_for_word(text: str, message: str) -> None:
    misread = read_date(text)
    assert isinstance(misread, Misread)
    assert misread.message == message


def test_a_reversed_period_is_shown_the_right_way_round() -> None:
    misread = read_period("2023-09-21..2023-03")
    assert isinstance(misread, Misread)
    assert misread.message == "Khoảng thời gian này kết thúc trước khi bắt đầu."
    assert "«01/03/2023..21/09/2023»" in misread.hint


def test_two_bare_years_can_be_a_school_year_or_two_calendar_years() -> None:
    misread = read_period("2024-2025")
    assert isinstance(misread, Misread)
    assert misread.readings == ("năm học 2024-2025", "giai đoạn 2024-2025")
    assert all(isinstance(read_period(reading), Period) for reading in misread.readings)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_form_of_a_day_reads_back(day: date) -> None:
    forms = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    )
    assert {read_date(form) for form in forms} == {day}


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2100))
def test_a_hint_that_is_a_day_can_be_typed(day: int, month: int, year: int) -> None:
    read = read_date(f"{day:02d}/{month:02d}/{year}")
    if isinstance(read, Misread):
        assert isinstance(read_date(read.hint), date)
    else:
        assert (read.day, read.month, read.year) == (day, month, year)


PIECES = (
    *("ngày ", "tháng ", "năm ", "năm học ", "quý ", "từ ", " đến ", "..", "-", "–", "/", "."),
    *("1", "02", "31", "13", "00", "2023", "2024", "9999", "0", "ı", "ii", " ", "٣", "đầu "),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=10).map("".join)))
def test_any_text_gives_a_value_or_a_misread(text: str) -> None:
    assert isinstance(read_date(text), date | Misread)
    period = read_period(text)
    assert isinstance(period, Period | Misread)
    if isinstance(period, Period):
        assert period.start < period.end
