"""Figures large enough to be remembered."""

from __future__ import annotations

from pathlib import Path

from sample import load_site, post

from dvk_plugin.tally.rows import EVERYTHING, compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.stats import stats_of

FIGURES = """
model: ao-am
metrics:
  gifts: hàng trăm suất
  houses: 2 căn
  funds_raised: khoảng 65.000.000 đồng
  blood_units: 0 đơn vị
"""


def test_the_usual_ones_come_first_the_unknown_never(tmp_path: Path) -> None:
    site, _ = load_site(tmp_path, {"posts/mot/index.md": post(FIGURES)})
    tallies = compute_tallies(site)
    edition = Edition(site, tallies, RelativeLinks())
    stats = stats_of(edition, tallies.of(EVERYTHING))
    told = {stat.metric.key: stat.cell.text for stat in stats}
    assert next(iter(told)) == "funds_raised"
    assert told["funds_raised"] == "khoảng 65 triệu đồng"
    assert told["blood_units"] == "0 đơn vị máu"
    assert "gifts" not in told
    assert len(stats_of(edition, tallies.of(EVERYTHING), 2)) == 2


def test_what_grew_in_several_years_tells_each_and_a_single_year_is_not_told_again(
    tmp_path: Path,
) -> None:
    older = post("model: ao-am\nfunds: trên 5 triệu đồng").replace("15/03/2024", "15/03/2022")
    newer = post("model: ao-am\nfunds: 7 triệu đồng\nmetrics: {gifts: 3 suất}")
    site, _ = load_site(tmp_path, {"posts/cu/index.md": older, "posts/moi/index.md": newer})
    tallies = compute_tallies(site)
    stats = stats_of(Edition(site, tallies, RelativeLinks()), tallies.of(EVERYTHING))
    years = {stat.metric.key: [(y, cell.text) for y, cell in stat.years] for stat in stats}
    assert years["funds_raised"] == [(2022, "trên 5 triệu đồng"), (2024, "7 triệu đồng")]
    assert years["gifts"] == []
