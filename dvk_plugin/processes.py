"""Work on every core, in processes that start the same way everywhere and end with the build.

No more of it runs at once than fits into memory.
"""

from __future__ import annotations

import atexit
import copyreg
import ctypes
import gc
import multiprocessing
import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from ctypes import c_longlong
from types import MappingProxyType
from typing import Any, TypeVar

BUDGET = 440_000_000
"""Bytes that tasks may take together; a larger one runs alone."""

MAX_WORKERS = 4

_NOTHING_SHARED = (ImportError, NotImplementedError, OSError)
"""What Python raises where processes cannot share memory or locks, as in some containers."""

Shared = TypeVar("Shared")
Task = TypeVar("Task")
Result = TypeVar("Result")


def collect_rarely() -> None:
    """Look for circles of garbage after so many new values from now on, not after every 700.

    A site's values are trees, which go by themselves; looking through all of them again and again
    while they come takes a tenth of a build.
    """
    gc.set_threshold(50_000)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """The same for a while."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_quickly() -> None:
    """Let this process end without looking for circles of garbage once more, through all values of
    a site: its memory goes as a whole."""
    atexit.register(gc.freeze)


def give_memory_back() -> None:
    """Have large blocks given back to the system as soon as they are free (glibc, `mallopt(3)`).

    It learns otherwise: when a block of some MB was free once, it keeps the next ones, and what
    a build reads, packs and writes at a time leaves a seventh of its memory in holes. What small
    blocks leave at the end is kept, as it would be then: pages come and go there all the time.
    """
    with suppress(AttributeError, OSError, TypeError):  # another C library
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, 1 << 20)
        library.mallopt(_TRIM_THRESHOLD, 1 << 25)


_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


def run_in_processes(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int,
    weigh: Callable[[Task], int] = lambda task: 0,
) -> Iterator[tuple[int, Result]]:
    """Each task's place with its result, as they come; with no workers, or where none can be had,
    none. Whoever calls does what is left over. `weigh`: the bytes that a task takes.
    """
    if not workers:
        return
    context = multiprocessing.get_context("spawn")  # the same everywhere, Windows included
    try:
        pool = ProcessPoolExecutor(workers, context, initializer=_end_with_parent)
    except _NOTHING_SHARED:
        return
    waiting = sorted(((weigh(task), at) for at, task in enumerate(tasks)), key=_heavy_first)
    running: dict[Future[Result], tuple[int, int]] = {}
    try:
        while waiting or running:
            while len(running) < workers:
                chosen = choose(waiting, (weight for weight, _ in running.values()))
                if chosen is None:
                    break
                weight, at = waiting.pop(chosen)
                running[pool.submit(work, tasks[at])] = (weight, at)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future)[1], future.result()
    except (BrokenProcessPool, OSError):  # killed for its memory, or none may be started here
        return
    finally:
        pool.shutdown(cancel_futures=True)


def run_shared(
    work: Callable[[Shared, Task], Result],
    shared: Shared,
    tasks: Sequence[Task],
    workers: int,
    beside: Callable[[], None] | None = None,
) -> Iterator[tuple[int, Result]]:
    """Each task's place with its result, in any order; `shared` is brought to each process once.

    This process is one of the workers: it takes tasks from the end while others take them from the
    beginning, and does what those could not. So a page is in memory once less. Tasks that it takes
    are not cancelled: Python 3.11 hangs when one was and a process is killed then. `beside`: what
    this process has to do besides; it does that first, while others have begun.
    """
    with _helpers(shared, len(tasks), workers - 1) as (pool, end):
        given = deque(enumerate(_submit(pool, work, tasks)))
        if beside is not None:
            beside()
        for at in range(len(given), len(tasks)):
            yield at, work(shared, tasks[at])
        while given:
            is_done = given[0][1].done()
            at, future = given.popleft() if is_done else given.pop()
            if not is_done:
                end.value = at  # before it is asked: who starts later leaves the task alone
            is_taken = future.running() or future.done()
            found = _result(future) if is_taken else None
            yield at, found[0] if found else work(shared, tasks[at])


def _submit(
    pool: ProcessPoolExecutor | None,
    work: Callable[[Shared, Task], Result],
    tasks: Sequence[Task],
) -> Iterator[Future[tuple[Result] | None]]:
    """The tasks that the pool takes: all of them, unless its processes cannot be had."""
    if pool is None:
        return
    try:
        for at, task in enumerate(tasks):
            yield pool.submit(_work_shared, work, at, task)
    except (BrokenProcessPool, OSError):
        return


def _result(future: Future[tuple[Result] | None]) -> tuple[Result] | None:
    """What came of a task; None where it was left alone."""
    try:
        return future.result()
    except (BrokenProcessPool, OSError):  # killed for its memory, or none may be started here
        return None


@contextmanager
def _helpers(
    shared: object, tasks: int, count: int
) -> Iterator[tuple[ProcessPoolExecutor | None, c_longlong]]:
    """Processes that have `shared`, and the place before which they do tasks, at first the end.
    None for a count below one, or where they can share nothing.

    Where a process can be split in two (Linux, no threads yet) it needs not even be copied.
    """
    global _shared
    splits = sys.platform == "linux" and threading.active_count() == 1
    pool, end = None, c_longlong()
    if count > 0:
        context = multiprocessing.get_context("fork" if splits else "spawn")
        brought = None if splits else pickle.dumps(shared, protocol=5)
        with suppress(*_NOTHING_SHARED):
            end = multiprocessing.RawValue("q", tasks)
            pool = ProcessPoolExecutor(count, context, initializer=_take, initargs=(brought, end))
    if pool is None:
        yield pool, end
        return
    if splits:
        _shared = shared
        gc.freeze()  # collecting in a child would copy all that both have
    try:
        yield pool, end
    finally:
        pool.shutdown(cancel_futures=True)
        _shared = None
        if splits:
            gc.unfreeze()


_shared: object = None
_end = c_longlong()


def _take(brought: bytes | None, end: c_longlong) -> None:
    global _shared, _end
    _end_with_parent()
    _end = end
    if brought is not None:
        _shared = pickle.loads(brought)


def _work_shared(work: Callable[[Any, Task], Result], at: int, task: Task) -> tuple[Result] | None:
    """In a worker: what comes of a task, unless the build has taken that for itself."""
    return (work(_shared, task),) if at < _end.value else None


def workers_for(tasks: int, least: int, asked: int | None = None) -> int:
    """Processes to work in for so many tasks; 0 where this one will do.

    `least`: so many make the start of others worth while. `asked`: a number to keep to.
    """
    if asked is None:
        asked = min(MAX_WORKERS, count_cores()) if tasks >= least else 0
    return min(asked, tasks) if asked > 1 else 0


def as_fixed(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that must not change."""
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (as_fixed, (dict(mapping),)))
"""Mappings that must not change, as `domain` has them, can go to another process too."""


def _heavy_first(weighed: tuple[int, int]) -> tuple[int, int]:
    return -weighed[0], weighed[1]


def choose(waiting: Sequence[tuple[int, int]], running: Iterable[int]) -> int | None:
    """The place of the heaviest task (they come in this order) that fits beside those running.

    `waiting`: weight and number of each. None where none fits; alone, each does.
    """
    left = BUDGET - sum(running)
    if waiting and left == BUDGET:
        return 0
    return next((place for place, (weight, _) in enumerate(waiting) if weight <= left), None)


def count_cores() -> int:
    """The cores that this process may use, as in a container."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows or macOS
        return os.cpu_count() or 1


def _end_with_parent() -> None:
    """In a worker: end as soon as the build does, even one that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
