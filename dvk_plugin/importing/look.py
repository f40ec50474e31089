"""What the tags and styles of an element say about the paragraphs inside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dvk_plugin.importing.blocks import Paragraph, Role, Side

TITLE_CLASS, CAPTION_CLASS, QUOTE_CLASS = "dvk-title", "dvk-caption", "dvk-quote"
CENTRE_CLASS, RIGHT_CLASS = "dvk-centre", "dvk-right"
HEADING = re.compile("h([1-6])")
_CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align:\s*(?:right|end)", re.IGNORECASE)


def looked(look: Paragraph, tag: str, attributes: Mapping[str, str]) -> Paragraph:
    """The look of paragraphs inside an element."""
    words = attributes.get("class", "").split()
    style, align = attributes.get("style", ""), attributes.get("align", "").lower()
    if CENTRE_CLASS in words or _CENTRED.search(style) or align == "center" or tag == "center":
        look = replace(look, side=Side.CENTRE)
    elif RIGHT_CLASS in words or _RIGHT.search(style) or align == "right":
        look = replace(look, side=Side.RIGHT)
    if heading := HEADING.fullmatch(tag):
        return replace(look, role=Role.HEADING, level=int(heading.group(1)))
    if TITLE_CLASS in words:
        return replace(look, role=Role.TITLE)
    if CAPTION_CLASS in words or tag == "figcaption":
        return replace(look, role=Role.CAPTION)
    if QUOTE_CLASS in words or tag == "blockquote":
        return replace(look, role=Role.QUOTE)
    return look
