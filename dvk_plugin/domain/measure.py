"""One figure reported by one post, as its writer put it (số liệu)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dvk_plugin.domain.period import Period
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.source import NOWHERE, Places, Source, place_of


class Kind(StrEnum):
    """What a figure says: something added, a running total, or what there is now."""

    INCREMENT = "increment"
    CUMULATIVE = "cumulative"
    STOCK = "stock"


class Scope(StrEnum):
    """Whose figure it is: named models', the whole school's, or several schools' together."""

    MODELS = "models"
    SCHOOL = "school"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its options; None and empty mean «not given», defaults come when booked.

    `models` None is «those of the post», an empty tuple «none». References (`part_of`,
    `same_as`, `supersedes`) are ids as written; `amended` and `reason` say when and why a figure
    replaced the one it supersedes.
    """

    metric: str
    quantity: Quantity
    source: Source = NOWHERE
    kind: Kind | None = None
    scope: Scope | None = None
    models: tuple[str, ...] | None = None
    period: Period | None = None
    as_of: date | None = None
    since: date | None = None
    id: str = ""
    part_of: str = ""
    same_as: str = ""
    supersedes: str = ""
    amended: date | None = None
    reason: str = ""
    inferred: bool = False
    disjoint: bool = False
    also: tuple[str, ...] = ()
    target: Quantity | None = None
    each: Quantity | None = None
    share: Quantity | None = None
    note: str = ""
    quote: str = ""
    places: Places = field(default=(), compare=False, repr=False)

    def place(self, name: str) -> Source:
        """Where the value of an option stands, the amount's where it was not written."""
        return place_of(name, self.places, self.source)
