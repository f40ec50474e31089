"""A group among the plugin's options, read key by key: `photos:`, `admin:`, `backend:` in it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrongOption:
    """An option that cannot be used: its name, what is wrong, and a line to paste."""

    name: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Option:
    """How one key is read (None for a wrong value), what it must be, and an example."""

    read: Callable[[object], object]
    what: str
    example: str


def read_group(
    group: str, value: object, options: Mapping[str, Option], example: str
) -> dict[str, object] | WrongOption:
    """The values given in a group; keys unset or empty are left out."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        message = f"Tùy chọn «{group}» của dvk phải là một nhóm nhiều mục, mỗi mục một dòng."
        return WrongOption(group, message, example)
    known: dict[str, object] = {}
    for name, given in value.items():
        option = options.get(name)
        if option is None:
            return _unknown(group, str(name), options)
        if given is None:
            continue
        known[name] = option.read(given)
        if isinstance(known[name], WrongOption):
            return known[name]  # type: ignore[return-value]
        if known[name] is None:
            message = f"Tùy chọn «{name}» trong «{group}» của dvk phải là {option.what}."
            return WrongOption(name, message, f"{name}: {option.example}")
    return known


def _unknown(group: str, name: str, options: Mapping[str, Option]) -> WrongOption:
    near = difflib.get_close_matches(name, options, n=1, cutoff=0.5)
    hint = f"{near[0]}: {options[near[0]].example}" if near else f"các mục: {', '.join(options)}."
    return WrongOption(name, f"Nhóm «{group}» của dvk không có mục «{name}».", hint)
