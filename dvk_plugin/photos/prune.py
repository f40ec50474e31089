"""The cache kept within bounds: what no build has used for longest goes first.

Builds may run at the same time. A build marks each folder as used before it reads it (`Cache.use`);
here a folder is moved aside first and looked at again, so that one marked in between comes back.
What was used within a day stays, however much that is.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_DAY = 86_400.0
_ASIDE = ".old-"


def prune(folder: Path, keep: float) -> None:
    """Leave so many bytes in the cache's folder, and nothing that a killed build left aside.

    What cannot be removed now is left to another build.
    """
    before = time.time() - _DAY
    with suppress(OSError):
        _sweep(folder, before)
        used = sorted((path for path in folder.iterdir() if path.is_dir()), key=_newest_first)
        total = 0
        for path in used:
            total += _weight(path)
            if total > keep and _time(path) < before:
                _remove(path, before)


def _sweep(folder: Path, before: float) -> None:
    """Remove what builds that were killed left half written or half removed."""
    for left in (*folder.rglob(".new-*"), *folder.glob(f"{_ASIDE}*")):
        if _time(left) >= before:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _newest_first(path: Path) -> tuple[float, str]:
    return -_time(path), path.name


def _remove(path: Path, before: float) -> None:
    aside = path.with_name(f"{_ASIDE}{uuid4().hex}")
    with suppress(OSError):  # Windows does not let a folder go that is being read
        path.rename(aside)
        if _time(aside) >= before:  # another build has just marked it
            aside.rename(path)
        else:
            shutil.rmtree(aside, ignore_errors=True)


def _time(path: Path) -> float:
    """When a folder was used, or a file written; now for one that is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _weight(path: Path) -> int:
    """Bytes of the files in a folder."""
    try:
        return sum(file.stat().st_size for file in path.iterdir())
    except OSError:
        return 0
