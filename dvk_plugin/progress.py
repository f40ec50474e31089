"""How far a long work is: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import logging
import sys
import time

_PATIENCE = 2.0
"""Seconds of work before anything is shown."""
_PACE = 0.2
log = logging.getLogger("dvk.progress")
"""Disabled where a build shall say nothing (`-q`)."""


class Progress:
    """`Ảnh: 37/100, còn khoảng 12 giây`, rewritten in place; cleared at the end."""

    def __init__(self, total: int, what: str) -> None:
        """`what`: the name of the things that are made, with a capital."""
        self.what = what
        self.total = total
        self.done = 0
        self._start = self._shown = time.monotonic()
        self._width = 0

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        now = time.monotonic()
        if now - self._start < _PATIENCE or now - self._shown < _PACE or not _is_terminal():
            return
        self._shown = now
        left = round((now - self._start) / self.done * (self.total - self.done))
        self._write(progress_line(self.what, self.done, self.total, left))

    def close(self) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


def progress_line(what: str, done: int, total: int, left: int) -> str:
    """The line, with a bar of twenty cells; `left` in seconds."""
    cells = 20 * done // max(1, total)
    bar = "█" * cells + "░" * (20 - cells)
    return f"{what} {bar} {done}/{total}, còn khoảng {left} giây"


def _is_terminal() -> bool:
    if log.disabled:
        return False
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False
