"""A model's life in years."""

from __future__ import annotations

from pathlib import Path

from sample import load_site, post

from dvk_plugin.domain.model import State
from dvk_plugin.tally.recognition import all_recognitions
from dvk_plugin.views.life import LifeYear, life_of

MODEL = """---
name: Áo ấm
years:
  2021: {state: new, honours: [Giấy khen]}
  2024: {state: paused}
---
"""
RECOGNISED = """
recognitions: [{model: ao-am, level: co-so, status: recognised, year: 2023}]
"""


def test_years_of_the_file_and_of_recognitions_stand_in_one_row(tmp_path: Path) -> None:
    files = {"docs/mo-hinh/ao-am.md": MODEL, "posts/mot/index.md": post(RECOGNISED)}
    site, _ = load_site(tmp_path, files)
    life = life_of(site.models["ao-am"], all_recognitions(site))
    assert [year.year for year in life] == [2021, 2023, 2024]
    assert [year.state for year in life] == [State.NEW, None, State.PAUSED]
    assert life[0].honours == ("Giấy khen",)
    assert [one.level for one in life[1].recognitions] == ["co-so"]
    assert not life[2].recognitions


def test_a_model_of_which_nothing_is_told_has_no_years(tmp_path: Path) -> None:
    site, _ = load_site(tmp_path, {"docs/mo-hinh/ao-am.md": "---\nname: Áo ấm\n---\n"})
    assert life_of(site.models["ao-am"], ()) == ()
    assert LifeYear(2024).state is None
