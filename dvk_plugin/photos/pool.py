"""Photos encoded on every core, no more of them at once than fit into memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from dvk_plugin.photos.decode import Fault, weigh
from dvk_plugin.photos.encode import Job, Made, encode
from dvk_plugin.photos.progress import Progress

POOL_FROM = 4
"""So many photos to encode make the start of other processes worth while."""
MAX_WORKERS = 4
BUDGET = 440_000_000
"""Bytes that photos being decoded may take together; a larger one is decoded alone."""

Result = Made | Fault


def encode_all(jobs: list[Job], workers: int | None) -> dict[str, Result]:
    """Key → what came of it. Should the processes fail, this one does what is left.

    `workers`: processes to use, by default one for each core and none for a few photos.
    """
    found: dict[str, Result] = {}
    progress = Progress(len(jobs))
    try:
        for job, result in _in_pool(jobs, _workers(len(jobs), workers)):
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
        asked = min(MAX_WORKERS, _cores()) if jobs >= POOL_FROM else 0
    return min(asked, jobs) if asked > 1 else 0


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows or macOS
        return os.cpu_count() or 1


def _in_pool(jobs: list[Job], workers: int) -> Iterator[tuple[Job, Result]]:
    if not workers:
        return
    context = multiprocessing.get_context("spawn")  # the same everywhere, Windows included
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    waiting = sorted(((weigh(job.path, full=job.full), job) for job in jobs), key=_heavy_first)
    running: dict[Future[Result], tuple[int, Job]] = {}
    try:
        while waiting or running:
            while len(running) < workers:
                at = choose(waiting, (weight for weight, _ in running.values()))
                if at is None:
                    break
                weight, job = waiting.pop(at)
                running[pool.submit(encode, job)] = (weight, job)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future)[1], future.result()
    except (BrokenProcessPool, OSError):  # killed for its memory, or none may be started here
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _heavy_first(weighed: tuple[int, Job]) -> tuple[int, str]:
    return -weighed[0], weighed[1].key


def choose(waiting: Sequence[tuple[int, Job]], running: Iterable[int]) -> int | None:
    """The place of the heaviest job (they come in this order) that fits beside those running.

    None where none fits; alone, each does.
    """
    left = BUDGET - sum(running)
    if waiting and left == BUDGET:
        return 0
    return next((at for at, (weight, _) in enumerate(waiting) if weight <= left), None)


def _end_with_parent() -> None:
    """In a worker: end as soon as the build does, even one that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
