"""One figure beside an earlier one: more or less, and by how much, as far as both are known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.figure import Figure


class Direction(StrEnum):
    MORE = "more"
    LESS = "less"
    SAME = "same"
    UNSURE = "unsure"
    """The two may be equal, as far as their qualifiers and ranges say."""


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier figure to a later one.

    `by` is how much, never below 0, None where a range or an unsure direction leaves it open;
    `percent` is of the earlier figure: one decimal where both are exact, else none.
    `is_partial`: one of the two leaves something out.
    """

    direction: Direction
    by: Decimal | None = None
    percent: Decimal | None = None
    certainty: Certainty = Certainty.EXACT
    is_partial: bool = False


def compute_change(now: Figure, before: Figure) -> Change | None:
    """What changed; None where either figure is not known: unknown is not 0."""
    if now.value is None or before.value is None:
        return None
    partial = bool(now.incomplete or before.incomplete)
    is_open = now.hi is not None or before.hi is not None
    exact = (now.certainty | before.certainty) is Certainty.EXACT
    if exact and not is_open and now.value == before.value:
        return Change(Direction.SAME, is_partial=partial)
    if not now.bounds.apart(before.bounds):
        return Change(Direction.UNSURE, is_partial=partial)
    more = before.bounds.below(now.bounds)
    direction = Direction.MORE if more else Direction.LESS
    if is_open:
        return Change(direction, is_partial=partial)
    large, small = (now, before) if more else (before, now)
    certainty = large.certainty | small.certainty.flipped
    by = abs(now.value - before.value)
    return Change(direction, by, _percent(by, before.value, certainty), certainty, partial)


def _percent(by: Decimal, whole: Decimal, certainty: Certainty) -> Decimal | None:
    if not whole:
        return None
    step = Decimal("0.1") if certainty is Certainty.EXACT else Decimal(1)
    return (by * 100 / whole).quantize(step, ROUND_HALF_EVEN)
