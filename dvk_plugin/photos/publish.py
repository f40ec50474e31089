"""Photos to their published variants: from the cache, or encoded now on every core."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.photos.cache import Cache
from dvk_plugin.photos.decode import Fault
from dvk_plugin.photos.encode import Job, Made, encode, read_record
from dvk_plugin.photos.plan import Box, Published, Variant, make_key, stored_name, variant_name
from dvk_plugin.photos.progress import Progress
from dvk_plugin.processes import count_cores, run_in_processes

POOL_FROM = 4
"""So many photos to encode make the start of other processes worth while."""
MAX_WORKERS = 4
"""Each holds one decoded photo at a time, which bounds the memory of all."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a build had to do: photos hashed, decoded and found in the cache; files encoded."""

    hashed: int = 0
    decoded: int = 0
    encoded: int = 0
    reused: int = 0


@dataclass(frozen=True)
class Gallery:
    """Published photos by their file, the file behind each variant's name, and what failed."""

    published: Mapping[str, Published] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    work: Work = field(default_factory=Work)


def publish(
    wanted: Mapping[str, tuple[Box, ...]], root: Path, *, workers: int | None = None
) -> Gallery:
    """The variants of photos: file from the project → parts to blur.

    `workers`: processes to use, by default one for each core and none for a few photos.
    """
    cache = Cache(root)
    jobs: dict[str, Job] = {}
    faults: dict[str, Fault] = {}
    for file, blur in wanted.items():
        digest = cache.digest(file)
        if digest:
            folder = cache.folder_of(digest)
            jobs[file] = Job(root / file, folder, make_key(digest, blur), blur)
        else:
            faults[file] = Fault.UNREADABLE
    cache.save()
    by_key = {job.key: job for job in jobs.values()}
    made: dict[str, Made | Fault] = {}
    for key, job in by_key.items():
        known = read_record(job.folder, key)
        if known is not None:
            made[key] = known
    reused = len(made)
    todo = [job for key, job in by_key.items() if key not in made]
    made.update(_encode_all(todo, workers))
    fresh = [result for job in todo if isinstance(result := made[job.key], Made)]
    work = Work(cache.hashed, len(todo), sum(len(one.variants) for one in fresh), reused)
    return _gallery(jobs, made, faults, work)


def forget(withdrawn: Iterable[str], root: Path) -> None:
    """Remove from the cache all that was made of these photos."""
    cache = Cache(root)
    for file in withdrawn:
        cache.forget(file)
    cache.save()


def _gallery(
    jobs: Mapping[str, Job],
    made: Mapping[str, Made | Fault],
    faults: dict[str, Fault],
    work: Work,
) -> Gallery:
    published: dict[str, Published] = {}
    files: dict[str, Path] = {}
    for file, job in jobs.items():
        result = made[job.key]
        if isinstance(result, Fault):
            faults[file] = result
            continue
        variants = []
        for one in result.variants:
            name = variant_name(file, job.key, one.width, one.kind)
            files[name] = job.folder / stored_name(job.key, one.width, one.kind)
            variants.append(Variant(name, one.width, one.height, one.kind))
        largest = max(variants, key=lambda variant: variant.width)
        size = (largest.width, largest.height)
        published[file] = Published(*size, result.colour, tuple(variants))
    return Gallery(published, files, faults, work)


def _encode_all(jobs: list[Job], workers: int | None) -> dict[str, Made | Fault]:
    """Key → what came of it. Should the processes fail, this one does what is left."""
    found: dict[str, Made | Fault] = {}
    progress = Progress(len(jobs))
    try:
        for job, result in run_in_processes(encode, jobs, _workers(len(jobs), workers)):
            found[job.key] = result
            progress.step()
        for job in jobs:
            if job.key not in found:
                found[job.key] = encode(job)
                progress.step()
    finally:
        progress.close()
    return found


def _workers(jobs: int, asked: int | None) -> int:
    """Processes to start; 0 where this one will do."""
    if asked is None:
        asked = min(MAX_WORKERS, count_cores()) if jobs >= POOL_FROM else 0
    return min(asked, jobs) if asked > 1 else 0
