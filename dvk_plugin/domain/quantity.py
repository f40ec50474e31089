"""A number as somebody reported it: value, unit, and how sure it is.

Numbers are exact (`Decimal`), never floats.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

TOLERANCE = Decimal("0.1")
"""How far off an «about» may be, as a part of the value, before it contradicts another figure."""


class Certainty(StrEnum):
    """The four classes of certainty that sums know (contract, section 3)."""

    EXACT = "exact"
    LOWER = "lower"
    UPPER = "upper"
    APPROX = "approx"

    def __or__(self, other: str) -> Certainty:
        """The join: E∨x = x; L∨L = L; U∨U = U; L∨U = A; A∨x = A."""
        if self is other or other is Certainty.EXACT:
            return self
        if self is Certainty.EXACT:
            return Certainty(other)
        return Certainty.APPROX

    @property
    def flipped(self) -> Certainty:
        """The class of the negated figure: what is taken away turns lower into upper."""
        return {Certainty.LOWER: Certainty.UPPER, Certainty.UPPER: Certainty.LOWER}.get(self, self)


class Qualifier(StrEnum):
    """The word before a number, as the writer chose it."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    OVER = "over"
    UNDER = "under"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"

    @property
    def certainty(self) -> Certainty:
        return _CERTAINTY[self]


_CERTAINTY = {
    Qualifier.EXACT: Certainty.EXACT,
    Qualifier.APPROX: Certainty.APPROX,
    Qualifier.AT_LEAST: Certainty.LOWER,
    Qualifier.OVER: Certainty.LOWER,
    Qualifier.UNDER: Certainty.UPPER,
    Qualifier.AT_MOST: Certainty.UPPER,
    Qualifier.RANGE: Certainty.APPROX,
    Qualifier.VAGUE: Certainty.APPROX,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A reported number. `value` is None when it is vague; `hi` is the upper end of a range.

    `unit` is the unit's canonical name (`VND`, `người`), empty when none was written;
    `text` is what the writer typed.
    """

    value: Decimal | None
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    hi: Decimal | None = None
    text: str = ""

    @property
    def certainty(self) -> Certainty:
        return self.qualifier.certainty

    @property
    def top(self) -> Decimal | None:
        """The upper end of a range, else the value."""
        return self.value if self.hi is None else self.hi


VAGUE = Quantity(None, qualifier=Qualifier.VAGUE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure can be at least and at most; None is no bound."""

    lo: Decimal | None
    hi: Decimal | None

    def below(self, other: Bounds) -> bool:
        """Whether every value of this is smaller than every value of the other."""
        return self.hi is not None and other.lo is not None and self.hi < other.lo

    def apart(self, other: Bounds) -> bool:
        """Whether the two can never be equal."""
        return self.below(other) or other.below(self)


def bounds_of(value: Decimal | None, hi: Decimal | None, certainty: Certainty) -> Bounds:
    """The bounds of a figure with this value (and upper end) and certainty.

    Exact: itself. Lower: from itself up. Upper: up to itself. A range: its ends.
    «About» a number: a tenth either way (`TOLERANCE`), so that only a gross difference counts.
    """
    if value is None:
        return Bounds(None, None)
    top = value if hi is None else hi
    if certainty is Certainty.EXACT:
        return Bounds(value, top)
    if certainty is Certainty.LOWER:
        return Bounds(value, None)
    if certainty is Certainty.UPPER:
        return Bounds(None, top)
    if hi is not None and hi != value:
        return Bounds(value, hi)
    return Bounds(value * (1 - TOLERANCE), value * (1 + TOLERANCE))
