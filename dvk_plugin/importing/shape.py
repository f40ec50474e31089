"""The shape that writers mean and Word does not know: bold lines as headings, typed lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Role, Side, Span
from dvk_plugin.importing.spans import joined

_LONGEST_HEADING = 150
_BULLET = re.compile(r"([-–—+•●○▪◦■□*·❖➢✓✔-])[ \t]+(?=\S)")
_TYPED_NUMBER = re.compile(r"([0-9]{1,2})[.)][ \t]+(?=\S)")
_ROMAN = re.compile(r"[IVX]{1,5}[.)]\s")
_NUMBER = re.compile(r"[0-9]{1,2}(?P<deeper>\.[0-9]{1,2})?[.)]?\s")
_LETTER = re.compile(r"[a-zđ][.)]\s")
PICTOGRAPH = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f#]")
_ENDS_A_LINE = re.compile(r"[.:;!?…]\s*$")
_RULE = re.compile(r"[-–—_=*~.·•○o\s]{3,}|[*○o]")
"""A line that only draws a stroke below a letterhead."""


def in_shape(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with typed bullets and numbers as lists, bold lines as headings of level 2–4."""
    kept = [block for block in blocks if not _is_rule(block)]
    return tuple(_levelled(_headed(_listed(kept))))


def in_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks split where a writer pressed Shift+Enter for a new paragraph."""
    return tuple(part for block in blocks for part in _split(block))


def _is_rule(block: Block) -> bool:
    return isinstance(block, Paragraph) and _RULE.fullmatch(block.text) is not None


# --- breaks


def _split(block: Block) -> Iterator[Block]:
    """A paragraph at its line breaks, where what stands before or after shows a new start."""
    if not isinstance(block, Paragraph):
        yield block
        return
    lines = _lines(block.spans)
    paragraph: list[Span] = []
    for line in lines:
        if paragraph and _starts_anew(paragraph, line):
            yield replace(block, spans=joined(paragraph))
            paragraph = []
        elif paragraph:
            paragraph.append(Span("\n"))
        paragraph += line
    if spans := joined(paragraph):
        yield replace(block, spans=spans)


def _lines(spans: Iterable[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(replace(span, text=piece))
    return [line for line in lines if "".join(span.text for span in line).strip()]


def _starts_anew(before: list[Span], line: list[Span]) -> bool:
    last, text = "".join(span.text for span in before), "".join(span.text for span in line).strip()
    bold = Paragraph(tuple(before)).all("bold"), Paragraph(tuple(line)).all("bold")
    return bool(
        _ENDS_A_LINE.search(last)
        or _BULLET.match(text)
        or _TYPED_NUMBER.match(text)
        or PICTOGRAPH.match(text)
        or PICTOGRAPH.search(last[-2:])
        or last.isupper() != text.isupper()
        or bold[0] != bold[1]
    )


# --- typed lists


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs that begin with a typed bullet, or with numbers that count up, as items."""
    numbered = _counting(blocks)
    dash_open = False
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role is not Role.TEXT:
            dash_open = isinstance(block, Paragraph) and block.role is Role.ITEM
            yield block
            continue
        bullet = _BULLET.match(block.text)
        if bullet and not (block.all("bold") and bullet.group(1) not in "-–+"):
            deeper = bullet.group(1) == "+" and dash_open
            dash_open = dash_open or bullet.group(1) in "-–—"
            yield _item(block, _BULLET, level=2 if deeper else 1)
        elif place in numbered:
            dash_open = False
            yield _item(block, _TYPED_NUMBER, level=1, number=numbered[place])
        else:
            dash_open = False
            yield block


def _counting(blocks: Sequence[Block]) -> dict[int, int]:
    """Places of neighbours numbered 1, 2, … → their numbers; a lone number is no list."""
    found: dict[int, int] = {}
    run: list[int] = []
    for place, block in enumerate([*blocks, Picture("")]):
        number = None
        if isinstance(block, Paragraph) and block.role is Role.TEXT and not block.all("bold"):
            match = _TYPED_NUMBER.match(block.text)
            number = int(match.group(1)) if match else None
        if number == len(run) + 1:
            run.append(place)
            continue
        if len(run) > 1:
            found |= {each: count for count, each in enumerate(run, 1)}
        run = [place] if number == 1 else []
    return found


def _item(paragraph: Paragraph, marker: re.Pattern[str], level: int, number: int = 0) -> Paragraph:
    match = marker.match(paragraph.text)
    return replace(
        paragraph,
        spans=_without_start(paragraph.spans, len(match.group()) if match else 0),
        role=Role.ITEM,
        level=level,
        number=number,
    )


def _without_start(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The spans without so many characters at their start, blanks single."""
    rest: list[Span] = []
    for span in spans:
        rest.append(replace(span, text=span.text[length:]))
        length = max(0, length - len(span.text))
    return joined(rest)


# --- headings


def _headed(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph) and is_heading_line(block):
            plain = [replace(span, bold=False, italic=False) for span in block.spans]
            yield replace(block, spans=joined(plain), role=Role.HEADING, level=_depth(block.text))
        else:
            yield block


def is_heading_line(paragraph: Paragraph) -> bool:
    """A short line, all bold or numbered in Roman capitals, that does not end like a sentence."""
    text = paragraph.text
    if paragraph.role is not Role.TEXT or paragraph.side is Side.RIGHT:
        return False
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ",", "…")):
        return False
    roman = _ROMAN.match(text) is not None and text.upper() == text
    return (paragraph.all("bold") and any(map(str.isalpha, text))) or roman


def _depth(text: str) -> int:
    """`I.` 2, `1.` 3, `1.1.` or `a)` 4, no number 2."""
    if _ROMAN.match(text):
        return 2
    if number := _NUMBER.match(text):
        return 4 if number["deeper"] else 3
    return 4 if _LETTER.match(text) else 2


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings from level 2 down without a gap: `1 · 3` becomes `2 · 3`."""
    several = list(blocks)
    used = sorted({b.level for b in several if isinstance(b, Paragraph) and _is_heading(b)})
    levels = {level: min(6, place + 2) for place, level in enumerate(used)}
    for block in several:
        if isinstance(block, Paragraph) and _is_heading(block):
            yield replace(block, level=levels[block.level])
        else:
            yield block


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.role is Role.HEADING
