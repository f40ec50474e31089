"""Findings for people: grouped by file, in colours where the terminal has them, counted."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click

from dvk_plugin.domain.issue import Issue, Severity, render_issue
from dvk_plugin.read.repair import is_mendable


def by_file(issues: Sequence[Issue], posts: int, models: int) -> Iterator[str]:
    """Lines to print: every file with its findings, how often each rule spoke, a closing line."""
    for file, group in groupby(issues, key=lambda issue: issue.source.file):
        mine = list(group)
        yield _styled(f"── {file}: {_counts(mine)}", bold=True)
        for issue in mine:
            yield f"{_coloured(issue)}\n"
    if len(issues) > 1:
        yield "Theo quy tắc:"
        for rule, count in sorted(Counter(i.rule for i in issues).items(), key=_most_first):
            yield f"{count:>5}  {rule}"
    yield summary(issues, posts, models)
    if any(map(is_mendable, issues)):
        yield "Một số chỗ máy có thể sửa giúp: gõ «dvk check --fix --dry-run» để xem trước."


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])


def summary(issues: Iterable[Issue], posts: int, models: int) -> str:
    """`2 bài, 9 mô hình: không có lỗi.`"""
    found = list(issues)
    told = f"{_counts(found)}." if found else "không có lỗi."
    colour = "red" if any(i.severity is Severity.ERROR for i in found) else "yellow"
    return f"{posts} bài, {models} mô hình: {_styled(told, fg=colour if found else 'green')}"


def _counts(issues: Iterable[Issue]) -> str:
    severities = [issue.severity for issue in issues]
    errors = severities.count(Severity.ERROR)
    return f"{errors} lỗi, {len(severities) - errors} điều nhắc"


def _coloured(issue: Issue) -> str:
    """The message as everywhere, its kind, its mark and its hint picked out."""
    colour = "red" if issue.severity is Severity.ERROR else "yellow"
    head, *lines = render_issue(issue).split("\n")
    label = issue.severity.label
    place, _, rule = head.partition(f": {label} ")
    shown = [f"{place}: {_styled(label, fg=colour, bold=True)} {rule}"]
    for line in lines:
        if set(line) <= set(" |^") and "^" in line:
            line = _styled(line, fg=colour)
        elif line.startswith("Gợi ý:"):
            line = _styled("Gợi ý:", fg="green", bold=True) + line.removeprefix("Gợi ý:")
        shown.append(line)
    return "\n".join(shown)


def _styled(text: str, *, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if has_colours() else text


def has_colours() -> bool:
    """Whether the reader is at a terminal that shows colours and wants them (no-color.org)."""
    wants = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wants and sys.stdout.isatty()
