"""Many pictures to make, on every core, with a line of progress meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dvk_plugin.photos.progress import Progress
from dvk_plugin.processes import count_cores, run_in_processes

MAX_WORKERS = 4

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
    """The result of each job, in the jobs' order.

    `least`: so many jobs make the start of other processes worth while. `workers`: processes to
    use, by default one for each core. `weigh`: the bytes that a job takes. Should the processes
    fail, this one does what is left.
    """
    found: dict[int, Result] = {}
    progress = Progress(len(jobs))
    try:
        for at, result in run_in_processes(work, jobs, _workers(len(jobs), least, workers), weigh):
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
        asked = min(MAX_WORKERS, count_cores()) if jobs >= least else 0
    return min(asked, jobs) if asked > 1 else 0
