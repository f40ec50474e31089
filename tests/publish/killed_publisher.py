"""A publisher, a process of its own, that kills itself (SIGKILL) amid a certain step.

    python killed_publisher.py HOST SITE STEP

Every operation on the host is a step. A write that is the one leaves half of its bytes, another
operation is killed before or after it, by turns. Prints how many steps there were, if it lives.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from small_site import send

from dvk_plugin.publish import lock
from dvk_plugin.publish.folder import FolderHost


class DyingHost(FolderHost):
    """A folder that is worked on until the step number `last` only."""

    def __init__(self, root: Path, last: int) -> None:
        super().__init__(root)
        self._last = last
        self._gate = threading.Lock()
        self.steps = 0

    def _is_last(self) -> bool:
        with self._gate:
            self.steps += 1
            return self.steps == self._last

    def _step(self, job: Callable[[], None]) -> None:
        is_last = self._is_last()
        if is_last and self._last % 2:
            die()
        job()
        if is_last:
            die()

    def write(self, path: str, data: bytes) -> None:
        if self._is_last():
            (self._root / path).write_bytes(data[: len(data) // 2])
            die()
        super().write(path, data)

    def rename(self, old: str, new: str) -> None:
        self._step(lambda: FolderHost.rename(self, old, new))

    def copy(self, old: str, new: str) -> None:
        self._step(lambda: FolderHost.copy(self, old, new))

    def delete(self, path: str) -> None:
        self._step(lambda: FolderHost.delete(self, path))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    lock._MOMENT = 0.01
    host = DyingHost(Path(sys.argv[1]), int(sys.argv[3]))
    send(host, Path(sys.argv[2]))
    print(host.steps)
