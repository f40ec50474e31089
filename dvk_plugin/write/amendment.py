"""A corrected figure written into its post's text beside the one that it supersedes.

gifts: 60 suất        →   gifts:
                            - 60 suất
                            - value: 58 suất
                              supersedes: gifts
                              amended: 20/05/2024
                              reason: Đếm nhầm

The new figure comes last in its metric's list, so that the ids of the others, which go by their
number, stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from dvk_plugin.read.days import written_day
from dvk_plugin.write.head_text import Head, read_head, value_of, ways_down
from dvk_plugin.write.yaml_text import as_item, as_list, as_value

_OWN = ("value", "id", "quote", "supersedes", "amended", "reason", "same_as")
"""Options that the old figure does not hand on: they are about itself."""
_EMPTY: tuple[object, ...] = ("", "~", "null", [])
_STEP = "  "


@dataclass(frozen=True, slots=True)
class Amendment:
    """What takes the place of a figure. `supersedes`: the old one's id as the post may write it."""

    value: str
    supersedes: str
    day: date
    reason: str


def write_amendment(text: str, line: int, column: int, new: Amendment) -> str | None:
    """The text of a post with the figure that is at a place superseded by a new one.

    `line` and `column` are of the old figure's value, from 1. None where the text is written in a
    way that cannot be changed safely.
    """
    head = read_head(text)
    way = _way_to(head, (line, column)) if head else None
    if head is None or way is None or len(way) < 2:
        return None
    old, parent = way[-1], way[-2]
    options = _options(old, new)
    if options is None:
        return None
    if isinstance(parent, yaml.SequenceNode):
        return _after(head, parent.value[-1], parent, options)
    if not isinstance(parent, yaml.MappingNode):
        return None
    if parent.flow_style:
        begin, end = head.start(old), head.end(old)
        return f"{text[:begin]}[{text[begin:end]}, {_in_braces(options)}]{text[end:]}"
    return _as_list_of_two(head, parent, old, options)


def _way_to(head: Head, place: tuple[int, int]) -> tuple[yaml.Node, ...] | None:
    """The way down to the figure whose value, or first option, stands at a place."""
    for way in ways_down(head.document):
        node = way[-1]
        if isinstance(node, yaml.MappingNode) and len(way) > 1:
            first = value_of(node, "value") or (node.value[0][0] if node.value else None)
            if first is not None and head.place(first) == place:
                return way
        elif isinstance(node, yaml.ScalarNode) and head.place(node) == place:
            return way
    return None


Options = Sequence[tuple[str, str, str]]
"""Name, value as it stands on a line, value as it stands between brackets."""


def _options(old: yaml.Node, new: Amendment) -> Options | None:
    """The new figure's options: its own, and all that the old one said of whose and when it is."""
    kept: list[tuple[str, str, str]] = []
    for key, value in old.value if isinstance(old, yaml.MappingNode) else ():
        if key.value in _OWN or value.value in _EMPTY:
            continue
        if isinstance(value, yaml.ScalarNode):
            kept.append((key.value, as_value(value.value), as_item(value.value)))
        elif all(isinstance(item, yaml.ScalarNode) for item in value.value):
            items = as_list(item.value for item in value.value)
            kept.append((key.value, items, items))
        else:
            return None
    own = (
        ("supersedes", new.supersedes),
        ("amended", written_day(new.day)),
        ("reason", new.reason),
    )
    return [
        ("value", as_value(new.value), as_item(new.value)),
        *kept,
        *((name, as_value(text), as_item(text)) for name, text in own if text),
    ]


def _in_braces(options: Options) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, _, value in options)}}}"


def _item_lines(options: Options, indent: str, newline: str) -> str:
    lines = [f"{indent}{_STEP}{name}: {value}" for name, value, _ in options]
    lines[0] = f"{indent}- {lines[0][len(indent) + len(_STEP) :]}"
    return "".join(f"{newline}{line}" for line in lines)


def _after(head: Head, last: yaml.Node, parent: yaml.SequenceNode, options: Options) -> str | None:
    """A new item behind the last of a list."""
    text, end = head.text, head.end(last)
    if parent.flow_style:
        return f"{text[:end]}, {_in_braces(options)}{text[end:]}"
    before = text[head.line_start(head.start(last)) : head.start(last)]
    if not re.fullmatch(r" *- +", before):
        return None
    at = head.line_end(end)
    indent = before[: before.index("-")]
    return text[:at] + _item_lines(options, indent, head.newline) + text[at:]


def _as_list_of_two(
    head: Head, parent: yaml.MappingNode, old: yaml.Node, options: Options
) -> str | None:
    """The one figure of a metric made the first of a list, the new one its second."""
    text = head.text
    key = next(key for key, value in parent.value if value is old)
    indent = " " * (key.start_mark.column + len(_STEP))
    begin, end = head.start(old), head.end(old)
    stop = head.line_end(end)
    item = _item_lines(options, indent, head.newline)
    if not isinstance(old, yaml.CollectionNode) or old.flow_style:
        if head.line(key) != head.line(old) or re.search(r"[\r\n]", text[begin:end]):
            return None
        name = text[:begin].rstrip(" \t")
        return f"{name}{head.newline}{indent}- {text[begin:stop]}{item}{text[stop:]}"
    first = head.line_start(begin)
    if text[first:begin].strip(" "):
        return None
    lines = text[first:stop].splitlines(keepends=True)
    width = begin - first
    if any(line[:width].strip() for line in lines):
        return None
    moved = "".join(
        f"{indent}{'- ' if at == 0 else _STEP}{line[width:]}" if line.strip() else line
        for at, line in enumerate(lines)
    )
    return text[:first] + moved + item + text[stop:]
