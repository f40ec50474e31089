"""Work shared among processes: everything is done, whatever becomes of the others."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from dvk_plugin.processes import run_shared


def added(shared: int, task: int) -> int:
    return shared + task


def added_alone(shared: int, task: int) -> int:
    """As a process that is killed for its memory: nothing comes of it but in the build's own."""
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return shared + task


def refused(shared: int, task: int) -> int:
    raise ValueError(f"{shared} {task}")


def whose(shared: int, task: int) -> bool:
    """Whether this process is the build's own."""
    return multiprocessing.parent_process() is None


@pytest.mark.parametrize("work", [added, added_alone])
@pytest.mark.parametrize("workers", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_every_task_is_done_once(work: object, workers: int, count: int) -> None:
    assert callable(work)
    results = list(run_shared(work, 100, range(count), workers))
    assert sorted(results) == [(at, 100 + at) for at in range(count)]


def test_the_own_process_works_too() -> None:
    assert any(mine for _, mine in run_shared(whose, 0, range(2000), 2))
    assert all(mine for _, mine in run_shared(whose, 0, range(20), 1))


def test_an_error_of_the_work_is_told() -> None:
    with pytest.raises(ValueError, match="100"):
        list(run_shared(refused, 100, range(8), 2))


def test_whoever_stops_early_leaves_no_process() -> None:
    before = len(multiprocessing.active_children())
    results = run_shared(added, 1, range(1000), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(multiprocessing.active_children()) == before
