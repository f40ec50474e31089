"""YAML as a tree of texts, each with the place where it was written.

Nothing is guessed: `2023-09-21`, `37.9` and `no` stay the author's own characters. The tree is
built from parser events without recursion; anchors, aliases and tags are refused, so neither
«billion laughs» nor foreign objects can come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Source
from dvk_plugin.read.places import Places
from dvk_plugin.read.refused_yaml import alias, escape, in_quotes, tab, tag, unreadable
from dvk_plugin.read.syntax import explain

MAX_DEPTH = 20
_LINE_ENDS = "\x85\u2028\u2029\ufeff"
"""What the parser would count as ends of lines, and no editor does; and stray byte order marks."""
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
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
    `yaml-nhay-kep`, `yaml-ngoac`, `yaml-hong`, `yaml-bi-danh`, `yaml-the-la`, `yaml-qua-sau`,
    `yaml-trung-khoa`, `yaml-khoa-la`, `yaml-phay`.
    """
    places = Places(file, text.split("\n"), first_line)
    if "\t" in text and (found := _tab_indent(places)):
        return None, (found,)
    for end in _LINE_ENDS:
        text = text.replace(end, " ")
    try:
        return _compose(text, places)
    except _Refused as refused:
        return None, (refused.issue,)
    except yaml.MarkedYAMLError as error:
        return None, (explain(error, places),)
    except (yaml.YAMLError, ValueError):
        return None, (unreadable(places.line(0)),)


def _compose(text: str, places: Places) -> tuple[Node | None, tuple[Issue, ...]]:
    issues: list[Issue] = []
    stack: list[tuple[yaml.Event, list[Node]]] = []
    roots: list[Node] = []
    for event in _events(text):
        if isinstance(event, yaml.NodeEvent):
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
        if roots and not stack:
            raise _Refused(_second_document(node.source))
        (stack[-1][1] if stack else roots).append(node)
    return (roots[0] if roots else None), tuple(issues)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _scalar(event: yaml.ScalarEvent, places: Places) -> Scalar:
    plain = not event.style  # libyaml says "" where Python's parser says None
    source = places.span(event.start_mark, event.end_mark)
    if _HIDDEN.search(event.value):
        raise _Refused(escape(source))
    return Scalar(event.value if not plain else tidy(event.value), source, plain)


def _collection(
    start: yaml.Event, children: list[Node], places: Places, issues: list[Issue]
) -> Node:
    """The list or table, whose place is its first child: there an editor sees it begin."""
    source = children[0].source if children else places.span(start.start_mark, start.end_mark)
    if isinstance(start, yaml.SequenceStartEvent):
        return Sequence(tuple(children), source)
    if isinstance(start, yaml.MappingStartEvent) and start.flow_style:
        children = _with_commas(children, issues)
    return Table(tuple(_pairs(children, issues)), source)


def cut_at_comma(one: Node, other: Node) -> Scalar | None:
    """`37,9 triệu` as it was meant, where the comma of a list or table in brackets cut it in two.

    None where the two were not written without a blank, digit to digit.
    """
    if not (isinstance(one, Scalar) and isinstance(other, Scalar) and one.plain and other.plain):
        return None
    here, there = one.source, other.source
    if not (one.text[-1:].isdigit() and other.text[:1].isdigit() and here.line == there.line):
        return None
    if there.column != here.column + here.width + 1:
        return None
    width = here.width + 1 + there.width
    return Scalar(f"{one.text},{other.text}", replace(here, width=width))


def _with_commas(children: list[Node], issues: list[Issue]) -> list[Node]:
    """Keys and values of `{value: 37,9 triệu}` with such numbers put together, and noted."""
    kept: list[Node] = []
    for key, value in zip(children[::2], children[1::2], strict=True):
        if kept and value.is_empty and (meant := cut_at_comma(kept[-1], key)):
            issues.append(comma_in_brackets(meant))
            kept[-1] = meant
        else:
            kept += (key, value)
    return kept


def comma_in_brackets(meant: Scalar) -> Issue:
    return Issue(
        "yaml-phay",
        meant.source,
        f"Bên trong dấu ngoặc, dấu phẩy tách «{meant.text}» thành hai giá trị.",
        f"đặt cả số trong dấu nháy kép: {in_quotes(meant.text)}",
    )


def _pairs(children: list[Node], issues: list[Issue]) -> Iterator[tuple[Scalar, Node]]:
    """Key and value by turns; a key that is no text, or stands twice, becomes an issue."""
    seen: dict[str, Scalar] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            issues.append(_key_is_a_group(key))
        elif (first := seen.setdefault(tidy(key.text), key)) is not key:
            issues.append(_twice(key, first))
        else:
            yield key, value


def _key_is_a_group(key: Node) -> Issue:
    return Issue(
        "yaml-khoa-la",
        key.source,
        "Tên mục ở đây phải là một từ, không phải một nhóm trong dấu ngoặc.",
        "giá trị bắt đầu bằng dấu { hoặc [ thì đặt trong dấu nháy kép.",
    )


def _second_document(source: Source) -> Issue:
    return Issue(
        "yaml-hong",
        source,
        "Từ đây là phần thứ hai sau một dòng ---, và sẽ không được đọc.",
        "xóa dòng --- ở giữa tệp.",
    )


def _twice(key: Scalar, first: Scalar) -> Issue:
    return Issue(
        "yaml-trung-khoa",
        key.source,
        f"Mục «{key.text}» đã có ở dòng {first.source.line}; mỗi mục chỉ được viết một lần.",
        "gộp hai mục làm một, hoặc xóa bớt một mục.",
    )


def _refuse_tricks(event: yaml.NodeEvent, places: Places) -> None:
    """Aliases, anchors and tags have no use in a post, only dangers."""
    if event.anchor is not None:  # which aliases have too
        raise _Refused(alias(places.span(event.start_mark, event.end_mark)))
    if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
        raise _Refused(tag(places.span(event.start_mark, event.end_mark)))


def _too_deep(source: Source) -> Issue:
    return Issue(
        "yaml-qua-sau",
        source,
        f"Các dấu ngoặc hoặc các mục con lồng nhau quá {MAX_DEPTH} lớp.",
        "xóa bớt các dấu [ hoặc { thừa.",
    )


def _tab_indent(places: Places) -> Issue | None:
    for number, line in enumerate(places.lines):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            return tab(places.at(number, indent.index("\t"), 1))
    return None
