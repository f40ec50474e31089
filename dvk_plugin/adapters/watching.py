"""Sees changes of files at once where the system tells of them, else by looking every while.

Shared drives and some containers tell nothing, so that looking goes on beside. What was told
already is not told again.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter

PACE = 2.0
"""Seconds between two looks, at least."""
REST = 20
"""How many times as long as a look the pause after it is: thousands of files take half a second."""
_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Not that a file was opened or closed, as a build does with all of them."""


class Watcher:
    """Two of watchdog's observers, used as one of them."""

    def __init__(self) -> None:
        self._told = Observer()
        self._looking = BaseObserver(_Calm, timeout=PACE)
        self._seen = _Seen()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> Any:
        """Call a handler for what changes below a path."""
        news = _News(handler, self._seen)
        return tuple(
            observer.schedule(news, path, recursive=recursive, event_filter=_CHANGES)
            for observer in (self._told, self._looking)
        )

    def news(self) -> frozenset[str]:
        """The files that have changed since this was asked before."""
        return self._seen.take()

    def unschedule(self, watches: Any) -> None:
        for observer, watch in zip((self._told, self._looking), watches, strict=True):
            observer.unschedule(watch)

    def start(self) -> None:
        try:
            self._told.start()
        except OSError:  # more folders than the system watches
            self._told.unschedule_all()
        self._looking.start()

    def stop(self) -> None:
        self._told.stop()
        self._looking.stop()

    def join(self) -> None:
        for observer in (self._told, self._looking):
            if observer.is_alive():
                observer.join()


class _Calm(PollingEmitter):
    """Looks no more often than leaves the machine to others."""

    _took = 0.0

    def queue_events(self, timeout: float) -> None:
        pause = max(timeout, REST * self._took)
        start = time.monotonic()
        super().queue_events(pause)
        self._took = time.monotonic() - start - pause


class _Seen:
    """Files with their times as they were last told of, by two observers."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._new: set[str] = set()
        self._lock = threading.Lock()

    def tell(self, names: Iterable[str]) -> bool:
        """Whether any of these files is not as it was."""
        with self._lock:
            found = {name: _time(name) for name in names}
            new = {name for name, time in found.items() if self._times.get(name) != time}
            self._times.update(found)
            self._new |= new
            return bool(new)

    def take(self) -> frozenset[str]:
        with self._lock:
            new = frozenset(self._new)
            self._new.clear()
            return new


class _News(FileSystemEventHandler):
    """Passes on what is new."""

    def __init__(self, handler: FileSystemEventHandler, seen: _Seen) -> None:
        self._handler = handler
        self._seen = seen

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._seen.tell(os.fsdecode(name) for name in (event.src_path, event.dest_path) if name):
            self._handler.on_any_event(event)


def _time(name: str) -> int:
    try:
        return Path(name).stat().st_mtime_ns
    except OSError:
        return 0
