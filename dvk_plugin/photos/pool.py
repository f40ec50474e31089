"""Work spread over the machine's cores: many small jobs, each with its result."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dvk_plugin.photos.progress import Progress

MAX_WORKERS = 4
"""Each holds one decoded photo at a time, which bounds the memory of all."""

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_all(
    work: Callable[[Job], Result], jobs: Sequence[Job], *, least: int, workers: int | None = None
) -> list[Result]:
    """The result of each job, in the jobs' order, with a line of progress meanwhile.

    `least`: so many jobs make the start of other processes worth while. `workers`: processes to
    use, by default one for each core. Should the processes fail, this one does what is left.
    """
    found: dict[int, Result] = {}
    progress = Progress(len(jobs))
    try:
        for at, result in _in_pool(work, jobs, _workers(len(jobs), least, workers)):
            found[at] = result
            progress.step()
        for at, job in enumerate(jobs):
            if at not in found:
                found[at] = work(job)
                progress.step()
    finally:
        progress.close()
    return [found[at] for at in range(len(jobs))]


def _workers(jobs: int, least: int, asked: int | None) -> int:
    """Processes to start; 0 where this one will do."""
    if asked is None:
        asked = min(MAX_WORKERS, _cores()) if jobs >= least else 0
    return min(asked, jobs) if asked > 1 else 0


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows or macOS
        return os.cpu_count() or 1


def _in_pool(
    work: Callable[[Job], Result], jobs: Sequence[Job], workers: int
) -> Iterator[tuple[int, Result]]:
    if not workers:
        return
    context = multiprocessing.get_context("spawn")  # the same everywhere, Windows included
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    try:
        futures = {pool.submit(work, job): at for at, job in enumerate(jobs)}
        for future in as_completed(futures):
            yield futures[future], future.result()
    except (BrokenProcessPool, OSError):  # killed for its memory, or none may be started here
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """In a worker: end as soon as the build does, even one that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
