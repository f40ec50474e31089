"""Numbers and places of terms in as few bytes as will do; `index.js` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32


def crc(text: str) -> int:
    """The CRC-32 of a text; half a pair of surrogates counts as a question mark."""
    return crc32(text.encode("utf-8", "replace"))


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
    return _numbers([places[0], *(b - (a | 7) - 1 for a, b in pairwise(places))])


def pack_pages(pages: Sequence[int]) -> bytes:
    """The same of pages without weights."""
    if len(pages) == 1:  # as most pairs have
        return number(pages[0])
    return _numbers([pages[0], *(b - a - 1 for a, b in pairwise(pages))])


def _numbers(values: Sequence[int]) -> bytes:
    try:
        return b"".join(map(_USUAL_NUMBERS.__getitem__, values))
    except IndexError:  # a step of more than two thousand pages
        return b"".join(map(number, values))
