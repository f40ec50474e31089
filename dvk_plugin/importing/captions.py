"""Pictures with the words below them: a caption's style, or a short line, italic or centred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Role, Side

_LONGEST = 200
_LABEL = re.compile(r"(?:Ảnh|Hình|H\.|Figure)\s*(?:số\s*)?[0-9]+\s*[.:–-]?\s+", re.IGNORECASE)
_CREDIT = re.compile(
    r"[\s.,;–-]*[(\[]?\s*(?P<credit>(?:Ảnh|Nguồn ảnh|Nguồn"
    r"|Người chụp)\s*:\s*[^()\[\]]{2,60})[)\]]?\.?$"
)


def with_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Captions moved into the pictures right above them, or below where the style says so."""
    done: list[Block] = []
    waiting = ""
    for place, block in enumerate(blocks):
        above = _pictures_at_end(done)
        if above and isinstance(block, Paragraph) and _is_caption(block):
            for number, picture in above:
                done[number] = _captioned(picture, block.text)
        elif _is_above_its_picture(block, blocks[place + 1 : place + 3]):
            waiting = block.text if isinstance(block, Paragraph) else ""
        elif isinstance(block, Picture):
            done.append(_captioned(block, block.caption or waiting))
            waiting = ""
        else:
            done.append(block)
    return tuple(done)


def _pictures_at_end(blocks: Sequence[Block]) -> list[tuple[int, Picture]]:
    """The pictures without a caption that the blocks end in, and their places."""
    found = []
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if not isinstance(block, Picture) or block.caption:
            break
        found.append((number, block))
    return found


def _is_caption(paragraph: Paragraph) -> bool:
    if paragraph.role is Role.CAPTION:
        return True
    if paragraph.role is not Role.TEXT or len(paragraph.text) > _LONGEST:
        return False
    if _LABEL.match(paragraph.text) or _CREDIT.fullmatch(paragraph.text):
        return True
    return paragraph.all("italic") or (paragraph.side is Side.CENTRE and not paragraph.all("bold"))


def _is_above_its_picture(block: Block, after: Sequence[Block]) -> bool:
    """A caption's style before a picture that has none below."""
    return (
        isinstance(block, Paragraph)
        and block.role is Role.CAPTION
        and bool(after)
        and isinstance(after[0], Picture)
        and not (len(after) > 1 and isinstance(after[1], Paragraph) and _is_caption(after[1]))
    )


def _captioned(picture: Picture, text: str) -> Picture:
    """The picture with this caption, its number dropped, its credit apart."""
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    credit = _CREDIT.search(text) if len(text) <= 2 * _LONGEST else None
    if credit:
        text = text[: credit.start()]
    return replace(
        picture,
        caption=text.strip(),
        credit=credit["credit"].strip() if credit else picture.credit,
    )
