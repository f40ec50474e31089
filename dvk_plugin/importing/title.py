"""The title of a report: by its style, as a line that stands out, or the first sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dvk_plugin.domain.slug import fold, tidy
from dvk_plugin.importing.blocks import Block, Paragraph, Role, Side

_Test = Callable[[Paragraph, Sequence[Block]], bool]
_LONGEST_TITLE = 200
_NEAR_TOP, _MOST_LINES = 8, 4
_KIND = re.compile(
    r"(?:bao cao|bien ban|bai phat bieu|ke hoach|to trinh|thong bao|huong dan|tong ket|ban tin"
    r"|tin bai|bai viet)"
    r"(?: (?:tong ket|so ket|tom tat|nhanh|ket qua|thanh tich))?"
)
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_PICTOGRAPHS = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f]+")


def find_title(
    blocks: Sequence[Block], names: Callable[[str], str] = str
) -> tuple[str, list[Block]]:
    """The title and what is left; a first sentence that serves as title stays in the text too.

    A line in capitals becomes a sentence, its names mended by `names`.
    """
    rest = list(blocks)
    for is_title in (_is_title, _is_only_main_heading, _is_big_line):
        near = enumerate(rest[:_NEAR_TOP])
        places = [n for n, b in near if isinstance(b, Paragraph) and is_title(b, rest)]
        if places:
            lines = _lines_from(rest, places[0], is_title)
            told = [_sentence_case(line.text, names, first=not n) for n, line in enumerate(lines)]
            return " ".join(told), [*rest[: places[0]], *rest[places[0] + len(lines) :]]
    return _first_words(rest, names)


def _lines_from(blocks: Sequence[Block], start: int, is_title: _Test) -> list[Paragraph]:
    """A title's lines: the kind of report alone (`BÁO CÁO`) takes the next, as centred ones do."""
    lines: list[Paragraph] = []
    for block in blocks[start : start + _MOST_LINES]:
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TITLE:
            break
        if lines and not _KIND.fullmatch(fold(lines[-1].text)):
            centred = block.side is lines[0].side is Side.CENTRE and is_title(block, blocks)
            if not centred or not _KIND.match(fold(lines[0].text)):
                break
        elif lines and _SENTENCE_END.search(block.text):  # the text already begins
            break
        lines.append(block)
    return lines


def _first_words(blocks: list[Block], names: Callable[[str], str]) -> tuple[str, list[Block]]:
    """The first paragraph as title when it is one short sentence, else its first line's first
    sentence."""
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            first, *others = "".join(span.text for span in block.spans).split("\n")
            bare = tidy(_PICTOGRAPHS.sub(" ", first)).rstrip(":.") or block.text
            end = _SENTENCE_END.search(bare)
            if end is None and not others and len(bare) <= _LONGEST_TITLE:
                return _sentence_case(bare, names), blocks[:place] + blocks[place + 1 :]
            return _sentence_case(_shortened(bare[: end.start()] if end else bare), names), blocks
    return "", blocks


def _is_title(block: Paragraph, blocks: Sequence[Block]) -> bool:
    return block.role is Role.TITLE


def _is_only_main_heading(block: Paragraph, blocks: Sequence[Block]) -> bool:
    """A heading of level 1 when it is the only one."""
    mains = [
        b for b in blocks if isinstance(b, Paragraph) and b.role is Role.HEADING and b.level == 1
    ]
    return mains == [block]


def _is_big_line(block: Paragraph, blocks: Sequence[Block]) -> bool:
    """A line that stands out, before any other text: bold, or centred in capitals."""
    before = blocks[: next(n for n, b in enumerate(blocks) if b is block)]
    if any(isinstance(b, Paragraph) and len(b.text) > _LONGEST_TITLE for b in before):
        return False
    if len(block.text) > _LONGEST_TITLE or not any(map(str.isalpha, block.text)):
        return False
    capital = block.text.upper() == block.text
    return block.role in (Role.TEXT, Role.HEADING) and (
        block.all("bold") or (capital and block.side is Side.CENTRE) or capital
    )


def _shortened(text: str) -> str:
    if len(text) <= 120:
        return text
    return text[:120].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _sentence_case(text: str, names: Callable[[str], str], *, first: bool = True) -> str:
    """A line in capitals as a sentence or, not the first, the rest of one."""
    text = tidy(_PICTOGRAPHS.sub(" ", text)).strip(" *–-")
    if text.upper() != text:
        return text
    mended = names(text.lower())
    return mended[:1].upper() + mended[1:] if first else mended
