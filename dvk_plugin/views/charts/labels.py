"""Where words fit inside a chart: laid out for the narrowest phone, they fit everywhere.

Wider drawings only pull places apart, so what does not meet at `NARROW` never meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NARROW = 280.0
"""The narrowest drawing, in pixels: a screen of 320 without its margins."""
LINE = 15.0
"""Height of a line of words, in pixels."""
_LETTER = 6.9
"""A generous width for a letter of 12 pixels, bold ones and «m» included."""
_GAP = 8.0
"""Pixels between a place and its words."""


def text_width(text: str) -> float:
    """How wide a text may be, in pixels."""
    return len(text) * _LETTER


def anchor_at(place: float, words: str) -> str:
    """Which part of words stands at a place (percent) so that they stay inside: `middle` if any."""
    left, half = place * NARROW / 100, text_width(words) / 2
    if left < half:
        return "start"
    return "end" if NARROW - left < half else "middle"


@dataclass(frozen=True, slots=True)
class Name:
    """Words on an axis, at a place in percent; `anchor` is which part of them stands there."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that would stand at a place: `x` percent, `y` pixels. `room` is free to the right.

    `is_beside`: beside the place, else above it. A line that only rises leaves free what is above
    it to the left.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    room: float = 0.0
    kind: str = "total"
    is_beside: bool = False

    @property
    def width(self) -> float:
        return max(map(text_width, self.lines))

    @property
    def height(self) -> float:
        return LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Label:
    """Words placed. They end at x (`anchor` end) or start there, `shift` pixels away from it.

    `y` is the foot of the first line.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    anchor: str
    kind: str
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the narrowest drawing that are taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def place_labels(wishes: Iterable[Wish], taken: Sequence[Box]) -> tuple[Label, ...]:
    """Each wish in turn, to the left of its place, else to the right, else not at all."""
    boxes = list(taken)
    placed = []
    for wish in wishes:
        for anchor, away in (("end", -_GAP), ("start", _GAP)):
            shift = away if wish.is_beside else 0.0
            box = _box(wish, anchor, shift)
            fits = box.left >= 0 and box.right <= NARROW and box.top >= 0
            if anchor == "start":
                fits = fits and wish.width + abs(shift) <= wish.room * NARROW / 100
            if fits and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                foot = round(box.top + 11.5, 1)
                placed.append(Label(wish.x, foot, wish.lines, anchor, wish.kind, shift))
                break
    return tuple(placed)


def _box(wish: Wish, anchor: str, shift: float) -> Box:
    x = wish.x * NARROW / 100 + shift
    bottom = wish.y + wish.height / 2 if wish.is_beside else wish.y - _GAP
    left = x - wish.width if anchor == "end" else x
    return Box(left, bottom - wish.height, left + wish.width, bottom)
