"""The files below a folder, each with what tells whether it was changed.

What a build asks of thousands of files (is there one, of what size, is it a link) is answered from
one look at each folder, which lasts until `look_again`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Stamp = tuple[int, int]
"""A file's size and time in nanoseconds, by which it is taken to be as it was left."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder: folders and plain files; `others` are links and stranger things."""

    folders: Sequence[str]
    files: Mapping[str, Stamp]
    others: Sequence[str]


def look_at(folder: str) -> Folder:
    """A folder as it is now. Raises OSError."""
    folders, files, others = [], {}, []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                with suppress(FileNotFoundError):  # gone meanwhile
                    # Thousands of folders have an index.md and a 01.jpg.
                    files[sys.intern(entry.name)] = _stamp(entry.stat(follow_symlinks=False))
            else:
                others.append(entry.name)
    return Folder(folders, files, others)


look_once = cache(look_at)
"""A folder as it was when it was first asked for, see `look_again`."""


def look_again() -> None:
    """Forget what was seen: a new build starts, or one is done with it."""
    look_once.cache_clear()


def stamps(folder: Path, look: Callable[[str], Folder] = look_at) -> dict[str, Stamp]:
    """Every file below a folder by its uri; linked folders are not entered.

    Names beginning with a dot are left out at the top (`.git`, `.htaccess`), as MkDocs does.
    """
    found: dict[str, Stamp] = {}
    todo = [(str(folder), "")]
    while todo:
        place, start = todo.pop()
        try:
            seen = look(place)
        except FileNotFoundError:
            continue
        for name in seen.folders:
            if start or not name.startswith("."):
                todo.append((os.path.join(place, name), f"{start}{name}/"))
        files = {**seen.files, **{name: _stat(os.path.join(place, name)) for name in seen.others}}
        for name, stamp in files.items():
            if start or not name.startswith("."):
                found[start + name] = stamp
    return found


def is_plain_file(path: str) -> bool:
    """Whether the folder of a path was seen to hold a file of exactly this name that is no link."""
    return holds(*os.path.split(path))


def holds(folder: str, name: str) -> bool:
    """The same of a folder and a name."""
    try:
        return name in look_once(folder).files
    except (OSError, ValueError):  # a folder that cannot be read, a name with a NUL
        return False


def join(folder: str | Path, file: str) -> str:
    """The path of a file as text: a `Path` for each of many thousands costs more than to ask."""
    return os.path.join(folder, file)


def stamp_of(path: str) -> Stamp | None:
    """Size and time of a file, which a link may lead to; None where there is none.

    What no folder was seen to hold is asked for by its name: the system may know it in another
    case or another form of Unicode.
    """
    folder, name = os.path.split(path)
    try:
        known = look_once(folder).files.get(name)
        if known is not None:
            return known
    except (OSError, ValueError):  # a folder that may be entered, but not listed
        pass
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return _stamp(found) if stat.S_ISREG(found.st_mode) else None


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns


def _stat(path: str) -> Stamp:
    try:
        return _stamp(os.stat(path))
    except OSError:  # a link to nothing
        return _stamp(os.lstat(path))
