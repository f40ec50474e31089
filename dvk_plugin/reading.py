"""The posts of a site: each file read once, on every core, and remembered until it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Post
from dvk_plugin.memory import Shared, keep, pack, recall, unpack
from dvk_plugin.processes import run_shared, workers_for
from dvk_plugin.progress import Progress
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.posts import is_draft, read_post
from dvk_plugin.walk import Stamp

POOL_FROM = 400
"""So many files to read make the start of other processes worth while: each takes some 1,5 ms."""
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file said: its path from the project, the post if it is one, what is wrong, and
    whether it calls itself a draft, which it may do without being a post yet.
    """

    file: str
    post: Post | None
    issues: tuple[Issue, ...] = ()
    is_draft: bool = False


def read_posts(
    paths: Mapping[Path, Stamp],
    root: Path,
    lexicon: Lexicon,
    stamp: str,
    *,
    workers: int | None = None,
) -> Iterator[Reading]:
    """What each file said, in the order of `paths`, which have their size and time.

    `stamp`: a mark of all else that a reading depends on; one of another stamp is not trusted.
    """
    marks, packed = _readings(paths, root, lexicon, stamp, workers)
    view = memoryview(packed)
    shared = Shared()
    for path in paths:
        *_, start, end = marks[path.as_posix()]
        yield Reading(*unpack(view[start:end], shared))


Marks = dict[str, tuple[int, int, int, int]]
"""A file → its size and time when it was read, and where among all readings its own lies."""


def _readings(
    paths: Mapping[Path, Stamp], root: Path, lexicon: Lexicon, stamp: str, workers: int | None
) -> tuple[Marks, bytes]:
    """All readings, packed, in one piece: thousands of small ones would leave holes in memory."""
    known: tuple[Marks, bytes] = recall(root, "posts", stamp) or ({}, b"")
    marks, packed = known
    todo = [p for p, stat in paths.items() if marks.get(p.as_posix(), ())[:2] != stat]
    if not todo and len(marks) == len(paths):
        return marks, packed
    fresh = dict(zip(todo, _read_all(todo, root, lexicon, workers), strict=True))
    view = memoryview(packed)
    parts = [fresh[p] if p in fresh else view[slice(*marks[p.as_posix()][2:])] for p in paths]
    ends = accumulate(map(len, parts))
    marks = {
        path.as_posix(): (*stat, end - len(part), end)
        for (path, stat), part, end in zip(paths.items(), parts, ends, strict=True)
    }
    packed = b"".join(parts)
    keep(root, "posts", stamp, (marks, packed))
    return marks, packed


def _read_all(
    todo: Sequence[Path], root: Path, lexicon: Lexicon, workers: int | None
) -> list[bytes]:
    chunks = [todo[at : at + CHUNK] for at in range(0, len(todo), CHUNK)]
    found: dict[int, list[bytes]] = {}
    progress = Progress(len(chunks), "Đọc bài")
    try:
        count = workers_for(len(todo), POOL_FROM, workers)
        for at, packed in run_shared(_read_chunk, (root, lexicon), chunks, count):
            found[at] = packed
            progress.step()
    finally:
        progress.close()
    return [packed for at in range(len(chunks)) for packed in found[at]]


def _read_chunk(share: tuple[Path, Lexicon], paths: Sequence[Path]) -> list[bytes]:
    return [_read(path, *share) for path in paths]


def _read(path: Path, root: Path, lexicon: Lexicon) -> bytes:
    page = read_page_file(path, root)
    post, issues = read_post(page, lexicon)
    return pack((page.file, post, issues, post is None and is_draft(page)))
