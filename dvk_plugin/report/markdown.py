"""A report as Markdown: headings, lists and tables that any editor shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvk_plugin.report.document import (
    Blank,
    Block,
    Chart,
    Items,
    Line,
    Paragraph,
    Report,
    Section,
    Shots,
    Table,
)
from dvk_plugin.report.text import printable

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST = re.compile(r"^(\d*)([-+=.)])(?=[ =-]|$)")
"""What would start a list or underline a heading, at the beginning of a line: `- a`, `1. a`."""


def render_markdown(report: Report) -> bytes:
    """The file's bytes in UTF-8."""
    return ("\n\n".join(_parts(report)) + "\n").encode()


def _parts(report: Report) -> Iterator[str]:
    head, end = report.head, report.signature
    yield "\n".join(f"{_text(line)}  " for line in (head.parent, f"{head.body}", head.number))
    yield "\n".join(f"{_text(line)}  " for line in (head.nation, head.motto, head.day) if line)
    yield f"# {_text(head.kind)}: {_text(head.subject)}"
    yield from map(_text, (*report.grounds, *report.lead))
    for section in report.sections:
        yield from _section(section, 2)
    lines = (line.removeprefix("- ") for line in end.recipients)
    yield "\n".join(["Nơi nhận:", "", *(f"- {_text(line)}" for line in lines)])
    signed = (end.sign_for, end.title, end.name)
    yield "\n".join(f"**{_text(line)}**  " for line in signed if line)
    for appendix in report.appendices:
        yield from _section(appendix, 2)


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_text(section.name)}"
    if section.attached:
        yield f"*{_text(section.attached)}*"
    for block in section.blocks:
        yield from _block(block)
    for part in section.parts:
        yield from _section(part, level + 1)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _text(block.text)
    elif isinstance(block, Items):
        yield "\n".join(f"- {_text(text)}" for text in block.texts)
    elif isinstance(block, Blank):
        yield "…"
    elif isinstance(block, Chart):
        yield from ()  # its figures stand in the tables
    elif isinstance(block, Shots):
        for shot in block.shots:
            caption = _text(shot.caption)
            yield f"![{_text(shot.alt)}]({shot.address})\n\n{caption}" if shot.address else caption
    else:
        yield f"*{_text(block.title)}*"
        yield "\n".join(_table(block))


def _table(table: Table) -> Iterator[str]:
    yield _row([column.title for column in table.columns])
    yield "|" + "|".join("--:" if column.is_right else "---" for column in table.columns) + "|"
    for line in table.lines:
        yield _line(line, len(table.columns))


def _line(line: Line, columns: int) -> str:
    if line.is_group:
        return f"| **{_text(line.cells[0])}** |{' |' * (columns - 1)}"
    return _row(line.cells)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(map(_text, cells)) + " |"


def _text(text: str) -> str:
    """Words on one line that mean nothing to Markdown, whoever wrote them."""
    plain = " ".join(printable(text).split())
    return _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\1", plain))
