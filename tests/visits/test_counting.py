"""Visits: half an hour, each once, whatever way the logs were cut, ordered and repeated."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from visits_sample import GOOGLEBOT, line

from dvk_plugin.domain.visits import Visits
from dvk_plugin.visits.book import Memory, add_report, join_days, merge, visits_json
from dvk_plugin.visits.collect import Collected, Wanted, Why, addresses_of, collect
from dvk_plugin.visits.windows import count_visits, hit_of

KEYS = ("tin-tuc/2024/mot", "tin-tuc/2024/hai")
WANTED = Wanted(addresses_of(KEYS, "/"), date(2024, 1, 1), date(2024, 12, 31))


def read(logs: Iterable[Sequence[str]], memory: Memory | None = None) -> Collected:
    salts = {day: one.salt for day, one in (memory or {}).items()}
    return collect(([t.encode() for t in log] for log in logs), WANTED, salts.get)


def count(*runs: Sequence[Sequence[str]]) -> Visits:
    """What is known after these runs of the command, each with its logs."""
    visits, memory = Visits(), {}
    for logs in runs:
        visits, memory = merge(visits, memory, read(logs, memory))  # type: ignore[assignment]
    return visits


def total(visits: Visits) -> int:
    return sum(visits.totals().values())


@pytest.mark.parametrize(
    ("minutes", "visits"),
    [([0], 1), ([0, 0], 1), ([0, 29.9], 1), ([0, 30], 2), ([0, 20, 40], 2), ([40, 0, 20, 0], 2)],
)
def test_what_comes_within_half_an_hour_is_one_visit(minutes: list[float], visits: int) -> None:
    assert total(count([[line(minute) for minute in minutes]])) == visits


def test_another_address_and_another_browser_are_other_visitors() -> None:
    log = [line(0), line(1, address="203.0.113.8"), line(2, agent="Mozilla/5.0 (X11) Firefox/120")]
    assert total(count([log])) == 3


def test_only_a_post_that_was_shown_to_a_reader_counts() -> None:
    log = [
        line(0), line(1, "/tin-tuc/2024/hai/?utm_source=zalo"), line(2, "/tin-tuc/2024/hai/#x"),
        line(3, "https://mau.example/tin-tuc/2024/hai/", address="203.0.113.9"),
        line(4, "/tin-tuc/2024/%68ai/index.html", address="203.0.113.10", status=304),
        line(5, "/assets/dvk/dvk.css"), line(6, "/"), line(7, status=404), line(8, method="POST"),
        line(9, method="HEAD"), line(10, agent=GOOGLEBOT), line(11, address="127.0.0.1"),
        line(12, address="::ffff:127.0.0.1"), line(13, "/tin-tuc/2024/../../etc/passwd"),
        "rác\n", line(0).replace("2024:", "2031:"), line(0).replace("2024:", "1999:"),
    ]  # fmt: skip
    found = read([log])
    assert dict(found.dropped) == {
        Why.OTHER: 7, Why.ROBOT: 1, Why.OWN: 2, Why.UNREADABLE: 1, Why.STRANGE_DAY: 2,
    }  # fmt: skip
    assert count([log]).totals() == {"tin-tuc/2024/mot": 1, "tin-tuc/2024/hai": 3}


def test_a_site_in_a_folder_has_its_posts_there() -> None:
    addresses = addresses_of(KEYS, "/dang-uy/")
    assert addresses[b"/dang-uy/tin-tuc/2024/mot/"] == "tin-tuc/2024/mot"
    assert b"/tin-tuc/2024/mot/" not in addresses


def busy(days: int, seed: int = 1) -> list[str]:
    """A log of some days with visitors who come again, in the order of time."""
    chance = random.Random(seed)
    minutes = sorted(chance.uniform(0, days * 1440) for _ in range(days * 25))
    return [
        line(m, f"/{chance.choice(KEYS)}/", f"203.0.113.{chance.randrange(4)}") for m in minutes
    ]


def test_a_log_read_twice_changes_nothing() -> None:
    log = busy(5)
    once = count([log])
    assert visits_json(count([log], [log], [log, log])) == visits_json(once)
    assert total(once) > 80


@settings(max_examples=30)
@given(st.data())
def test_parts_of_a_log_give_what_the_whole_does(data: st.DataObject) -> None:
    """Cut anywhere, overlapping or not, in any order, each part in a run of its own."""
    log = busy(4, data.draw(st.integers(0, 9)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(log)), min_size=1, max_size=4)))
    more = data.draw(st.integers(0, 12))
    parts = [
        log[max(0, first - more) : last]
        for first, last in zip([0, *cuts], [*cuts, None], strict=True)
    ]
    runs = [[part] for part in data.draw(st.permutations(parts))]
    assert visits_json(count(*runs)) == visits_json(count([log]))


def test_parts_of_a_long_log_read_backwards_give_what_the_whole_does() -> None:
    log = busy(200)
    parts = [log[at : at + 970] for at in range(0, len(log), 970)]
    backwards = count(*([part] for part in reversed(parts)))
    assert backwards.totals() == count([log]).totals()
    assert total(count([log], *([part] for part in parts))) == total(backwards)


def test_where_the_memory_is_lost_nothing_counts_twice() -> None:
    log = busy(3)
    whole = count([log])
    again, _ = merge(count([log[:40]]), {}, read([log[20:]]))
    assert total(again) <= total(whole)
    same, _ = merge(whole, {}, read([log]))
    assert visits_json(same) == visits_json(whole)


def test_what_is_old_is_settled_so_that_the_file_stays_small() -> None:
    log = busy(300)
    visits = count([log], [log[-10:]])
    assert len(visits.days) <= 33 and len(visits.settled) == 1
    assert total(visits) == total(count([log]))


def test_two_logs_of_one_time_are_read_together() -> None:
    """Two servers side by side: their logs belong into one run."""
    log = busy(3)
    assert visits_json(count([log[::2], log[1::2]])) == visits_json(count([log]))


def test_a_line_with_a_strange_day_does_not_hide_the_edge_of_a_log() -> None:
    log = busy(4)
    forged = line(0).replace("01/Apr/2024", "05/Jan/2024")
    halves = [[[forged, *log[:45]]], [[*log[45:], forged]]]
    whole = [[forged, *log]]
    assert count(*halves).totals() == count(whole).totals()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 86_399)), max_size=30))
def test_more_hits_never_make_fewer_visits(pairs: list[tuple[int, int]]) -> None:
    hits = [hit_of(b"salt", bytes([who]), b"agent", second) for who, second in pairs]
    counts = [count_visits(hits[:at]) for at in range(len(hits) + 1)]
    assert counts == sorted(counts)
    assert count_visits(reversed(hits)) == counts[-1]


def test_another_day_has_another_salt_and_nothing_of_a_visitor_is_kept() -> None:
    found = read([[line(0), line(1440)]])
    first, second = (posts["tin-tuc/2024/mot"][0] >> 17 for posts in found.hits.values())
    assert first != second and len(set(found.salts.values())) == 2
    assert b"203.0" not in visits_json(count([[line(0)]]))


def test_a_report_of_days_counted_before_is_not_added() -> None:
    visits = count([[line(0)]])
    april = (date(2024, 4, 1), date(2024, 4, 30))
    march = (date(2024, 3, 1), date(2024, 3, 31))
    assert add_report(visits, april, {KEYS[0]: 5}) is None
    more = add_report(visits, march, {KEYS[0]: 5})
    assert more is not None and more.totals() == {KEYS[0]: 6}
    assert add_report(more, march, {KEYS[0]: 5}) is None


def test_days_are_joined_where_they_touch() -> None:
    days = [date(2024, 1, n) for n in (1, 2, 3, 5)]
    assert join_days((day, day) for day in reversed(days)) == (
        (days[0], days[2]),
        (days[3], days[3]),
    )
