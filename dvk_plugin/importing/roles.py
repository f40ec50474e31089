"""What a number phrase is in its sentence: a result, a target, a worth, a part, a difference."""

from __future__ import annotations

import re
from enum import StrEnum

from dvk_plugin.importing.targets import is_target, is_told_as_target


class FigureRole(StrEnum):
    """`EACH`: the worth of each unit. `SHARE`: things that each one gets. `AWAY`: nothing to be
    counted either (a difference, a part of a crowd, what is left over)."""

    RESULT = "result"
    TARGET = "target"
    EACH = "each"
    PART = "part"
    SHARE = "share"
    AWAY = "away"


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
    if is_told_as_target(after):
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
    if is_target(before):
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
