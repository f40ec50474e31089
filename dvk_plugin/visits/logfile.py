"""A log's lines, packed or not, none longer in memory than it may be."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dvk_plugin.visits.logline import LONGEST

_GZIP = b"\x1f\x8b"


class BrokenLog(Exception):
    """A packed log that ends too soon or is damaged."""


def lines_of(path: Path) -> Iterator[bytes]:
    """Each line, or `b""` for one that is longer than any real one.

    Raises OSError where the file cannot be opened, BrokenLog where it is damaged.
    """
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        if not packed:
            yield from _lines(file)
            return
        try:
            with gzip.open(file) as unpacked:
                yield from _lines(unpacked)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BrokenLog(str(error)) from error


def _lines(file: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while line := file.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
            line = b""
        yield line
