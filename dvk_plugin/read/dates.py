"""Days and spans of days as Vietnamese write them, day first.

`21/09/2023` · `ngày 21 tháng 9 năm 2023` · `tháng 3/2023` · `2023-03..2023-09-21` · `năm học
2024-2025`. A `Period` excludes its `end`; every form here includes its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from dvk_plugin.domain.period import Period, period_until, year_period
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.unit import lowered
from dvk_plugin.read.days import (
    FIRST_YEAR,
    LAST_YEAR,
    NO_YEAR,
    read_day,
    written_day,
    year_out_of_reach,
)
from dvk_plugin.read.misread import Misread

_MAX_TEXT = 200
_END_OF_SENTENCE = re.compile(r" ?(?<!\.)[.,;]$")  # but `2023..` is a range without an end

_YEAR = re.compile(r"(?:(?:cả |trong )?năm )?([0-9]{4})")
_MONTH = re.compile(r"(?:tháng )?([0-9]{1,2})(?: ?[-/] ?|,? năm )([0-9]{1,5})")
_YEAR_MONTH = re.compile(r"([0-9]{4}) ?[-/] ?([0-9]{1,2})")
_QUARTER = re.compile(r"(?:quý |q)([0-9]|i|ii|iii|iv)(?: ?[-/] ?|,? năm )([0-9]{1,5})")
_SOME_MONTHS = re.compile(r"([0-9]{1,2}|sáu|chín) tháng (đầu|cuối) năm ([0-9]{1,5})")
_TWO_YEARS = re.compile(r"(năm học |giai đoạn )?([0-9]{4}) ?[-–—/] ?([0-9]{1,5})")

_TO = re.compile(r" ?(?:\.\.|…|[–—]|(?<=/[0-9]{4})-) ?| (?:đến hết|đến|tới|-) ")
_MONTH_ALONE = re.compile(r"tháng ([0-9]{1,2})")

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_COUNTS = {"sáu": 6, "chín": 9}


def read_date(text: str) -> date | Misread:
    """The day that `21/09/2023`, `2023-09-21` or `ngày 21 tháng 9 năm 2023` means.

    Misreads, each with the correction as hint where there is one: `ngay-khong-doc-duoc`,
    `ngay-khong-co` (31/02), `nam-hai-so` (21/9/23), `ngay-thang-dao` (09/21/2023),
    `nam-ngoai-khoang` (not 1900–2100).
    """
    plain = _plain(text)
    day = read_day(plain)
    return _unreadable_date(plain) if day is None else day


def read_period(text: str) -> Period | Misread:
    """The days that `năm 2023`, `tháng 3/2023`, `quý 2/2024` or `2023-03..2023-09-21` means.

    Also a single day, `năm học 2024-2025` (1/9–31/8), `6 tháng đầu năm 2024`, `giai đoạn
    2021-2025`, `từ tháng 3 đến tháng 9/2023`. Misreads: those of `read_date`,
    `ky-khong-doc-duoc`, `ky-nguoc` (the end before the start), `ky-mo-ho` (`2024-2025`).
    """
    plain = _plain(text)
    period = _read_span(plain)
    if period is None:
        period = _read_range(plain)
    return _unreadable_period(plain) if period is None else period


def _plain(text: str) -> str:
    """Tidied, in lower case, without the end of a sentence; empty when far too long for a date."""
    if len(text) > _MAX_TEXT:
        return ""
    return _END_OF_SENTENCE.sub("", lowered(tidy(text)))


# --- one span


def _read_span(text: str) -> Period | Misread | None:
    """The period without ends of its own; None when the text is of none of these forms."""
    for read in _SPANS:
        period = read(text)
        if period is not None:
            return period
    return None


def _read_single_day(text: str) -> Period | Misread | None:
    day = read_day(text)
    return period_until(day, day) if isinstance(day, date) else day


def _read_year(text: str) -> Period | Misread | None:
    found = _YEAR.fullmatch(text)
    return _months(text, int(found.group(1)), 1, 12) if found else None


def _read_month(text: str) -> Period | Misread | None:
    if found := _YEAR_MONTH.fullmatch(text):
        year, month = found.groups()
    elif found := _MONTH.fullmatch(text):
        month, year = found.groups()
    else:
        return None
    if len(year) < 3 and int(year) <= 12:  # `01/09` is rather a day without a year
        return None
    if len(year) == 2:
        return _two_digit_year_of_month(text, int(month), int(year))
    if not 1 <= int(month) <= 12:
        return _no_such_month(text, int(month))
    return _months(text, int(year), int(month), int(month))


def _read_quarter(text: str) -> Period | Misread | None:
    """`quý 2/2024`, `quý II năm 2024`."""
    found = _QUARTER.fullmatch(text)
    if found is None:
        return None
    quarter = _QUARTERS.get(found.group(1)) or int(found.group(1))
    if not 1 <= quarter <= 4:
        return _no_such_quarter(text)
    return _months(text, int(found.group(2)), 3 * quarter - 2, 3 * quarter)


def _read_some_months(text: str) -> Period | Misread | None:
    """`6 tháng đầu năm 2024`, `sáu tháng cuối năm 2024`."""
    found = _SOME_MONTHS.fullmatch(text)
    if found is None:
        return None
    count, side, year = found.groups()
    months = _MONTH_COUNTS.get(count) or int(count)
    if not 1 <= months <= 12:
        return _no_such_months(text)
    return _months(text, int(year), *((1, months) if side == "đầu" else (13 - months, 12)))


def _read_two_years(text: str) -> Period | Misread | None:
    """`năm học 2024-2025`, `giai đoạn 2021-2025`; two bare years can mean either."""
    found = _TWO_YEARS.fullmatch(text)
    if found is None or len(found.group(3)) < 4:
        return None
    kind, first, last = found.group(1), int(found.group(2)), int(found.group(3))
    for year in (first, last):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return year_out_of_reach(text, year)
    if last < first:
        return _reversed_period(f"{kind}{last}-{first}" if kind else f"{last}..{first}")
    if kind is None:
        return _school_or_calendar_years(text, first, last)
    if kind == "giai đoạn ":
        return Period(date(first, 1, 1), year_period(last).end)
    if last != first + 1:
        return _no_such_school_year(text, first)
    return Period(date(first, 9, 1), date(last, 9, 1))


_SPANS: tuple[Callable[[str], Period | Misread | None], ...] = (
    _read_year,
    _read_month,
    _read_single_day,
    _read_quarter,
    _read_some_months,
    _read_two_years,
)


def _months(text: str, year: int, first: int, last: int) -> Period | Misread:
    """The months from `first` to `last` of a year, both included."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return year_out_of_reach(text, year)
    return period_until(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


# --- from one to another


def _read_range(text: str) -> Period | Misread | None:
    """`2023-03..2023-09-21`, `từ tháng 3 đến tháng 9/2023`; both ends are included."""
    ends = _TO.split(text.removeprefix("từ "))
    if len(ends) != 2:
        return None
    last = _read_span(ends[1])
    if last is None or isinstance(last, Misread):
        return last
    first = _read_span(_with_year(ends[0], last.last_day.year))
    if first is None or isinstance(first, Misread):
        return first
    if last.end <= first.start:
        return _reversed_period(f"{written_day(last.start)}..{written_day(first.last_day)}")
    return Period(first.start, last.end)


def _with_year(text: str, year: int) -> str:
    """The first end of `từ 01/3 đến 21/9/2023`, in the year of the second unless it has its own."""
    without = _MONTH_ALONE.fullmatch(text) or NO_YEAR.fullmatch(text)
    return f"{text} năm {year}" if without else text


# --- what an editor is told


def _unreadable_date(text: str) -> Misread:
    message = f"Không đọc được ngày «{text}»." if text else "Ở đây chưa có ngày đọc được."
    if NO_YEAR.fullmatch(text):
        message = f"Ngày «{text}» chưa có năm."
    return Misread("ngay-khong-doc-duoc", message, "xin ghi đủ ngày, tháng, năm, như 21/09/2023.")


def _unreadable_period(text: str) -> Misread:
    message = "Ở đây chưa có khoảng thời gian đọc được."
    if text:
        message = f"Không đọc được khoảng thời gian «{text}»."
    if NO_YEAR.fullmatch(text) or _MONTH_ALONE.fullmatch(text):
        message = f"Khoảng thời gian «{text}» chưa có năm."
    return Misread(
        "ky-khong-doc-duoc",
        message,
        "xin ghi như «2023», «tháng 3/2023», «quý 2/2024», «năm học 2024-2025» "
        "hoặc «01/03/2023..21/09/2023».",
    )


def _two_digit_year_of_month(text: str, month: int, year: int) -> Misread:
    return Misread(
        "nam-hai-so",
        f"Năm trong «{text}» chỉ có hai chữ số.",
        f"{min(max(month, 1), 12):02d}/20{year:02d}",
    )


def _no_such_month(text: str, month: int) -> Misread:
    return Misread(
        "ngay-khong-co", f"«{text}»: không có tháng {month}.", "xin ghi tháng từ 1 đến 12."
    )


def _no_such_months(text: str) -> Misread:
    return Misread(
        "ngay-khong-co", f"«{text}»: một năm có 12 tháng.", "xin ghi số tháng từ 1 đến 12."
    )


def _no_such_quarter(text: str) -> Misread:
    return Misread("ngay-khong-co", f"Không có quý như «{text}».", "xin ghi quý từ 1 đến 4.")


def _no_such_school_year(text: str, first: int) -> Misread:
    return Misread(
        "ky-khong-doc-duoc",
        f"«{text}»: một năm học chỉ gồm hai năm liền nhau.",
        f"năm học {first}-{first + 1}",
    )


def _school_or_calendar_years(text: str, first: int, last: int) -> Misread:
    readings = [f"giai đoạn {first}-{last}"]
    if last == first + 1:
        readings.insert(0, f"năm học {first}-{last}")
    return Misread(
        "ky-mo-ho",
        f"«{text}» có thể là năm học hoặc các năm dương lịch.",
        " hoặc ".join(f"«{reading}»" for reading in readings),
        tuple(readings),
    )


def _reversed_period(swapped: str) -> Misread:
    return Misread(
        "ky-nguoc",
        "Khoảng thời gian này kết thúc trước khi bắt đầu.",
        f"xin ghi ngày đầu trước, ngày cuối sau: «{swapped}».",
    )
