"""How a figure changed from one year to the next, said only as surely as both are known.

Nothing is said where either is unknown. Up or down is said only where every value that the two
can have agrees on it («khoảng 65» may be less than 70). A percentage is never shown surer than its
figures, and not at all where something is not counted, or where either is a range.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.figure import Figure, compute_difference
from dvk_plugin.tally.totals import Tally

_ROUNDING = {Certainty.LOWER: ROUND_FLOOR, Certainty.UPPER: ROUND_CEILING}


class Way(StrEnum):
    """Which way a figure went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNSURE = "unsure"
    """Both are known, but not so surely that one could tell."""
    UNKNOWN = "unknown"
    """One of them is not known, which is not the same as 0."""
    UNLIKE = "unlike"
    """They were reported by different schools, so that nothing follows from the two."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change. `amount` is by how much, never below 0, where `way` is up or down.

    `percent` is of the earlier figure and as sure as `amount`; None where it cannot be told. Both
    speak of what was counted: the figures tell what was not.
    """

    way: Way
    amount: Figure = field(default_factory=Figure)
    percent: Decimal | None = None


def compare_tallies(before: Tally, after: Tally) -> Change:
    """The change from one total to a later one of its metric, where the same schools made both."""
    change = compute_change(before.figure, after.figure)
    schools = [{entry.school for entry in tally.entries} for tally in (before, after)]
    is_unlike = change.way is not Way.UNKNOWN and schools[0] != schools[1]
    return Change(Way.UNLIKE) if is_unlike else change


def compute_change(before: Figure, after: Figure) -> Change:
    """The change from the earlier figure to the later one of the same metric."""
    if before.value is None or after.value is None:
        return Change(Way.UNKNOWN)
    if before.bounds.below(after.bounds):
        way, larger, smaller = Way.UP, after, before
    elif after.bounds.below(before.bounds):
        way, larger, smaller = Way.DOWN, before, after
    else:
        is_exact = before.certainty is after.certainty is Certainty.EXACT and before.hi is None
        is_complete = not (before.incomplete or after.incomplete)
        is_same = before.bounds == after.bounds and is_exact and is_complete
        return Change(Way.SAME if is_same else Way.UNSURE)
    amount = compute_difference(larger, smaller)
    return Change(way, amount, _percent(amount, before, after))


def _percent(amount: Figure, before: Figure, after: Figure) -> Decimal | None:
    """As sure as the amount: a lower bound of the one is a lower bound of the other.

    To one decimal; where it is not exact, to the whole percent that still holds.
    """
    is_partial = bool(before.incomplete or after.incomplete)
    if is_partial or not before.value or amount.value is None:
        return None
    if amount.hi is not None or before.hi is not None or after.hi is not None:
        return None
    percent = amount.value * 100 / before.value
    digits = Decimal("0.1" if amount.certainty is Certainty.EXACT else "1")
    return percent.quantize(digits, _ROUNDING.get(amount.certainty, ROUND_HALF_EVEN))
