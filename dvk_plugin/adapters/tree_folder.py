"""A tree written into a folder of its own: nothing of others is touched, nothing stays half.

`.dvk-tree/files.json` in the folder tells which files the last run wrote, with their digests. What
is not in it, or has other bytes, is somebody's own: the folder is refused. New files are written to
`.dvk-tree/new/` first and put into place when all are there; until the end of that the folder has
no `mkdocs.yml`, so that nobody builds half of a tree.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dvk_plugin.aside import write_aside
from dvk_plugin.press.folder import sweep

BOOK = ".dvk-tree"
_FILES, _NEW = "files.json", "new"
ENGINES = ("site", ".cache")
"""What generators leave beside their sources; it is theirs and stays."""
LAST = "mkdocs.yml"
"""Without this there is nothing to build."""

Digests = Mapping[str, tuple[str, ...]]
"""File by its uri → digests of what we have written there."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What a run wrote: files of the tree, and how many of them had other bytes before."""

    files: int
    written: int


def foreign_file(folder: Path) -> str:
    """A file in a folder that is not of our writing, by its uri; nothing where there is none.

    Links are nobody's of ours either. Raises OSError where the folder cannot be read.
    """
    for link in (folder / BOOK, folder / BOOK / _NEW):
        if link.is_symlink():
            return link.relative_to(folder).as_posix()
    known = _recall(folder)
    for uri in sorted(_there(folder, (BOOK, *ENGINES) if known else (BOOK,))):
        path = folder / uri
        if path.is_symlink() or uri not in known or _digest(path) not in known[uri]:
            return uri
    return ""


def plant(folder: Path, files: Iterable[tuple[str, bytes | Path]]) -> Planted:
    """Write a tree into a folder that holds nothing foreign; of a name the first file counts.

    Raises OSError where it cannot be written. Where that is for want of room for the new files, the
    tree of before stands; whoever is cut off later puts the rest into place at the next run.
    """
    new = folder / BOOK / _NEW
    shutil.rmtree(new, ignore_errors=True)
    before = _recall(folder)
    try:
        found = dict(_write_new(new, folder, files))
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    _keep(folder, {uri: (*before.get(uri, ()), *found.get(uri, ())) for uri in {*before, *found}})
    moved = [uri for uri in found if uri != LAST and (new / uri).exists()]
    gone = [uri for uri in before if uri not in found]
    if moved or gone:
        (folder / LAST).unlink(missing_ok=True)
    for uri in moved:
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (new / uri).replace(folder / uri)
    sweep(folder, gone, found)
    (new / LAST).replace(folder / LAST)
    _keep(folder, found)
    shutil.rmtree(new, ignore_errors=True)
    return Planted(len(found), sum(before.get(uri) != digest for uri, digest in found.items()))


def _write_new(
    new: Path, folder: Path, files: Iterable[tuple[str, bytes | Path]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write aside what differs from what is there; every file with its digest."""
    told: set[str] = set()
    for uri, data in files:
        if uri in told:
            continue
        told.add(uri)
        digest = _digest(data)
        yield uri, (digest,)
        there = folder / uri
        if uri != LAST and there.is_file() and _digest(there) == digest:
            continue
        path = new / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            shutil.copyfile(data, path)
        else:
            path.write_bytes(data)


def _there(folder: Path, others: Collection[str]) -> Iterator[str]:
    """Files and links in a folder. `others`: folders at its top that are not looked into."""
    for place, folders, names in os.walk(folder, onerror=_raise):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        if here == folder:
            folders[:] = [name for name in folders if name not in others]
        for name in (*names, *links):
            yield (here / name).relative_to(folder).as_posix()


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _digest(data: bytes | Path) -> str:
    if isinstance(data, bytes):
        return hashlib.sha256(data).hexdigest()
    with data.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _recall(folder: Path) -> Digests:
    """What is known to be ours; nothing where the book is damaged, so that all is foreign then."""
    try:
        kept = json.loads((folder / BOOK / _FILES).read_text(encoding="utf-8"))
        return {str(uri): tuple(map(str, digests)) for uri, digests in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _keep(folder: Path, files: Digests) -> None:
    text = json.dumps(files, ensure_ascii=False, indent=0, sort_keys=True)
    write_aside(folder / BOOK / _FILES, f"{text}\n".encode())
