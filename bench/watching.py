"""What a process and all below it take, those included that nobody waits for (Linux).

A browser's pages are drawn by processes that it does not wait for: the kernel's sum for the browser
knows nothing of them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_PAUSE = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """Peak memory in MB, shared pages counted once; seconds of processor of each process so far."""

    peak_mb: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Seconds of processor of all processes together."""
        return sum(self.seconds.values())


@contextmanager
def watching(pid: int) -> Iterator[Taken]:
    """Look at a process again and again until the block ends."""
    taken, done = Taken(), threading.Event()

    def watch() -> None:
        while not done.wait(_PAUSE):
            _look(pid, taken)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield taken
    finally:
        done.set()
        watcher.join()


def _look(pid: int, taken: Taken) -> None:
    every = list(_family(pid))
    taken.peak_mb = max(taken.peak_mb, sum(map(_memory, every)))
    for one in every:
        taken.seconds[one] = max(taken.seconds.get(one, 0.0), _seconds(one))


def _family(pid: int) -> Iterator[int]:
    """A process and those below it; none where it has ended or the system does not tell."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
