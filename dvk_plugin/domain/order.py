"""The order of the Vietnamese dictionary: A Ă Â B C D Đ …, tones last."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dvk_plugin.domain.slug import fold, tidy

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng

OrderKey = tuple[tuple[int, ...], tuple[int, ...]]


def order_key(text: str) -> OrderKey:
    """What to sort a name by: its letters and digits, and where they are the same its tones."""
    ranks = [_rank(char) for char in tidy(text).lower()]
    return tuple(letter for letter, _ in ranks), tuple(tone for _, tone in ranks)


@lru_cache(maxsize=4096)
def _rank(char: str) -> tuple[int, int]:
    """Blanks and signs before digits before letters; then the tone, 0 for none."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((at for at, mark in enumerate(_TONES, 1) if mark in marks), 0)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    letter = unicodedata.normalize("NFC", bare)
    if letter in LETTERS:
        return 100 + LETTERS.index(letter), tone
    if letter.isdigit():
        return 10 + int(unicodedata.digit(letter[0], 0)), 0
    return (200 + ord(letter[0]) if letter.isalpha() else 0), tone


def initial(text: str) -> str:
    """The letter that a name is listed under: `“Ấm lòng` → `a`, `Đồng hành` → `đ`, `5 năm` → `0`.

    Ă and Â are listed under A, and so on: an index has room for that. Empty: no letter at all.
    """
    for char in tidy(text).lower():
        if char == "đ":
            return char
        base = fold(char)[:1]
        if "a" <= base <= "z":
            return base
        if char.isdigit():
            return "0"
    return ""
