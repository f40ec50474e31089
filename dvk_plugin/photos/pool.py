"""Many pictures to make, on every core, with a line of progress meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dvk_plugin.processes import run_in_processes, workers_for
from dvk_plugin.progress import Progress

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
    progress = Progress(len(jobs), "Ảnh")
    try:
        for at, result in run_in_processes(
            work, jobs, workers_for(len(jobs), least, workers), weigh
        ):
            found[at] = result
            progress.step()
        for at, job in enumerate(jobs):
            if at not in found:
                found[at] = work(job)
                progress.step()
    finally:
        progress.close()
    return [found[at] for at in range(len(jobs))]
