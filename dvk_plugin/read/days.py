"""One day as Vietnamese write it: `21/09/2023`, `2023-09-21`, `ngày 21 tháng 9 năm 2023`.

Texts are tidied and in lower case.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dvk_plugin.read.misread import Misread

FIRST_YEAR, LAST_YEAR = 1900, 2100

# The same mark between all numbers of a day, for `3-9/2023` may mean the months 3 to 9; blanks
# beside it are slips.
_MARK = r" ?(?P<mark>[-/.]) ?"
_SAME_MARK = r" ?(?P=mark) ?"
_NUMBER = "[0-9]{1,2}"
_DAY_WORD = "(?:ngày )?(?:mùng |mồng )?"
_DAY_FIRST = re.compile(
    rf"{_DAY_WORD}{_NUMBER}"
    rf"(?:{_MARK}{_NUMBER}{_SAME_MARK}|[/-]{_NUMBER} năm | tháng {_NUMBER},? năm )[0-9]{{1,5}}"
)
_YEAR_FIRST = re.compile(rf"(?:ngày )?[0-9]{{4}}{_MARK}{_NUMBER}{_SAME_MARK}{_NUMBER}")
NO_YEAR = re.compile(rf"{_DAY_WORD}{_NUMBER}(?: ?[-/.] ?| tháng )(?:0?[1-9]|1[0-2])")


def read_day(text: str) -> date | Misread | None:
    """The day, or why it is none; None when the text has none of the forms of a day.

    Misreads: `ngay-khong-co`, `nam-hai-so`, `ngay-thang-dao`, `nam-ngoai-khoang`.
    """
    if _YEAR_FIRST.fullmatch(text):
        year, month, day = re.findall("[0-9]+", text)
    elif _DAY_FIRST.fullmatch(text):
        day, month, year = re.findall("[0-9]+", text)
    else:
        return None
    if len(year) == 2:
        return _two_digit_year(text, int(day), int(month), int(year))
    return _real_day(text, int(day), int(month), int(year))


def _real_day(text: str, day: int, month: int, year: int) -> date | Misread:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return year_out_of_reach(text, year)
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        return _month_first(text, date(year, day, month))
    nearest = _nearest_day(day, month, year)
    if (nearest.day, nearest.month) != (day, month):
        return _no_such_day(text, nearest)
    return nearest


def _nearest_day(day: int, month: int, year: int) -> date:
    """The real day nearest to one that may not be: 31/02/2024 → 29/02/2024."""
    real_month = min(max(month, 1), 12)
    return date(year, real_month, min(max(day, 1), monthrange(year, real_month)[1]))


def written_day(day: date) -> str:
    """`21/09/2023`."""
    return f"{day:%d/%m}/{day.year:04d}"


def _no_such_day(text: str, nearest: date) -> Misread:
    return Misread("ngay-khong-co", f"Không có ngày «{text}» trên lịch.", written_day(nearest))


def _month_first(text: str, meant: date) -> Misread:
    return Misread(
        "ngay-thang-dao",
        f"«{text}» ghi tháng trước ngày; xin ghi ngày trước, tháng sau.",
        written_day(meant),
    )


def year_out_of_reach(text: str, year: int) -> Misread:
    """`nam-ngoai-khoang`: the year is surely a slip."""
    return Misread(
        "nam-ngoai-khoang",
        f"Năm {year} trong «{text}» nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.",
        "xin xem lại các chữ số của năm.",
    )


def _two_digit_year(text: str, day: int, month: int, year: int) -> Misread:
    """The hint is the day in this century; `23-09-21` may begin with the year as well."""
    day_first = _day_or_none(day, month, year) or _day_or_none(month, day, year)
    year_first = _day_or_none(year, month, day) if "-" in text else None
    meant = dict.fromkeys(filter(None, (day_first, year_first)))
    readings = tuple(written_day(each) for each in meant)
    return Misread(
        "nam-hai-so",
        f"Năm trong «{text}» chỉ có hai chữ số.",
        " hoặc ".join(readings) or "xin ghi đủ bốn chữ số của năm, như 21/09/2023.",
        readings if len(readings) > 1 else (),
    )


def _day_or_none(day: int, month: int, year: int) -> date | None:
    real = 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]
    return date(2000 + year, month, day) if real else None
