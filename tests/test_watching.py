"""Changes of files are heard of, once each, also where the system tells nothing."""

from __future__ import annotations

import errno
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from dvk_plugin.adapters import watching
from dvk_plugin.adapters.watching import Watcher

PATIENCE = 20.0
"""Seconds within which a change is heard of on the slowest machine."""


class Heard(FileSystemEventHandler):
    def __init__(self) -> None:
        self.names: queue.Queue[str] = queue.Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.names.put(Path(str(event.src_path)).name)


@pytest.fixture(params=["told", "nothing told"])
def heard(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Heard]:
    """What is heard from below `tmp_path`."""

    def full(self: Any) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watching, "PACE", 0.2)
    if request.param == "nothing told":
        monkeypatch.setattr(Observer, "start", full)
    watcher, found = Watcher(), Heard()
    watcher.schedule(found, str(tmp_path), recursive=True)
    watcher.start()
    yield found
    watcher.stop()
    watcher.join()


def test_a_saved_file_is_heard_of_once(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "bai.md").write_text("Một.", encoding="utf-8")
    assert heard.names.get(timeout=PATIENCE) == "bai.md"
    (tmp_path / "sau.md").write_text("Hai.", encoding="utf-8")
    names = [heard.names.get(timeout=PATIENCE)]
    while names[-1] != "sau.md":
        names.append(heard.names.get(timeout=PATIENCE))
    assert names.count("bai.md") <= 1, "at most for being created and written in two moments"


def test_a_file_that_goes_is_heard_of(heard: Heard, tmp_path: Path) -> None:
    path = tmp_path / "bai.md"
    path.write_text("Một.", encoding="utf-8")
    assert heard.names.get(timeout=PATIENCE) == "bai.md"
    path.unlink()
    assert heard.names.get(timeout=PATIENCE) == "bai.md"
