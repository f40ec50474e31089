"""Law 5 in stories: what a running total adds, and what it only confirms."""

from __future__ import annotations

from pathlib import Path

from sample import load_site, post

from dvk_plugin.tally.rows import Row, Span, compute_tallies
from dvk_plugin.tally.totals import Part

SCHOOL = Span("truong-a")


def gifts(root: Path, *heads: str, part: Part = Part.TOTAL, year: int | None = None) -> Row | None:
    """The school's gifts after these posts, each given as `date` and its figure."""
    files = {}
    for number, head in enumerate(heads):
        day, _, figure = head.partition(" ")
        text = post(f"gifts: {figure}").replace("15/03/2024", day)
        files[f"posts/bai-{number}.md"] = text
    site, issues = load_site(root, files)
    assert issues == ()
    return compute_tallies(site).find("gifts", SCHOOL, year, part)


def test_a_running_total_in_december_is_not_added_to_what_it_contains(tmp_path: Path) -> None:
    row = gifts(tmp_path, "01/03/2024 40 suất", "01/06/2024 50 suất",
                "20/12/2024 {value: 100 suất, kind: cumulative}")  # fmt: skip
    assert row is not None
    assert row.tally.figure.value == 100


def test_what_it_holds_beyond_its_parts_is_a_line_of_its_own(tmp_path: Path) -> None:
    heads = ("01/03/2024 40 suất", "20/12/2024 {value: 100 suất, kind: cumulative}")
    residual = gifts(tmp_path, *heads, part=Part.RESIDUAL)
    assert residual is not None
    assert residual.tally.figure.value == 60
    assert gifts(tmp_path, *heads, part=Part.SCHOOL).tally.figure.value == 40  # type: ignore[union-attr]


def test_a_reconciled_total_speaks_for_its_own_day(tmp_path: Path) -> None:
    heads = ("01/03/2024 40 suất", "20/12/2024 {value: 40 suất, kind: cumulative}")
    row = gifts(tmp_path, *heads)
    assert row is not None
    assert row.tally.as_of is not None
    assert row.tally.as_of.isoformat() == "2024-12-20"
    assert gifts(tmp_path, *heads, part=Part.RESIDUAL) is None


def test_later_figures_add_to_the_level(tmp_path: Path) -> None:
    row = gifts(tmp_path, "01/03/2024 40 suất", "01/06/2024 {value: 100 suất, kind: cumulative}",
                "01/09/2024 7 suất")  # fmt: skip
    assert row is not None
    assert row.tally.figure.value == 107


def test_a_running_total_since_new_year_belongs_to_its_year(tmp_path: Path) -> None:
    heads = (
        "01/03/2023 5 suất",
        "01/03/2024 40 suất",
        "20/12/2024 {value: 100 suất, kind: cumulative, since: 01/01/2024}",
    )
    assert gifts(tmp_path, *heads, year=2024).tally.figure.value == 100  # type: ignore[union-attr]
    assert gifts(tmp_path, *heads).tally.figure.value == 105  # type: ignore[union-attr]


def test_one_since_the_beginning_leaves_its_residual_between_years(tmp_path: Path) -> None:
    heads = ("01/03/2024 40 suất", "20/12/2024 {value: 100 suất, kind: cumulative}")
    assert gifts(tmp_path, *heads, year=2024).tally.figure.value == 40  # type: ignore[union-attr]
    unplaced = gifts(tmp_path, *heads, part=Part.UNPLACED)
    assert unplaced is not None
    assert unplaced.tally.figure.value == 60


def test_the_certainty_shown_is_the_writers_who_counted(tmp_path: Path) -> None:
    row = gifts(tmp_path, "01/03/2024 khoảng 40 suất",
                "20/12/2024 {value: 100 suất, kind: cumulative}")  # fmt: skip
    assert row is not None
    assert (row.tally.figure.value, row.tally.figure.certainty) == (100, "exact")


def test_a_schools_running_total_takes_its_models_in(tmp_path: Path) -> None:
    row = gifts(
        tmp_path,
        "01/06/2024 {value: 30 suất, kind: cumulative, scope: models, models: ao-am}",
        "01/03/2024 {value: 20 suất, models: ao-am}",
        "20/12/2024 {value: 100 suất, kind: cumulative}",
    )
    assert row is not None
    assert row.tally.figure.value == 100


def test_stock_is_never_summed_over_time(tmp_path: Path) -> None:
    row = gifts(tmp_path, "01/03/2024 {value: 40 suất, kind: stock}",
                "01/06/2024 {value: 50 suất, kind: stock}")  # fmt: skip
    assert row is not None
    assert row.tally.figure.value == 50
