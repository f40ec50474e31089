"""The number phrases of a sentence: `khoảng 65 triệu đồng`, `04 suất học bổng`, `80-100 em`.

Where a phrase begins and ends is found here; what it is worth is `read_quantity`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import lowered, match_unit
from dvk_plugin.importing.noise import BLOT, blotted
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.number_words import read_words
from dvk_plugin.read.numbers import Number, read_number
from dvk_plugin.read.qualifiers import read_qualifier_after, read_qualifiers, read_vague
from dvk_plugin.read.quantities import read_quantity

_LONGEST_TAIL = 6
"""Words after a known unit that may still belong to the phrase."""
_DIGITS = re.compile(r"(?<![\w.,¤+-])(?<![\W\d]/)(?<!^/)(?<![0-9] )[0-9]")
_WORD = re.compile(
    r"(?<![\w¤/-])(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|nửa|vài|hàng|cả|mấy)(?= )"
)
_WHOLE_RUN = re.compile(
    r"[0-9][0-9.,]*(?: [0-9]{3})*(?: ?(?:nghìn|ngàn|triệu|tỷ|tỉ|tr"
    r"|k)(?![^\W\d_])(?: ?[0-9]+(?![^\W_]))?)*"
)
"""All of a number that cannot be read, so that no part of it is read alone."""
_TO = re.compile(r" ?[-–—~] ?(?=[0-9])| (?:đến|tới) (?=(?:khoảng |gần |hơn )?[0-9])")
_PLAN = re.compile(r" ?/ ?(?=[0-9])")
_PLAN_DIGITS = re.compile(r" ?/ ?[0-9][0-9.,]*(?=[^0-9]|$)")
_SPELLED = re.compile(
    r" ?\((?:bằng chữ ?: ?)?(?=[^()]*(?<![^\W_])(?:mươi|mười|trăm|nghìn|ngàn|triệu|tỷ|tỉ|một"
    r"|hai|ba|bốn"
    r"|năm|sáu|bảy|bẩy|tám|chín|không)(?![^\W_]))[^()0-9¤]{2,60}\)"
)
_BEGINS_ANEW = (
    "và|cùng|với|kèm|cho|tại|ở|trong|do|từ|để|mỗi|được|đã|là|của|khi|nhằm|theo|đạt|bằng|vượt|về"
    "|gồm|tham|có|trị|tổng|thuộc|ngoài|nhân (?=dịp|ngày|kỷ)|dịp|hỗ|giúp|vào|(?<!trở )lên|đến|tới"
    "|này|trên|bị|không|các|những|như|còn|sau|trước|qua|nữa|hiện|tặng|trao|đi|ra|đang|sẽ|đều|thì"
    "|mà|nên|giữa|ủng|phục|tự|đóng|hoặc|hay|thông|so|đúng|tiền|mua|gửi|cũng|nói|thăm|giới|khám"
    "|hiến|chưa|rồi|lớp|khoa|xã|huyện|tỉnh|tương đương|quy đổi|ước tính|nhận|nâng|tính"
)
"""Words that do not belong to a unit any more."""
_STOP = re.compile(
    rf"[.,;:!?()\[\]«»“”\"…\n¤/|=×*→]|x(?= ?[0-9])|[-–—](?= )|\d|(?<= )(?:{_BEGINS_ANEW})(?![^\W_])"
)
_COUNTED = (
    *("money", "persons", "households", "portions", "blood", "awards", "trees", "houses"),
    *(
        "count",
        "books",
        "articles",
        "turns",
        "workdays",
        "films",
        "programmes",
        "sessions",
        "schools",
    ),
)
"""Dimensions that a number in words counts."""
_COUNTED_WORDS = re.compile(
    r" ?(?:phóng sự|video|clip|đợt|cuộc|gương|tập thể|cá nhân|hoạt động|điểm trường"
    r"|ngôi nhà)(?![^\W_])"
)
"""Units of metrics that are no units of measurement, and that a number in words counts too."""
_MADE = re.compile(
    r"(?<![^\W_])(?:làm|viết|đăng|quay|dựng|xây|xây dựng|sản xuất|tổ chức|thêm|mở|trồng|ra mắt"
    r"|phối hợp tổ chức|thực hiện)(?: được| xong| mới)? $"
)
"""Verbs after which «một» is a number: `làm một phóng sự`."""
_COUNTED_ONE = ("portions", "awards", "houses", "blood")
"""Those of which «một» is a number and not an article."""
_BACK = 6
"""Words before a number among which its qualifiers are looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number phrase in its sentence: `text` is `sentence[start:end]`.

    `read` is its quantity, or why it is in doubt. `plan`: what stands after the stroke of
    `98/23 đơn vị máu`, worth the same unit; None without one. `tail` is what follows.
    """

    text: str
    start: int
    end: int
    read: Quantity | Misread
    in_words: bool = False
    plan: Quantity | None = None


def find_phrases(sentence: str) -> Iterator[Phrase]:
    """The phrases of a tidied sentence, in its order, numbers that are no figures left out."""
    low = lowered(blotted(sentence))
    position = 0
    while (start := _next_start(low, position)) is not None:
        phrase = _phrase(sentence, low, start)
        if phrase is None:
            position = start + 1
            continue
        yield phrase
        position = max(phrase.end, start + 1)


def _next_start(low: str, position: int) -> int | None:
    starts = [m.start() for m in (_DIGITS.search(low, position), _WORD.search(low, position)) if m]
    return min(starts, default=None)


def _phrase(sentence: str, low: str, start: int) -> Phrase | None:
    """The phrase whose number, in digits or words, begins at `start`."""
    in_words = not low[start].isdigit()
    after = _after_number(low[start:])
    if after is None:
        return None
    end = len(low) - len(after)
    plan_end = _plan_end(low, end)
    unit_from = _bare_plan_end(low, end, plan_end) or end
    tail_end = _end_of_unit(low, plan_end or end)
    begin = _begin(low, start)
    text = (sentence[begin:end] + sentence[unit_from:tail_end]).strip()
    read = read_quantity(text)
    if in_words and not _is_figure_in_words(low[:start], low[start:tail_end], low[end:], read):
        return None
    if plan_end:
        plan = sentence[end:tail_end].strip(" /")
        return Phrase(_plainest(text, read), begin, tail_end, read, in_words, _quantity(plan))
    if (plan_end := _plan_end(low, tail_end)) and not _counts_another(low, unit_from, plan_end):
        unit_end = _end_of_unit(low, plan_end)
        plan = sentence[tail_end:unit_end].strip(" /")
        return Phrase(_plainest(text, read), begin, unit_end, read, in_words, _quantity(plan))
    return Phrase(_plainest(text, read), begin, tail_end, read, in_words)


def _quantity(text: str) -> Quantity | None:
    read = read_quantity(text)
    return read if isinstance(read, Quantity) else None


def _plainest(text: str, read: Quantity | Misread) -> str:
    """The phrase without the words at its start that say nothing: `đạt 98 đơn vị` → `98 đơn vị`."""
    if isinstance(read, Misread):
        return text
    words = list(re.finditer(r"\S+", text))
    for word in reversed(words):
        again = read_quantity(text[word.start() :])
        if isinstance(again, Quantity) and replace(again, text="") == replace(read, text=""):
            return text[word.start() :]
    return text


def _after_number(text: str) -> str | None:
    """What follows the number, the range or the vague number that a text begins with."""
    vague = read_vague(text)
    if vague is not None:
        return vague
    number, rest = read_number(text)
    if isinstance(number, Misread):
        run = _WHOLE_RUN.match(text)
        return text[run.end() :].lstrip(".,") if run else None
    if number is None:
        return None
    if rest.startswith((",", ".")) or not rest:
        return rest
    if spelled := _SPELLED.match(rest):
        rest = rest[spelled.end() :]
    unit, after_unit = match_unit(rest)
    for tail, told in ((rest, None), (f" {after_unit}" if unit else "", unit)):
        if to := _TO.match(tail):
            _, second = read_qualifiers(tail[to.end() :])
            high, after = read_number(second)
            if isinstance(high, Number) and (told is None or match_unit(after)[0] is told):
                return after
    return rest


def _plan_end(low: str, end: int) -> int:
    """Where the second number of `98/23 đơn vị` ends; 0 without one."""
    stroke = _PLAN.match(low, end)
    if stroke is None:
        return 0
    number, rest = read_number(low[stroke.end() :])
    return len(low) - len(rest) if isinstance(number, Number) else 0


def _bare_plan_end(low: str, end: int, plan_end: int) -> int:
    """Where the digits of the second number end: the «triệu» of `65/20 triệu đồng` is of both."""
    digits = _PLAN_DIGITS.match(low, end, plan_end) if plan_end and low[end - 1].isdigit() else None
    return digits.end() if digits else plan_end


def _counts_another(low: str, unit_from: int, plan_end: int) -> bool:
    """Whether `98 đơn vị/10 đợt` has two units, so that the second number is no plan."""
    known, _ = match_unit(low[unit_from:])
    other = _STOP.split(low[plan_end:], maxsplit=1)[0].strip()
    return bool(other) and match_unit(other)[0] is not known


def _end_of_unit(low: str, start: int) -> int:
    """Where the unit's words end: at a mark, at a word that begins something else, or after six."""
    rest = low[start:]
    spelled = _SPELLED.match(rest)
    after = rest[spelled.end() :] if spelled else rest
    known, tail = match_unit(after)
    place = len(low) - len(tail) if known else len(low) - len(after)
    if known and (spelled := _SPELLED.match(low, place)):
        place = spelled.end()
    if known is not None and known.dimension in ("money", "ratio"):
        qualifier, rest_after = read_qualifier_after(low[place:])
        return len(low) - len(rest_after) if qualifier else _trimmed(low, start, place)
    stop = _STOP.search(f" {low[place:]}")
    end = place + (stop.start() - 1 if stop else len(low) - place)
    words = list(re.finditer(r"\S+", low[place : max(place, end)]))
    if len(words) > _LONGEST_TAIL:
        end = place + words[_LONGEST_TAIL - 1].end()
    return _trimmed(low, start, max(place, end))


