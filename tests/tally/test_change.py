"""Changes between years: never surer than the figures, and unknown is never 0."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.change import Way, compute_change
from dvk_plugin.tally.figure import Figure

E, L, U, A = Certainty.EXACT, Certainty.LOWER, Certainty.UPPER, Certainty.APPROX


def figure(value: int | None, certainty: Certainty = E, hi: int | None = None) -> Figure:
    top = None if hi is None else Decimal(hi)
    return Figure(None if value is None else Decimal(value), top, certainty)


@pytest.mark.parametrize(
    ("before", "after", "way", "amount", "certainty", "percent"),
    [
        (figure(24), figure(30), Way.UP, 6, E, "25.0"),
        (figure(98), figure(78), Way.DOWN, 20, E, "20.4"),
        (figure(30), figure(30), Way.SAME, None, E, None),
        (figure(None), figure(30), Way.UNKNOWN, None, E, None),
        (figure(30), figure(None), Way.UNKNOWN, None, E, None),
        (figure(0), figure(5), Way.UP, 5, E, None),
        (figure(5), figure(0), Way.DOWN, 5, E, "100.0"),
        (figure(30, A), figure(65, A), Way.UP, 35, A, "117"),
        (figure(60, A), figure(65, A), Way.UNSURE, None, E, None),
        (figure(30, A), figure(30, A), Way.UNSURE, None, E, None),
        (figure(30), figure(40, L), Way.UP, 10, L, "33"),
        (figure(100), figure(40, U), Way.DOWN, 60, L, "60"),
        (figure(30), figure(20, L), Way.UNSURE, None, E, None),
        (figure(30, L), figure(40, L), Way.UNSURE, None, E, None),
        (figure(30, U), figure(40), Way.UP, 10, L, "33"),
        (figure(70, A, 130), figure(200, A, 250), Way.UP, 70, A, None),
        (figure(70, A, 130), figure(120, A, 250), Way.UNSURE, None, E, None),
    ],
)
def test_changes(
    before: Figure, after: Figure, way: Way, amount: int | None, certainty: Certainty,
    percent: str | None,
) -> None:  # fmt: skip
    change = compute_change(before, after)
    assert change.way is way
    assert change.amount.value == amount
    assert change.amount.certainty is certainty
    assert change.percent == (None if percent is None else Decimal(percent))
    assert percent is None or str(change.percent) == percent


def test_what_is_not_counted_leaves_no_percentage() -> None:
    partial = Figure(Decimal(4), None, E, ("sách",))
    change = compute_change(figure(2), partial)
    assert (change.way, change.amount.value, change.percent) == (Way.UP, 2, None)
    assert compute_change(figure(4), partial).way is Way.UNSURE


figures = st.builds(figure, st.integers(0, 1000), st.sampled_from(list(Certainty)))


@given(figures, figures)
def test_going_back_is_the_opposite_and_never_surer(before: Figure, after: Figure) -> None:
    there, back = compute_change(before, after), compute_change(after, before)
    opposite = {Way.UP: Way.DOWN, Way.DOWN: Way.UP}
    assert back.way is opposite.get(there.way, there.way)
    assert there.amount == back.amount
    if there.amount.value is not None and E not in (before.certainty, after.certainty):
        assert there.amount.certainty is not E
