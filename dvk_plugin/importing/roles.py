"""What a number phrase is in its sentence: a result, a target, a worth, a part, a difference."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread


class FigureRole(StrEnum):
    """`EACH`: the worth of each unit. `SHARE`: things that each one gets. `AWAY`: nothing to be
    counted either (a difference, a part of a crowd, what is left over)."""

    RESULT = "result"
    TARGET = "target"
    EACH = "each"
    PART = "part"
    SHARE = "share"
    AWAY = "away"


_BLOT = "¤"
_QUALIFIERS = r"(?:(?:khoảng|gần|trên|hơn|từ|ít nhất|tối thiểu|không dưới|là|:)\s*)*"
_DEEDS = r"(?:làm|tổ chức|trao|tặng|vận động|hiến|thực hiện|thăm|khám|hỗ trợ|quyên góp|xây)"
_STRONG_TARGET = re.compile(
    r"(?<![^\W_])(?:chỉ tiêu|mục tiêu|phấn đấu|dự kiến|định mức|sẽ|dự định|từ nay đến"
    r"|thời gian tới|sắp tới|(?:năm|tháng|quý|kỳ|tuần|năm học|học kỳ|đợt|chặng) (?:tới|sau)"
    r"|sang năm|cam kết|mong (?:có|nhận|được|muốn|rằng)|hy vọng|hi vọng|quyết tâm|(?<!quy )định"
    rf"(?= {_DEEDS})|hứa|thống nhất(?= {_DEEDS}| sẽ| chủ trương| chỉ tiêu|:)"
    rf"|giao(?= [^,;:]{{2,40}} {_DEEDS})"
    r"|đăng ký(?= (?:vận động|trao|hiến|tặng)|:))(?![^\W_])"
)
_PLAN_LABEL = re.compile(
    r"(?:^|[;(,→]|[-+–•]\s)\s*(?:phương hướng|kế hoạch|nhiệm vụ)(?! số)[^:;.]{0,30}:"
)
_PLAN = re.compile(
    r"(?<![^\W_])kế hoạch(?:\s+(?:¤+|năm|cả năm|đề ra|được giao|giao|đặt ra|ban đầu|của năm"
    r"|vận động"
    rf"|hiến|trao|tặng|phải|đầu năm|quyên góp|huy động|được|hỗ trợ)){{0,5}}\s*\(?{_QUALIFIERS}$"
)
_RESULT = re.compile(
    r"(?<![^\W_])(?:đã|kết quả|thực tế|thực hiện(?: được|:))(?![^\W_])"
    r"|[0-9].*(?<![^\W_])(?:đạt(?! chỉ tiêu| kế hoạch)|được(?! giao| đề ra)|hoàn thành|thực hiện)"
    r"(?![^\W_])"
)
"""Words of what is done; the weak ones only after a figure, as one can also plan to reach 70."""
_TARGET_AFTER = re.compile(
    r"\s*(?:mà\s+|như\s+)?(?:(?:kế hoạch|chỉ tiêu|mục tiêu)\s+(?:đã |được |năm )*|được "
    r"|mà [^,;.0-9]{0,30})"
    r"(?:giao|đề ra|đặt ra)|\s*(?:đề ra|đặt ra)(?![^\W_])"
)
_ASKED_FOR = re.compile(r"(?<![^\W_])(?:đề nghị|đề xuất|kiến nghị)[^,;]{0,60}$")
_LIST_ON = re.compile(r"\s*(?:,|;|và|cùng|cùng với)?\s*(?:và\s+)?")
_EACH_AFTER = re.compile(
    r"\s*(?:/|(?:cho |trên )?(?:mỗi|từng|(?:một|1)(?! (?:số|phần|trong)(?![^\W_])))\s)"
    r"\s*(?P<whose>[^\W\d_]+)"
)
_RATE = re.compile(r"\s*(?:/[^\W\d_]+)?\s*/\s*(?:tháng|quý|năm|tuần|ngày)(?![^\W_])")
"""`50.000 đồng/người/tháng`: how much there will be in the end is not told."""
_EACH_OF_THEM = re.compile(r"\s*,?\s*mỗi [^\W\d_]+ (?:[^\W\d_]+ ){0,4}[0-9]")
"""`02 sinh viên mỗi em 1 triệu`: what each of them gets comes after."""
_EACH_BEFORE = re.compile(
    r"(?<=[^\W_]) ?[x×*] ?$|"
    r"(?<![^\W_])(?:mỗi|từng)\s+(?:[^\W\d_]+\s+){0,6}(?:là|:|\()?\s*$"
    r"|(?<![^\W_])(?:mức|định mức)\s+(?:hỗ trợ|quà)\s*$"
)
_AVERAGE = re.compile(r"(?<![^\W_])(?:bình quân|trung bình)[^,;]{0,20}$")
_WORTH = re.compile(r"\s*[,(]?\s*(?:(?:tổng )?(?:trị giá|tương đương|và|kèm)(?![^\W_])|[0-9])")
_MADE_OF = re.compile(r"(?<![^\W_])gồm(?![^\W_])[^,;]*$")
_CONTAINING = re.compile(r"\s*(?:,|và)?\s*(?:gồm|bao gồm|có|là|kèm|trị giá)?\s*")
_DIFFERENCE = re.compile(
    r"(?<![^\W_])(?:tăng|giảm|nhiều hơn|ít hơn|cao hơn|thấp hơn|vượt)(?:\s+(?:thêm|khoảng|gần"
    r"|trên|hơn|(?:chỉ tiêu|kế hoạch)(?: được giao| đề ra)?))?\s*$"
)
_BEYOND = re.compile(r"(?:^|[,;(→>–-])\s*(?:và\s+)?$")
_LEFT_OVER = re.compile(
    r"(?<![^\W_])(?:(?:còn|hiện còn) (?:lại|dư|thiếu|thừa|nợ|tồn)|tồn|số dư|dư|thiếu)(?![^\W_])"
    r"[^,;.()0-9]{0,40}$"
)
_LEFT_OF_MONEY = re.compile(r"(?<![^\W_])còn\s*:?\s*$")
_NOT_YET = re.compile(r"[^,;.()0-9]{0,25}(?<![^\W_])(?:chưa|vắng|phải hoãn|xin nghỉ)(?![^\W_])")
_PRICE = re.compile(
    r"(?<![^\W_])(?:(?:đảng|đoàn|hội) phí(?: [^\s,;:]+){0,3}|lương(?: [^\W\d_]+){0,2}"
    r"|thu nhập(?: [^\W\d_]+){0,3}|(?:đơn )?giá(?! trị)(?: vé)?|vé)"
    r"(?: là)?\s*:?\s*$|(?<![^\W_])(?:nhiều|ít|cao|thấp|lớn|nhỏ) nhất là\s*$"
)
"""What is paid for a thing or a month, and given to nobody; the largest and the smallest gift."""
_COMPARED = re.compile(r"(?<![^\W_])(?:so với|cùng kỳ|năm (?:trước|ngoái))[^,;]{0,25}$")
_LAST_YEAR = re.compile(
    r"\W*(?:cùng kỳ )?năm (?:ngoái|trước)(?![^\W_])(?!.*(?<![^\W_])nay(?![^\W_]))"
)
_COMPARED_AFTER = re.compile(r"\s*(?:của\s+)?(?:năm (?:trước|ngoái)|cùng kỳ|so với)")
_PART = re.compile(r"(?<![^\W_])(?:trong đó|trong (?:tổng )?số|bao gồm|gồm)(?![^\W_])")
_CLOSED = re.compile(r"\([^()]*\)")
_LATER = re.compile(r"[^.;:]{0,40}?(?<!\w)sẽ (?:được )?[^\W\d_]+")
"""`bốn suất học bổng sẽ được trao`: promised, unless something is told as done before."""
_FRACTION = re.compile(
    r"(?<![^\W_])(?:(?:một|[0-9]+) trong(?: số)?|trong số|thuộc|(?:không|chẳng) phải(?: là)?)\s+$"
)
_OF_A_NUMBER = re.compile(r"(?<!một )trong (?:tổng )?số\s+$")

_AHEAD = re.compile(
    r"phương hướng|thời gian tới|(?:kế hoạch|nhiệm vụ)[^/]{0,30} (?:tới|tiếp theo|sắp tới|quý sau)"
    r"|dự kiến|chỉ tiêu (?:năm|phấn đấu)|thống nhất$"
    r"|(?:^|/ )(?:[0-9ivxa-z]{1,4}[.)] ?)*(?:một số )?(?:nhiệm vụ|kế hoạch|chương trình"
    r"|công việc|việc)"
    r"(?: trọng tâm| công tác)*,? ?(?:trong )?(?:(?:[0-9]+|sáu|ba) tháng|tháng|quý|năm|học kỳ|cuối)"
    r"(?! qua| trước)[^/]{0,20}(?:$|/)"
)
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


def is_beyond(phrase: str, before: str, after: str) -> bool:
    """Whether `vượt 45 triệu đồng so với kế hoạch`, `98 đơn vị, vượt 75 đơn vị` is the amount
    beyond, and not the amount."""
    if not re.match(r"vượt|tăng|giảm|thêm", phrase):
        return False
    return bool(_BEYOND.search(before) or re.match(r"\s*(?:so với|kế hoạch|chỉ tiêu)", after))


def is_worth(before: str, text: str) -> bool:
    """Whether a text that ends in an amount tells the worth of what stands before: `trị giá 5 …`.

    Also what comes with it (`mỗi hộ 1 phần quà và 500 nghìn đồng`), but not of what it is made.
    """
    return _WORTH.match(text) is not None and not _MADE_OF.search(before)


def role_of(
    before: str, after: str, previous: FigureRole | None, between: str, unit: str, *, money: bool
) -> FigureRole:
    """The role of a phrase, from the blotted lower-case text of its sentence around it.

    `previous` is the role of the phrase before it in the sentence, `between` what stands between.
    """
    if _AVERAGE.search(before) or _ASKED_FOR.search(before) or _RATE.match(after):
        return FigureRole.AWAY
    if previous is FigureRole.EACH and not between.strip():  # `5 triệu đồng một suất`
        return FigureRole.AWAY
    if previous in (FigureRole.AWAY, FigureRole.SHARE) and _CONTAINING.fullmatch(between):
        return previous
    if _is_each(before, after, unit):
        return FigureRole.EACH if money else FigureRole.SHARE
    if _TARGET_AFTER.match(after):
        return FigureRole.TARGET
    if _LEFT_OVER.search(before) or (
        money and (_LEFT_OF_MONEY.search(before) or _PRICE.search(before))
    ):
        return FigureRole.AWAY
    if not money and _NOT_YET.match(after):
        return FigureRole.AWAY
    if _is_fraction(before, after) or _COMPARED_AFTER.match(after):
        return FigureRole.AWAY
    if previous is FigureRole.TARGET and _LIST_ON.fullmatch(between):
        return FigureRole.TARGET
    if _is_target(before):
        return FigureRole.TARGET
    if _DIFFERENCE.search(before) or _COMPARED.search(before) or _LAST_YEAR.match(before):
        return FigureRole.AWAY
    if not re.search(r"(?<!\w)đã(?!\w)", before) and _LATER.match(after):
        return FigureRole.TARGET
    return FigureRole.PART if _PART.search(_CLOSED.sub("", before)) else FigureRole.RESULT


def _is_fraction(before: str, after: str) -> bool:
    """Whether the number is what something is one of; `trong số 98 … có 40 …` tells a whole."""
    if _OF_A_NUMBER.search(before) and re.match(r"[^,;.0-9]{0,30}(?<![^\W_])(?:có|gồm)\s", after):
        return False
    return _FRACTION.search(before) is not None


def _is_each(before: str, after: str, unit: str) -> bool:
    """Whether the phrase is what each one gets; of `4 em, mỗi em 1 suất` the first is not."""
    if _EACH_BEFORE.search(before):
        return True
    told = None if _EACH_OF_THEM.match(after) else _EACH_AFTER.match(after)
    return told is not None and told["whose"] != unit.partition(" ")[0].lower()


def _is_target(before: str) -> bool:
    if _PLAN.search(before):
        return True
    strong = [*_STRONG_TARGET.finditer(before), *_PLAN_LABEL.finditer(before)]
    if not strong:
        return False
    return not _RESULT.search(before, max(match.end() for match in strong))


def is_planned(above: str) -> bool:
    """Whether the headings above a sentence speak of what is still to come."""
    return _AHEAD.search(above.lower()) is not None


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
