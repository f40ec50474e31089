"""More or less than before, as far as the two figures allow to say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.change import Change, Direction, compute_change
from dvk_plugin.tally.figure import Figure

E, L, A = Certainty.EXACT, Certainty.LOWER, Certainty.APPROX


def figure(value: int, certainty: Certainty = E, hi: int | None = None) -> Figure:
    return Figure(Decimal(value), None if hi is None else Decimal(hi), certainty)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (figure(60), figure(50), Change(Direction.MORE, Decimal(10), Decimal("20.0"))),
        (figure(40), figure(50), Change(Direction.LESS, Decimal(10), Decimal("20.0"))),
        (figure(5), figure(5), Change(Direction.SAME)),
        (figure(5), figure(0), Change(Direction.MORE, Decimal(5))),
        (figure(30, A), figure(10), Change(Direction.MORE, Decimal(20), Decimal(200), A)),
        (figure(30, L), figure(10), Change(Direction.MORE, Decimal(20), Decimal(200), L)),
        (figure(10), figure(30, L), Change(Direction.LESS, Decimal(20), Decimal(67), L)),
        (figure(10, L), figure(30), Change(Direction.UNSURE)),
        (figure(100, A), figure(95), Change(Direction.UNSURE)),
        (figure(70, A, 130), figure(60), Change(Direction.MORE)),
        (figure(70, A, 130), figure(100), Change(Direction.UNSURE)),
    ],
)
def test_change(now: Figure, before: Figure, change: Change) -> None:
    assert compute_change(now, before) == change


def test_unknown_is_not_zero() -> None:
    assert compute_change(figure(5), Figure()) is None
    assert compute_change(Figure(), figure(5)) is None


def test_what_leaves_something_out_is_compared_in_part() -> None:
    partial = Figure(Decimal(6), incomplete=("quà",))
    change = compute_change(partial, figure(5))
    assert change is not None
    assert change.is_partial
