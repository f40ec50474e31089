"""Numbers below a thousand in Vietnamese words: `hai trăm linh năm`, `mười lăm`, `sáu`.

Here «năm» is the hard word: five in «năm mươi», a year in «mười năm» and «năm 2024».
"""

from __future__ import annotations

import re
from decimal import Decimal

from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numerals import Group, ambiguous

_WORD = re.compile(r" ?([^\W\d_]+)")
_YEAR = re.compile(r" (?:[0-9]|(?:học|nay|qua|ngoái|trước|sau)(?![^\W_]))")

_DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_LAST_DIGITS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}  # heard only after tens

# A group that names its tens or hundreds may follow a «nghìn» or a «vạn» bare; one that names
# even the empty places («không trăm linh năm») may follow anything.
_PLACED = 4
_FULLY_PLACED = 18


def read_words(text: str, *, after_scale: bool = False) -> tuple[Group | Misread | None, str]:
    """The number below 1000 at the start of a lower-case text, and the rest as it stands.

    `after_scale` reads what can only follow a «nghìn», «triệu», «tỷ»: `linh năm`, `không trăm
    hai mươi`, a bare `tư`. None: no number. Misread `so-mo-ho`: `hai trăm năm` is 205 or 250.
    """
    word, rest = next_word(text)
    if after_scale and word == "không" and next_word(rest)[0] == "trăm":
        return _beyond_hundreds(0, text, next_word(rest)[1])
    if after_scale and word in ("linh", "lẻ"):
        return _after_empty_tens(0, rest, text)
    digit, rest = _digit(text)
    if digit is not None and next_word(rest)[0] == "trăm":
        return _beyond_hundreds(digit * 100, text, next_word(rest)[1])
    tens, rest = _tens(text)
    if tens is not None:
        return Group(Decimal(tens), _PLACED), rest
    digit, rest = _digit(text, last=after_scale)
    return (None, text) if digit is None else (Group(Decimal(digit)), rest)


def next_word(text: str) -> tuple[str, str]:
    """The word at the start, after at most one blank, and the rest; no word, an empty one."""
    word = _WORD.match(text)
    return (word.group(1), text[word.end() :]) if word else ("", text)


def goes_on_in_words(text: str) -> bool:
    """Whether more digits in words follow, as in `hai | ba em`; «năm» alone is a year."""
    word, _ = next_word(text)
    return (word in _DIGITS and word != "năm") or word == "nửa" or _tens(text)[0] is not None


def _beyond_hundreds(hundreds: int, text: str, rest: str) -> tuple[Group | Misread | None, str]:
    """What follows a «trăm»: `linh năm`, `rưỡi`, tens, nothing; a bare digit is ambiguous."""
    reach = _PLACED if hundreds else _FULLY_PLACED
    word, after = next_word(rest)
    if word in ("linh", "lẻ"):
        return _after_empty_tens(hundreds, after, text)
    if word == "rưỡi":
        return Group(Decimal(hundreds + 50), reach), after
    tens, after = _tens(rest)
    if tens is not None:
        return Group(Decimal(hundreds + tens), reach), after
    digit, after = _digit(rest, last=True)
    if digit is not None:
        typed = text[: len(text) - len(after)].strip()
        return ambiguous(typed, [Decimal(hundreds + digit * n) for n in (10, 1)]), after
    return Group(Decimal(hundreds), reach), rest


def _after_empty_tens(hundreds: int, rest: str, text: str) -> tuple[Group | None, str]:
    """The digit after a «linh»."""
    digit, after = _digit(rest, last=True)
    if digit is None:
        return None, text
    return Group(Decimal(hundreds + digit), _PLACED if hundreds else _FULLY_PLACED), after


def _tens(text: str) -> tuple[int | None, str]:
    """`mười hai`, `hai mươi mốt`, `ba chục`, and short `hai tư`."""
    word, rest = next_word(text)
    if word == "mười":
        return _with_unit_digit(10, rest)
    digit, rest = _digit(text)
    if digit is None:
        return None, text
    word, after = next_word(rest)
    if word in ("mươi", "chục"):
        return _with_unit_digit(digit * 10, after)
    if word in _LAST_DIGITS:
        return digit * 10 + _LAST_DIGITS[word], after
    return None, text


def _with_unit_digit(tens: int, text: str) -> tuple[int, str]:
    """The digit after the tens, where five is «lăm»: `mười năm` is ten years."""
    word, rest = next_word(text)
    digit = None if word == "năm" else (_DIGITS | _LAST_DIGITS).get(word)
    return (tens, text) if digit is None else (tens + digit, rest)


def _digit(text: str, *, last: bool = False) -> tuple[int | None, str]:
    word, rest = next_word(text)
    if word == "năm" and _YEAR.match(rest):
        return None, text
    known = _DIGITS | _LAST_DIGITS if last else _DIGITS
    digit = known.get(word)
    return (None, text) if digit is None else (digit, rest)
