"""The cells of a table as sentences: the row's label, the head of the column, number and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvk_plugin.domain.slug import fold
from dvk_plugin.domain.unit import read_unit
from dvk_plugin.importing.blocks import Table, cell_text
from dvk_plugin.importing.passage import NUMBER_ONLY, Passage

_COUNTED = re.compile(r"[0-9]")
_UNIT_HEAD = re.compile(r"(?:don vi(?: tinh)?|dvt|dv tinh|dv)")
_SKIP_HEAD = re.compile(
    r"(?:stt|tt|so tt|ty le.*|ti le.*|%.*|.*\(%\)|ghi chu|thoi gian|ngay.*|lop.*|dien thoai|sdt"
    r"|nam sinh|tuoi|ky nhan"
    r"|dat|xep loai|so sanh.*|so van ban|so, ky hieu|van ban|tang.*|giam.*|luot xem)"
)
_PERSON_HEAD = re.compile(r"ho (?:va )?ten.*")
_TARGET_HEAD = re.compile(r"(?:.* – )?(?:ke hoach|chi tieu|muc tieu|kh|dang ky|giao)(?![a-z])")
_EACH_HEAD = re.compile(
    r"(?:don gia|muc (?:ho tro|thuong|chi)|(?:tri )?gia (?:moi|1|mot) .*)(?![a-z])"
)
_MONEY_HEAD = re.compile(
    r"(?:.* – )?(?:thanh tien|so tien|kinh phi|(?:tong )?(?:tri gia|gia tri|tien)|don gia"
    r"|muc (?:ho tro|thuong|chi))(?![a-z])"
)
_TOTAL_ROW = re.compile(r"(?:tong(?: cong| so)?|cong)(?![a-z])(?! (?:kinh phi|tri gia|gia tri))")
_IN_BRACKETS = re.compile(
    r"\((?:đvt\s*:\s*|đơn vị(?: tính)?\s*:\s*|tính bằng\s+)?([^()]{1,25})\)", re.IGNORECASE
)
_UNIT_LINE = re.compile(
    r"(?:đvt|đơn vị(?: tính| tiền)?)\s*:\s*((?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)?đồng)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A table's heads, the place of its column of units, the unit of its money, words above it."""

    heads: tuple[str, ...]
    units: int | None
    money: str
    above: str

    def head(self, place: int) -> str:
        return self.heads[place] if place < len(self.heads) else ""

    def skips(self, place: int) -> bool:
        return place == self.units or bool(_SKIP_HEAD.fullmatch(fold(self.head(place)).strip()))


def rows_of(table: Table, above: str, line: str) -> Iterator[Passage]:
    """A passage for each cell with a number; `line` stands above the table, and may tell its unit.

    Of a list of persons only the totals: their names belong into no post.
    """
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    while len(rows) > 1 and len(set(rows[0]) - {""}) < 2:  # a title over the whole table
        rows = rows[1:]
    if len(rows) < 2:
        return
    heads, body = _heads(rows)
    units = next((n for n, head in enumerate(heads) if _UNIT_HEAD.fullmatch(fold(head))), None)
    told = _UNIT_LINE.search(line) or _UNIT_LINE.search(" ".join(heads))
    frame = _Frame(heads, units, told.group(1).lower() if told else "đồng", above)
    persons = any(_PERSON_HEAD.fullmatch(fold(head)) for head in heads)
    for row in body:
        label_at = _label_at(row, frame)
        if label_at is None or (persons and not _TOTAL_ROW.match(fold(row[label_at]))):
            continue
        for n, cell in enumerate(row):
            if n == 0 and NUMBER_ONLY.fullmatch(cell):  # «1.1», whatever its head is called
                continue
            if n != label_at and not frame.skips(n) and _COUNTED.search(cell):
                unit = row[units] if units is not None and units < len(row) else ""
                yield _cell(cell, row[label_at], frame.head(n), unit, frame)


def _heads(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Sequence[Sequence[str]]]:
    """The head of each column (`Năm 2024 – KH` of two rows), and the rows below."""
    if _numeric(rows[0]):  # no head: a table of two columns, label and number
        return ("",) * len(rows[0]), rows
    if len(rows) > 2 and _is_second_head(rows[0], rows[1]):
        below = rows[1]
        heads = tuple(
            upper if lower in ("", upper) else f"{upper} – {lower}".strip(" –")
            for upper, lower in zip(rows[0], below, strict=False)
        )
        return heads, rows[2:]
    return tuple(rows[0]), rows[1:]


def _is_second_head(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a head goes on in the second row: below its merged cells, and without a number."""
    if len(upper) != len(lower) or any(re.match(r"[0-9]", cell) for cell in lower):
        return False
    merged = [n for n, cell in enumerate(upper) if n and cell in ("", upper[n - 1])]
    return lower[0] in ("", upper[0]) and any(lower[n] not in ("", upper[n]) for n in merged)


def _numeric(cells: Sequence[str]) -> bool:
    """Whether a cell after the first begins with a number and its unit, as in a row of data."""
    return any(re.match(r"[0-9]", cell) for cell in cells[1:])


def _label_at(row: Sequence[str], frame: _Frame) -> int | None:
    """The cell that names the row; «Tổng cộng» may stand in the column of numbers."""
    named = [n for n, cell in enumerate(row) if any(map(str.isalpha, cell)) and not frame.skips(n)]
    totals = [n for n, cell in enumerate(row) if _TOTAL_ROW.match(fold(cell))]
    return min(named or totals, default=None)


def _cell(cell: str, label: str, head: str, unit: str, frame: _Frame) -> Passage:
    """A cell as a sentence: `Suất quà (Thực hiện): 60 suất`."""
    bare = NUMBER_ONLY.fullmatch(cell) is not None
    if bare and not unit:
        unit = _told_unit(head) or _told_unit(label) or _money_unit(cell, head, label, frame)
    number = f"{cell} {unit}".strip() if bare else cell
    named = f"{label} – {head}" if head else label
    told = _IN_BRACKETS.sub("", named).strip(" –") if unit else named
    return Passage(
        f"{told}: {number}",
        frame.above,
        label=told if bare else "",
        target=bool(_TARGET_HEAD.match(fold(head))) and "/" not in cell,
        each=bool(_EACH_HEAD.match(fold(head))),
        total=bool(_TOTAL_ROW.match(fold(label))),
    )


def _money_unit(cell: str, head: str, label: str, frame: _Frame) -> str:
    """The unit of money of a bare number below «Thành tiền», or beside «Kinh phí» below «KH»."""
    if _MONEY_HEAD.match(fold(head)) or _MONEY_HEAD.match(fold(label)):
        large = len(re.sub(r"[^0-9]", "", cell)) > 3
        return frame.money if frame.money != "đồng" or large else ""
    return ""


def _told_unit(text: str) -> str:
    """The unit in a head: `Số tiền (triệu đồng)` → `triệu đồng`."""
    found = _IN_BRACKETS.search(text)
    if found is None:
        return ""
    words = found.group(1).strip()
    scaled = re.sub(r"^(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+", "", words.lower())
    return words if read_unit(scaled)[0] is not None else ""
