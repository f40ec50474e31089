"""YAML as a tree of texts, each with the place where it was written.

Nothing is guessed: `2023-09-21`, `37.9` and `no` stay the author's own characters. The tree is
built from parser events without recursion; anchors, aliases and tags are refused, so neither
«billion laughs» nor foreign objects can come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Source

MAX_DEPTH = 20
_EMPTY = ("", "~", "null", "Null", "NULL")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # wheels without libyaml exist


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    source: Source
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        return self.text.strip() in (_EMPTY if self.plain else ("",))


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    source: Source

    @property
    def is_empty(self) -> bool:
        return all(item.is_empty for item in self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping: keys in the author's order, each once."""

    items: tuple[tuple[Scalar, Node], ...]
    source: Source

    @property
    def is_empty(self) -> bool:
        return not self.items


Node = Scalar | Sequence | Table


class _Refused(Exception):
    def __init__(self, issue: Issue) -> None:
        self.issue = issue


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Issue, ...]]:
    """The tree of a YAML text whose first line is line `first_line` of `file`.

    None when there is nothing in it or it cannot be read. Rules: `yaml-tab`, `yaml-hai-cham`,
    `yaml-nhay-kep`, `yaml-hong`, `yaml-bi-danh`, `yaml-the-la`, `yaml-qua-sau`,
    `yaml-trung-khoa`, `yaml-khoa-la`.
    """
    places = Places(file, text.split("\n"), first_line)
    if tab := _tab_indent(places):
        return None, (tab,)
    try:
        return _compose(text, places)
    except _Refused as refused:
        return None, (refused.issue,)
    except yaml.MarkedYAMLError as error:
        return None, (_broken(error, places),)
    except (yaml.YAMLError, ValueError):
        return None, (_unreadable(places.line(1)),)


@dataclass(frozen=True, slots=True)
class Places:
    """Turns marks of the parser (from 0) into places in the file (from 1)."""

    file: str
    lines: list[str]
    first_line: int

    def line(self, number: int) -> Source:
        """The whole line `number` (from 1) of the YAML text."""
        text = self.lines[number - 1] if number <= len(self.lines) else ""
        start = len(text) - len(text.lstrip())
        return self._at(number - 1, start, len(text.rstrip()) - start)

    def span(self, start: Any, end: Any) -> Source:
        """From one mark of the parser (C or Python) to another."""
        width = end.column - start.column if end.line == start.line else None
        return self._at(start.line, start.column, width)

    def _at(self, line: int, column: int, width: int | None) -> Source:
        text = self.lines[line] if line < len(self.lines) else ""
        if width is None:
            width = len(text.rstrip()) - column
        return Source(self.file, line + self.first_line, column + 1, max(1, width), text)


def _compose(text: str, places: Places) -> tuple[Node | None, tuple[Issue, ...]]:
    issues: list[Issue] = []
    stack: list[tuple[yaml.Event, list[Node]]] = []
    roots: list[Node] = []
    for event in _events(text):
        _refuse_tricks(event, places)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                raise _Refused(_too_deep(places.span(event.start_mark, event.end_mark)))
            stack.append((event, []))
            continue
        if isinstance(event, yaml.ScalarEvent):
            node: Node = _scalar(event, places)
        elif isinstance(event, yaml.CollectionEndEvent):
            start, children = stack.pop()
            node = _collection(start, children, places, issues)
        else:
            continue
        (stack[-1][1] if stack else roots).append(node)
    return (roots[0] if roots else None), tuple(issues)


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=_LOADER)


def _scalar(event: yaml.ScalarEvent, places: Places) -> Scalar:
    plain = event.style is None
    source = places.span(event.start_mark, event.end_mark)
    return Scalar(event.value if not plain else tidy(event.value), source, plain)


