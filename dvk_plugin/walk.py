"""The files below a folder, each with what tells whether it was changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[int, int]
"""A file's size and time in nanoseconds, by which it is taken to be as it was left."""


def stamps(folder: Path) -> dict[str, Stamp]:
    """Every file below a folder by its uri; linked folders are not entered.

    Names beginning with a dot are left out at the top (`.git`, `.htaccess`), as MkDocs does.
    """
    found: dict[str, Stamp] = {}
    todo = [(str(folder), "")]
    while todo:
        place, start = todo.pop()
        for entry in _entries(place):
            if not start and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                todo.append((entry.path, f"{start}{entry.name}/"))
            else:
                stat = _stat(entry)
                found[start + entry.name] = (stat.st_size, stat.st_mtime_ns)
    return found


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat()
    except OSError:  # a link to nothing
        return entry.stat(follow_symlinks=False)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except FileNotFoundError:
        return
