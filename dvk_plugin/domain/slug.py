"""Addresses and folded forms of Vietnamese text: NFC first, đ → d, no tone marks."""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"})  # U+00D0 and kin typed for Đ
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")


def tidy(text: str) -> str:
    """The text in NFC, look-alikes of Đ mended, every run of blanks (NBSP too) one space."""
    mended = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    return _BLANKS.sub(" ", mended).strip()


def fold(text: str) -> str:
    """Lower case without diacritics: `Đảng ủy` → `dang uy`."""
    base = tidy(text).lower().replace("đ", "d")
    marks = unicodedata.normalize("NFD", base)
    return "".join(char for char in marks if not unicodedata.combining(char))


def slugify(text: str) -> str:
    """The text as part of an address: `Chi bộ 02` → `chi-bo-02`. Empty when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
