"""The formal parts of an official report: its head with number and place, its foot with signatures.

A news post has no use for them; what they tell (number, day) is kept aside.
Rule of form: Hướng dẫn 36-HD/VPTW (documents of the Party), Nghị định 30/2020/NĐ-CP (of the State).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvk_plugin.domain.slug import fold
from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Side, Table, cell_text

_TOP = 14
"""Blocks from the start among which the head may stand, and from the end, the foot."""
_MOTTO = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap\s*[-–]\s*tu do", re.IGNORECASE
)
_HEAD_LINE = re.compile(
    r"(?:dang bo|dang uy|chi bo|tinh uy|huyen uy|so giao duc|uy ban nhan dan|ubnd|bo )\b.{0,60}"
    r"|truong cao dang .{0,60}|so\s*:?\s*[0-9/]*\s*-?\s*[a-z]{1,6}[-/][a-z0-9./-]+.{0,20}"
)
_PLACE_AND_DAY = re.compile(r".{0,40}\bngay\s*[0-9.…_]*\s*thang\s*[0-9.…_]*\s*nam\s*[0-9.…_]*")
_FOOT = re.compile(
    r"(?:noi nhan\b|t[./]\s?m[. ]|tm\.|kt\.|nguoi (?:lap|viet|bao cao)\b|thu truong don vi"
    r"|(?:xac nhan|y kien) cua )"
)
_LONG = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """A document in its parts; `head` and `foot` are lines of text."""

    head: tuple[str, ...]
    body: tuple[Block, ...]
    foot: tuple[str, ...]


def without_letterhead(blocks: Sequence[Block]) -> Parts:
    """The formal head and foot taken off; both empty where there is no motto to know them by."""
    start = _end_of_head(blocks)
    end = _start_of_foot(blocks, start)
    return Parts(
        tuple(line for block in blocks[:start] for line in _lines(block)),
        tuple(blocks[start:end]),
        tuple(line for block in blocks[end:] for line in _lines(block)),
    )


def _end_of_head(blocks: Sequence[Block]) -> int:
    """The place after the last line of the head, 0 without one."""
    top = blocks[:_TOP]
    if not any(_MOTTO.search(fold(" ".join(_lines(block)))) for block in top):
        return 0
    end = 0
    for place, block in enumerate(top):
        lines = _lines(block)
        if isinstance(block, Picture):
            break
        told = [line for line in lines if _belongs_to_head(line)]
        if isinstance(block, Table):
            if not any(_MOTTO.search(fold(line)) for line in lines):
                break
        elif not told:
            break
        end = place + 1
    return end


def _belongs_to_head(line: str) -> bool:
    plain = fold(line)
    return bool(
        _MOTTO.search(plain)
        or _PLACE_AND_DAY.fullmatch(plain)
        or (_HEAD_LINE.fullmatch(plain) and (line.upper() == line or plain.startswith("so")))
        or not any(char.isalnum() for char in line)
    )


def _start_of_foot(blocks: Sequence[Block], start: int) -> int:
    """The place of «Nơi nhận» or of a signature, when nothing long or pictured follows."""
    for place in range(max(start, len(blocks) - _TOP), len(blocks)):
        rest = blocks[place:]
        if any(isinstance(block, Picture) for block in rest):
            continue
        lines = _lines(blocks[place])
        signed = isinstance(blocks[place], Table) or _aside(blocks[place])
        begins = any(_FOOT.match(fold(line)) for line in lines)
        short = all(len(line) <= _LONG for block in rest for line in _lines(block))
        if begins and short and (signed or fold(lines[0]).startswith("noi nhan")):
            return place
    return len(blocks)


def _aside(block: Block) -> bool:
    return isinstance(block, Paragraph) and (
        block.side is not Side.LEFT or block.text.upper() == block.text
    )


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        text = "".join(span.text for span in block.spans)
        return [line.strip() for line in text.split("\n") if line.strip()]
    if isinstance(block, Table):
        lines = []
        for row in block.rows:
            for cell in row:
                inner = [line for part in cell for line in _lines(part)]
                lines += inner or [cell_text(cell)]
        return [line for line in lines if line]
    return []
