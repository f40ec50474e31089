"""Office files are zip archives that tell when each part was written: here, always the same day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can name."""
LONGEST_TITLE = 255
"""Letters that office programs take in a file's title."""


def day_of(year: int) -> datetime:
    """When a report of a year is said to be made: not by the clock, so that its bytes hold."""
    return datetime(year, 12, 31)  # noqa: DTZ001 - the formats want no time zone


def without_clock(archive: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same parts in the same order, each of the first day there is and as `change` wants it.

    It is called with the name and the bytes of each part.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, change(name, old.read(name)))
    return out.getvalue()
