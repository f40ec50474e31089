"""Long histories in few steps: figures of one month, quarter or year drawn as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

Item = TypeVar("Item")
Bunches = tuple[tuple[Item, ...], ...]


def _month(day: date) -> str:
    return f"tháng {day.month}/{day.year}"


def _quarter(day: date) -> str:
    return f"quý {(day.month + 2) // 3}/{day.year}"


def _year(day: date) -> str:
    return f"năm {day.year}"


_SPANS = (("một tháng", _month), ("một quý", _quarter), ("một năm", _year))


def bunch(
    items: Sequence[Item], day_of: Callable[[Item], date], at_most: int
) -> tuple[Bunches[Item], str, Callable[[date], str] | None]:
    """The items, oldest first, in bunches no more than `at_most`, if years allow that.

    With them the span that each stands for (`một tháng`) and how to name it; of items that are few
    enough to stand alone, none.
    """
    if len(items) <= at_most:
        return tuple((item,) for item in items), "", None
    ways = [(_grouped(items, day_of, name), span, name) for span, name in _SPANS]
    return next((way for way in ways if len(way[0]) <= at_most), ways[-1])


def _grouped(
    items: Sequence[Item], day_of: Callable[[Item], date], name: Callable[[date], str]
) -> Bunches[Item]:
    groups = groupby(items, key=lambda item: name(day_of(item)))
    return tuple(tuple(mine) for _, mine in groups)
