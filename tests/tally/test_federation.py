"""Schools added up: what they did together once, by the same algebra as each school's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.check.federation import check_registers
from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import CATALOGUE
from dvk_plugin.domain.period import INCEPTION, period_until
from dvk_plugin.domain.quantity import Certainty, Qualifier, Quantity
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import School
from dvk_plugin.domain.source import Source
from dvk_plugin.tally.federation import JOINT_REST, Federation, federate
from dvk_plugin.tally.rows import Row

METRICS = {metric.key: metric for metric in CATALOGUE}
DAY = date(2024, 6, 1)


def units(value: int | None, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    number = None if value is None else Decimal(value)
    return Quantity(number, "đơn vị máu", qualifier, text=f"{value} đơn vị")


def entry(school: str, name: str, quantity: Quantity, **more: object) -> Entry:
    made = Entry(
        f"{school}/{name}",
        "blood_units",
        quantity,
        school,
        period_until(DAY.replace(month=1, day=1), DAY),
        DAY,
        scope=Scope.SCHOOL,
        citations=(Citation(f"tin-tuc/{name}", Source(f"posts/{school}.md", 5), "…"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def joint(school: str, quantity: Quantity, share: int | None = None, **more: object) -> Entry:
    part = None if share is None else units(share)
    return entry(school, "hm", quantity, scope=Scope.JOINT, joint="hm", share=part, **more)


def register(school: str, *entries: Entry) -> Register:
    return Register(
        f"{school}/register.csv",
        digest=f"{school}{len(entries)}",
        schools={school: School(school, school.upper())},
        metrics={"blood_units": METRICS["blood_units"]},
        entries=entries,
    )


def total(federation: Federation, year: int | None = None) -> Row:
    row = federation.all.find("blood_units", year=year)
    assert row is not None
    return row


def rules(registers: Iterable[Register]) -> list[str]:
    return [issue.rule for issue in check_registers(registers)]


def test_a_joint_figure_counts_once_and_each_school_keeps_it() -> None:
    registers = [
        register("a", joint("a", units(98), 40), entry("a", "x", units(10))),
        register("b", joint("b", units(98), 35)),
        register("c", joint("c", units(98), 23), entry("c", "x", units(7))),
    ]
    federation = federate(registers)
    assert total(federation).tally.figure.value == 115
    own = {slug: federation.row(slug, "blood_units") for slug in "abc"}
    assert {slug: row and row.tally.figure.value for slug, row in own.items()} == {
        "a": 108, "b": 98, "c": 105,
    }  # fmt: skip
    (one,) = federation.together
    assert [e.school for e in one.told] == ["a", "b", "c"]
    assert one.shares.value == 98
    assert rules(registers) == []
    assert {c.source.file for e in total(federation).tally.entries for c in e.citations} == {
        "posts/a.md", "posts/b.md", "posts/c.md",
    }  # fmt: skip


def test_another_schools_id_named_by_same_as_is_joint_too() -> None:
    other = entry("b", "y", units(98), scope=Scope.JOINT, same_as="a/2024/ngay-hoi/blood_units")
    first = entry("a", "2024/ngay-hoi/blood_units", units(98), scope=Scope.JOINT)
    assert total(federate([register("a", first), register("b", other)])).tally.figure.value == 98


def test_words_that_cannot_both_be_right_are_a_warning_with_both_sources() -> None:
    registers = [register("a", joint("a", units(98))), register("b", joint("b", units(95)))]
    (issue,) = check_registers(registers)
    assert (issue.rule, issue.severity) == ("du-lieu-mau-thuan", "warning")
    assert "posts/a.md:5" in issue.message and "posts/b.md:5" in issue.message
    assert len(federate(registers).disputed) == 1


def test_an_inexact_word_that_allows_the_other_is_no_dispute() -> None:
    registers = [
        register("a", joint("a", units(98))),
        register("b", joint("b", units(90, Qualifier.OVER))),
    ]
    assert rules(registers) == []
    figure = total(federate(registers)).tally.figure
    assert (figure.value, figure.certainty) == (98, Certainty.EXACT)


def test_shares_beyond_the_whole_are_told() -> None:
    registers = [register("a", joint("a", units(98), 60)), register("b", joint("b", units(98), 50))]
    assert rules(registers) == ["du-lieu-phan-qua-tong"]


def test_the_name_of_a_joint_figure_on_one_that_is_not_is_told() -> None:
    registers = [register("a", joint("a", units(98))), register("b", entry("b", "hm", units(98)))]
    assert rules(registers) == ["du-lieu-nghi-trung"]
    assert total(federate(registers)).tally.figure.value == 196


def test_the_same_school_twice_is_an_error_and_the_same_file_twice_is_none() -> None:
    one = register("a", entry("a", "x", units(10)))
    again = replace(one, file="b/register.csv")
    newer = replace(again, digest="other")
    assert rules([one, again]) == []
    assert total(federate([one, again])).tally.figure.value == 10
    assert rules([one, newer]) == ["du-lieu-trung-truong"]


def test_metrics_in_different_units_are_an_error() -> None:
    one = register("a", entry("a", "x", units(10)))
    other = register("b", entry("b", "x", units(10)))
    litres = replace(METRICS["blood_units"], unit="lít")
    assert rules([one, replace(other, metrics={"blood_units": litres})]) == ["du-lieu-khac-chi-so"]


def test_a_schools_running_total_does_not_count_the_joint_figure_again() -> None:
    """B's running total of 150 holds the 98 of all and 52 of its own."""
    so_far = {"kind": Kind.CUMULATIVE, "period": period_until(INCEPTION, DAY)}
    registers = [
        register("a", joint("a", units(98))),
        register(
            "b",
            joint("b", units(98)),
            entry("b", "x", units(40)),
            entry("b", "tong", units(150), **so_far),
        ),
    ]
    federation = federate(registers)
    b = federation.row("b", "blood_units")
    assert b is not None and b.tally.figure.value == 150
    assert total(federation).tally.figure.value == 150


def test_the_rest_of_a_joint_running_total_is_named_and_adds_nothing() -> None:
    point = {"kind": Kind.CUMULATIVE, "scope": Scope.JOINT, "period": period_until(INCEPTION, DAY)}
    registers = [
        register(s, entry(s, "x", units(40)), entry(s, "tong", units(500), **point)) for s in "ab"
    ]
    figure = total(federate(registers)).tally.figure
    assert figure.value == 80
    assert figure.incomplete == (JOINT_REST,)


figures = st.tuples(
    st.integers(0, 200),
    st.sampled_from([Qualifier.EXACT, Qualifier.APPROX, Qualifier.OVER, Qualifier.UNDER]),
)


@given(st.lists(st.tuples(figures, st.lists(figures, max_size=3)), min_size=2, max_size=3))
def test_the_order_of_files_plays_no_part_and_the_whole_is_parts_plus_joint(
    made: list[tuple[tuple[int, Qualifier], list[tuple[int, Qualifier]]]],
) -> None:
    registers = []
    for school, (shared, own) in zip("abc", made, strict=False):
        mine = [entry(school, f"x{n}", units(*one)) for n, one in enumerate(own)]
        registers.append(register(school, joint(school, units(*shared)), *mine))
    results = [federate(order) for order in permutations(registers)]
    assert len({total(one).tally.figure for one in results}) == 1
    assert all(one.together == results[0].together for one in results)
    sums = sum(value for _, own in made for value, _ in own)
    (one,) = results[0].together
    assert total(results[0]).tally.figure.value == sums + (one.entry.quantity.value or 0)
