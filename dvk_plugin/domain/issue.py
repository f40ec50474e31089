"""One finding about an author's text: what is wrong, where, and what to type instead.

Wrong input is a value. Every stage gives back its issues, and all are shown in one run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from dvk_plugin.domain.source import Source

LONGEST_LINE = 160
"""Characters of an author's line that a message shows."""


class Severity(StrEnum):
    """An error stops the build; a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The word an editor reads: lỗi or nhắc."""
        return "LỖI" if self is Severity.ERROR else "NHẮC"


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `message` and `hint` are Vietnamese; the hint is a line to paste if it can."""

    rule: str
    source: Source
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


def sort_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Each issue once, by place, then rule, then words."""
    return tuple(sorted(set(issues), key=lambda i: (i.source, i.rule, i.message, i.hint)))


def softened(issues: Iterable[Issue], but: Container[Source] = ()) -> tuple[Issue, ...]:
    """The findings as reminders, but those at some places."""
    return tuple(
        issue if issue.source in but else replace(issue, severity=Severity.WARNING)
        for issue in issues
    )


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any finding must stop a build."""
    return any(issue.severity is Severity.ERROR for issue in issues)


def render_issue(issue: Issue) -> str:
    """The message as an editor sees it.

    posts/a/index.md:7:5: LỖI thieu-don-vi
    7 |   - so: 120
      |     ^^^^^^^
    Số liệu này chưa có đơn vị tính.
    Gợi ý: thêm ngay bên dưới một dòng như «don_vi: suất».
    """
    place = _in_reach(issue.source)
    lines = [f"{issue.source}: {issue.severity.label} {issue.rule}"]
    if place.text.strip():
        gutter = f"{place.line} | "
        lines.append(gutter + place.text.expandtabs(1))
        lines.append(" " * (len(gutter) - 2) + "| " + _mark(place))
    lines.append(issue.message)
    if issue.hint:
        lines.append(f"Gợi ý: {issue.hint}")
    return "\n".join(lines)


def _in_reach(place: Source) -> Source:
    """The place with so much of a long line as a terminal can show, round what is meant."""
    if len(place.text) <= LONGEST_LINE:
        return place
    start = max(0, min(place.column - 20, len(place.text) - LONGEST_LINE))
    cut = place.text[start : start + LONGEST_LINE]
    text = f"{'…' if start else ''}{cut}{'…' if start + LONGEST_LINE < len(place.text) else ''}"
    column = place.column - start + bool(start)
    width = min(place.width, len(text) - column + 1)
    return replace(place, column=column, width=max(1, width), text=text)


def _mark(place: Source) -> str:
    """Blanks and carets under the author's line; combining marks (NFD text) take no cell."""
    before = place.text[: place.column - 1]
    meant = place.text[place.column - 1 : place.column - 1 + place.width]
    return " " * _cells(before) + "^" * max(1, _cells(meant))


def _cells(text: str) -> int:
    return sum(not unicodedata.combining(char) for char in text)
