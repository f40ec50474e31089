"""The words of a Markdown text without its marks: good enough to search and to quote.

Every pattern takes steps in proportion to the text, whatever the text.
"""

from __future__ import annotations

import re
from html import unescape

from dvk_plugin.domain.slug import tidy

_LINE_MARKS = re.compile(
    r"^[ \t]*(?:```|~~~).*$"  # fences
    r"|^[-:| \t]+$"  # rules, and the line under a table's head
    r"|^[ \t]*(?:(?:\#{1,6}|[-*+>]|[0-9]{1,3}\.)[ \t]+)+"  # what stands before a line's words
    r"|^[ \t]*(?:!!!|\?\?\?)\+?[ \t]+\w+",  # admonitions
    re.MULTILINE,
)
# Each way of the others begins with a sign, so that letters cost nothing.
_GONE = re.compile(
    r"!\[[^\[\]\n]*\]\([^()\n]*\)"  # pictures: their captions are searched for themselves
    r"|</?[a-zA-Z][^<>]*>"  # HTML
    r"|\{[ :.#][^{}\n]*\}"  # attributes
)
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_MARKS = re.compile(r"[*`|]++|~~|\\(?=[^\w\s])|_(?<!\w_)_*+|_(?<!__)_*+(?!\w)")


def plain_text(markdown: str) -> str:
    """One line of text; what came from HTML entities is text too (`&lt;b>` → `<b>`)."""
    text = _GONE.sub(" ", _LINE_MARKS.sub(" ", _without_comments(markdown)))
    return tidy(unescape(_MARKS.sub("", _LINK.sub(r"\1", text))))


def _without_comments(text: str) -> str:
    kept = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return " ".join((*kept, text[at:]))
