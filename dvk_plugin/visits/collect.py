"""Logs to hits: who asked for which post, and what was left out for which reason."""

from __future__ import annotations

import ipaddress
import secrets
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from dvk_plugin.visits.logline import Request, read_line
from dvk_plugin.visits.robots import is_robot
from dvk_plugin.visits.windows import hit_of

_LOADED = (b"200", b"304")
_DAY = timedelta(days=1)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
OWN = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
"""The server itself, where programs look whether the site is up."""


class Why(StrEnum):
    """Why a line is no hit."""

    UNREADABLE = "không đúng dạng nhật ký"
    STRANGE_DAY = "có ngày vô lý"
    OTHER = "không phải mở một bài"
    ROBOT = "của máy dò và chương trình"
    OWN = "của chính máy chủ hoặc địa chỉ đã loại"


@dataclass(slots=True)
class Collected:
    """Hits by day and post. `edges`: days of which a log may hold a part only."""

    hits: dict[date, dict[str, array[int]]] = field(default_factory=dict)
    salts: dict[date, bytes] = field(default_factory=dict)
    edges: set[date] = field(default_factory=set)
    lines: int = 0
    dropped: Counter[Why] = field(default_factory=Counter)
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for. `addresses`: a path as browsers ask for it → the post's key.

    Days outside `first` to `last` are no days of this site. `own`: networks not counted.
    """

    addresses: Mapping[bytes, str]
    first: date
    last: date
    own: tuple[Network, ...] = OWN

    def post_at(self, target: bytes) -> str | None:
        """The post under a request's target; a full address and a query are none of its name."""
        path = target.partition(b"?")[0]
        if path[:1] != b"/":
            path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
        key = self.addresses.get(path)
        if key is None and b"%" in path:
            key = self.addresses.get(unquote_to_bytes(path))
        return key


def addresses_of(keys: Iterable[str], base: str) -> Mapping[bytes, str]:
    """The paths of posts below a site's own path (`/dang-uy/`), however a host writes them."""
    found = {}
    for key in keys:
        for form in (f"{key}/", f"{key}/index.html"):
            found[f"/{base.strip('/')}/{form}".replace("//", "/").encode()] = key
    return found


def collect(
    logs: Iterable[Iterable[bytes]], wanted: Wanted, salt_of: Callable[[date], bytes | None]
) -> Collected:
    """The hits in logs. `salt_of`: the salt that a day has already; others get one by chance."""
    found = Collected()
    is_own = _own_test(wanted.own)
    for log in logs:
        days: set[date] = set()
        for line in log:
            found.lines += 1
            request = read_line(line)
            why = _why_not(request, wanted)
            if request is None or why in (Why.UNREADABLE, Why.STRANGE_DAY):
                found.dropped[why or Why.UNREADABLE] += 1
                continue
            if found.newest is None or request.day > found.newest:
                found.newest = request.day
            key = wanted.post_at(request.target) if why is None else None
            if key is None:
                found.dropped[Why.OTHER] += 1
            elif is_robot(request.agent):
                found.dropped[Why.ROBOT] += 1
            elif is_own(request.address):
                found.dropped[Why.OWN] += 1
            else:
                _add(found, request, key, salt_of)
                days.add(request.day)
        found.edges |= {day for day in days if not {day - _DAY, day + _DAY} <= days}
    return found


def _why_not(request: Request | None, wanted: Wanted) -> Why | None:
    if request is None:
        return Why.UNREADABLE
    if not wanted.first <= request.day <= wanted.last:
        return Why.STRANGE_DAY
    if request.method != b"GET" or request.status not in _LOADED:
        return Why.OTHER
    return None


def _add(
    found: Collected, request: Request, key: str, salt_of: Callable[[date], bytes | None]
) -> None:
    day = request.day
    salt = found.salts.get(day)
    if salt is None:
        salt = found.salts[day] = salt_of(day) or secrets.token_bytes(16)
    posts = found.hits.setdefault(day, defaultdict(lambda: array("Q")))
    posts[key].append(hit_of(salt, request.address, request.agent, request.second))


def _own_test(own: tuple[Network, ...]) -> Callable[[bytes], bool]:
    @lru_cache(maxsize=8192)
    def is_own(address: bytes) -> bool:
        try:
            there = ipaddress.ip_address(address.decode("ascii"))
        except ValueError:  # a name: servers may be set to look them up
            return address == b"localhost"
        mapped = getattr(there, "ipv4_mapped", None)
        return any((mapped or there) in network for network in own)

    return is_own
