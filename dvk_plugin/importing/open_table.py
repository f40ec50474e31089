"""A table whose cells are still being read, with the places that merged cells fill."""

from __future__ import annotations

from dataclasses import dataclass, field

from dvk_plugin.importing.blocks import Block


@dataclass(slots=True)
class OpenTable:
    rows: list[list[tuple[Block, ...]]] = field(default_factory=list)
    header: int = 0
    outer: list[Block] = field(default_factory=list)
    in_head: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Of each open cell, how many columns and rows it takes."""
    waiting: dict[int, int] = field(default_factory=dict)
    """Column → rows below that a cell above it still fills."""

    def add_cell(self, cell: tuple[Block, ...]) -> None:
        """Put a cell into the last row, empty ones where cells above or beside it reach."""
        columns, rows = self.spans.pop() if self.spans else (1, 1)
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        self._fill(row)
        for column in range(columns):
            if rows > 1:
                self.waiting[len(row)] = rows - 1
            row.append(() if column else cell)

    def _fill(self, row: list[tuple[Block, ...]]) -> None:
        while self.waiting.get(len(row), 0) > 0:
            self.waiting[len(row)] -= 1
            row.append(())
