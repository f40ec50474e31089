"""Long lists cut into pages: `tin-tuc/`, `tin-tuc/trang/2/`, …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a list: its number from 1, its uri, its items, and the uris of all pages."""

    number: int
    uris: tuple[str, ...]
    items: Sequence[Item]
    first: int

    @property
    def uri(self) -> str:
        return self.uris[self.number - 1]

    @property
    def previous(self) -> str:
        return self.uris[self.number - 2] if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.uris[self.number] if self.number < len(self.uris) else ""


def paginate(items: Sequence[Item], base: str, size: int) -> Iterator[Leaf[Item]]:
    """The pages of a list, `size` items each; an empty list has one empty page.

    `base` is the list's folder: `tin-tuc` gives `tin-tuc/index.md`, `tin-tuc/trang/2.md`.
    `first` of a page is the number of its first item, from 1.
    """
    count = max(1, -(-len(items) // size))
    uris = tuple(page_uri(base, number) for number in range(1, count + 1))
    for number in range(1, count + 1):
        start = (number - 1) * size
        yield Leaf(number, uris, items[start : start + size], start + 1)


def page_uri(base: str, number: int) -> str:
    """The uri of page `number` of the list at `base`."""
    return f"{base}/index.md" if number == 1 else f"{base}/trang/{number}.md"


def window(number: int, count: int, around: int = 2) -> tuple[int | None, ...]:
    """Page numbers to show: the ends and those near `number`; None is a gap."""
    near = range(number - around, number + around + 1)
    shown = [n for n in range(1, count + 1) if n in (1, count) or n in near]
    out: list[int | None] = []
    for n in shown:
        if out and n - (out[-1] or 0) > 1:
            out.append(None)
        out.append(n)
    return tuple(out)
