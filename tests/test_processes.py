"""Work shared among processes: everything is done, whatever becomes of the others."""

from __future__ import annotations

import ctypes
import errno
import multiprocessing
import os
import platform
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from dvk_plugin.processes import give_memory_back, run_in_processes, run_shared


def added(shared: int, task: int) -> int:
    return shared + task


def added_alone(shared: int, task: int) -> int:
    """As a process that is killed for its memory: nothing comes of it but in the build's own."""
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return shared + task


def added_slowly_here(shared: int, task: int) -> int:
    """As where the others are done with all of theirs before the build's own process is."""
    if multiprocessing.parent_process() is None:
        time.sleep(0.5)
    return shared + task


def added_by_all_but_one(shared: int, task: int) -> int:
    """As where one of several processes is killed while others have tasks left."""
    if multiprocessing.parent_process() is not None and task == 1:
        time.sleep(0.1)
        os._exit(1)
    time.sleep(0.03)
    return shared + task


def noted(shared: Path, task: int) -> None:
    (shared / str(task)).touch()


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


def test_no_task_is_done_again_when_the_others_are_done() -> None:
    results = list(run_shared(added_slowly_here, 100, range(20), 2))
    assert sorted(results) == [(at, 100 + at) for at in range(20)]


KILLED = """
import threading
from test_processes import added_by_all_but_one, run_shared
def test():
    told = []
    threading.excepthook = told.append
    results = sorted(run_shared(added_by_all_but_one, 100, range(60), 4))
    assert results == [(at, 100 + at) for at in range(60)], results
    assert not told, told
if __name__ == "__main__":
    test()
"""


def test_a_build_ends_when_one_of_several_processes_was_killed() -> None:
    """In a process of its own: what is left over would be waited for at the end of this one."""
    command = [sys.executable, "-c", KILLED]
    done = subprocess.run(command, cwd=Path(__file__).parent, timeout=60, check=False)
    assert done.returncode == 0


def test_the_own_process_works_too() -> None:
    assert any(mine for _, mine in run_shared(whose, 0, range(2000), 2))
    assert all(mine for _, mine in run_shared(whose, 0, range(20), 1))


def test_an_error_of_the_work_is_told() -> None:
    with pytest.raises(ValueError, match="100"):
        list(run_shared(refused, 100, range(8), 2))


def not_here(*_: object, **__: object) -> None:
    """As in containers without shared memory or without locks."""
    raise OSError(errno.ENOSYS, "Function not implemented")


@pytest.mark.parametrize("missing", ["RawValue", "synchronize.SemLock.__init__"])
def test_where_processes_can_share_nothing_one_does_all(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"multiprocessing.{missing}", not_here)
    assert sorted(run_shared(added, 100, range(9), 3)) == [(at, 100 + at) for at in range(9)]
    assert not multiprocessing.active_children()


def test_where_processes_can_share_nothing_none_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", not_here)
    assert not list(run_in_processes(partial(added, 100), range(9), 2))


@pytest.mark.parametrize("workers", [0, 2])
def test_what_is_besides_is_done_once(workers: int) -> None:
    done: list[str] = []
    results = list(run_shared(added, 100, range(9), workers, lambda: done.append("besides")))
    assert sorted(results) == [(at, 100 + at) for at in range(9)]
    assert done == ["besides"]


def test_others_have_begun_when_this_process_does_what_is_besides(tmp_path: Path) -> None:
    def wait_for_another() -> None:
        for _ in range(600):
            if (tmp_path / "0").exists():
                return
            time.sleep(0.05)
        pytest.fail("nobody has begun")

    list(run_shared(noted, tmp_path, range(4), 2, wait_for_another))


def test_an_error_of_what_is_besides_is_told_and_leaves_no_process() -> None:
    def fail() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        list(run_shared(added, 100, range(40), 2, fail))
    assert not multiprocessing.active_children()


CIRCLE = """
from dvk_plugin.processes import end_quickly
class Value:
    def __del__(self):
        print("looked for")
{}
one = Value()
one.itself = one
del one
"""
"""Garbage that only a look for circles finds."""


@pytest.mark.parametrize(("first", "told"), [("", "looked for"), ("end_quickly()", "")])
def test_a_process_ends_without_looking_for_garbage(first: str, told: str) -> None:
    command = [sys.executable, "-c", CIRCLE.format(first)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == told


def test_whoever_stops_early_leaves_no_process() -> None:
    before = len(multiprocessing.active_children())
    results = run_shared(added, 1, range(1000), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(multiprocessing.active_children()) == before


HOLES = """
from pathlib import Path
from dvk_plugin.processes import give_memory_back
def held():
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) // 1024
{}
bytearray(30_000_000)
before = held()
large = [bytearray(3_000_000) for _ in range(20)]
small = bytearray(100_000)
del large
print(held() - before)
"""
"""Twenty blocks go, amid which a small one stays; prints MB."""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone")
def test_large_blocks_are_given_back() -> None:
    def left(first: str) -> int:
        command = [sys.executable, "-c", HOLES.format(first)]
        return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    assert left("give_memory_back()") < 10 < left("")


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: None) -> None:
        raise error(name)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    give_memory_back()
