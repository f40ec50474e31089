"""Variants kept between builds, in a folder of the project that is never published.

`index.json` remembers each photo's hash by its size and time, so that a second build reads no
photo at all. All that came of one content lies in one folder named after it. The cache may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path

from dvk_plugin.aside import write_aside

FOLDER = ".cache/dvk/photos"
_INDEX = "index.json"
_HEX = 16
_STALE = 3600.0
"""Seconds after which a file left aside by a killed build is nobody's."""


class Cache:
    """The cache of one project. `hashed` counts the photos whose bytes had to be read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.hashed = 0
        self._known = self._read()
        self._changed = False

    def _read(self) -> dict[str, tuple[int, int, str]]:
        try:
            data = json.loads((self.folder / _INDEX).read_bytes())
            return {
                str(name): (int(size), int(mtime), str(digest))
                for name, (size, mtime, digest) in data.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def digest(self, file: str) -> str:
        """SHA-256 of a photo (its path from the project); empty where it cannot be read."""
        path = self.root / file
        try:
            stat = path.stat()
            known = self._known.get(file)
            if known is not None and known[:2] == (stat.st_size, stat.st_mtime_ns):
                return known[2]
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return ""
        self.hashed += 1
        self._known[file] = (stat.st_size, stat.st_mtime_ns, digest)
        self._changed = True
        return digest

    def folder_of(self, digest: str) -> Path:
        """Where all variants of one content lie."""
        return self.folder / digest[:_HEX]

    def forget(self, file: str) -> bool:
        """Remove all that was made of a photo, as it is and as it was; whether there was any."""
        before = self._known.get(file, (0, 0, ""))[2]
        digests = {before, self.digest(file)} - {""}
        folders = [folder for folder in map(self.folder_of, digests) if folder.exists()]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        return bool(folders)

    def save(self) -> None:
        """Write the index down; a project that cannot be written to is read anew each time."""
        if not self._changed:
            return
        data = json.dumps(self._known, ensure_ascii=False, sort_keys=True, indent=0)
        try:
            write_aside(self.folder / _INDEX, data.encode("utf-8", "surrogatepass"))
            self._sweep()
        except OSError:
            return
        self._changed = False

    def _sweep(self) -> None:
        """Remove files that a killed build left aside."""
        for path in self.folder.rglob(".new-*"):
            if time.time() - path.stat().st_mtime > _STALE:
                path.unlink(missing_ok=True)
