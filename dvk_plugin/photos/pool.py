"""Work spread over the machine's cores, no more of it at once than fits into memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from dvk_plugin.photos.progress import Progress

MAX_WORKERS = 4
BUDGET = 440_000_000
"""Bytes that jobs may take together; a larger one runs alone."""

Job = TypeVar("Job")
Result = TypeVar("Result")


def run_all(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    least: int,
    workers: int | None = None,
    weigh: Callable[[Job], int] = lambda job: 0,
) -> list[Result]:
    """The result of each job, in the jobs' order, with a line of progress meanwhile.

    `least`: so many jobs make the start of other processes worth while. `workers`: processes to
    use, by default one for each core. `weigh`: the bytes that a job takes. Should the processes
    fail, this one does what is left.
    """
    found: dict[int, Result] = {}
    progress = Progress(len(jobs))
    try:
        for at, result in _in_pool(work, jobs, _workers(len(jobs), least, workers), weigh):
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
        return len(os.sched_getaffinity(0))  # what this process may use, as in a container
    except AttributeError:
        return os.cpu_count() or 1


def _in_pool(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    workers: int,
    weigh: Callable[[Job], int],
) -> Iterator[tuple[int, Result]]:
    """Job's place → result, as they come; nothing more once the processes have failed."""
    if not workers:
        return
    context = multiprocessing.get_context("spawn")  # the same everywhere, Windows included
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    waiting = sorted(((weigh(job), at) for at, job in enumerate(jobs)), key=_heavy_first)
    running: dict[Future[Result], tuple[int, int]] = {}
    try:
        while waiting or running:
            while len(running) < workers:
                chosen = choose(waiting, (weight for weight, _ in running.values()))
                if chosen is None:
                    break
                weight, at = waiting.pop(chosen)
                running[pool.submit(work, jobs[at])] = (weight, at)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future)[1], future.result()
    except (BrokenProcessPool, OSError):  # killed for its memory, or none may be started here
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _heavy_first(weighed: tuple[int, int]) -> tuple[int, int]:
    return -weighed[0], weighed[1]


def choose(waiting: Sequence[tuple[int, int]], running: Iterable[int]) -> int | None:
    """The place of the heaviest job (they come in this order) that fits beside those running.

    `waiting`: weight and number of each. None where none fits; alone, each does.
    """
    left = BUDGET - sum(running)
    if waiting and left == BUDGET:
        return 0
    return next((place for place, (weight, _) in enumerate(waiting) if weight <= left), None)


def _end_with_parent() -> None:
    """In a worker: end as soon as the build does, even one that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
