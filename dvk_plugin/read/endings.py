"""What follows a number in a phrase: its unit, a trailing qualifier, the number again in words.

`suất học bổng` · `đồng (hai mươi triệu đồng chẵn)` · `hộ trở lên` · `tấn rưỡi gạo`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dvk_plugin.domain.quantity import Qualifier
from dvk_plugin.domain.slug import fold
from dvk_plugin.domain.unit import MONEY, PERCENT, Unit, match_unit
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numbers import Number, read_number
from dvk_plugin.read.numerals import unreadable, written
from dvk_plugin.read.qualifiers import read_qualifier_after, read_qualifier_at_end

_SPELLED_OUT = re.compile(r" ?\((?:bằng chữ ?: ?)?([^()0-9]+)\)")
_JOINT = re.compile(r"(?:^|[,;+×*]|(?<![^\W_])(?:và|cùng|với|kèm|hoặc|hay|x)(?= )) ?(?=[0-9])")
_WORD_FRACTION = re.compile(
    r" phần (?:hai|ba|tư|bốn|năm(?! [0-9])|sáu|bảy|tám|chín|mười)(?![^\W_])"
)
_FIRST_WORD = re.compile(r"\w*")
_UNMARKED = {"trieu": "triệu", "nghin": "nghìn"}  # whatever its marks: «triêu», «triệụ»
_UNMARKED_ASCII = {"ty": "tỷ", "ngan": "ngàn", "dong": "đồng"}  # «dòng», «ngân» are other words


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows a number.

    `unit` is the unit's canonical text; `known` the unit it begins with; `half` is the «rưỡi» of
    `tấn rưỡi`.
    """

    unit: str
    known: Unit | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    half: bool = False


def read_ending(
    body: str, rest: str, value: Decimal | None = None, between: Unit | None = None
) -> Ending | Misread:
    """What follows the number in `body`; `rest` is the end of `body` in lower case.

    `value` is the number, when it is one that words in brackets can repeat; `between` the unit
    already read between the ends of a range. Misreads: `so-khong-doc-duoc`, `so-thieu-dau`,
    `hai-so-lieu`, `so-chu-khac-so`.
    """
    first, rest = read_qualifier_after(rest)
    if not _may_follow_a_number(rest):
        return unreadable(body)
    known, tail = match_unit(rest)
    if known is None and (unmarked := _unmarked_word(tail)):
        return _missing_marks(body, *unmarked)
    if known and between and known is not between:
        return _two_figures(body)
    known = known or between
    half, tail = _without_half(tail)
    spelled = without_spelled_out(tail, value, known)
    if isinstance(spelled, Misread):
        return spelled
    second, tail = read_qualifier_after(spelled.lstrip())
    if _has_second_figure(known, tail):
        return _two_figures(body)
    typed = body[len(body) - len(tail) :]
    last, tail = read_qualifier_at_end(tail)
    unit = _unit_text(known, typed[: len(tail)].strip())
    return Ending(unit, known, tuple(filter(None, (first, second, last))), half)


def without_spelled_out(rest: str, value: Decimal | None, unit: Unit | None) -> str | Misread:
    """The rest without the number repeated in words: ` (bốn) suất` → ` suất`.

    Also `(bằng chữ: hai mươi triệu đồng chẵn)`; another number is `so-chu-khac-so`. Brackets that
    hold anything else stay, and all do when no value is given.
    """
    spelled = _SPELLED_OUT.match(rest)
    if spelled is None or value is None:
        return rest
    number, after = read_number(spelled.group(1).strip())
    known, after = match_unit(after)
    if not isinstance(number, Number) or after or (known is not None and known is not unit):
        return rest
    if number.value != value:
        return _words_differ(value, number.value)
    return rest[spelled.end() :]


def _may_follow_a_number(rest: str) -> bool:
    """Whether a unit can begin here: `5x`, `5/7`, `12,`, `5 ½`, `một phần ba` are no quantities."""
    bare = rest.lstrip()
    if _WORD_FRACTION.match(rest):
        return False
    if not bare or match_unit(bare)[0]:
        return True
    if bare.startswith("/"):
        return bare[1:2].isalpha()
    return bare[0] in "(«“" or (bare[0].isalpha() and rest.startswith(" "))


def _without_half(tail: str) -> tuple[bool, str]:
    word, _, rest = tail.partition(" ")
    return (True, rest) if word == "rưỡi" else (False, tail)


def _unit_text(known: Unit | None, typed: str) -> str:
    """The unit in canonical form, then the rest of what was typed; of money and % nothing else."""
    if known is None:
        return typed
    if known.name in (MONEY, PERCENT) or not typed:
        return known.name
    glue = " " if typed[0].isalnum() or typed[0] in "(«“-–—" else ""
    return f"{known.name}{glue}{typed}"


def _has_second_figure(known: Unit | None, tail: str) -> bool:
    """Whether a second figure is joined on: `30 suất | và 20 suất`, `2 km | 500 m`.

    Later in the text only money is looked for, as there the rest of the text is dropped.
    """
    for joint in _JOINT.finditer(tail):
        _, after = read_number(tail[joint.end() :])
        unit, _ = match_unit(after)
        money = known is not None and unit is not None and known.name == unit.name == MONEY
        if money or (joint.start() == 0 and (unit or not known)):
            return True
    return False


def _unmarked_word(tail: str) -> tuple[str, str] | None:
    """A scale or money word typed without its marks, and as it should be: (`trieu`, `triệu`)."""
    word = _FIRST_WORD.match(tail)
    typed = word.group() if word else ""
    meant = _UNMARKED.get(fold(typed)) or _UNMARKED_ASCII.get(typed)
    return (typed, meant) if meant else None


def _missing_marks(body: str, word: str, meant: str) -> Misread:
    line = re.sub(re.escape(word), meant, body, count=1, flags=re.IGNORECASE)
    line = re.sub(rf"(?<={meant} )dong\b", "đồng", line, count=1, flags=re.IGNORECASE)
    return Misread(
        "so-thieu-dau",
        f"Chữ «{word}» viết thiếu hoặc sai dấu, có phải là «{meant}» không?",
        f"xin viết «{line}».",
    )


def _two_figures(body: str) -> Misread:
    return Misread(
        "hai-so-lieu",
        f"«{body}» có hai số liệu trở lên, không rõ cần lấy số nào.",
        "xin ghi mỗi số liệu riêng một dòng.",
    )


def _words_differ(value: Decimal, spelled: Decimal) -> Misread:
    return Misread(
        "so-chu-khac-so",
        f"Số viết bằng chữ số ({written(value)}) khác số viết bằng chữ ({written(spelled)}).",
        "xin xem lại và giữ một số đúng.",
    )
