"""Preparing a text's lines, where there is nothing to prepare.

Before Python-Markdown looks for blocks it takes blank space apart, and looks for code in fences and
for HTML, each time through the whole text. A text without the signs that these need comes out as it
went in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import fenced_code, md_in_html  # type: ignore[import-untyped]
from markdown.preprocessors import (  # type: ignore[import-untyped]
    HtmlBlockPreprocessor,
    NormalizeWhitespace,
)

_NEEDED = {
    NormalizeWhitespace: ("\x02", "\x03", "\r", "\t", "\n "),
    fenced_code.FencedBlockPreprocessor: ("```", "~~~"),
    HtmlBlockPreprocessor: ("<", "&"),
    md_in_html.HtmlBlockPreprocessor: ("<", "&"),
}
"""One of what a text must hold for each of them to change anything."""
_PLAIN = ["Trao quà", "", "Trồng cây"]

Lines = list[str]


def spare_lines(markdown: Markdown) -> None:
    """Let texts pass by what prepares lines, where it would leave them as they are."""
    for processor in markdown.preprocessors:
        needed = _NEEDED.get(type(processor))
        if needed:
            _spare(processor, needed)


def _spare(processor: Any, needed: tuple[str, ...]) -> None:
    prepare: Callable[[Lines], Lines] = processor.run
    before, after = len(_PLAIN), prepare([*_PLAIN])
    if after[:before] != _PLAIN:  # of another Python-Markdown
        return
    end = after[before:]  # blank lines, which one of them adds to every text

    def prepare_where_needed(lines: Lines) -> Lines:
        text = "\n".join(lines)
        for sign in needed:
            if sign in text:
                return prepare(lines)
        return [*lines, *end]

    processor.run = prepare_where_needed
