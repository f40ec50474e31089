"""Where the time of a build goes: seconds by the clock for each of its stages."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

log = logging.getLogger("mkdocs.plugins.dvk")
_seconds: dict[str, float] = {}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count what is done inside as one stage, by its name for readers; `-v` tells of it."""
    start = time.perf_counter()
    try:
        yield
    finally:
        took = time.perf_counter() - start
        _seconds[name] = _seconds.get(name, 0) + took
        log.debug("%s: %.2f s", name, took)


def timings() -> Mapping[str, float]:
    """Seconds of each stage so far in this process, in the order of their first end."""
    return dict(_seconds)
