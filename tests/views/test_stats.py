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
