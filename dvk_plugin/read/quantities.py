"""Quantities as people write them in reports: qualifier, number or range, unit.

`khoảng 37,9 triệu đồng` · `80-100 triệu đồng` · `hàng trăm suất` · `04 suất` · `gần 1.000m2`
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from dvk_plugin.domain.quantity import Qualifier, Quantity
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.unit import Unit, lowered, match_unit
from dvk_plugin.read.endings import Ending, read_ending, without_spelled_out
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numbers import ONE, Number, read_number
from dvk_plugin.read.numerals import TOO_LARGE, ambiguous, exact, too_large, unreadable, written
from dvk_plugin.read.qualifiers import (
    join_qualifiers,
    read_and_some,
    read_not_known,
    read_qualifiers,
    read_vague,
)

_MAX_TEXT = 200
_MAX_RAW_TEXT = 4 * _MAX_TEXT  # a letter typed as NFD takes up to three places

_END_OF_SENTENCE = re.compile(r"(?:[ .;:!?…]|(?<![0-9]),)+$")
_MINUS = re.compile(r"(?:[-−–—]|âm(?= )) ?(?=[0-9])")
_TO = re.compile(r" ?(?:[-–—−‐‑÷~]|(?:đến|tới)(?= )) ?")
_WHOLE_THINGS = ("persons", "turns", "households", "portions")


@dataclass(frozen=True, slots=True)
class _Amount:
    """The number of a quantity, or both ends of a range, and the unit between the ends."""

    low: Number
    high: Number | None = None
    between: Unit | None = None


def read_quantity(text: str) -> Quantity | Misread:
    """The quantity that a phrase of a report states: `gần 1.000m2` → under 1000 `m2`.

    Money is in `VND`, a percentage in `%`; any other unit is what follows the number, a known
    unit at its start in canonical form; no unit, "". A range has its lower end as value and the
    upper one as `hi`; a vague number (`vài chục suất`) has value None. `text` is tidied.

    Misreads: `so-khong-doc-duoc`, `so-mo-ho` (with its readings), `so-am`, `so-qua-lon`,
    `so-le-qua-nhieu`, `so-qua-dai`, `so-thieu-dau`, `khoang-nguoc`, `hai-so-lieu`,
    `so-chu-khac-so`.
    """
    if len(text) > _MAX_RAW_TEXT or len(tidy(text)) > _MAX_TEXT:
        return _too_long()
    shown = tidy(text)
    quantity = _read_body(_END_OF_SENTENCE.sub("", shown))
    return quantity if isinstance(quantity, Misread) else replace(quantity, text=shown)


def _read_body(body: str) -> Quantity | Misread:
    low = lowered(body)
    if (rest := read_not_known(low)) is not None:
        known, _ = match_unit(rest)
        return Quantity(None, known.name if known else "", Qualifier.VAGUE)
    qualifiers, rest = read_qualifiers(low)
    if (after := read_vague(rest)) is not None:
        return _vague(read_ending(body, after))
    if _MINUS.match(rest):
        return _negative(body)
    amount, rest = _read_amount(rest, one_implied=bool(qualifiers))
    if amount is None:
        return unreadable(body)
    if isinstance(amount, Misread):
        return amount
    if amount.high is not None:
        return _range(
            amount.low.value, amount.high.value, read_ending(body, rest, between=amount.between)
        )
    if (after := read_and_some(rest)) is not None:
        return _vague(read_ending(body, after))
    return _plain(amount.low, qualifiers, read_ending(body, rest, amount.low.value))


def _vague(ending: Ending | Misread) -> Quantity | Misread:
    """No number, but a unit when there is one: `hàng chục triệu đồng` → VND."""
    if isinstance(ending, Misread):
        return ending
    return Quantity(None, ending.unit, Qualifier.VAGUE)


def _range(low: Decimal, high: Decimal, ending: Ending | Misread) -> Quantity | Misread:
    if isinstance(ending, Misread):
        return ending
    if high < low:
        return _reversed_range(low, high, ending)
    return Quantity(low, ending.unit, Qualifier.RANGE, high)


def _plain(
    number: Number, before: Iterable[Qualifier], ending: Ending | Misread
) -> Quantity | Misread:
    if isinstance(ending, Misread):
        return ending
    value = number.value
    if ending.half:
        value = exact(value + Decimal("0.5"))
        if number.scale != ONE:  # `1 tỷ đồng rưỡi`
            return ambiguous("rưỡi", [number.value + number.scale / 2, value])
    return Quantity(value, ending.unit, join_qualifiers((*before, *ending.qualifiers)))


def _read_amount(text: str, *, one_implied: bool) -> tuple[_Amount | Misread | None, str]:
    """The number at the start, or the range (`80 triệu - 100 triệu đồng`), and the rest."""
    low, rest = read_number(text, one_implied=one_implied)
    if low is None or isinstance(low, Misread):
        return low, text
    range_, after = _read_range(low, rest)
    if range_ is not None:
        return range_, after
    after_words = without_spelled_out(rest, low.value, None)
    if isinstance(after_words, Misread):
        return after_words, rest
    return _settled(_Amount(low), after_words), after_words


def _read_range(low: Number, rest: str) -> tuple[_Amount | Misread | None, str]:
    """The range that begins with `low`; None when no second end follows."""
    between, after_unit = match_unit(rest)
    after = after_unit if between else rest
    to = _TO.match(after)
    if to is None:
        return None, rest
    _, after = read_qualifiers(after[to.end() :])
    high, after = read_number(after)
    if high is None or isinstance(high, Misread):
        return high, rest
    if between is None and low.scale == ONE:
        if (misread := _thousands_in_doubt(low, high)) is not None:
            return misread, rest
        low = _with_scale_of(high, low)
    return _settled(_Amount(low, high, between), after), after


def _with_scale_of(high: Number, low: Number) -> Number:
    """The lower end with the scale of the upper: in `80-100 triệu` it is 80 triệu.

    Not in `500.000 - 1 triệu`, where only the plain number makes a range, and one within reach.
    """
    scaled = low.value * high.scale
    if high.scale == ONE or (scaled > high.value and high.value / 1000 <= low.value <= high.value):
        return low
    return Number(exact(scaled), high.scale)


def _thousands_in_doubt(low: Number, high: Number) -> Misread | None:
    """`80-100.000 đồng` may leave out the thousands of its start; `500-1.000 hộ` cannot."""
    factor = ONE
    while low.value * factor * 1000 <= high.value and high.value % (factor * 1000) == 0 < low.value:
        factor *= 1000
    if factor == ONE or high.scale != ONE:
        return None
    return _short_or_plain(low.value, high.value, factor)


def _settled(amount: _Amount, rest: str) -> _Amount | Misread:
    """The amount, unless one of its numbers is in doubt or too large.

    A blank beside the decimal comma (`2, 4 tỷ`) is a slip; before things that cannot be halved
    (`70, 60 suất`) it may as well be a list.
    """
    unit, _ = match_unit(rest)
    for number in filter(None, (amount.low, amount.high)):
        if number.value >= TOO_LARGE:
            return too_large()
        if number.doubt is not None:
            return number.doubt
        if number.gap and number.scale == ONE and unit and unit.dimension in _WHOLE_THINGS:
            return _decimal_or_list(number.gap)
    return amount


def _too_long() -> Misread:
    return Misread(
        "so-qua-dai",
        f"Phần ghi số liệu quá dài (hơn {_MAX_TEXT} ký tự).",
        "xin chỉ ghi số và đơn vị tính, phần còn lại đưa vào «note» hoặc nội dung bài.",
    )


def _negative(body: str) -> Misread:
    number = re.split(r"[-−–—] ?|[Ââ][Mm] ", body, maxsplit=1)[-1]
    return Misread(
        "so-am",
        f"Số liệu «{body}» là số âm.",
        f"số liệu không thể nhỏ hơn 0; nếu dấu gạch chỉ là đầu dòng, xin viết «{number}».",
    )


def _decimal_or_list(typed: str) -> Misread:
    one = re.sub(" ?, ?", ",", typed)
    two = one.replace(",", " và ")
    return Misread(
        "so-mo-ho",
        f"«{typed}» có thể hiểu là một số {one} hoặc hai số {two}.",
        f"nếu là một số, xin viết liền «{one}»; nếu là hai số, xin ghi thành hai số liệu.",
        (one, two),
    )


def _short_or_plain(low: Decimal, high: Decimal, factor: Decimal) -> Misread:
    readings = tuple(f"{written(start)}-{written(high)}" for start in (low * factor, low))
    return Misread(
        "so-mo-ho",
        f"Khoảng này có thể hiểu là {readings[0]} hoặc {readings[1]}.",
        f"xin viết đủ số đầu như «{readings[0]}»; nếu đúng là {written(low)}, xin ghi đơn vị tính "
        "sau cả hai số.",
        readings,
    )


def _reversed_range(low: Decimal, high: Decimal, ending: Ending) -> Misread:
    unit = ending.known.label if ending.known else ending.unit
    line = f"{written(high)}-{written(low)} {unit}".strip()
    return Misread(
        "khoang-nguoc",
        f"Khoảng này có số đầu ({written(low)}) lớn hơn số cuối ({written(high)}).",
        f"xin viết số nhỏ trước: «{line}».",
    )
