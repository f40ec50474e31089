"""Puts the index of the search into a site: at once, or behind a preview."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dvk_plugin.search.bundle import BUILDING, CONTENTS, FOLDER
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.index import Work, make_index

log = logging.getLogger("mkdocs.plugins.dvk")
PAUSE = 1.0
"""Seconds that the processor is left to who looks at what was just saved."""


class Indexing:
    """One index at a time: a newer one waits for the older, which then writes nothing more."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def run(self, searchable: Searchable, root: Path, site: Path) -> Work:
        """Make the index and write it; OSError where it cannot be written."""
        index = make_index(searchable, root)
        _publish(index.files, site, threading.Event())
        return index.work

    def start(self, searchable: Searchable, root: Path, site: Path) -> None:
        """The same in the background; until it is done the index says that it is being made."""
        self.stop()
        before, stopped = self._thread, threading.Event()
        _write({CONTENTS: BUILDING}, site, stopped)

        def follow() -> None:
            if before is not None:
                before.join()
            if stopped.wait(PAUSE):
                return
            try:
                _publish(make_index(searchable, root).files, site, stopped)
            except OSError as error:
                log.warning("Không ghi được chỉ mục tìm kiếm: %s", error)

        self._thread, self._stopped = threading.Thread(target=follow, daemon=True), stopped
        self._thread.start()

    def stop(self) -> None:
        """Let nothing more be written of an index that is still being made; do not wait for it."""
        self._stopped.set()


def _publish(files: Mapping[str, bytes], site: Path, stopped: threading.Event) -> None:
    """Write what is new and remove what is of before; what the author has there stays."""
    _write(files, site, stopped)
    wanted = {site / uri for uri in files}
    for folder, _, names in os.walk(site / FOLDER, topdown=False):
        ours = {Path(folder, name) for name in names if name.endswith(".bin")}
        for path in ours - wanted:
            if stopped.is_set():
                return
            path.unlink(missing_ok=True)
        with suppress(OSError):  # where something is left in it
            Path(folder).rmdir()


def _write(files: Mapping[str, bytes], site: Path, stopped: threading.Event) -> None:
    """Files that have other bytes; the contents last: who reads them finds the rest."""
    made: set[Path] = set()
    for uri in sorted(files, key=lambda uri: uri == CONTENTS):
        if stopped.is_set():
            return
        path = site / uri
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if not _holds(path, files[uri]):
            path.write_bytes(files[uri])


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
