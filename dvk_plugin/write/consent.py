"""The consent of a photo changed in its post's text, every other character kept."""

from __future__ import annotations

import re

import yaml

from dvk_plugin.domain.post import Consent

_OPENING = re.compile(r"\ufeff?(?:\s*\n)?---[ \t]*(?=\r?$)", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def write_consent(text: str, line: int, consent: Consent) -> str | None:
    """The text of a post with `consent:` set for the photo whose `file:` value is on a line.

    `line` counts from 1. A line of its own is added where there was none. None where the text
    is written in a way that cannot be changed safely.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(text, start)
    lines_before = len(_LINE_END.findall(text, 0, start))
    try:
        head = text[start : closing.start() if closing else len(text)]
        document = yaml.compose(head, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    table = _photo_at(document, line - 1 - lines_before)
    return None if table is None else _changed(text, start, table, consent)


def _photo_at(document: yaml.Node | None, line: int) -> yaml.MappingNode | None:
    """The table among the photos whose `file` stands on a line, counted from 0."""
    photos = _value(document, "photos")
    items = photos.value if isinstance(photos, yaml.SequenceNode) else [photos]
    for item in items:
        file = _value(item, "file")
        if isinstance(item, yaml.MappingNode) and file and file.start_mark.line == line:
            return item
    return None


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return value  # type: ignore[no-any-return]
    return None


def _changed(text: str, start: int, table: yaml.MappingNode, consent: Consent) -> str | None:
    old, file = _value(table, "consent"), _value(table, "file")
    if old is not None and not isinstance(old, yaml.ScalarNode):
        return None
    if old is not None:
        begin, end = start + old.start_mark.index, start + old.end_mark.index
        blank = " " if text[begin - 1] == ":" else ""
        return f"{text[:begin]}{blank}{consent}{text[end:]}"
    assert file is not None
    end = start + file.end_mark.index
    if table.flow_style:
        return f"{text[:end]}, consent: {consent}{text[end:]}"
    line_end = _LINE_END.search(text, end)
    at, newline = (line_end.start(), line_end[0]) if line_end else (len(text), "\n")
    column = next(key.start_mark.column for key, _ in table.value if key.value == "file")
    return f"{text[:at]}{newline}{' ' * column}consent: {consent}{text[at:]}"
