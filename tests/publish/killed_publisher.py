"""A publisher, a process of its own, that is killed (SIGKILL) at a certain step.

Every change on the host is a step. By turns it is killed before its last one, after it, or while
that one and those of the other workers are under way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from small_site import send

from dvk_plugin.publish import lock
from dvk_plugin.publish.access import Access
from dvk_plugin.publish.folder import FolderHost
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.sftp import SftpHost

Result = TypeVar("Result")
NEVER = 0


class DyingHost:
    """A host that is worked on until the step number `last` only."""

    def __init__(self, host: Host, last: int) -> None:
        self._host, self._last = host, last
        self._gate = threading.Lock()
        self.steps = 0
        self.read, self.sizes, self.close = host.read, host.sizes, host.close

    def _step(self, job: Callable[[], Result]) -> Result:
        with self._gate:
            self.steps += 1
            is_last = self.steps == self._last
        if not is_last:
            return job()
        if self._last % 3 == 0:
            die()
        if self._last % 3 == 1:
            threading.Thread(target=die).start()
        result = job()
        die()
        return result

    def write(self, path: str, data: bytes) -> None:
        self._step(lambda: self._host.write(path, data))

    def rename(self, old: str, new: str) -> None:
        self._step(lambda: self._host.rename(old, new))

    def copy(self, old: str, new: str) -> None:
        self._step(lambda: self._host.copy(old, new))

    def delete(self, path: str) -> None:
        self._step(lambda: self._host.delete(path))

    def make_folder(self, path: str) -> bool:
        return self._step(lambda: self._host.make_folder(path))

    def remove_folder(self, path: str) -> None:
        self._step(lambda: self._host.remove_folder(path))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _publish(place: Path | Access, site: Path, last: int, told: Connection) -> None:
    lock._MOMENT = 0.2
    opened = FolderHost(place) if isinstance(place, Path) else SftpHost(place)
    host = DyingHost(opened, last)
    send(host, site)
    opened.close()
    told.send(host.steps)


class Publishers:
    """Starts publishers in no time: each is forked from a process that has loaded all they need."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])

    def run(self, place: Path | Access, site: Path, last: int = NEVER) -> int | None:
        """The steps of a whole publication, to a folder or over SFTP; None where it was killed."""
        here, there = self._context.Pipe(duplex=False)
        publisher = self._context.Process(target=_publish, args=(place, site, last, there))
        publisher.start()
        there.close()
        publisher.join()
        if publisher.exitcode == -signal.SIGKILL:
            return None
        assert publisher.exitcode == 0
        return int(here.recv())
