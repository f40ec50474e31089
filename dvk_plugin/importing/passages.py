"""A document as sentences to be searched for figures, each with the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dvk_plugin.importing.blocks import Block, Paragraph, Role, Table
from dvk_plugin.importing.passage import NUMBER_ONLY, Passage
from dvk_plugin.importing.rows import rows_of

_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_LONGEST = 2_000
"""Characters of a sentence that are searched at once; what is longer is no sentence."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_REMARK = re.compile(r"\W*(?:ghi chú|chú thích|chú ý|lưu ý)\s*:", re.IGNORECASE)
"""Words about the figures above; the figures in them are no new ones."""
_REACH = 300
"""Characters of the paragraph before a sentence that may tell what is counted in it."""
_LEAD = re.compile(r"([^:]{3,120}):\s")


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Sentences and rows in the document's order; captions and titles are none."""
    headings: dict[int, str] = {}
    lead = last = ""
    for block in blocks:
        above = " / ".join([*headings.values(), lead] if lead else headings.values())
        if isinstance(block, Table):
            yield from rows_of(block, above, last)
        elif isinstance(block, Paragraph):
            last = block.text
            if block.role is Role.HEADING:
                headings = {level: text for level, text in headings.items() if level < block.level}
                yield from _sentences(block.text, " / ".join(headings.values()), heading=True)
                headings[block.level] = block.text
                lead = ""
            elif block.role not in (Role.TITLE, Role.CAPTION):
                if block.role is not Role.ITEM:
                    lead = ""
                if not _REMARK.match(block.text):
                    yield from _sentences(block.text, above)
                if block.text.endswith(":"):
                    lead = block.text


def _sentences(text: str, above: str, *, heading: bool = False) -> Iterator[Passage]:
    lead = told = ""
    for sentence in split_sentences(text):
        context = f"{above} / {lead}" if lead else above
        found = _LEAD.match(sentence)
        yield Passage(sentence, context, told, _bare_label(sentence), heading=heading)
        told = f"{told} {sentence}"[-_REACH:]
        if found and sentence.endswith(";"):
            lead = found.group(1)
        elif not sentence.endswith(";"):
            lead = ""


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a semicolon ends one too, but not in brackets, and not a full
    stop before a small letter (`TP. hcm`, `v.v. và`)."""
    sentences: list[str] = []
    for piece in filter(None, _SENTENCE_END.split(text)):
        last = sentences[-1] if sentences else ""
        if last and (_is_open(last) or (piece[0].islower() and not last.endswith(";"))):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return [part for sentence in sentences for part in _in_reach(sentence)]


def _is_open(sentence: str) -> bool:
    """Whether brackets are open at a semicolon: `(chi bộ 1: 5 suất; chi bộ 2: 4 suất)`."""
    short = len(sentence) < _LONGEST
    return short and sentence.endswith(";") and sentence.count("(") > sentence.count(")")


def _in_reach(sentence: str) -> Iterator[str]:
    """A sentence, or pieces of one that no writer means as a sentence."""
    for start in range(0, len(sentence), _LONGEST):
        yield sentence[start : start + _LONGEST]


def _bare_label(sentence: str) -> str:
    """The words before the colon of `Số suất quà: 60 (năm ngoái: 45)`; empty when more than a
    number follows."""
    label, colon, number = _ASIDE.sub("", sentence.rstrip(" .;")).rpartition(":")
    return label.strip(" -+*•") if colon and NUMBER_ONLY.fullmatch(number.strip()) else ""
