"""Times of figures: running totals and since when they run, targets and the year they are for."""

from __future__ import annotations

import re
from datetime import date

from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread

_CUMULATIVE = re.compile(
    r"(?<![^\W_])(?:l[ũu][yỹ] kế|luỹ kế|cộng dồn|tích l[ũu][yỹ]|(?:cho )?(?:đến|tới) (?:nay"
    r"|thời điểm này)"
    r"|từ (?:khi|ngày|lúc) (?:thành lập|ra đời|triển khai)|từ trước (?:đến|tới) nay"
    r"|sau [^,;]{1,12} năm"
    r"|[^\W_]+ năm (?:cộng|gộp) lại|qua [^,;]{1,12} năm|trong [^,;]{1,10} năm qua|từ đầu nhiệm kỳ"
    r"|nâng (?:tổng )?số [^,;.]{0,50}lên(?: thành| tới| đến)?(?= *$))(?![^\W_])"
)
_ALL_CUMULATIVE = re.compile(r"(?<![^\W_])(?:l[ũu][yỹ] kế|luỹ kế|cộng dồn)(?![^\W_])")
_THIS_TIME = re.compile(
    r"(?<![^\W_])(?:riêng|năm nay|đợt này|lần này|tháng này|hôm nay|trong (?:năm|tháng|quý|đợt)"
    r"|dịp này"
    r"|năm (?:19|20)[0-9]{2}(?! đến nay))(?![^\W_])"
)
_CUMULATIVE_AFTER = re.compile(
    r"[^,;.]{0,40}?(?:(?:tính )?(?:đến|tới) nay|l[ũu]y kế|từ (?:khi|ngày) thành lập)"
)
_SINCE_YEAR_START = re.compile(r"từ đầu năm(?:\s+((?:19|20)[0-9]{2}))?\s*(?:cho )?(?:đến|tới) nay")
_SINCE = re.compile(
    r"từ\s+(?P<when>(?:ngày\s+)?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|(?:tháng\s+)?[0-9]{1,2}/[0-9]{4}"
    r"|năm\s+[0-9]{4}|(?:khi thành lập|ngày thành lập)\s*\(?\s*(?:năm\s+)?(?P<year>[0-9]{4})\)?)"
)
_YEAR = re.compile(r"(?<![0-9/.-])năm(?: học)?\s+((?:19|20)[0-9]{2})(?![0-9])")


def is_cumulative(before: str, after: str, above: str) -> bool:
    """Whether a running total is told: «lũy kế», «đến nay»; not when «riêng năm nay» follows it.

    `above`: the headings, of which one may say so for all below it.
    """
    if _ALL_CUMULATIVE.search(above.lower()):
        return True
    told = list(_CUMULATIVE.finditer(before))
    if told:
        return not _THIS_TIME.search(before, told[-1].end())
    return bool(_CUMULATIVE_AFTER.match(after))


def since_of(sentence: str, day: date | None) -> date | None:
    """The day from which a running total counts, when the sentence says it."""
    low = tidy(sentence).lower()
    if start := _SINCE_YEAR_START.search(low):
        year = int(start.group(1)) if start.group(1) else day.year if day else None
        return date(year, 1, 1) if year else None
    told = _SINCE.search(low)
    if told is None:
        return None
    if told["year"]:
        return date(int(told["year"]), 1, 1)
    one = read_date(told["when"])
    if not isinstance(one, Misread):
        return one
    period = read_period(told["when"])
    return None if isinstance(period, Misread) else period.start


def later_year(text: str, day: date | None) -> int | None:
    """A year after that of the report that a text names: what is planned for then."""
    years = [int(year) for year in _YEAR.findall(text.lower())]
    return max((year for year in years if day and year > day.year), default=None)
