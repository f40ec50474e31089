"""Groups among the plugin's options, such as `photos:`: read item by item."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dvk_plugin.domain.slug import tidy


class Option(NamedTuple):
    """How an item is read (None for a wrong value), what it must be, in words, and an example."""

    read: Callable[[object], object]
    what: str
    example: str


@dataclass(frozen=True, slots=True)
class WrongOption:
    """An option that cannot be used: its name, what is wrong, and a line to paste."""

    name: str
    message: str
    hint: str


def read_group(
    group: str, value: object, readers: Mapping[str, Option], example: str = ""
) -> Mapping[str, object] | WrongOption:
    """The items given in a group, by name; those unset or empty are left out.

    `example`: the whole group as it may be written.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        message = f"Tùy chọn «{group}» của dvk phải là một nhóm nhiều mục, mỗi mục một dòng."
        name, first = next(iter(readers.items()))
        return WrongOption(group, message, example or f"{group}: {{{name}: {first.example}}}")
    known: dict[str, object] = {}
    for name, given in value.items():
        if name not in readers:
            return _unknown(str(name), group, readers)
        if given is None:
            continue
        option = readers[name]
        known[name] = found = option.read(given)
        if isinstance(found, WrongOption):
            return found
        if found is None:
            message = f"Tùy chọn «{name}» trong «{group}» của dvk phải là {option.what}."
            return WrongOption(name, message, f"{name}: {option.example}")
    return known


def _unknown(name: str, group: str, readers: Mapping[str, Option]) -> WrongOption:
    near = difflib.get_close_matches(name, readers, n=1, cutoff=0.5)
    hint = f"{near[0]}: {readers[near[0]][2]}" if near else f"các mục: {', '.join(readers)}."
    return WrongOption(name, f"Nhóm «{group}» của dvk không có mục «{name}».", hint)


def one_of(*choices: str) -> Callable[[object], str | None]:
    """A reader of one of these words."""
    return lambda value: value if isinstance(value, str) and value in choices else None


def truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def count(value: object) -> int | None:
    return value if isinstance(value, int) and value is not True and value > 0 else None


def words(value: object) -> tuple[str, ...] | None:
    """A list of words, or one word alone; in the form in which texts are searched."""
    items = value if isinstance(value, list) else [value]
    found = tuple(tidy(item) for item in items if isinstance(item, str))
    return found if len(found) == len(items) and all(found) else None


def text(value: object) -> str | None:
    """One line of text, tidied."""
    return tidy(value) if isinstance(value, str) else None
