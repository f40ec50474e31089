"""Photos to their published variants: from the cache, or encoded now on every core."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dvk_plugin.photos.cache import Cache
from dvk_plugin.photos.decode import Fault
from dvk_plugin.photos.encode import Job, Made, Result, Stored, encode_all, read_record
from dvk_plugin.photos.plan import Box, Published, Variant, make_key, stored_name, variant_name
from dvk_plugin.photos.prune import prune
from dvk_plugin.walk import look_again


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
    wanted: Mapping[str, tuple[Box, ...]],
    root: Path,
    *,
    workers: int | None = None,
    originals: bool = False,
    keep: float = math.inf,
) -> Gallery:
    """The variants of photos: file from the project → parts to blur.

    `originals`: each in full size, too. `workers` as in `encode_all`; `keep`: bytes of the cache.
    """
    cache = Cache(root)
    digests = {file: cache.digest(file) for file in wanted}
    cache.save()
    look_again()  # they were the last to be asked for
    sizes = (False, True) if originals else (False,)
    by_key: dict[str, Job] = {}
    jobs = {
        (file, full): _job(cache, file, digest, wanted[file], by_key, full=full)
        for file, digest in digests.items()
        if digest
        for full in sizes
    }
    made: dict[str, Result] = {}
    for key, job in by_key.items():
        known = read_record(job.folder, key) if cache.use(job.folder) else None
        if known is not None:
            made[key] = known
    reused = len(made)
    todo = [job for key, job in by_key.items() if key not in made]
    made.update(encode_all(todo, workers))
    if todo:
        prune(cache.folder, keep)
    fresh = [result for job in todo if isinstance(result := made[job.key], Made)]
    work = Work(cache.hashed, len(todo), sum(len(one.variants) for one in fresh), reused)
    unread = {file: Fault.UNREADABLE for file, digest in digests.items() if not digest}
    return _gallery(jobs, made, unread, work)


def _job(
    cache: Cache,
    file: str,
    digest: str,
    blur: tuple[Box, ...],
    by_key: dict[str, Job],
    *,
    full: bool,
) -> Job:
    """What there is to do for a photo; photos of equal bytes share it."""
    key = make_key(digest, blur, full=full)
    if key not in by_key:
        by_key[key] = Job(cache.root / file, cache.folder_of(digest, key), key, blur, full)
    return by_key[key]


def forget(withdrawn: Iterable[str], root: Path) -> None:
    """Remove from the cache all that was made of these photos."""
    cache = Cache(root)
    for file in withdrawn:
        cache.forget(file)
    cache.save()


def _gallery(
    jobs: Mapping[tuple[str, bool], Job],
    made: Mapping[str, Result],
    faults: dict[str, Fault],
    work: Work,
) -> Gallery:
    published: dict[str, Published] = {}
    files: dict[str, Path] = {}
    stored: dict[str, Path] = {}
    for (file, full), job in jobs.items():
        result = made[job.key]
        if isinstance(result, Fault):
            faults[file] = result
            continue
        variants = tuple(_variant(file, job, one) for one in result.variants)
        for variant in variants:
            name = stored_name(job.key, variant.width, variant.kind)
            if name not in stored:
                stored[name] = job.folder / name
            files[variant.name] = stored[name]
        if full:
            if file in published:
                published[file] = replace(published[file], original=variants[0])
            continue
        largest = max(variants, key=lambda variant: variant.width)
        published[file] = Published(largest.width, largest.height, result.colour, variants)
    return Gallery(published, files, faults, work)


def _variant(file: str, job: Job, one: Stored) -> Variant:
    name = variant_name(file, job.key, one.width, one.kind)
    return Variant(name, one.width, one.height, one.kind, one.weight)
