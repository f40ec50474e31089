"""A document as sentences to be searched for figures, each with the headings above it.

A row of a table becomes a sentence too: its label, the head of its column, its number and unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvk_plugin.domain.slug import fold
from dvk_plugin.domain.unit import read_unit
from dvk_plugin.importing.blocks import Block, Paragraph, Role, Table, cell_text

_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_LONGEST = 2_000
"""Characters of a sentence that are searched at once; what is longer is no sentence."""
_COUNTED = re.compile(r"[0-9]")
_NUMBER_ONLY = re.compile(
    r"(?:(?:khoảng|gần|trên|hơn|dưới)\s+)?[0-9][0-9.,]*(?:\s*/\s*[0-9][0-9.,]*)?", re.IGNORECASE
)
_UNIT_HEAD = re.compile(r"(?:don vi(?: tinh)?|dvt|dv tinh|dv)")
_SKIP_HEAD = re.compile(
    r"(?:stt|tt|so tt|ty le.*|ti le.*|%.*|.*\(%\)|ghi chu|thoi gian|ngay.*|lop.*|dien thoai|sdt"
    r"|nam sinh|tuoi"
    r"|dat|xep loai|so sanh.*|so van ban|so, ky hieu|van ban|tang.*|giam.*|luot xem)"
)
_TARGET_HEAD = re.compile(r"(?:ke hoach|chi tieu|muc tieu|kh|dang ky|giao)(?![a-z])")
_TOTAL_ROW = re.compile(r"(?:tong(?: cong| so)?|cong)(?![a-z])(?! (?:kinh phi|tri gia|gia tri))")
_IN_BRACKETS = re.compile(
    r"\((?:đvt\s*:\s*|đơn vị(?: tính)?\s*:\s*|tính bằng\s+)?([^()]{1,25})\)", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_REMARK = re.compile(r"\W*(?:ghi chú|chú thích|chú ý|lưu ý)\s*:", re.IGNORECASE)
"""Words about the figures above; the figures in them are no new ones."""
_LEAD = re.compile(r"([^:]{3,120}):\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence. `above`: headings and the words that lead a list in. `before`: the
    sentence before it in the paragraph. `label`: a number in
    `text` may stand without a unit (a cell, `Số suất quà: 60`). `total`: of a table's last row."""

    text: str
    above: str = ""
    before: str = ""
    label: str = ""
    target: bool = False
    total: bool = False
    heading: bool = False


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Sentences and rows in the document's order; captions and titles are none."""
    headings: dict[int, str] = {}
    lead = ""
    for block in blocks:
        above = " / ".join([*headings.values(), lead] if lead else headings.values())
        if isinstance(block, Table):
            yield from _rows(block, above)
        elif isinstance(block, Paragraph):
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
    lead = before = ""
    for sentence in split_sentences(text):
        context = f"{above} / {lead}" if lead else above
        found = _LEAD.match(sentence)
        yield Passage(sentence, context, before, _bare_label(sentence), heading=heading)
        before = sentence
        if found and sentence.endswith(";"):
            lead = found.group(1)
        elif not sentence.endswith(";"):
            lead = ""


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a semicolon ends one too, a full stop before a small letter
    (`TP. hcm`, `v.v. và`) does not."""
    sentences: list[str] = []
    for piece in filter(None, _SENTENCE_END.split(text)):
        if sentences and piece[0].islower() and not sentences[-1].endswith(";"):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return [part for sentence in sentences for part in _in_reach(sentence)]


def _in_reach(sentence: str) -> Iterator[str]:
    """A sentence, or pieces of one that no writer means as a sentence."""
    for start in range(0, len(sentence), _LONGEST):
        yield sentence[start : start + _LONGEST]


def _bare_label(sentence: str) -> str:
    """The words before the colon of `Số suất quà: 60 (năm ngoái: 45)`; empty when more than a
    number follows."""
    label, colon, number = _ASIDE.sub("", sentence.rstrip(" .;")).rpartition(":")
    return label.strip(" -+*•") if colon and _NUMBER_ONLY.fullmatch(number.strip()) else ""


# --- tables


def _rows(table: Table, above: str) -> Iterator[Passage]:
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    if len(rows) < 2:
        return
    heads = rows[0]
    if _numeric(heads):  # no head: a table of two columns, label and number
        heads, body = [""] * len(heads), rows
    else:
        body = rows[1:]
    units = next((n for n, head in enumerate(heads) if _UNIT_HEAD.fullmatch(fold(head))), None)
    for row in body:
        label_at = _label_at(row, heads, units)
        if label_at is None:
            continue
        for n, cell in enumerate(row):
            head = heads[n] if n < len(heads) else ""
            if n in (label_at, units) or _SKIP_HEAD.fullmatch(fold(head).strip()):
                continue
            if _COUNTED.search(cell):
                unit = row[units] if units is not None and units < len(row) else ""
                yield _cell(cell, row[label_at], head, unit, above)


def _numeric(cells: Sequence[str]) -> bool:
    """Whether a cell after the first begins with a number and its unit, as in a row of data."""
    return any(re.match(r"[0-9]", cell) for cell in cells[1:])


def _label_at(row: Sequence[str], heads: Sequence[str], units: int | None) -> int | None:
    """The cell that names the row; «Tổng cộng» may stand in the column of numbers."""
    named = [n for n, cell in enumerate(row) if _is_label(cell, heads, n, units)]
    totals = [n for n, cell in enumerate(row) if _TOTAL_ROW.match(fold(cell))]
    return min(named or totals, default=None)


def _is_label(cell: str, heads: Sequence[str], place: int, units: int | None) -> bool:
    if place == units or not any(map(str.isalpha, cell)):
        return False
    head = heads[place] if place < len(heads) else ""
    return not _SKIP_HEAD.fullmatch(fold(head).strip() or "-")


def _cell(cell: str, label: str, head: str, unit: str, above: str) -> Passage:
    """A cell as a sentence: `Suất quà (Thực hiện): 60 suất`."""
    bare = _NUMBER_ONLY.fullmatch(cell) is not None
    unit = unit or (_told_unit(head) or _told_unit(label) if bare else "")
    number = f"{cell} {unit}".strip() if bare else cell
    target = bool(_TARGET_HEAD.match(fold(head))) and "/" not in cell
    total = bool(_TOTAL_ROW.match(fold(label)))
    named = f"{label} – {head}" if head else label
    told = _IN_BRACKETS.sub("", named).strip(" –") if unit else named
    return Passage(f"{told}: {number}", above, "", told if bare else "", target, total)


def _told_unit(text: str) -> str:
    """The unit in a head: `Số tiền (triệu đồng)` → `triệu đồng`."""
    found = _IN_BRACKETS.search(text)
    if found is None:
        return ""
    words = found.group(1).strip()
    scaled = re.sub(r"^(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+", "", words.lower())
    return words if read_unit(scaled)[0] is not None else ""
