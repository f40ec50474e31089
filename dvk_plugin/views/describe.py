"""What a page says of itself in a list of search results: 50–160 characters of real content."""

from __future__ import annotations

import re

from dvk_plugin.domain.slug import fold, tidy

LEAST, MOST = 50, 160
"""Characters: less says little, more is cut off by search engines."""
_TAIL = "Tin bài, hình ảnh và số liệu «Dân vận khéo», mỗi số dẫn về bài đã báo."
_UNSURE = re.compile(
    r"(?:khoang|hon|tren|gan|duoi|it|nhat|khong|qua|toi|thieu|da|tu|den|va|hang|chuc|tram|nghin|"
    r"ngan|trieu|ty|ti|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|muoi|linh|le|ruoi|tong|la)"
)
"""Words that a number may still hang on, folded."""


def describe(*parts: str) -> str:
    """As many parts as find room; one is cut only where those before it say too little.

    A part is a sentence or more; a full stop is added where it ends in none.
    """
    found = ""
    for part in parts:
        longer = _joined(found, part)
        if len(found) < LEAST or len(longer) <= MOST:
            found = longer
    if len(found) < LEAST:
        found = _joined(found, _TAIL)
    return shorten(found, MOST)


def _joined(text: str, part: str) -> str:
    sentence = tidy(part)
    if not sentence or sentence in text:
        return text
    stop = "" if sentence[-1] in ".!?…:" else "."
    return f"{text} {sentence}{stop}".lstrip()


def shorten(text: str, most: int) -> str:
    """The text, or its start and «…», within `most` characters.

    Ends with a sentence if one of sixty characters fits. Elsewhere it is cut between words, and
    never within a figure: «khoảng 65 triệu» stays whole or goes.
    """
    if len(text) <= most:
        return text
    sentence = max(text.rfind(f"{mark} ", 0, most) for mark in ".!?")
    if sentence >= 60:
        return text[: sentence + 1]
    words = text[: most - 1].split(" ")
    if not text[most - 1].isspace() and len(words) > 1:
        words.pop()
    while len(words) > 1 and _is_unsure(words[-1]):
        words.pop()
    return " ".join(words).rstrip(" ,;:–-(«") + "…"


def _is_unsure(word: str) -> bool:
    return any(char.isdigit() for char in word) or bool(_UNSURE.fullmatch(fold(word)))
