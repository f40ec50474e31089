"""Sees changes of files at once where the system tells of them, else by looking every while.

Shared drives and some containers tell nothing, so that looking goes on beside. What was told
already is not told again.
"""

from __future__ import annotations

import os
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
from watchdog.observers.polling import PollingObserver

PACE = 2.0
"""Seconds between two looks: a look at thousands of files takes a good part of one."""
_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Not that a file was opened or closed, as a build does with all of them."""


class Watcher:
    """Two of watchdog's observers, used as one of them."""

    def __init__(self) -> None:
        self._told = Observer()
        self._looking = PollingObserver(timeout=PACE)
        self._seen: dict[str, int] = {}

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> Any:
        """Call a handler for what changes below a path."""
        news = _News(handler, self._seen)
        return tuple(
            observer.schedule(news, path, recursive=recursive, event_filter=_CHANGES)
            for observer in (self._told, self._looking)
        )

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


class _News(FileSystemEventHandler):
    """Passes on what is new. `seen`: files with their times as they were last passed on."""

    def __init__(self, handler: FileSystemEventHandler, seen: dict[str, int]) -> None:
        self._handler = handler
        self._seen = seen

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [os.fsdecode(name) for name in (event.src_path, event.dest_path) if name]
        found = {name: _time(name) for name in names}
        if any(self._seen.get(name) != time for name, time in found.items()):
            self._seen.update(found)
            self._handler.on_any_event(event)


def _time(name: str) -> int:
    try:
        return Path(name).stat().st_mtime_ns
    except OSError:
        return 0
