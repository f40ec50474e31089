"""Charts as geometry: proportional, round, inside, and nothing written over anything else."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.quantity import Certainty, Quantity
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.charts.bullet import bullet_of
from dvk_plugin.views.charts.bunch import bunch
from dvk_plugin.views.charts.labels import (
    LINE,
    NARROW,
    Box,
    Label,
    Wish,
    anchor_at,
    place_labels,
    text_width,
)
from dvk_plugin.views.charts.scale import AFTER, BEFORE, MOST_INTERVALS, Days, round_ticks, top_of
from dvk_plugin.views.charts.shape import Shape, bar_of, least_sure, shape_of
from dvk_plugin.views.charts.steps import FINGER, LARGE, SMALL, Point, Size, Steps, draw_steps

AMOUNTS = st.decimals(
    min_value=0, max_value=10**12, places=1, allow_nan=False, allow_infinity=False
)
DATES = st.dates(date(1990, 1, 1), date(2035, 12, 31))


def exact(value: int | Decimal) -> Figure:
    return Figure(Decimal(value))


@given(AMOUNTS, st.booleans())
def test_ticks_are_round_few_and_cover_the_domain(top: Decimal, whole: bool) -> None:
    ticks = round_ticks(top, whole=whole)
    assert ticks[0] == 0
    assert ticks[-1] >= top
    assert len(ticks) <= MOST_INTERVALS + 1
    if top > 0:
        step = ticks[1]
        assert step.as_tuple().digits in {(1,), (2,), (5,)}, "1, 2 or 5 times a power of ten"
        assert all(b - a == step for a, b in itertools.pairwise(ticks))
        assert ticks[-2] < top, "no empty step at the top"
        assert step >= 1 or not whole


def test_ticks_of_nothing_and_of_twelve_digits() -> None:
    assert round_ticks(Decimal(0)) == (0,)
    assert round_ticks(Decimal(1), whole=True) == (0, 1)
    assert round_ticks(Decimal(999_999_999_999))[-1] == 10**12
    assert round_ticks(Decimal(102_900_000)) == (0, 50_000_000, 100_000_000, 150_000_000)


@given(AMOUNTS, AMOUNTS)
def test_bars_are_as_long_as_their_values(one: Decimal, other: Decimal) -> None:
    top = top_of((one, other))
    bars = [bar_of(exact(value), top) for value in (one, other)]
    for bar, value in zip(bars, (one, other), strict=True):
        assert 0 <= bar.length <= 100
        assert abs(bar.length - float(value * 100 / top if top else 0)) <= 0.005


@pytest.mark.parametrize(
    ("figure", "shape"),
    [
        (exact(37_900_000), Shape.EXACT),
        (exact(0), Shape.ZERO),
        (Figure(), Shape.UNKNOWN),
        (Figure(Decimal(65), None, Certainty.APPROX), Shape.APPROX),
        (Figure(Decimal(120), None, Certainty.LOWER), Shape.LOWER),
        (Figure(Decimal(30), None, Certainty.UPPER), Shape.UPPER),
        (Figure(Decimal(70), Decimal(130), Certainty.APPROX), Shape.RANGE),
    ],
)
def test_how_sure_a_figure_is_has_a_shape_of_its_own(figure: Figure, shape: Shape) -> None:
    assert shape_of(figure) is shape
    assert bar_of(figure, Decimal(130)).shape is shape
    assert shape.words


def test_unknown_has_no_length_and_a_range_reaches_to_its_end() -> None:
    assert bar_of(Figure(), Decimal(10)).length == 0
    bar = bar_of(Figure(Decimal(70), Decimal(130), Certainty.APPROX), Decimal(130))
    assert (bar.length, bar.reach) == (53.85, 100)


def test_several_figures_are_as_sure_as_the_least_sure() -> None:
    assert least_sure((Shape.EXACT, Shape.APPROX, Shape.LOWER)) is Shape.APPROX
    assert least_sure(()) is Shape.UNKNOWN


@pytest.mark.parametrize(
    ("reached", "target", "length", "mark"),
    [(98, 23, 100, 23.47), (65, 20, 100, 30.77), (12, 40, 30, 100), (0, 5, 0, 100)],
)
def test_a_target_has_its_mark_however_far_it_was_passed(
    reached: int, target: int, length: float, mark: float
) -> None:
    bullet = bullet_of(exact(reached), Quantity(Decimal(target)))
    assert (bullet.bar.length, bullet.target) == (length, mark)


def test_a_target_of_which_nothing_is_known_is_no_bar() -> None:
    bullet = bullet_of(Figure(), Quantity(Decimal(5)))
    assert (bullet.bar.shape, bullet.bar.length, bullet.target) == (Shape.UNKNOWN, 0, 100)


@given(st.floats(0, 100), st.text("aáđ ", min_size=1, max_size=36))
def test_words_at_a_place_stay_inside_the_narrowest_drawing(place: float, words: str) -> None:
    x, width = place * NARROW / 100, text_width(words)
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor_at(place, words)]
    assert left >= -0.01 or width > NARROW / 2
    assert left + width <= NARROW + 0.01 or width > NARROW / 2


@given(DATES, DATES, DATES)
def test_a_day_keeps_its_place_whatever_lies_between(one: date, two: date, three: date) -> None:
    """Years without figures are as wide as the others."""
    first, middle, last = sorted((one, two, three))
    days = Days(first.year, last.year)
    places = [days.place(day) for day in (first, middle, last)]
    assert BEFORE <= places[0] <= places[1] <= places[2] <= 100 - AFTER
    whole = (date(last.year, 12, 31) - date(first.year, 1, 1)).days + 1
    share = (middle - first).days / whole * (100 - BEFORE - AFTER)
    assert abs(places[1] - places[0] - share) <= 0.011


@given(st.integers(1900, 2100), st.integers(0, 120))
def test_names_of_years_never_meet_on_the_narrowest_phone(first: int, length: int) -> None:
    days = Days(first, first + length)
    boxes = []
    for name in days.names():
        x, width = name.x * NARROW / 100, text_width(name.words)
        left = x - {"start": 0, "middle": width / 2, "end": width}[name.anchor]
        boxes.append((left, left + width))
    assert boxes and boxes[0][0] >= 0 and boxes[-1][1] <= NARROW
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(boxes))


def points_of(draws: list[tuple[date, Decimal, Certainty]]) -> list[Point]:
    """A running total of these figures by day."""
    total, found = Decimal(0), []
    for day, value, certainty in sorted(draws, key=lambda draw: draw[0]):
        total += value
        figure = Figure(total, None, certainty)
        found.append(Point(day, figure, shape_of(Figure(value)), f"khoảng {total} suất"))
    return found


def drawn(points: list[Point], size: Size = LARGE) -> Steps:
    top = top_of(point.total.value for point in points)
    ticks = [(tick, str(tick)) for tick in round_ticks(top)]
    days = Days(points[0].day.year, points[-1].day.year)
    return draw_steps(points, days, ticks, points[-1].day, size)


HISTORIES = st.lists(
    st.tuples(DATES, AMOUNTS, st.sampled_from(Certainty)), min_size=1, max_size=60
).map(points_of)


@given(HISTORIES, st.sampled_from((LARGE, SMALL)))
def test_steps_stay_inside_and_rise_with_their_totals(points: list[Point], size: Size) -> None:
    steps = drawn(points, size)
    assert len(steps.runs) == len(steps.rises) == len(steps.marks) == len(points)
    top = steps.levels[-1][0]
    assert top == size.above or steps.levels[-1][1] == "0"
    for run, rise in zip(steps.runs, steps.rises, strict=True):
        assert 0 <= run.x1 <= run.x2 <= 100
        assert size.above <= run.y <= size.foot
        assert rise.y2 == run.y <= rise.y1
    heights = [size.foot - run.y for run in steps.runs]
    whole = points[-1].total.value or Decimal(0)
    for height, point in zip(heights, points, strict=True):
        part = float((point.total.value or Decimal(0)) / whole) if whole else 0
        assert abs(height - part * heights[-1]) <= 0.15


@given(HISTORIES)
def test_fingers_can_tell_spots_apart_and_every_point_has_one(points: list[Point]) -> None:
    spots = drawn(points).spots
    assert [number for spot in spots for number in spot.points] == list(range(len(points)))
    assert all(b.x - a.x >= FINGER - 1e-9 for a, b in itertools.pairwise(spots))


def box_at(label: Label, width: float) -> Box:
    """Where a label is in a drawing of this width, by its letters."""
    x, words = label.x * width / 100 + label.shift, max(map(text_width, label.lines))
    left = x - words if label.anchor == "end" else x
    top = label.y - 11.5
    return Box(left, top, left + words, top + LINE * len(label.lines))


@given(HISTORIES, st.sampled_from((NARROW, 358.0, 700.0, 1200.0)))
def test_no_words_on_a_chart_meet_at_any_width(points: list[Point], width: float) -> None:
    steps = drawn(points)
    boxes = [box_at(label, width) for label in steps.labels]
    boxes += [Box(0, y - LINE, text_width(words), y) for y, words in steps.levels]
    assert not any(a.meets(b) for a, b in itertools.combinations(boxes, 2))
    assert all(box.left >= 0 and box.right <= width and box.top >= 0 for box in boxes)


def test_the_total_is_told_before_anything_else() -> None:
    points = points_of([(date(2024, 6, 1), Decimal(10), Certainty.EXACT)])
    assert [label.lines for label in drawn(points).labels] == [("khoảng 10 suất",)]


def test_words_without_room_are_left_out() -> None:
    assert place_labels([Wish(2, 50, ("x" * 40,), 10)], []) == ()


def test_what_only_a_running_total_knows_is_a_segment_of_its_own_with_its_name() -> None:
    day = date(2024, 3, 1)
    points = [
        Point(day, exact(40), Shape.EXACT, "40 suất"),
        Point(day + timedelta(200), exact(100), Shape.EXACT, "100 suất", True, True),
    ]
    steps = drawn(points)
    assert [rise.is_rest for rise in steps.rises] == [False, True]
    assert [mark.kind for mark in steps.marks] == ["figure", "checkpoint"]
    assert {"rest", "checkpoint"} <= steps.names
    assert ("chưa ghi nhận", "theo từng hoạt động") in [label.lines for label in steps.labels]


def test_many_figures_are_drawn_by_month_quarter_or_year() -> None:
    days = [date(2015, 1, 1) + timedelta(10 * number) for number in range(200)]
    for at_most, span in ((250, ""), (80, "một tháng"), (30, "một quý"), (6, "một năm")):
        bunches, told, _ = bunch(days, lambda day: day, at_most)
        assert told == span
        assert len(bunches) <= at_most
        assert [day for mine in bunches for day in mine] == days
