"""Links and pictures as nearly all are written: `[words](address)`.

Python-Markdown follows these letter by letter, for there may be brackets in brackets and a title in
quotes. Where there are none of these, the first bracket that closes ends them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.inlinepatterns import LinkInlineProcessor  # type: ignore[import-untyped]

_plain_address = re.compile(r"""\(([^\s()<>"'\\\x02\x03]*)\)""").match
_Words = tuple[str, int, bool]
_Address = tuple[str, str | None, int, bool]


def spare_links(markdown: Markdown) -> None:
    """Let plain links and pictures end at the first bracket that closes."""
    for processor in markdown.inlinePatterns:
        kind = type(processor)
        if getattr(kind, "getText", None) is LinkInlineProcessor.getText:
            processor.getText = _plain_words_first(processor.getText)
        if getattr(kind, "getLink", None) is LinkInlineProcessor.getLink:
            processor.getLink = _plain_address_first(processor.getLink)


def _plain_words_first(follow: Callable[[str, int], _Words]) -> Callable[[str, int], _Words]:
    def words(text: str, start: int) -> _Words:
        end = text.find("]", start)
        if end < 0 or text.find("[", start, end) >= 0:
            return follow(text, start)
        return text[start:end], end + 1, True

    return words


def _plain_address_first(follow: Callable[[str, int], Any]) -> Callable[[str, int], Any]:
    def address(text: str, start: int) -> _Address:
        found = _plain_address(text, start)
        return (found[1], None, found.end(), True) if found else follow(text, start)

    return address
