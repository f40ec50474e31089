"""Encoded pictures kept between builds, by what they were made from.

The cache may be deleted at any time. Files are written aside and renamed, so that an
interrupted build leaves no half picture.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from dvk_plugin.photos.encode import VERSION, encode

FOLDER = ".cache/dvk/photos"


def published_file(photo: Path, root: Path) -> Path | None:
    """The file with the published form of a photo, encoded now if need be; None if damaged."""
    try:
        with photo.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    target = root / FOLDER / f"{digest[:32]}-v{VERSION}{photo.suffix.lower()}"
    if not target.exists():
        data = encode(photo)
        if data is None:
            return None
        _write(target, data)
    return target


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(target)
