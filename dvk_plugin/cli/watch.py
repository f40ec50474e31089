"""A check that runs again whenever a file of the site is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

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


def watch(settings: Settings, run: Callable[[], None]) -> None:
    """Call `run` now and after every save, until Ctrl-C."""
    saves = _Saves()
    observer = Observer()
    for folder in (settings.posts_path, settings.models_path):
        if folder.is_dir():
            observer.schedule(saves, str(folder), recursive=True)
    observer.start()
    try:
        while True:
            saves.changed.clear()
            run()
            click.echo("— đang chờ tệp được lưu; Ctrl-C để thôi —\n")
            _wait(saves.changed)
    except KeyboardInterrupt:
        click.echo("Đã thôi.")
    finally:
        observer.stop()
        observer.join()


def _wait(changed: threading.Event) -> None:
    """Until something was saved and then nothing for a moment."""
    while not changed.wait(1):
        pass
    while changed.wait(QUIET):
        changed.clear()
