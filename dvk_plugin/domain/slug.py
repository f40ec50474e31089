"""Addresses and folded forms of Vietnamese text: NFC first, đ → d, no tone marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LOOKALIKES = (("Ð", "Đ"), ("ð", "đ"), ("Ɖ", "Đ"))  # U+00D0 and kin typed for Đ
_UNSEEN = "\u200b\u2060\ufeff"  # blanks without width, which `split` passes over


def composed(text: str) -> str:
    """The text in NFC, look-alikes of Đ mended; every blank stays."""
    if text.isascii():
        return text
    mended = unicodedata.normalize("NFC", text)
    for wrong, right in _LOOKALIKES:
        mended = mended.replace(wrong, right)
    return mended


def tidy(text: str) -> str:
    """The same, every run of blanks (NBSP too) one space."""
    if not text.isascii():
        text = composed(text)
        for blank in _UNSEEN:
            text = text.replace(blank, " ")
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower case without diacritics: `Đảng ủy` → `dang uy`."""
    base = tidy(text).lower().replace("đ", "d")
    if base.isascii():
        return base
    marks = unicodedata.normalize("NFD", base)
    return "".join(char for char in marks if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 14)
def slugify(text: str) -> str:
    """The text as part of an address: `Chi bộ 02` → `chi-bo-02`. Empty when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
