"""Files written whole or not at all; what was left aside by those who did not get to the end."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path


def write_aside(target: Path, *parts: bytes) -> None:
    """Write a file under another name, then rename it: it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


LONG = 24 * 3600.0
"""Seconds after which whoever made a folder aside is surely gone: a build that was killed."""


def remove_old(folder: Path, pattern: str) -> None:
    """Remove folders left in a folder by others long ago, as far as that can be."""
    for left in folder.glob(pattern):
        try:
            if time.time() - left.stat().st_mtime > LONG:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # another build removes it too
            continue
