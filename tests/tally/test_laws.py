"""The ten laws of the tally as properties over made-up ledgers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.ledger import Citation, Entry, Ledger
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import CATALOGUE, Metric
from dvk_plugin.domain.period import period_until
from dvk_plugin.domain.quantity import Certainty, Qualifier, Quantity
from dvk_plugin.domain.source import Source
from dvk_plugin.tally.checkpoints import Books, settle
from dvk_plugin.tally.figure import Figure, compute_sum
from dvk_plugin.tally.roots import compute_roots
from dvk_plugin.tally.totals import (
    Part,
    compute_tally,
    part_for_models,
    part_for_school,
    year_of,
)

METRICS = {metric.key: metric for metric in CATALOGUE}
GIFTS, PERSONS = METRICS["gifts"], METRICS["beneficiaries"]
MODELS = ("a", "b", "c", "d")
DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))
certainties = st.sampled_from(list(Certainty))
qualifiers = st.sampled_from(
    [Qualifier.EXACT, Qualifier.APPROX, Qualifier.OVER, Qualifier.UNDER, Qualifier.VAGUE]
)


@st.composite
def entries(draw: st.DrawFn, metric: Metric = GIFTS, number: int = 0) -> Entry:
    last = draw(DAYS)
    first = draw(st.sampled_from([last, last.replace(month=1, day=1), last - timedelta(days=400)]))
    qualifier = draw(qualifiers)
    value = None if qualifier is Qualifier.VAGUE else Decimal(draw(st.integers(0, 1000)))
    scope = draw(st.sampled_from([Scope.MODELS, Scope.MODELS, Scope.SCHOOL]))
    models = draw(st.frozensets(st.sampled_from(MODELS), min_size=1, max_size=3))
    return Entry(
        id=f"s/{number:03}",
        metric=metric.key,
        quantity=Quantity(value, metric.unit, qualifier, text="hàng trăm"),
        school="s",
        period=period_until(first, last),
        as_of=last,
        scope=scope,
        models=models if scope is Scope.MODELS else frozenset(),
        citations=(Citation(f"post-{number}", Source("posts/x.md", number + 1)),),
    )


@st.composite
def increments(draw: st.DrawFn, metric: Metric = GIFTS) -> list[Entry]:
    size = draw(st.integers(0, 8))
    return [draw(entries(metric, number)) for number in range(size)]


def ledger(rows: list[Entry]) -> Ledger:
    return Ledger(MappingProxyType({row.id: row for row in rows}))


def books(rows: list[Entry]) -> Books:
    return settle(compute_roots(ledger(rows)), METRICS)


def total(rows: list[Entry], metric: Metric = GIFTS) -> Figure:
    kept = books(rows)
    return compute_tally(kept.flows, kept, metric).figure


def of_models(rows: list[Entry], models: set[str]) -> Figure:
    """T(X): each root increment that touches X, once."""
    kept = books(rows)
    return compute_tally([e for e in kept.flows if e.models & models], kept, GIFTS).figure


def value(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)


@given(certainties, certainties, certainties)
def test_joins_are_associative_commutative_and_idempotent(
    a: Certainty, b: Certainty, c: Certainty
) -> None:
    assert (a | b) | c == a | (b | c)
    assert a | b == b | a
    assert a | a == a
    assert a | Certainty.EXACT == a
    assert a | Certainty.APPROX == Certainty.APPROX


@given(st.permutations(range(8)), increments(), increments(PERSONS))
def test_the_order_of_files_plays_no_part(
    order: list[int], gifts: list[Entry], persons: list[Entry]
) -> None:
    for rows, metric in ((gifts, GIFTS), (persons, PERSONS)):
        shuffled = [rows[at] for at in order if at < len(rows)]
        assert total(shuffled, metric) == total(rows, metric)


@given(increments())
def test_reading_everything_twice_changes_nothing(rows: list[Entry]) -> None:
    assert total(rows + rows) == total(rows)


@given(increments())
def test_the_union_of_sets_counts_what_they_share_once(rows: list[Entry]) -> None:
    a, b = {"a", "b"}, {"b", "c"}
    kept = books(rows)
    both = [e for e in kept.flows if e.models & a and e.models & b]
    shared = compute_tally(both, kept, GIFTS).figure
    union = value(of_models(rows, a | b))
    assert union == value(of_models(rows, a)) + value(of_models(rows, b)) - value(shared)


@given(increments())
def test_a_school_is_own_plus_shared_plus_school_wide(rows: list[Entry]) -> None:
    kept = books(rows)
    parts = {part: [e for e in kept.flows if part_for_school(e) is part] for part in Part}
    sums = [value(compute_tally(mine, kept, GIFTS).figure) for mine in parts.values()]
    assert sum(sums) == value(total(rows))


@given(increments())
def test_own_figures_of_all_models_never_count_a_shared_one(rows: list[Entry]) -> None:
    kept = books(rows)
    own = [
        entry
        for model in MODELS
        for entry in kept.flows
        if entry.models & {model} and part_for_models(entry, frozenset({model})) is Part.OWN
    ]
    assert len({entry.id for entry in own}) == len(own)
    assert all(len(entry.models) == 1 for entry in own)


@given(increments())
def test_years_and_what_straddles_them_make_all_time(rows: list[Entry]) -> None:
    kept = books(rows)
    flows = kept.flows
    by_year = [
        compute_tally([e for e in flows if year_of(e) == year], kept, GIFTS).figure
        for year in {*map(year_of, flows)} - {None}
    ]
    straddling = compute_tally([e for e in flows if year_of(e) is None], kept, GIFTS).figure
    assert sum(map(value, by_year)) + value(straddling) == value(total(rows))


@given(increments(), st.data())
def test_a_part_never_changes_a_total(rows: list[Entry], data: st.DataObject) -> None:
    if not rows:
        return
    whole = data.draw(st.sampled_from(rows))
    part = data.draw(entries(number=99))
    part = Entry(**{**_fields(part), "part_of": whole.id})
    assert total([*rows, part]) == total(rows)


@given(increments(), st.data())
def test_a_figure_told_twice_counts_once(rows: list[Entry], data: st.DataObject) -> None:
    if not rows:
        return
    told = data.draw(st.sampled_from(rows))
    again = Entry(**{**_fields(told), "id": "s/again", "same_as": told.id})
    assert total([*rows, again]) == total(rows)


@given(increments(), st.data())
def test_a_replacement_stands_for_what_it_replaces(rows: list[Entry], data: st.DataObject) -> None:
    if not rows:
        return
    old = data.draw(st.sampled_from(rows))
    new = Entry(**{**_fields(data.draw(entries(number=99))), "supersedes": old.id})
    assert total([*rows, new]) == total([*(e for e in rows if e is not old), new])


@given(increments(), st.integers(0, 9000), DAYS)
def test_a_running_total_is_the_level_and_never_added_to_its_parts(
    rows: list[Entry], number: int, day: date
) -> None:
    exact = [_exact(row) for row in rows]
    known = sum((e.quantity.value or Decimal(0) for e in exact if e.as_of <= day), Decimal(0))
    later = sum((e.quantity.value or Decimal(0) for e in exact if e.as_of > day), Decimal(0))
    point = _checkpoint(day, known + number)
    result = total([*exact, point])
    assert result.value == known + number + later
    residual = next(iter(books([*exact, point]).residuals.values()))
    assert residual.entry.quantity.value == number
    assert not residual.is_below


@given(increments(), st.integers(0, 500), DAYS)
def test_a_late_back_dated_post_lowers_the_residual_and_leaves_the_level(
    rows: list[Entry], number: int, day: date
) -> None:
    exact = [_exact(row) for row in rows]
    before = [e for e in exact if e.as_of <= day]
    known = sum((e.quantity.value or Decimal(0) for e in before), Decimal(0))
    point = _checkpoint(day, known + number)
    late = _exact(Entry(**{**_fields(_checkpoint(day, Decimal(number))), "id": "s/late",
                           "kind": Kind.INCREMENT}))  # fmt: skip
    assert value(total([*before, late, point])) == known + number
    residual = next(iter(books([*before, late, point]).residuals.values()))
    assert residual.entry.quantity.value == 0


@given(increments(PERSONS))
def test_persons_are_at_least_the_largest_group_and_at_most_the_sum(rows: list[Entry]) -> None:
    figure = total(rows, PERSONS)
    values = [row.quantity.value for row in rows if row.quantity.value is not None]
    if values:
        assert figure.value == max(values)
        assert figure.top == sum(values)
    else:
        assert figure.value is None


@given(increments())
def test_a_sum_is_only_as_sure_as_its_least_sure_part(rows: list[Entry]) -> None:
    figure = total(rows)
    known = [row for row in rows if row.quantity.value is not None]
    expected = Certainty.EXACT
    for row in known:
        expected = expected | row.quantity.certainty
    assert figure.certainty == expected
    assert bool(figure.incomplete) == (len(known) < len(rows))
    assert (figure.value is None) == (not known)


@given(
    st.lists(st.builds(Figure, st.none() | st.decimals(0, 99, places=1), st.none(), certainties))
)
def test_sums_can_be_made_in_steps(figures: list[Figure]) -> None:
    at = len(figures) // 2
    halves = compute_sum((compute_sum(figures[:at]), compute_sum(figures[at:])))
    assert halves == compute_sum(figures)


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}


def _exact(entry: Entry) -> Entry:
    number = entry.quantity.value or Decimal(0)
    return Entry(**{**_fields(entry), "quantity": Quantity(number, entry.quantity.unit)})


def _checkpoint(day: date, number: Decimal) -> Entry:
    return Entry(
        id="s/checkpoint",
        metric="gifts",
        quantity=Quantity(number, "suất"),
        school="s",
        period=period_until(date.min, day),
        as_of=day,
        kind=Kind.CUMULATIVE,
        scope=Scope.SCHOOL,
        citations=(Citation("post", Source("posts/y.md")),),
    )
