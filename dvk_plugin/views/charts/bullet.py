"""What was reached against a target, however far beyond it."""

from __future__ import annotations

from dataclasses import dataclass

from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.labels import anchor_at
from dvk_plugin.views.charts.scale import percent, top_of
from dvk_plugin.views.charts.shape import Bar, bar_of


@dataclass(frozen=True, slots=True)
class Bullet:
    """The bar of what was reached, and the target's place; None where it has no number.

    `anchor` says which side of its mark the target's words stand so that they stay inside.
    """

    bar: Bar
    target: float | None
    anchor: str = "start"


def bullet_of(figure: Figure, target: Quantity, words: str = "") -> Bullet:
    """The bullet of a figure and its target; the larger of the two is as long as the drawing."""
    top = top_of((figure.top, target.top))
    if target.value is None:
        return Bullet(bar_of(figure, top), None)
    place = percent(target.value, top)
    return Bullet(bar_of(figure, top), place, anchor_at(place, words))
