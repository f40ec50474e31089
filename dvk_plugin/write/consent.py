"""The consent of a photo changed in its post's text, every other character kept."""

from __future__ import annotations

import yaml

from dvk_plugin.domain.post import Consent
from dvk_plugin.write.head_text import Head, read_head, value_of


def write_consent(text: str, line: int, consent: Consent) -> str | None:
    """The text of a post with `consent:` set for the photo whose `file:` value is on a line.

    `line` counts from 1. A line of its own is added where there was none. None where the text
    is written in a way that cannot be changed safely.
    """
    head = read_head(text)
    if head is None:
        return None
    table = _photo_at(head, line)
    return None if table is None else _changed(head, table, consent)


def _photo_at(head: Head, line: int) -> yaml.MappingNode | None:
    """The table among the photos whose `file` stands on a line."""
    photos = value_of(head.document, "photos")
    items = photos.value if isinstance(photos, yaml.SequenceNode) else [photos]
    for item in items:
        file = value_of(item, "file")
        if isinstance(item, yaml.MappingNode) and file and head.line(file) == line:
            return item
    return None


def _changed(head: Head, table: yaml.MappingNode, consent: Consent) -> str | None:
    text = head.text
    old, file = value_of(table, "consent"), value_of(table, "file")
    if old is not None and not isinstance(old, yaml.ScalarNode):
        return None
    if old is not None:
        begin, end = head.start(old), head.offset + old.end_mark.index
        blank = " " if text[begin - 1] == ":" else ""
        return f"{text[:begin]}{blank}{consent}{text[end:]}"
    assert file is not None
    end = head.end(file)
    if table.flow_style:
        return f"{text[:end]}, consent: {consent}{text[end:]}"
    at = head.line_end(end)
    column = next(key.start_mark.column for key, _ in table.value if key.value == "file")
    return f"{text[:at]}{head.newline}{' ' * column}consent: {consent}{text[at:]}"