def _trimmed(low: str, start: int, end: int) -> int:
    while end > start and (low[end - 1].isspace() or low[end - 1] in ".,;:"):
        end -= 1
    return end


def _begin(low: str, start: int) -> int:
    """Where the qualifiers right before a number begin (`ước đạt khoảng |65`)."""
    best = start
    words = list(re.finditer(r"\S+", low[:start]))[-_BACK:]
    for word in words:
        if BLOT in word.group():
            continue
        found, rest = read_qualifiers(low[word.start() : start])
        if found and not rest.strip():
            best = word.start()
            break
    return best


def _is_figure_in_words(before: str, number: str, after: str, read: Quantity | Misread) -> bool:
    """Whether words that can count do: a scale or a unit follows; a lone «một» hardly ever does."""
    if isinstance(read, Misread):
        return False
    if read.value is None:
        return read_vague(number) is not None and number.startswith(("hàng", "vài", "cả"))
    known, _ = match_unit(after)
    dimension = known.dimension if known else ""
    counted = dimension in _COUNTED or _COUNTED_WORDS.match(after) is not None
    words, _ = read_words(number)
    one = words is not None and not isinstance(words, Misread) and words.value == 1
    if read.value >= 1000:
        return True
    return counted and (not one or dimension in _COUNTED_ONE or bool(_MADE.search(before)))
