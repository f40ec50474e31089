"""How well `dvk import` proposes the figures of the reports written for it.

    python bench/figures.py [-v]

Two lines for each set: of `held-out` no rule was made. `kinds` counts a figure as found when its
kind (result, cumulative, target, part, each) is right too. -v names what is missed and wrong.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from figures_score import Score, amounts, made_of, read_answers, score, told  # noqa: E402

from dvk_plugin.read.settings import Settings, read_settings  # noqa: E402

REPORTS = ROOT / "tests" / "importing" / "reports"


def main() -> None:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    for name, folder in (("tuned", REPORTS), ("held-out", REPORTS / "held-out")):
        strict, plain = [], []
        for report in sorted(folder.glob("*.txt")):
            with tempfile.TemporaryDirectory() as out:
                proposals = told(made_of(report, settings, Path(out)).head.proposals)
            answers = read_answers(report.with_suffix(".figures"))
            strict.append(score(answers, proposals))
            plain.append(score(amounts(answers), amounts(proposals)))
            if "-v" in sys.argv:
                print(f"{report.stem}: {strict[-1].missed} {strict[-1].wrong}")
        print(f"{name:9}{len(plain)} reports  value, unit, qualifier  {told_of(plain)}")
        print(f"{'':18}  with their kinds        {told_of(strict)}")


def told_of(scores: list[Score]) -> str:
    found = sum(each.found for each in scores)
    expected = sum(each.expected for each in scores)
    proposed = sum(each.proposed for each in scores)
    return (
        f"found {found}/{expected} = {found / expected:.1%}, "
        f"wrong {proposed - found}/{proposed} = {1 - found / proposed:.1%}"
    )


main()
