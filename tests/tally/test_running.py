"""How a total came about: each entry a step, checkpoints that speak for all before them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from charts_sample import AWKWARD
from sample import load_site, post

from dvk_plugin.tally.rows import EVERYTHING, Tallies, compute_tallies
from dvk_plugin.tally.running import Step, running_totals, stock_history

MODELS = "model: ao-am\n"


def tallies(root: Path, *posts: tuple[str, str]) -> Tallies:
    """The tallies of posts, each a day and its front matter."""
    files = {
        f"posts/{number}.md": post(MODELS + head).replace("15/03/2024", day)
        for number, (day, head) in enumerate(posts)
    }
    return compute_tallies(load_site(root, files)[0])


def steps(found: Tallies, metric: str) -> tuple[Step, ...]:
    row = found.find(metric)
    assert row is not None
    return running_totals(row.tally, found.books)


def test_each_entry_adds_to_what_was_before(tmp_path: Path) -> None:
    found = steps(
        tallies(tmp_path, ("10/05/2024", "gifts: 30 suất"), ("01/02/2024", "gifts: 12 suất")),
        "gifts",
    )
    assert [(str(s.entry.as_of), s.total.value) for s in found] == [
        ("2024-02-01", 12),
        ("2024-05-10", 42),
    ]


def test_what_a_checkpoint_leaves_over_is_a_step_after_its_parts_of_that_day(
    tmp_path: Path,
) -> None:
    found = steps(
        tallies(
            tmp_path,
            ("01/02/2024", "gifts: khoảng 40 suất"),
            ("01/03/2024", "metrics: {gifts: [50 suất, {value: 100 suất, kind: cumulative}]}"),
        ),
        "gifts",
    )
    assert [step.total.value for step in found] == [40, 90, 100]
    assert [str(step.total.certainty) for step in found] == ["approx", "approx", "exact"]


def test_a_later_figure_adds_to_the_checkpoint(tmp_path: Path) -> None:
    found = steps(
        tallies(
            tmp_path,
            ("01/02/2024", "gifts: khoảng 40 suất"),
            ("01/03/2024", "metrics: {gifts: {value: 100 suất, kind: cumulative}}"),
            ("01/04/2024", "gifts: 5 suất"),
        ),
        "gifts",
    )
    assert (found[-1].total.value, str(found[-1].total.certainty)) == (105, "exact")


def test_groups_of_persons_widen_a_range(tmp_path: Path) -> None:
    found = steps(
        tallies(
            tmp_path,
            ("01/02/2024", "beneficiaries: 70 người"),
            ("01/03/2024", "beneficiaries: 60 người"),
        ),
        "beneficiaries",
    )
    assert [(s.total.value, s.total.hi) for s in found] == [(70, None), (70, 130)]


def test_equal_figures_of_two_posts_are_one_step_with_the_surest_number(tmp_path: Path) -> None:
    found = steps(
        tallies(
            tmp_path,
            ("01/02/2024", "metrics: {gifts: {value: hàng trăm suất, id: qua}}"),
            ("01/03/2024", "metrics: {gifts: {value: 120 suất, same_as: qua}}"),
        ),
        "gifts",
    )
    assert [step.total.value for step in found] == [120]


def test_a_stock_is_replaced_and_not_added(tmp_path: Path) -> None:
    registry = "schools: {truong-a: {name: A}}\nmetrics: {members: {unit: người, adds: latest}}\n"
    files = {
        "posts/registry.yml": registry,
        "docs/mo-hinh/ao-am.md": "---\nname: Áo ấm\n---\n",
        "docs/mo-hinh/bep-com.md": "---\nname: Bếp cơm\n---\n",
        "posts/1.md": post(MODELS + "members: 40 người"),
        "posts/2.md": post(MODELS + "members: 31 người").replace("15/03/2024", "20/11/2024"),
        "posts/3.md": post("model: bep-com\nmembers: 5 người").replace("15/03/2024", "20/12/2024"),
    }
    site, _ = load_site(tmp_path, files)
    found = compute_tallies(site)
    history = stock_history(found.books.stocks, site.registry.metrics["members"])
    assert [step.total.value for step in history] == [40, 31, 36]


@pytest.mark.parametrize("metric", ["trees", "gifts", "funds_raised", "beneficiaries", "workdays"])
def test_the_last_step_is_the_total_and_steps_never_fall(tmp_path: Path, metric: str) -> None:
    found = compute_tallies(load_site(tmp_path, AWKWARD)[0])
    row = found.find(metric, EVERYTHING)
    assert row is not None
    history = running_totals(row.tally, found.books)
    assert history[-1].total == row.tally.figure
    assert {step.entry.id for step in history} == {entry.id for entry in row.tally.entries}
    values = [step.total.value or Decimal(0) for step in history]
    assert values == sorted(values)
