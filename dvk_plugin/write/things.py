"""Pieces of JSON-LD: things of schema.org as plain dictionaries, and how they are written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dvk_plugin.domain.slug import fold

Thing = dict[str, Any]

_GROUPS = (
    "ban", "bi thu", "bo phan", "cau lac bo", "chi bo", "chi doan", "clb", "cong doan", "dang",
    "doan", "hoi", "khoa", "nhom", "phong", "to", "toa soan", "trung tam", "truong", "van phong",
)  # fmt: skip
"""First words, folded, of authors that are no single person."""


def author(name: str) -> Thing:
    words = fold(name)
    is_group = any(words == group or words.startswith(f"{group} ") for group in _GROUPS)
    return {"@type": "Organization" if is_group else "Person", "name": name}


def one_or_all(things: Sequence[Thing]) -> Thing | list[Thing]:
    return things[0] if len(things) == 1 else [*things]


def filled(thing: Thing) -> Thing:
    """What there is something to say of."""
    return {key: value for key, value in thing.items() if value not in ("", None, [])}


_ENDS_A_SCRIPT = "<>&\u2028\u2029"


def script(data: Thing) -> str:
    """JSON that cannot end the script it stands in, whatever a title says."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode()
    for char in _ENDS_A_SCRIPT:
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
