"""The words round a number that say how sure it is: `khoảng`, `trên`, `trở lên`, `hàng trăm`.

All texts are tidied and in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dvk_plugin.domain.quantity import Certainty, Qualifier

_BEFORE: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.APPROX: (
        *("khoảng", "khoảng chừng", "vào khoảng", "chừng", "ước", "ước tính", "ước đạt"),
        *("ước chừng", "ước khoảng", "xấp xỉ", "sấp xỉ", "độ", "độ chừng", "tầm", "cỡ"),
        *("áng chừng", "phỏng chừng", "trên dưới", "lên đến", "lên tới", "~", "≈"),
    ),
    Qualifier.OVER: (
        *("hơn", "trên", "quá", "vượt", "vượt quá", "vượt trên", "nhiều hơn", "lớn hơn"),
        *("đạt trên", "đạt hơn", ">"),
    ),
    Qualifier.UNDER: (
        *("gần", "dưới", "chưa đến", "chưa tới", "chưa đầy", "chưa được", "không đến"),
        *("không tới", "không đầy", "ngót", "ngót nghét", "ít hơn", "nhỏ hơn", "đạt gần", "<"),
    ),
    Qualifier.AT_LEAST: (
        *("ít nhất", "tối thiểu", "không dưới", "không ít hơn", "chí ít", "hơn hoặc bằng"),
        *("từ", "≥", ">="),
    ),
    Qualifier.AT_MOST: (
        *("không quá", "tối đa", "nhiều nhất", "không hơn", "không vượt quá", "chưa quá"),
        *("không trên", "≤", "<="),
    ),
    Qualifier.EXACT: (
        *("đúng", "tròn", "đủ", "chỉ", "đạt", "cả", "tất cả", "toàn bộ", "tổng số"),
        *("tổng cộng", "cả thảy", "số tiền", "tổng số tiền", "trị giá", "tổng trị giá"),
    ),
}

_AFTER: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.AT_LEAST: ("trở lên",),
    Qualifier.AT_MOST: ("trở xuống", "trở lại"),
    Qualifier.APPROX: ("(ước tính)", "(ước)", "(ước đạt)", "(khoảng)"),
}

_VAGUE_WORDS = (
    *("nhiều", "rất nhiều", "khá nhiều", "một số", "một vài", "một ít", "một nửa", "một loạt"),
    *("vài", "vài ba", "mấy", "dăm", "dăm ba", "đôi ba", "mươi", "hàng loạt", "vô số"),
    *("phần lớn", "đa số", "hầu hết"),
)
_UNKNOWN = (
    *("chưa rõ", "không rõ", "chưa thống kê", "không thống kê", "đang thống kê"),
    *("chưa có số liệu", "không có số liệu", "chưa có thông tin", "không có thông tin"),
    *("chưa cập nhật", "đang cập nhật", "chưa xác định", "chưa báo cáo", "chưa tổng hợp"),
)


def _either(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first, each a whole word where it is one."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    words_or_signs = (
        re.escape(word) + (r"(?![^\W_])" if word[-1].isalpha() else "") for word in longest_first
    )
    return f"(?:{'|'.join(words_or_signs)})"


def _by_word(table: dict[Qualifier, tuple[str, ...]]) -> dict[str, Qualifier]:
    return {word: qualifier for qualifier, words in table.items() for word in words}


_QUALIFIER_BEFORE = _by_word(_BEFORE)
_QUALIFIER_AFTER = _by_word(_AFTER)
_BEFORE_NUMBER = re.compile(rf"({_either(_QUALIFIER_BEFORE)}) ?")
_AFTER_NUMBER = re.compile(rf" ?({_either(_QUALIFIER_AFTER)})")
_AT_END = re.compile(rf"[^0-9]*? ({_either(_QUALIFIER_AFTER)})")
_SCALE_WORD = r"(?: ?(?:chục|trăm|nghìn|ngìn|ngàn|vạn|triệu|tỷ|tỉ)(?![^\W_]))"
_HUNDREDS_OF = re.compile(rf"cả{_SCALE_WORD}")
_VAGUE = re.compile(
    rf"(?:(?:hàng|cả){_SCALE_WORD}+|{_either(_VAGUE_WORDS)}{_SCALE_WORD}*)(?= |[(]|$)"
)
_AND_SOME = re.compile(rf" ?(?:mấy|vài)(?![^\W_]){_SCALE_WORD}*(?= |$)")
_NOT_KNOWN = re.compile(_either(_UNKNOWN))


def read_qualifiers(text: str) -> tuple[tuple[Qualifier, ...], str]:
    """The qualifiers before a number (`ước đạt khoảng 65` → approx, approx) and the rest.

    Neutral words («đạt», «tổng cộng») count as exact; the «cả» of a vague «cả trăm suất» is none.
    """
    found: list[Qualifier] = []
    rest = text
    while not _HUNDREDS_OF.match(rest) and (word := _BEFORE_NUMBER.match(rest)):
        found.append(_QUALIFIER_BEFORE[word.group(1)])
        rest = rest[word.end() :]
    return tuple(found), rest


def read_qualifier_after(text: str) -> tuple[Qualifier | None, str]:
    """The qualifier right after a number or its unit (` trở lên` → at least) and the rest."""
    word = _AFTER_NUMBER.match(text)
    return (_QUALIFIER_AFTER[word.group(1)], text[word.end() :]) if word else (None, text)


def read_qualifier_at_end(text: str) -> tuple[Qualifier | None, str]:
    """The qualifier that ends a unit's text (`quà trở lên`) and the text before it.

    Not when a second number stands between: the «trở lên» of `nhà có 3 con trở lên` is that one's.
    """
    word = _AT_END.fullmatch(text)
    return (_QUALIFIER_AFTER[word.group(1)], text[: word.start(1) - 1]) if word else (None, text)


def read_vague(text: str) -> str | None:
    """What follows a vague number (`hàng trăm suất` → ` suất`); None when the text is not vague."""
    vague = _VAGUE.match(text)
    return text[vague.end() :] if vague else None


def read_and_some(text: str) -> str | None:
    """What follows the «mấy» after a number (`hai mươi | mấy em`); None when there is none."""
    some = _AND_SOME.match(text)
    return text[some.end() :] if some else None


def read_not_known(text: str) -> str | None:
    """What follows a plain «we do not know» (`chưa thống kê`); None when the text is another."""
    unknown = _NOT_KNOWN.match(text)
    return text[unknown.end() :] if unknown else None


def join_qualifiers(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """One qualifier for several: the same one, the weaker of one direction, else approx.

    `khoảng hơn` → approx; `từ trên … trở lên` → at least. None at all: exact.
    """
    several = {each for each in qualifiers if each is not Qualifier.EXACT}
    if len(several) < 2:
        return next(iter(several), Qualifier.EXACT)
    if {each.certainty for each in several} == {Certainty.LOWER}:
        return Qualifier.AT_LEAST
    if {each.certainty for each in several} == {Certainty.UPPER}:
        return Qualifier.AT_MOST
    return Qualifier.APPROX
