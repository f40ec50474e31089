"""Whole numbers as people write them: groups in digits or words, multiplied by scale words.

`1 tỷ 350 triệu` · `2 nghìn tỷ` · `sáu tỷ` · `1 tỷ rưỡi` · `65tr`. Texts are tidied and lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dvk_plugin.read.misread import Misread
from dvk_plugin.read.number_words import goes_on_in_words, next_word, read_words
from dvk_plugin.read.numerals import (
    TOO_LARGE,
    Group,
    ambiguous,
    exact,
    read_numeral,
    too_large,
    unreadable,
)

ONE = Decimal(1)

_SCALES = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(10) ** 3,
    "ngìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
    "k": Decimal(10) ** 3,
    "vạn": Decimal(10) ** 4,
    "triệu": Decimal(10) ** 6,
    "tr": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
}

# After a scale word no letter may follow («kg», «trường»), but «đồng» may be glued to it («65trđ»)
# and so may digits («1tr2»).
_SCALE = re.compile(
    rf" ?({'|'.join(sorted(_SCALES, key=len, reverse=True))})"
    r"(?:(?<=tr)\.)?(?=đ(?:ồng)?(?![^\W_])|[\W\d_]|$)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how it was written.

    `scale` is that of its first part, 1 when it has no «triệu» or the like: a range shares it.
    `doubt` is why a number without a scale is ambiguous (`1,234`); `gap` as in `Group`.
    """

    value: Decimal
    scale: Decimal = ONE
    doubt: Misread | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One group times its scale; `whole` unless the group had decimals."""

    value: Decimal
    scale: Decimal
    whole: bool = True


def read_number(text: str, *, one_implied: bool = False) -> tuple[Number | Misread | None, str]:
    """The number at the start (`1 tỷ 350 triệu đồng` → 1350000000), and the rest as it stands.

    `one_implied`: a bare scale word counts one of it, as in «gần tỷ đồng». None: no number here.
    Misreads: those of a numeral; `so-mo-ho` when a last group can be tenths (`1 tỷ 350`).
    """
    parts: list[_Part] = []
    group: Group | None = None
    rest = text
    while not parts or parts[-1].scale > ONE:
        found, after = _read_group(rest, bool(parts), one_implied)
        if isinstance(found, Misread):
            return found, text
        if found is None:
            break
        group = found
        scale, after = read_scales(after)
        joined = _joined(parts, group, scale, text[: len(text) - len(after)])
        if isinstance(joined, Misread):
            return joined, text
        parts, rest = joined, after
        if scale > ONE and next_word(rest)[0] == "rưỡi" and parts[-1].whole:
            parts[-1] = _Part(parts[-1].value + scale / 2, scale)
            rest = next_word(rest)[1]
            break
    if group is None:
        return None, text
    if _goes_on(rest, in_words=not text[:1].isdigit()):
        return unreadable(text), text
    return _number(parts, group), rest


def read_scales(text: str) -> tuple[Decimal, str]:
    """The product of the scale words at the start (` trăm nghìn` → 100000), 1 when there is none.

    They climb: in «tỷ triệu» the second is not read.
    """
    product, last, rest = ONE, ONE, text
    while scale := _SCALE.match(rest):
        value = _SCALES[scale.group(1)]
        if value <= last:
            break
        product, last, rest = product * value, value, rest[scale.end() :]
    return product, rest


def _read_group(
    text: str, after_scale: bool, one_implied: bool
) -> tuple[Group | Misread | None, str]:
    """The next group; a half (`nửa tỷ`) and an implied one only where a scale word follows."""
    rest = text.removeprefix(" ") if after_scale else text
    found, after = read_numeral(rest)
    if found is None:
        found, after = read_words(rest, after_scale=after_scale)
    if found is not None or after_scale:
        return found, after
    word, after = next_word(text)
    if word == "nửa" and _SCALE.match(after):
        return Group(Decimal("0.5")), after
    if one_implied and _SCALE.match(text):
        return Group(ONE), text
    return None, text


def _joined(parts: list[_Part], group: Group, scale: Decimal, typed: str) -> list[_Part] | Misread:
    """The parts and one more group: a smaller part, or the end of the coefficient of `scale`.

    In `1 tỷ 350 triệu` parts get smaller; in `2 nghìn 500 tỷ` the last scale is for all of them.
    """
    if group.value * scale >= TOO_LARGE:
        return too_large()
    if not parts:
        return [_Part(group.value * scale, scale, group.value == group.value.to_integral_value())]
    last = parts[-1].scale
    if not parts[-1].whole or scale == last or not group.value:
        return unreadable(typed)
    kept = [part for part in parts if part.scale > scale > ONE or scale == ONE]
    taken = sum((part.value for part in parts if part not in kept), Decimal(0))
    if (scale == ONE or scale > last) and last > Decimal(10) ** group.reach:
        return _tail_in_doubt(parts, group, scale, typed)
    value = (taken + group.value) * scale
    if value >= TOO_LARGE:
        return too_large()
    if kept and value >= kept[-1].scale:
        return unreadable(typed)
    whole = group.value == group.value.to_integral_value()
    return [*kept, _Part(value, scale, whole)]


def _tail_in_doubt(parts: list[_Part], group: Group, scale: Decimal, typed: str) -> Misread:
    """`1 tỷ 350` is 1.350.000.000 to a speaker and 1.000.000.350 to a reader."""
    last, tail = parts[-1].scale, group.value
    before = sum((part.value for part in parts), Decimal(0))
    tenths = tail * last / Decimal(10) ** len(str(int(tail)))
    next_scale = tail * max(ONE, last / 1000)
    return ambiguous(
        typed.strip(), [(before + value) * scale for value in (tenths, next_scale, tail)]
    )


def _goes_on(rest: str, *, in_words: bool) -> bool:
    """Whether what follows shows that the number was not understood: digits, a stray scale."""
    bare = rest.removeprefix(" ")
    return (
        bare[:1].isdigit()
        or bare.startswith("rưỡi")
        or _SCALE.match(rest) is not None
        or (in_words and goes_on_in_words(rest))
    )


def _number(parts: list[_Part], group: Group) -> Number:
    value = exact(sum((part.value for part in parts), Decimal(0)))
    first = parts[0].scale
    return Number(value, first, group.doubt if first == ONE else None, group.gap)
