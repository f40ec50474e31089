"""How far a long work is: one line on a terminal, now and then a line elsewhere, as in CI."""

from __future__ import annotations

import logging
import sys
import time

_PATIENCE = 2.0
"""Seconds of work before anything is shown."""
_PACE, _SLOW_PACE = 0.2, 10.0
"""Seconds between two lines, on a terminal and elsewhere."""
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
        is_terminal = _is_terminal()
        pace = _PACE if is_terminal else _SLOW_PACE
        if log.disabled or now - self._start < _PATIENCE or now - self._shown < pace:
            return
        self._shown = now
        left = round((now - self._start) / self.done * (self.total - self.done))
        if is_terminal:
            self._write(progress_line(self.what, self.done, self.total, left))
        else:
            print(plain_line(self.what, self.done, self.total, left), file=sys.stderr, flush=True)

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
    return plain_line(f"{what} {bar}", done, total, left)


def plain_line(what: str, done: int, total: int, left: int) -> str:
    """The same for a log."""
    return f"{what} {done}/{total}, còn khoảng {left} giây"


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False
