"""A host that is asked again where the line is bad, after longer and longer pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from dvk_plugin.publish.host import Host
from dvk_plugin.publish.refusal import HostFailed, NotThere

Result = TypeVar("Result")

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each new try."""


class PatientHost:
    """The same host, each of whose answers may take several tries."""

    def __init__(self, host: Host, pauses: tuple[float, ...] = PAUSES) -> None:
        self._host = host
        self._pauses = pauses

    def read(self, path: str) -> bytes | None:
        return self._again(partial(self._host.read, path))

    def write(self, path: str, data: bytes) -> None:
        self._again(partial(self._host.write, path, data))

    def rename(self, old: str, new: str) -> None:
        """A rename before may have come through although its answer was lost."""
        tries = 0

        def once() -> None:
            nonlocal tries
            tries += 1
            try:
                self._host.rename(old, new)
            except NotThere:
                if tries == 1:
                    raise

        self._again(once)

    def copy(self, old: str, new: str) -> None:
        self._again(partial(self._host.copy, old, new))

    def delete(self, path: str) -> None:
        self._again(partial(self._host.delete, path))

    def sizes(self, folder: str) -> dict[str, int]:
        return self._again(partial(self._host.sizes, folder))

    def make_folder(self, path: str) -> bool:
        return self._again(partial(self._host.make_folder, path))

    def remove_folder(self, path: str) -> None:
        self._again(partial(self._host.remove_folder, path))

    def close(self) -> None:
        self._host.close()

    def _again(self, job: Callable[[], Result]) -> Result:
        for pause in self._pauses:
            try:
                return job()
            except HostFailed:
                time.sleep(pause)
        return job()
