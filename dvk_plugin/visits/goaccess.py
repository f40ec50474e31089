"""A report of GoAccess (`goaccess -o report.json`), where the logs themselves are not at hand.

It tells each path's visitors over all its days together: whoever comes twice on a day is one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dvk_plugin.domain.visits import Counts, Days
from dvk_plugin.visits.collect import Wanted

_LARGEST = 64 * 1024**2


class BrokenReport(Exception):
    """A file that is no whole report of GoAccess."""


class CutReport(BrokenReport):
    """A report that leaves out paths: GoAccess tells 366 of them unless asked for more."""


@dataclass(frozen=True, slots=True)
class Report:
    """The visitors of posts, and the days that the report is of."""

    days: Days
    counts: Counts


def is_report(path: Path) -> bool:
    """Whether a file begins like JSON; no log does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(64).lstrip().startswith(b"{")


def read_report(path: Path, wanted: Wanted) -> Report:
    """The report in a file. Raises OSError, BrokenReport or CutReport."""
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    try:
        report = json.loads(data)
        general, requests = report["general"], report["requests"]
        days = _day(general["start_date"]), _day(general["end_date"])
        paths = requests["data"]
        every = requests["metadata"]["data"]["total"]["value"]
        counts: dict[str, int] = {}
        for one in paths:
            key = wanted.post_at(str(one["data"]).encode("utf-8", "replace"))
            visitors = int(one["visitors"]["count"])
            if key is not None and visitors > 0:
                counts[key] = counts.get(key, 0) + visitors
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BrokenReport(str(error)) from error
    if len(paths) < every:
        raise CutReport(f"{len(paths)} < {every}")
    if not wanted.first <= days[0] <= days[1] <= wanted.last:
        raise BrokenReport("days")
    return Report(days, counts)


def _day(text: Any) -> date:
    """`21/Sep/2023`, as the locale C writes it."""
    return datetime.strptime(text, "%d/%b/%Y").date()  # noqa: DTZ007
