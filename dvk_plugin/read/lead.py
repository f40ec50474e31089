"""The sentences that a text begins with, without its marks."""

from __future__ import annotations

import re

from dvk_plugin.domain.slug import tidy

_READ = 1500
"""Characters of a text that are looked at, marks and pictures with them."""
_TOLD = 400
"""Characters of its sentences that are kept: twice what anybody is told of a text, so that an
author who mends it further down changes nothing else."""
_BLOCKS = re.compile(
    r"^(?P<fence>```|~~~).*?(?:^(?P=fence)|\Z)|<!--.*?-->|<(script|style)\b.*?</\2\s*>",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_LINES = re.compile(r"^\s*(?:#|\||!!!|\?\?\?|\[[^\]]+\]:|={3,}$|-{3,}$|\*{3,}$).*$", re.MULTILINE)
"""Headings, tables, admonitions, what links point to, rules."""
_CODE = re.compile(r"(`+)(.+?)\1")
_LESS = "\ue000"
"""Stands for `<` in code, where it opens no tag."""
_INLINE = (
    ("![", re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])"), ""),  # pictures
    ("[", re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),  # links
    ("<", re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    ("<", re.compile(r"</?[A-Za-z][^>]*>"), ""),
    ("{", re.compile(r"\{[:.#][^}]*\}"), ""),  # attributes
    ("", re.compile(r"^\s*(?:>+|[-*+]|\d+[.)])\s+", re.MULTILINE), ""),
    # Marks, unless escaped. That each begins with its own letter makes the search fast.
    ("", re.compile(r"\\([^\w\s])|\*|`|_(?<!\w_)_*|__*(?!\w)"), r"\1"),
)
"""What is looked for only where some letters stand, the pattern, and what stays of it."""


def plain_text(markdown: str) -> str:
    """The sentences of a text as one line: no headings, tables, code, pictures or marks."""
    text = markdown[:_READ]
    if any(opening in text for opening in ("<", "```", "~~~")):
        text = _BLOCKS.sub("", text)
    text = _LINES.sub("", text)
    if "`" in text:
        text = _CODE.sub(lambda code: code[2].replace("<", _LESS), text)
    for letters, pattern, kept in _INLINE:
        if letters in text:
            text = pattern.sub(kept, text)
    return tidy(text.replace(_LESS, "<"))[:_TOLD]
