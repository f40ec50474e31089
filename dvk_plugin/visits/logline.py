"""One line of a web server's log in the «combined» format, of nginx, Apache and cPanel.

203.0.113.7 - - [21/Sep/2023:08:15:00 +0700] "GET /tin-tuc/2023/x/ HTTP/1.1" 200 512 "-" "Mozilla/…"

Apache may write the virtual host before it. Whatever a visitor can choose (path, browser) is bytes
of any kind: nothing of it is shown or kept.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

LONGEST = 16_384
"""Bytes of a line; servers cut addresses at half of that."""
VIETNAM = timezone(timedelta(hours=7))
_TEXT = rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_LINE = re.compile(
    rb"(?:[^\s\":\[]{1,255}+:[0-9]{1,5} )?"  # virtual host
    rb"([^\s\"\[]{1,255}+) [^\s\"\[]{1,255}+ [^\"\[]{1,255}+"  # address, identity, user
    rb"\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-][0-9]{4})\] "
    rb'"([A-Z]{1,16}) ([^\s"]{1,8192})(?: HTTP/[0-9.]{1,4})?" ([0-9]{3}) (?:[0-9]{1,19}|-) '
    + _TEXT
    + rb" "
    + _TEXT
)
_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name.encode(): number for number, name in enumerate(_NAMES.split(), 1)}


class Request(NamedTuple):
    """What a line tells. `second`: since midnight of `day`, both as clocks in Vietnam have them."""

    address: bytes
    day: date
    second: int
    method: bytes
    target: bytes
    status: bytes
    agent: bytes


def read_line(line: bytes) -> Request | None:
    """The request that a line tells of; None for anything else, impossible times too."""
    found = _LINE.match(line)
    if found is None:
        return None
    address, hour, minute, second, zone, method, target, status, _, agent = found.groups()
    start = _hour(hour, zone)
    minutes, seconds = int(minute), int(second)
    if start is None or minutes > 59 or seconds > 60:
        return None
    day, since = start
    since += minutes * 60 + seconds
    if since >= 86_400:  # zones of half hours, leap seconds
        day, since = day + timedelta(days=1), since - 86_400
    return Request(address, day, since, method, target, status, agent)


@lru_cache(maxsize=4096)
def _hour(hour: bytes, zone: bytes) -> tuple[date, int] | None:
    """Day and second in Vietnam at the start of an hour `21/Sep/2023:08` of a zone `+0700`."""
    day, month, rest = hour.split(b"/")
    year, clock = rest.split(b":")
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    offset = timedelta(minutes=minutes if zone[:1] == b"+" else -minutes)
    try:
        local = datetime(int(year), _MONTHS[month], int(day), int(clock), tzinfo=UTC)
        there = (local - offset).astimezone(VIETNAM)
    except (KeyError, ValueError, OverflowError):
        return None
    return there.date(), there.hour * 3600 + there.minute * 60
