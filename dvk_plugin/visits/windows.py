"""Hits to visits: what one visitor asks for again within half an hour is the same visit.

A hit is one number: who it was, as a hash that means nothing on another day, and the second of the
day. Hits of a post and a day are a set of them, so that reading a line twice changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

WINDOW = 30 * 60
"""Seconds from the first hit of a visit within which others belong to it."""
_SECONDS = 17
"""Bits for the second of a day."""
_WHO = 46
"""Bits of the hash: two of 100,000 visitors of a post and a day are one once in 14,000 days."""


def hit_of(salt: bytes, address: bytes, agent: bytes, second: int) -> int:
    """A hit. `salt`: the day's, by chance, so that the hash leads back to nobody."""
    who = hashlib.blake2b(address + b"\0" + agent, digest_size=8, key=salt).digest()
    return (int.from_bytes(who, "big") >> (64 - _WHO)) << _SECONDS | second


def count_visits(hits: Iterable[int], window: int = WINDOW) -> int:
    """The visits in the hits of one post and day: the fewest windows that hold them all.

    So more hits never make fewer visits, and no order of reading makes another number.
    """
    count, who, until = 0, -1, -1
    for hit in sorted(hits):
        visitor, second = hit >> _SECONDS, hit & ((1 << _SECONDS) - 1)
        if visitor != who or second >= until:
            count += 1
            who, until = visitor, second + window
    return count
