"""The folder of a site: only files that differ are written, and what is left over goes."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from dvk_plugin.walk import Stamp


def stamp_of(path: Path) -> Stamp:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def write_if_new(path: Path, data: bytes) -> bool:
    """Write a file unless it holds just that; whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except IsADirectoryError:
        shutil.rmtree(path)
    path.write_bytes(data)
    return True


def copy_if_new(source: Path, path: Path, size: int | None) -> bool:
    """Copy a file whose name tells its content, unless one of its size is there (`size`)."""
    if size == source.stat().st_size:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    return True


def sweep(folder: Path, there: Collection[str], wanted: Collection[str]) -> int:
    """Remove files that nothing wants any more, and folders that are empty then; how many files."""
    gone = [folder / uri for uri in there if uri not in wanted]
    for path in gone:
        path.unlink(missing_ok=True)
    parents = {parent for path in gone for parent in path.parents}
    inside = [p for p in parents if p != folder and p.is_relative_to(folder)]
    for parent in sorted(inside, key=lambda p: -len(p.parts)):
        try:
            parent.rmdir()
        except OSError:
            continue
    return len(gone)
