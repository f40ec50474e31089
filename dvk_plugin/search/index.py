"""Everything findable to the index's files. Only stretches of time that changed are read anew.

Segments are kept in `.cache/dvk/search/`, each named by what it was made from; the folder may be
deleted at any time, and builds beside each other may share it. Other processes help where there is
much to do.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from dvk_plugin.aside import write_aside
from dvk_plugin.processes import count_cores, run_shared
from dvk_plugin.search.bundle import Part, bundle
from dvk_plugin.search.findable import Caption, Findable, Searchable
from dvk_plugin.search.segment import FORMAT, Segment, make_segment, read_segment

CACHE = ".cache/dvk/search"
_ALONE = 300
"""So many pages are read in less time than other processes take to start."""
_MAX_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pages of one segment. `name`: `2023-05-<digest>`, of all that it is made from."""

    name: str
    pages: tuple[Findable, ...]

    @property
    def file(self) -> str:
        """Where the cache keeps the segment."""
        return f"{self.name}.bin"


@dataclass(frozen=True, slots=True)
class Work:
    """Segments that were made anew and that were taken from the cache."""

    made: int = 0
    reused: int = 0


@dataclass(frozen=True)
class Index:
    """The files of an index by uri, and what they cost."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    work: Work = field(default_factory=Work)


def make_index(searchable: Searchable, root: Path, *, workers: int | None = None) -> Index:
    """The index of all this.

    `workers`: processes to use, by default one for each core and none for few pages.
    A cache that cannot be read or written is done without.
    """
    stretches = _stretches(searchable.pages)
    folder = root / CACHE
    found = {one.name: kept for one in stretches if (kept := _kept(folder / one.file)) is not None}
    todo = [one for one in stretches if one.name not in found]
    for one, data in _make_all(todo, workers):
        found[one.name] = read_segment(data)
        _keep(folder / one.file, data)
    if todo:
        _forget_old(folder, {one.file for one in stretches})
    parts = [Part(one.name, found[one.name]) for one in stretches]
    in_order = tuple(page for one in stretches for page in one.pages)
    files = dict(bundle(parts, replace(searchable, pages=in_order)))
    return Index(files, Work(len(todo), len(stretches) - len(todo)))


def _stretches(pages: Sequence[Findable]) -> tuple[Stretch, ...]:
    """What has no day first, then the newest first; the newest page first in each."""
    years = Counter(page.day.year for page in pages if page.day)
    found: dict[str, list[Findable]] = defaultdict(list)
    for page in pages:
        found[_stretch_of(page, years[page.day.year] if page.day else 0)].append(page)
    for mine in found.values():
        mine.sort(key=lambda page: (page.day is not None and -page.day.toordinal(), page.url))
    names = sorted(found, reverse=True)  # «chung» is before all digits
    return tuple(Stretch(f"{name}-{_digest(found[name])}", tuple(found[name])) for name in names)


def _stretch_of(page: Findable, count: int) -> str:
    """The stretch of time that a post belongs to, where its year has so many posts.

    A year of few posts is one stretch, a busy one four or twelve, so that an edit costs little.
    """
    if page.day is None:
        return "chung"
    if count <= 120:
        return f"{page.day.year}"
    if count <= 480:
        return f"{page.day.year}-q{(page.day.month + 2) // 3}"
    return f"{page.day.year}-{page.day.month:02}"


_of_page = attrgetter(
    *(one.name for one in fields(Findable) if one.name not in ("body", "captions"))
)
_of_caption = attrgetter(*(one.name for one in fields(Caption)))


def _digest(pages: Iterable[Findable]) -> str:
    """Eight hex digits of all that a segment is made from."""
    hashed = sha256(FORMAT.encode())
    for page in pages:
        captions = [_of_caption(caption) for caption in page.captions]
        told = _written((_of_page(page), captions, len(page.body))) + page.body
        hashed.update(told.encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()[:8]


_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=date.isoformat).encode


def _make_all(todo: Sequence[Stretch], workers: int | None) -> Iterator[tuple[Stretch, bytes]]:
    """The bytes of each segment."""
    for at, data in run_shared(_make, todo, range(len(todo)), _workers(todo, workers)):
        yield todo[at], data


def _make(stretches: Sequence[Stretch], at: int) -> bytes:
    return make_segment(stretches[at].pages)


def _workers(todo: Sequence[Stretch], asked: int | None) -> int:
    """Processes to work in; 0 where this one will do."""
    pages = sum(len(one.pages) for one in todo)
    if asked is None:
        asked = min(_MAX_WORKERS, count_cores()) if pages > _ALONE else 0
    return min(asked, len(todo)) if asked > 1 else 0


def _kept(file: Path) -> Segment | None:
    try:
        return read_segment(file.read_bytes())
    except (OSError, ValueError):
        return None


def _keep(file: Path, data: bytes) -> None:
    try:
        write_aside(file, data)
    except OSError:
        return


def _forget_old(folder: Path, used: set[str]) -> None:
    """Remove the oldest files but as many as are used: an edit may be undone, another build may
    have its own."""
    try:
        others = [path for path in folder.iterdir() if path.name not in used]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[len(used) :]:
            path.unlink(missing_ok=True)
    except OSError:  # another build removes them too
        return
