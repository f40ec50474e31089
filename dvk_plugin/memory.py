"""What a build remembers for the next one, in `.cache/dvk/`, which may be deleted at any time.

A memory is plain data under a name. It is written whole or not at all, and read only if it is
whole, of this version and unchanged since: one that is damaged, foreign or edited counts as none.
Of builds side by side the last one's stays.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from dvk_plugin.aside import write_aside
from dvk_plugin.processes import as_fixed

FOLDER = ".cache/dvk"
_MAGIC = b"dvk memory 3\n"
_DIGEST = 32
_SHORT = 200
"""Characters of a text that others may have too."""


class _Packer(pickle.Pickler):
    """A value of ours is packed as its class and its fields, which come back by a call: that is
    half the work of what dataclasses do for themselves. A member of an enum comes back by its
    value, as newer Pythons have it; 3.11.2 would pack `getattr`. Short texts come back by a
    look-up."""

    def persistent_id(self, value: Any) -> str | None:
        return value if type(value) is str and len(value) <= _SHORT else None

    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        values = _arguments_of(kind)
        return (kind, values(value)) if values else NotImplemented


@cache
def _arguments_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the arguments of the call that makes an equal value: of an enum's member its
    value, of a dataclass its fields; None for any other type."""
    if issubclass(kind, Enum):
        return lambda member: (member.value,)
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class Shared(dict[str, str]):
    """Short texts met so far, each once: a keyword, the name of a figure or a line of an author's
    stands in hundreds of posts, which were packed each on its own."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


class _Values(pickle.Unpickler):
    """Values of the program beside plain data: they hold, and do nothing."""

    def __init__(self, data: bytes | memoryview, shared: Shared) -> None:
        super().__init__(io.BytesIO(data))
        self.persistent_load = shared.__getitem__  # type: ignore[method-assign]

    def find_class(self, module: str, name: str) -> Any:
        return _harmless(module, name)


@cache
def _harmless(module: str, name: str) -> Any:
    if ((module, name) in _HARMLESS or module.startswith(_OF_VALUES)) and "." not in name:
        found = getattr(importlib.import_module(module), name, None)
        if found is as_fixed or (isinstance(found, type) and found.__module__ == module):
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


_OF_VALUES = ("dvk_plugin.domain.", "dvk_plugin.search.findable")
"""Modules, or what their names begin with, that hold values alone."""
_HARMLESS = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("dvk_plugin.processes", "as_fixed"),
}


def pack(value: Any) -> bytes:
    """Values of the program, as `_OF_VALUES` has them, as bytes."""
    data = io.BytesIO()
    _Packer(data, protocol=5).dump(value)
    return data.getvalue()


def unpack(data: bytes | memoryview, shared: Shared | None = None) -> Any:
    """What was packed, with the texts that other values have already. Raises UnpicklingError for
    anything else."""
    return _Values(data, Shared() if shared is None else shared).load()


class _Plain(pickle.Unpickler):
    """Lists, tuples, mappings, texts, numbers and bytes: a cache from elsewhere runs no code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def recall(root: Path, name: str, stamp: str) -> Any | None:
    """What was kept under a name by a build with the same stamp; None without."""
    try:
        data = (root / FOLDER / name).read_bytes()
    except OSError:
        return None
    head = _head(stamp)
    start = len(head) + _DIGEST
    told, payload = data[len(head) : start], memoryview(data)[start:]
    if not data.startswith(head) or hashlib.sha256(payload).digest() != told:
        return None
    try:
        whole = io.BytesIO(data)  # shares its bytes
        whole.seek(start)
        return _Plain(whole).load()
    except Exception:  # a payload that fits its own digest and still is none
        return None


def keep(root: Path, name: str, stamp: str, value: Any) -> bool:
    """Keep plain data under a name; whether that was possible."""
    payload = pickle.dumps(value, protocol=5)
    head = _head(stamp) + hashlib.sha256(payload).digest()
    try:
        write_aside(root / FOLDER / name, head, payload)
    except OSError:
        return False
    return True


def _head(stamp: str) -> bytes:
    return _MAGIC + hashlib.sha256(stamp.encode()).digest()
