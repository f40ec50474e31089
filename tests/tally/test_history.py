"""The history of a figure: every version, the first stated first."""

from __future__ import annotations

from pathlib import Path

from sample import load_site, post

from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.tally.history import compute_histories, history_of
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.register import register_pages


def on(day: str, metrics: str) -> str:
    return post(f"metrics: {{blood_units: {metrics}}}").replace("15/03/2024", day)


FILES = {
    "posts/b.md": on("20/03/2024", "{value: 96 đơn vị, id: b, supersedes: a}"),
    "posts/c.md": on("01/04/2024", "{value: 97 đơn vị, id: c, supersedes: b, as_of: 01/01/2024}"),
    "posts/a.md": on("15/03/2024", "{value: 98 đơn vị, id: a}"),
    "posts/d.md": on("01/05/2024", "{value: 5 đơn vị, id: d}"),
}


def test_restatements_are_in_the_order_in_which_they_replace_each_other(tmp_path: Path) -> None:
    site, issues = load_site(tmp_path, FILES)
    assert not issues
    entries = site.ledger.entries
    histories = compute_histories(site.ledger)
    for key in "abc":
        assert [version.id for version in history_of(entries[key], histories)] == ["a", "b", "c"]
    assert history_of(entries["d"], histories) == (entries["d"],)
    assert histories.keys() == {"a", "b", "c"}


def test_a_circle_ends(tmp_path: Path) -> None:
    files = {
        "posts/a.md": on("15/03/2024", "{value: 98 đơn vị, id: a, supersedes: b}"),
        "posts/b.md": on("20/03/2024", "{value: 96 đơn vị, id: b, supersedes: a}"),
    }
    site, _ = load_site(tmp_path, files)
    assert [e.id for e in compute_histories(site.ledger)["a"]] == ["a", "b"]


def test_the_register_lists_every_version_with_the_day_it_was_told(tmp_path: Path) -> None:
    site, _ = load_site(tmp_path, FILES)
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert isinstance(settings, Settings)
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), {})
    html = next(p.content().after for p in register_pages(edition) if "blood_units" in p.uri)
    row = html.split('<tr id="so-c"')[1].split("</tr>")[0]
    told = row.split("Các lần báo:")[1]
    days = [told.index(day) for day in ("(15/03/2024)", "(20/03/2024)", "(01/04/2024)")]
    assert days == sorted(days)
    assert 'href="#so-a"' in told or "#so-a" in told
    assert "Các lần báo" not in html.split('<tr id="so-d"')[1].split("</tr>")[0]
