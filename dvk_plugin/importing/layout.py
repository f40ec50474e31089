"""Tables used only to put things side by side, turned back into what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dvk_plugin.importing.blocks import Block, Paragraph, Picture, Role, Table, cell_text

_LONG_CELL = 160
_LONGEST_CAPTION = 200


def without_layout(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with such tables flattened, and how many there were."""
    flat: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Table) and is_layout(block):
            count += 1
            inner, more = without_layout(tuple(_flattened(block)))
            count += more
            flat += inner
        else:
            flat.append(block)
    return tuple(flat), count


def is_layout(table: Table) -> bool:
    """Whether a table holds pictures or whole texts, and no rows of data."""
    cells = [cell for row in table.rows for cell in row]
    if any(not isinstance(block, Paragraph) for cell in cells for block in cell):
        return True
    if len(table.rows) == 1 or max(map(len, table.rows)) == 1:
        return True
    filled = [cell_text(cell) for cell in cells if cell]
    return bool(filled) and sum(map(len, filled)) / len(filled) > _LONG_CELL


def _flattened(table: Table) -> Iterator[Block]:
    """Row by row; the texts below a row of pictures become their captions."""
    rows = list(table.rows)
    while rows:
        row = rows.pop(0)
        captions = _captions(row, rows[0]) if rows else None
        if captions is not None:
            rows.pop(0)
        for place, cell in enumerate(row):
            yield from _cell(cell, captions[place] if captions else "")


def _captions(
    row: Sequence[tuple[Block, ...]], below: Sequence[tuple[Block, ...]]
) -> list[str] | None:
    """What the row below says of each cell of pictures; None when it is no row of captions."""
    pictured = [any(isinstance(block, Picture) for block in cell) for cell in row]
    bare = all(isinstance(block, Picture) for cell in row for block in cell)
    if (
        not any(pictured)
        or not bare
        or any(not isinstance(block, Paragraph) for cell in below for block in cell)
    ):
        return None
    texts = [cell_text(cell) for cell in below]
    if not any(texts) or max(map(len, texts)) > _LONGEST_CAPTION:
        return None
    if len(texts) == 1:
        return texts * len(row)
    return texts if len(texts) == len(row) else None


def _cell(cell: Sequence[Block], caption: str) -> Iterator[Block]:
    """A cell's blocks; a short text right below its picture is the caption."""
    after_picture = False
    for block in cell:
        if isinstance(block, Picture):
            yield replace(block, caption=caption)
        elif after_picture and isinstance(block, Paragraph) and len(block.text) <= _LONGEST_CAPTION:
            yield replace(block, role=Role.CAPTION)
        else:
            yield block
        after_picture = isinstance(block, Picture)
