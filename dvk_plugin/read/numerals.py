"""Numbers in digits as Vietnamese write them: comma for decimals, dots for thousands.

A numeral is exact or it is a `Misread`: nothing is ever guessed from one that can mean two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dvk_plugin.read.misread import Misread

TOO_LARGE = Decimal(10) ** 18
"""The first number that is not read any more."""

_MAX_DECIMALS = 6
_MAX_WHOLE_DIGITS = 18

# Digits with marks or blanks between them; every repetition starts with a mark or a blank and
# ends in digits, so the match is linear.
_RUN = re.compile(r"[0-9]+(?: ?[.,] ?[0-9]+| [0-9]+)*")
_DECIMAL_GAP = re.compile(r" ,|, ")
_AROUND_MARK = re.compile(r" ?([.,]) ?")
_MARK = re.compile(r"[.,]")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)(?:,[0-9]+)?")
_MAYBE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Group:
    """A number without a scale word, in digits or in words.

    `reach` tells after which power of ten it may stand bare: in `1 nghìn 350` it needs 3, for
    otherwise (`1 nghìn 5`) it could mean tenths. `doubt` holds unless a scale word follows.
    `gap` is the number as typed when a blank stands beside its decimal comma (`2, 4`), else empty.
    """

    value: Decimal
    reach: int = 0
    doubt: Misread | None = None
    gap: str = ""


def read_numeral(text: str) -> tuple[Group | Misread | None, str]:
    """The numeral at the start of a tidied text (`65. 000.000 đồng`), and the rest as it stands.

    None: no ASCII digit at the start. Misreads: `so-mo-ho`, `so-qua-lon`, `so-le-qua-nhieu`,
    `so-khong-doc-duoc`.
    """
    run = _RUN.match(text)
    if run is None:
        return None, text
    return _numeral(run.group()), text[run.end() :]


def _numeral(run: str) -> Group | Misread:
    packed = _AROUND_MARK.sub(r"\1", run)
    grouped = _GROUPED.fullmatch(packed) is not None
    if not grouped and not _PLAIN.fullmatch(packed):
        return _odd_numeral(run, packed)
    whole, _, decimals = re.sub(r"[. ]", "", packed).partition(",")
    if len(whole) > _MAX_WHOLE_DIGITS:
        return too_large()
    if len(decimals) > _MAX_DECIMALS:
        return _too_fine(run)
    if len(whole) > 3 and whole.startswith("0"):
        return _not_a_figure(run)
    doubt = None
    if _MAYBE_THOUSANDS.fullmatch(packed):
        doubt = ambiguous(run, [Decimal(whole + decimals), Decimal(f"{whole}.{decimals}")])
        if decimals == "000":  # nobody writes three empty decimals, with or without «triệu»
            return doubt
    return Group(
        Decimal(f"{whole}.{decimals or 0}"),
        reach=_MAX_WHOLE_DIGITS if grouped else len(whole),
        doubt=doubt,
        gap=run if _DECIMAL_GAP.search(run) else "",
    )


def _odd_numeral(run: str, packed: str) -> Misread:
    """Why a run of digits and marks is no Vietnamese numeral."""
    parts = re.split(r"[., ]", packed)
    marks = [char for char in packed if char in "., "]
    if len("".join(parts)) > _MAX_WHOLE_DIGITS:
        return too_large()
    if set(marks) == {" "}:
        return unreadable(run)
    return ambiguous(run, _possible_values(parts, marks))


def _possible_values(parts: list[str], marks: list[str]) -> list[Decimal]:
    """What `1,234.5` can mean: a mark that stands once may be the decimal one; or none is.

    >>> _possible_values(["37", "9"], ["."])
    [Decimal('37.9'), Decimal('379')]
    """
    places = [i for i, mark in enumerate(marks) if mark != " " and marks.count(mark) == 1]
    if len(set(marks) - {" "}) > 1:
        places.append(len(marks) - 1)
    values = [_with_decimals(parts, place) for place in dict.fromkeys(places)]
    if len(values) < 2:
        values.append(Decimal("".join(parts)))
    if len(values) < 2:
        values.append(_with_decimals(parts, 0))
    return values


def _with_decimals(parts: list[str], place: int) -> Decimal:
    """The number whose decimal mark is the one at this place; the other marks are overlooked."""
    return Decimal("".join(parts[: place + 1]) + "." + "".join(parts[place + 1 :]))


def exact(value: Decimal) -> Decimal:
    """The same number in its plainest form: `37.90` → `37.9`, `6E+3` → `6000`."""
    whole = int(value)
    return Decimal(whole) if value == whole else value.normalize()


def written(value: Decimal) -> str:
    """The number as Vietnamese write it: `1234567.5` → `1.234.567,5`."""
    return f"{exact(value):,f}".translate(str.maketrans(",.", ".,"))


def _pasteable(reading: str) -> str:
    """The reading as it can be typed: three decimals would be in doubt again, four are not."""
    return reading + "0" if _MAYBE_THOUSANDS.fullmatch(reading) else reading


def ambiguous(typed: str, values: Iterable[Decimal]) -> Misread:
    """`so-mo-ho`: what was typed can mean any of these numbers."""
    readings = tuple(dict.fromkeys(written(value) for value in values))
    lines = " hoặc ".join(f"«{_pasteable(reading)}»" for reading in readings)
    marks = "dấu phẩy là phần thập phân, dấu chấm tách hàng nghìn; " if _MARK.search(typed) else ""
    return Misread(
        "so-mo-ho",
        f"Số «{typed}» có thể hiểu là {' hoặc '.join(readings)}.",
        f"{marks}xin viết lại là {lines}.",
        readings,
    )


def unreadable(typed: str) -> Misread:
    """`so-khong-doc-duoc`: no number can be made out."""
    shown = f" «{typed}»" if typed else ""
    return Misread(
        "so-khong-doc-duoc",
        f"Không đọc được số liệu{shown}." if shown else "Ở đây chưa có số liệu nào.",
        "xin viết như «37,9 triệu đồng», «04 suất» hoặc «khoảng 70 người».",
    )


def too_large() -> Misread:
    """`so-qua-lon`: a million million million or more."""
    return Misread(
        "so-qua-lon",
        "Số này quá lớn (từ một tỷ tỷ trở lên).",
        "xin xem lại các chữ số 0 và chữ «nghìn», «triệu», «tỷ».",
    )


def _too_fine(run: str) -> Misread:
    return Misread(
        "so-le-qua-nhieu",
        f"Số «{run}» có quá nhiều chữ số sau dấu phẩy (nhiều nhất là {_MAX_DECIMALS}).",
        "xin làm tròn số, hoặc dùng dấu chấm nếu muốn tách hàng nghìn.",
    )


def _not_a_figure(run: str) -> Misread:
    return Misread(
        "so-khong-doc-duoc",
        f"Số «{run}» bắt đầu bằng chữ số 0, giống số điện thoại hoặc mã số hơn là số liệu.",
        f"nếu đúng là số liệu, xin viết «{run.lstrip('0 ')}».",
    )
