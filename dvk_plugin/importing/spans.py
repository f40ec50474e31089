"""Pieces of text in one look, put together as a paragraph's line."""

from __future__ import annotations

import re
from dataclasses import replace

from dvk_plugin.domain.slug import composed
from dvk_plugin.importing.blocks import Span

_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """NFC, blanks single, what nobody sees taken away; a blank at either end stays."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", composed(text.replace("\n", " "))))


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours of one look made one, blanks single, none at the ends; nothing to see: ()."""
    merged: list[Span] = []
    for span in spans:
        text = span.text
        if merged and merged[-1].text[-1:] in (" ", "\n"):
            text = text.lstrip(" ")
        if not text or (text == "\n" and not merged):
            continue
        if text == "\n" and merged:
            merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip(" ") + "\n")
        elif (merged and replace(merged[-1], text=text) == replace(span, text=text)) or (
            merged and not text.strip()
        ):
            merged[-1] = replace(merged[-1], text=merged[-1].text + text)
        else:
            merged.append(replace(span, text=text))
    while merged and not merged[-1].text.strip():
        merged.pop()
    if not merged:
        return ()
    merged[0] = replace(merged[0], text=merged[0].text.lstrip())
    merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(span for span in merged if span.text)
