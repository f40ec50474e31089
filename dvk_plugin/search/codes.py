"""Numbers, places of terms and texts in as few bytes as will do; `index.js` reads them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from itertools import pairwise


def crc(text: str) -> int:
    """The CRC-32 of a text; half a pair of surrogates counts as a question mark."""
    return zlib.crc32(text.encode("utf-8", "replace"))


def packed_json(data: object) -> bytes:
    """What browsers are to read, packed here since many hosts send such files as they are."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 9)


def number(value: int) -> bytes:
    """A number of 7 bits a byte, lowest first; all but the last have the eighth bit set."""
    return _USUAL_NUMBERS[value] if value < len(_USUAL_NUMBERS) else _write_number(value)


def _write_number(value: int) -> bytes:
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


_USUAL_NUMBERS = tuple(map(_write_number, range(1 << 14)))


def pack(places: Sequence[int]) -> bytes:
    """Rising places, each `page << 3 | weight`, as steps from one to the next; the first whole."""
    steps = [b - (a | 7) - 1 for a, b in pairwise(places)]
    return _numbers([places[0], *steps])


def pack_pages(pages: Sequence[int]) -> bytes:
    """The same of pages without weights."""
    if len(pages) == 1:  # as most pairs have
        return number(pages[0])
    return _numbers([pages[0], *[b - a - 1 for a, b in pairwise(pages)]])


def _numbers(values: Sequence[int]) -> bytes:
    if max(values) < 128:
        return bytes(values)
    try:
        return b"".join(map(_USUAL_NUMBERS.__getitem__, values))
    except IndexError:  # a step of more than two thousand pages
        return b"".join(map(number, values))