def _collection(
    start: yaml.Event, children: list[Node], places: Places, issues: list[Issue]
) -> Node:
    source = places.span(start.start_mark, start.end_mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(tuple(children), source)
    return Table(tuple(_pairs(children, issues)), source)


def _pairs(children: list[Node], issues: list[Issue]) -> Iterator[tuple[Scalar, Node]]:
    """Key and value by turns; a key that is no text, or stands twice, becomes an issue."""
    seen: dict[str, Scalar] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            issues.append(
                Issue("yaml-khoa-la", key.source, "Tên mục ở đây phải là một từ, không phải nhóm.")
            )
        elif tidy(key.text) in seen:
            issues.append(_twice(key, seen[tidy(key.text)]))
        else:
            seen[tidy(key.text)] = key
            yield key, value


def _twice(key: Scalar, first: Scalar) -> Issue:
    return Issue(
        "yaml-trung-khoa",
        key.source,
        f"Mục «{key.text}» đã có ở dòng {first.source.line}; mỗi mục chỉ được viết một lần.",
        "gộp hai mục làm một, hoặc xóa bớt một mục.",
    )


def _refuse_tricks(event: yaml.Event, places: Places) -> None:
    """Aliases, anchors and tags have no use in a post, only dangers."""
    anchored = getattr(event, "anchor", None) is not None
    tagged = getattr(event, "tag", None) is not None
    if not (anchored or tagged):
        return
    source = places.span(event.start_mark, event.end_mark)
    if anchored:
        raise _Refused(
            Issue(
                "yaml-bi-danh",
                source,
                "Dấu & hoặc * ở đầu giá trị là bí danh của YAML, không dùng được ở đây.",
                'đặt cả giá trị trong dấu nháy kép, ví dụ: title: "& cùng nhau".',
            )
        )
    raise _Refused(
        Issue(
            "yaml-the-la",
            source,
            "Dấu ! ở đầu giá trị có nghĩa riêng trong YAML, không dùng được ở đây.",
            'đặt cả giá trị trong dấu nháy kép, ví dụ: title: "!Tin vui".',
        )
    )


def _too_deep(source: Source) -> Issue:
    return Issue(
        "yaml-qua-sau",
        source,
        f"Phần đầu bài lồng nhau quá {MAX_DEPTH} lớp.",
        "xóa bớt các dấu [ hoặc { thừa.",
    )


def _tab_indent(places: Places) -> Issue | None:
    for number, line in enumerate(places.lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            source = Source(
                places.file, number + places.first_line - 1, indent.index("\t") + 1, 1, line
            )
            return Issue(
                "yaml-tab",
                source,
                "Đầu dòng này có dấu Tab; phần đầu bài chỉ nhận dấu cách.",
                "xóa dấu Tab và gõ hai dấu cách thay vào.",
            )
    return None


_UNQUOTED = re.compile(r"^(?P<head>\s*(?:- )?[^\s:][^:]*:)\s+(?P<value>[^'\"\[{].*)$")


def _broken(error: yaml.MarkedYAMLError, places: Places) -> Issue:
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    problem = f"{error.context or ''} {error.problem or ''}"
    if mark is None or opened is None:
        return _unreadable(places.line(1))
    if "quoted scalar" in problem:
        return Issue(
            "yaml-nhay-kep",
            places.span(opened, opened),
            "Dấu nháy mở ở đây chưa được đóng lại.",
            "thêm dấu nháy cùng loại vào cuối giá trị.",
        )
    here = places.line(mark.line + 1)
    if "mapping values" in problem and (match := _UNQUOTED.match(here.text)):
        quoted = match["value"].strip().replace("\\", "\\\\").replace('"', '\\"')
        return Issue(
            "yaml-hai-cham",
            here,
            "Giá trị có dấu hai chấm nên phải đặt trong dấu nháy kép.",
            f'{match["head"].strip()} "{quoted}"',
        )
    return _unreadable(here)


def _unreadable(place: Source) -> Issue:
    return Issue(
        "yaml-hong",
        place,
        "Phần đầu bài viết không đúng cú pháp ở gần dòng này.",
        "mỗi mục một dòng dạng «tên: giá trị», mục con lùi vào hai dấu cách; "
        "giá trị có ký tự lạ thì đặt trong dấu nháy kép.",
    )
