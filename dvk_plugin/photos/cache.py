"""Variants kept between builds, in a folder of the project that is never published.

`index.json` remembers each photo's hash by its size and time, so that a second build reads no
photo at all. All that one set of parameters made of one content lies in one folder, named after
both, whose time tells when a build last used it. The cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from dvk_plugin.aside import write_aside
from dvk_plugin.walk import join, stamp_of

FOLDER = ".cache/dvk/photos"
_INDEX = "index.json"
_HEX = 16


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
        path = join(self.root, file)
        stamp = stamp_of(path)
        if stamp is None:
            return ""
        known = self._known.get(file)
        if known is not None and known[:2] == stamp:
            return known[2]
        try:
            with Path(path).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return ""
        self.hashed += 1
        self._known[file] = (*stamp, digest)
        self._changed = True
        return digest

    def folder_of(self, digest: str, key: str) -> Path:
        """Where the variants lie that were made of one content under one key."""
        return self.folder / f"{digest[:_HEX]}-{key}"

    def use(self, folder: Path) -> bool:
        """Mark a folder as used now, before anything in it is read; whether it is there."""
        try:
            os.utime(folder)
        except OSError:
            return folder.exists()
        return True

    def forget(self, file: str) -> bool:
        """Remove all that was made of a photo, as it is and as it was; whether there was any."""
        before = self._known.get(file, (0, 0, ""))[2]
        digests = {before, self.digest(file)} - {""}
        folders = [f for digest in digests for f in self.folder.glob(f"{digest[:_HEX]}-*")]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        return bool(folders)

    def save(self) -> None:
        """Write the index down; a project that cannot be written to is read anew each time."""
        if not self._changed:
            return
        there = {file: known for file, known in self._known.items() if (self.root / file).exists()}
        data = json.dumps(there, ensure_ascii=False, sort_keys=True, indent=0)
        try:
            write_aside(self.folder / _INDEX, data.encode("utf-8", "surrogatepass"))
        except OSError:
            return
        self._changed = False
