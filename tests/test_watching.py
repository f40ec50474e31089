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
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingEmitter

from dvk_plugin.adapters import watching
from dvk_plugin.adapters.watching import Watcher

PATIENCE = 20.0
"""Seconds within which a change is heard of on the slowest machine."""


class Heard(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self.names: queue.Queue[str] = queue.Queue()
        self.watcher = watcher

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
    watcher = Watcher()
    found = Heard(watcher)
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


def test_the_files_of_the_news_are_known_when_they_are_heard_of(
    heard: Heard, tmp_path: Path
) -> None:
    path = tmp_path / "bai.md"
    path.write_text("Một.", encoding="utf-8")
    assert heard.names.get(timeout=PATIENCE) == "bai.md"
    assert heard.watcher.news() == {str(path)}


def test_who_has_many_files_to_look_at_rests_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, pauses = [0.0], []

    def look(self: Any, timeout: float) -> None:
        pauses.append(timeout)
        clock[0] += timeout + looks.pop(0)

    looks = [0.5, 0.01, 0.01]
    monkeypatch.setattr(watching.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(PollingEmitter, "queue_events", look)
    emitter = watching._Calm(queue.Queue(), ObservedWatch(str(tmp_path), recursive=True))
    while looks:
        emitter.queue_events(2.0)
    assert pauses == pytest.approx([2.0, 10.0, 2.0])
