"""What was counted before and what logs tell now, put together: `posts/views.json` of today.

A day's visits are the most that any reading of logs showed of it, and hits of the days at the
edges of a log are remembered (as hashes with that day's salt, on this computer only) until the
rest of the day has come. So a log read twice, logs that overlap and parts of a log in any order
give the number of the whole; where the memory is lost, a day may count less, never twice.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dvk_plugin.domain.visits import Counts, Days, Visits, add_counts
from dvk_plugin.memory import keep, recall
from dvk_plugin.visits.collect import Collected
from dvk_plugin.visits.windows import count_visits

OPEN_DAYS = timedelta(days=31)
"""Behind the newest day; what is older is settled, so that the file stays small for ever."""
_MEMORY = "visits"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A day's salt, and its hits by post."""

    salt: bytes
    hits: Mapping[str, array[int]]


Memory = Mapping[date, Remembered]


def merge(old: Visits, memory: Memory, found: Collected) -> tuple[Visits, Memory]:
    """The visits with those in the logs, and what to remember for the next time."""
    if found.newest is None:
        return old, memory
    as_of = max(found.newest, old.as_of or found.newest)
    days = dict(old.days)
    known = dict(memory)
    for day, posts in found.hits.items():
        if old.is_settled(day):
            continue
        before = known[day].hits if day in known else {}
        hits = {key: _both(before.get(key, ()), posts.get(key, ())) for key in {*before, *posts}}
        counted = {key: count_visits(of_post) for key, of_post in hits.items()}
        days[day] = _most(days.get(day, {}), counted)
        if day in found.edges or day in known:
            known[day] = Remembered(found.salts[day], hits)
    stay = {day for day in (*days, *known) if day >= as_of - OPEN_DAYS or day in found.edges}
    done = {day: counts for day, counts in days.items() if day not in stay}
    return (
        Visits(
            as_of,
            {day: days[day] for day in sorted(days) if day in stay},
            add_counts((old.earlier, *done.values())),
            join_days((*old.settled, *((day, day) for day in done))),
        ),
        {day: one for day, one in known.items() if day in stay},
    )


def _both(one: Iterable[int], other: Iterable[int]) -> array[int]:
    return array("Q", sorted({*one, *other}))


def _most(one: Counts, other: Counts) -> Counts:
    return {key: max(one.get(key, 0), other.get(key, 0)) for key in {*one, *other}}


def add_report(old: Visits, days: Days, counts: Counts) -> Visits | None:
    """The visits with a report over some days; None where a part of them was counted before."""
    first, last = days
    taken = any(first <= day <= last for day in old.days)
    if taken or any(a <= last and first <= b for a, b in old.settled):
        return None
    as_of = max(last, old.as_of or last)
    earlier = add_counts((old.earlier, counts))
    return Visits(as_of, old.days, earlier, join_days((*old.settled, days)))


def join_days(several: Iterable[Days]) -> tuple[Days, ...]:
    """The same days in as few stretches as there are."""
    found: list[Days] = []
    for first, last in sorted(several):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def visits_json(visits: Visits) -> bytes:
    """The file: the same visits give the same bytes; one post of a day on a line."""
    data = {
        "as_of": visits.as_of.isoformat() if visits.as_of else None,
        "days": {day.isoformat(): dict(counts) for day, counts in visits.days.items()},
        "earlier": dict(visits.earlier),
        "settled": [f"{first.isoformat()}..{last.isoformat()}" for first, last in visits.settled],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def recall_hits(root: Path) -> Memory:
    """What a reading of logs before this one remembered; nothing where that is lost."""
    data: Any = recall(root, _MEMORY, "") or {}
    return {
        date.fromisoformat(day): Remembered(salt, {key: array("Q", h) for key, h in posts.items()})
        for day, (salt, posts) in data.items()
    }


def keep_hits(root: Path, memory: Memory) -> bool:
    """Remember for the next reading; whether that was possible."""
    data = {
        day.isoformat(): (one.salt, {key: hits.tobytes() for key, hits in one.hits.items()})
        for day, one in memory.items()
    }
    return keep(root, _MEMORY, "", data)
