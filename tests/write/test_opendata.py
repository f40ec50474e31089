"""Open data: exact, stable, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from sample import load_site, post

from dvk_plugin.domain.columns import TALLY
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.opendata import (
    MOST_SOURCES,
    as_number,
    published_rows,
    row_data,
    tally_files,
)

LINKS = RelativeLinks(base="https://mau.example/")

KEYS = {
    "metric", "unit", "value", "qualifier", "lo", "hi", "incomplete", "school", "model", "branch",
    "year", "part", "as_of", "target", "achievement", "sources",
    "sources_count",
}  # fmt: skip


def test_rows_have_the_fields_of_the_contract(tmp_path: Path) -> None:
    site, _ = load_site(
        tmp_path,
        {"posts/a.md": post("model: ao-am\ngifts: 80-100 suất\nmetrics: {trees: {also: [cỏ]}}")},
    )
    rows = json.loads(tally_files(published_rows(compute_tallies(site).rows, LINKS.absolute))[0])
    assert all(row.keys() == KEYS for row in rows)
    gifts = next(row for row in rows if row["metric"] == "gifts")
    assert (gifts["value"], gifts["lo"], gifts["hi"]) == (80, 80, 100)
    assert (gifts["qualifier"], gifts["year"]) == ("approx", None)
    said = {"post": "tin-tuc/2024/a", "file": "posts/a.md", "line": 5, "quote": "80-100 suất"}
    assert gifts["sources"] == [{**said, "url": "https://mau.example/tin-tuc/2024/a/"}]
    row = next(row for row in compute_tallies(site).rows if row.metric.key == "gifts")
    assert row_data(row)["sources"] == [said], "as `dvk tally --json` has it"
    trees = next(row for row in rows if row["metric"] == "trees")
    assert (trees["value"], trees["incomplete"]) == (None, ["cỏ"])


def test_a_large_sum_lists_its_newest_sources_and_tells_their_number(tmp_path: Path) -> None:
    """All of them for each row would grow with the square of the posts; the register has all."""
    days = [f"{1 + at % 28:02}/{1 + at // 28:02}/2024" for at in range(MOST_SOURCES + 5)]
    posts = {
        f"posts/{at:03}.md": post("gifts: 1 suất").replace("15/03/2024", day)
        for at, day in enumerate(days)
    }
    site, _ = load_site(tmp_path, posts)
    rows = compute_tallies(site).rows
    (all_time,) = [row for row in rows if row.metric.key == "gifts" and row.year is None
                   and not row.span.school and row.part is Part.TOTAL]  # fmt: skip
    (told,) = json.loads(tally_files(published_rows([all_time], LINKS.absolute))[0])
    assert (told["value"], told["sources_count"]) == (len(days), len(days))
    assert [source["file"] for source in told["sources"]] == sorted(
        (f"posts/{at:03}.md" for at in range(5, len(days))), reverse=True
    )
    assert len(row_data(all_time)["sources"]) == len(days)


def test_csv_reads_back_and_never_starts_a_formula(tmp_path: Path) -> None:
    head = 'gifts: {value: 3 suất, also: ["=HYPERLINK(1)"]}'
    site, _ = load_site(tmp_path, {"posts/a.md": post(head)})
    _, data = tally_files(published_rows(compute_tallies(site).rows))
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == [column.name for column in TALLY]
    gifts = [row for row in rows if row["metric"] == "gifts"]
    assert {row["incomplete"] for row in gifts} == {"'=HYPERLINK(1)"}
    assert {row["value"] for row in gifts} == {"3"}


def test_numbers_are_whole_where_they_are_whole() -> None:
    assert as_number(Decimal("98.0")) == 98
    assert isinstance(as_number(Decimal("98.0")), int)
    assert as_number(Decimal("168.8")) == 168.8
    assert as_number(None) is None
