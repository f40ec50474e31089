"""Blocks as Markdown that reads like typed by hand: escapes only where a sign would act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Role, Span, Table

_STARTS_A_BLOCK = re.compile(r"(#{1,6}(?=\s)|>|[-+](?=\s)|={3,}$|:(?=\s)|!!!|\?\?\?)")
_STARTS_A_NUMBER = re.compile(r"([0-9]+)([.)])(?=\s)")
_STARRED = re.compile(r"\*(?=\S)|(?<=\S)\*")
_UNDERLINED = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_LINKED = re.compile(r"\[(?=[^\]]*\](?:[(\[:]|\s*$))")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+.!-])")


def write_markdown(blocks: Sequence[Block]) -> str:
    """The text of a post; pictures as `![](file)`. Empty blocks, an empty text."""
    parts: list[str] = []
    open_lists: dict[int, bool] = {}  # level → whether its items have numbers
    for block in blocks:
        text = "\n".join(_written(block))
        if not text:
            continue
        goes_on = _goes_on(open_lists, block)
        parts.append(("\n" if goes_on else "\n\n") if parts else "")
        parts.append(text)
        open_lists = _lists_after(open_lists if goes_on else {}, block)
    return "".join(parts) + ("\n" if parts else "")


def _goes_on(open_lists: Mapping[int, bool], block: Block) -> bool:
    """Whether a block is the next item of an open list, or the first of one inside it."""
    if not isinstance(block, Paragraph) or block.role is not Role.ITEM or not open_lists:
        return False
    return open_lists.get(block.level, bool(block.number)) == bool(block.number)


def _lists_after(open_lists: Mapping[int, bool], block: Block) -> dict[int, bool]:
    if not isinstance(block, Paragraph) or block.role is not Role.ITEM:
        return {}
    outer = {level: kind for level, kind in open_lists.items() if level < block.level}
    return outer | {block.level: bool(block.number)}


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, Picture):
        yield f"![]({block.name})"
    elif isinstance(block, Table):
        yield from _table(block)
    elif block.role in (Role.HEADING, Role.TITLE):
        text = _inline(block.spans).replace("  \n", " ")
        yield f"{'#' * min(6, max(2, block.level))} {text.rstrip(':').rstrip()}"
    elif block.role is Role.ITEM:
        mark = f"{block.number}. " if block.number else "- "
        indent = " " * 4 * max(0, block.level - 1)
        yield indent + mark + _start_escaped(_inline(block.spans)).replace("\n", f"\n{indent}    ")
    elif block.role is Role.QUOTE:
        yield "> " + _start_escaped(_inline(block.spans)).replace("\n", "\n> ")
    else:
        yield "\n".join(map(_start_escaped, _inline(block.spans).split("\n")))


def _table(table: Table) -> Iterator[str]:
    width = max(map(len, table.rows))
    for number, row in enumerate(table.rows):
        cells = [_cell(cell) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'---|' * width}"


def _cell(cell: Sequence[Block]) -> str:
    paragraphs = [_inline(block.spans) for block in cell if isinstance(block, Paragraph)]
    text = "<br>".join(paragraphs).replace("  \n", "<br>").replace("\n", " ")
    return text.replace("|", "\\|")


def _inline(spans: Sequence[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    """One span; the blanks at its ends stay outside its marks, as Markdown wants it."""
    bare = span.text.strip()
    if not bare:
        return span.text.replace("\n", "  \n")
    lead, tail = (
        span.text[: span.text.index(bare)],
        span.text[span.text.rindex(bare) + len(bare) :],
    )
    text = escaped(bare)
    marks = "*" * (2 * span.bold + span.italic)
    text = f"{marks}{text}{marks}"
    if span.link:
        text = (
            f"[{text}](<{span.link}>)"
            if "(" in span.link or ")" in span.link
            else f"[{text}]({span.link})"
        )
    return f"{lead}{text}{tail}".replace("\n", "  \n")


def escaped(text: str) -> str:
    """The text with an escape before each sign that Markdown would take for its own."""
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    text = text.replace("`", "\\`")
    for pattern in (_STARRED, _UNDERLINED, _LINKED):
        text = pattern.sub(lambda match: "\\" + match.group(), text)
    return text


def _start_escaped(text: str) -> str:
    text = _STARTS_A_BLOCK.sub(r"\\\1", text, count=1) if _STARTS_A_BLOCK.match(text) else text
    return _STARTS_A_NUMBER.sub(r"\1\\\2", text, count=1) if _STARTS_A_NUMBER.match(text) else text
