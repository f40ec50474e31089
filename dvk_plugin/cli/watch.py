"""A check that runs again whenever a file of the site is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from dvk_plugin.read.settings import Settings

QUIET = 0.3
"""Seconds without a further change after which a save is over: editors write in several steps."""
_TELLING = ("created", "modified", "moved", "deleted")


class _Saves(FileSystemEventHandler):
    """Sets `changed` when a text or photo is saved; not for what editors leave aside."""

    def __init__(self) -> None:
        self.changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        name = Path(str(event.src_path)).name
        if event.event_type in _TELLING and not name.startswith(".") and not name.endswith("~"):
            self.changed.set()


class _Folders:
    """Folders that are watched while they are there: one may be renamed and come back."""

    def __init__(self, folders: Iterable[Path], observer: BaseObserver, saves: _Saves) -> None:
        self._watches: dict[Path, tuple[tuple[int, int], ObservedWatch] | None]
        self._watches = dict.fromkeys(folders)
        self._observer, self._saves = observer, saves

    def renew(self) -> bool:
        """Watch what has come, let go of what has gone; whether there was any of either."""
        changed = False
        for folder, known in self._watches.items():
            mark = _mark(folder)
            if mark == (known and known[0]):
                continue
            changed = True
            if known:
                self._observer.unschedule(known[1])
            watch = self._watch(folder) if mark else None
            self._watches[folder] = (mark, watch) if mark and watch else None
        return changed

    def _watch(self, folder: Path) -> ObservedWatch | None:
        try:
            return self._observer.schedule(self._saves, str(folder), recursive=True)
        except OSError:  # gone again in between
            return None


def _mark(folder: Path) -> tuple[int, int] | None:
    """What makes a folder this one and no other of its name; None when there is none."""
    try:
        stat = folder.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if folder.is_dir() else None


def watch(settings: Settings, run: Callable[[], None]) -> None:
    """Call `run` now and after every save, until Ctrl-C."""
    saves = _Saves()
    observer = Observer()
    folders = _Folders((settings.posts_path, settings.models_path), observer, saves)
    folders.renew()
    observer.start()
    try:
        while True:
            saves.changed.clear()
            run()
            click.echo("— đang chờ tệp được lưu; Ctrl-C để thôi —\n")
            _wait(saves.changed, folders)
    except KeyboardInterrupt:
        click.echo("Đã thôi.")
    finally:
        observer.stop()
        observer.join()


def _wait(changed: threading.Event, folders: _Folders) -> None:
    """Until something was saved and then nothing for a moment."""
    while not changed.wait(1) and not folders.renew():
        pass
    while changed.wait(QUIET):
        changed.clear()
    folders.renew()
