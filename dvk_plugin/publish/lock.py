"""One publisher at a time: a folder on the host is the lock, since making one is a single stroke
on every kind of host. Who was killed leaves it behind; it is taken over when that is certain."""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Protocol

from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.state import OWN

LOCK, OWNER = f"{OWN}/lock", f"{OWN}/lock.json"
BEAT = 60.0
"""Seconds between the signs of life that a publisher leaves."""
STALE = 600.0
"""Seconds without one, after which a publisher elsewhere is taken for dead."""
_MOMENT = 1.0
"""Seconds to wait for another who may be taking the lock at the same time."""


class LockPlace(Protocol):
    """What the lock asks of a place; see `Host`."""

    def read(self, path: str) -> bytes | None: ...

    def write(self, path: str, data: bytes) -> None: ...

    def make_folder(self, path: str) -> bool: ...

    def delete(self, path: str) -> None: ...

    def remove_folder(self, path: str) -> None: ...


class Lock:
    """A lock held; `beat` leaves a sign of life now and then."""

    def __init__(self, host: LockPlace) -> None:
        self._host = host
        self._mark = secrets.token_hex(8)
        self._told = 0.0

    def beat(self) -> None:
        if time.monotonic() - self._told > BEAT:
            self.tell()

    def tell(self) -> None:
        """Write who holds the lock, and when that was so."""
        self._told = time.monotonic()
        data = {
            "machine": socket.gethostname(),
            "pid": os.getpid(),
            "time": time.time(),
            "mark": self._mark,
        }
        self._host.write(OWNER, json.dumps(data).encode())

    @property
    def is_ours(self) -> bool:
        return _owner(self._host).get("mark") == self._mark

    def check(self) -> None:
        """Refuse to go on where somebody else has taken the lock."""
        if not self.is_ours:
            raise PublishError(
                "Có người khác vừa bắt đầu đăng lên nơi này.", "đợi một lát rồi gõ lại lệnh."
            )


@contextmanager
def locked(host: LockPlace, *, take: bool = False) -> Iterator[Lock]:
    """Hold the lock of a host; `take`: whoever has it. Refused while somebody else publishes."""
    lock = Lock(host)
    host.make_folder(OWN)
    if not host.make_folder(LOCK):
        owner = _owner(host)
        if not owner:  # it may have been made this moment
            time.sleep(_MOMENT)
            owner = _owner(host)
        if not take and not _is_dead(owner):
            raise PublishError(
                f"Có người đang đăng lên nơi này: máy «{owner.get('machine', '?')}», "
                f"lúc {_clock(owner.get('time'))}.",
                "đợi lần đăng ấy xong rồi gõ lại; nếu chắc chắn không còn ai đăng, thêm "
                "«--break-lock».",
            )
        lock.tell()
        time.sleep(_MOMENT)  # two may take it over at once: the last to write has it
        lock.check()
    try:
        lock.tell()
        yield lock
    finally:
        with suppress(PublishError):  # the line may be cut; the lock is then taken over later
            if lock.is_ours:
                host.delete(OWNER)
                host.remove_folder(LOCK)


def _owner(host: LockPlace) -> dict[str, object]:
    try:
        told = json.loads(host.read(OWNER) or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _is_dead(owner: dict[str, object]) -> bool:
    """Whether a publisher is certainly gone: its process on this machine, or silent for long."""
    told, pid = owner.get("time"), owner.get("pid")
    if not isinstance(told, int | float) or time.time() - told > STALE:
        return True
    is_here = owner.get("machine") == socket.gethostname() and isinstance(pid, int)
    return is_here and os.name == "posix" and not _runs(int(str(pid)))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _clock(told: object) -> str:
    if not isinstance(told, int | float):
        return "?"
    return datetime.fromtimestamp(told, UTC).astimezone().strftime("%H:%M ngày %d/%m/%Y")
