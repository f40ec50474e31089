"""The charts of a report: results beside their targets, totals by whose they are, two years.

Figures and words are those of the tables; what is not known has a place and no bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dvk_plugin.report.document import Beam, Chart
from dvk_plugin.report.facts import Aim, Comparison, Fact
from dvk_plugin.report.subject import Subject
from dvk_plugin.views.breakdown import Bars, by_owner
from dvk_plugin.views.charts.bullet import bullet_of
from dvk_plugin.views.charts.scale import top_of
from dvk_plugin.views.charts.shape import bar_of
from dvk_plugin.views.format import unit_label
from dvk_plugin.views.stats import rank

MOST_AIMS, MOST_OWNERS, MOST_PAIRS = 12, 3, 6
"""So many targets, totals and pairs of years are drawn; the tables have all."""


def aims_chart(aims: Sequence[Aim]) -> Iterator[Chart]:
    """Results against their targets, each as long as the larger of the two allows."""
    numbered = [aim for aim in aims if aim.target.value is not None]
    if any(aim.fact.figure.value is not None for aim in numbered):
        beams = tuple(map(_aim, numbered[:MOST_AIMS]))
        yield Chart("Kết quả so với chỉ tiêu", beams, _note(len(beams), len(aims), "chỉ tiêu"))


def _aim(aim: Aim) -> Beam:
    target = f"chỉ tiêu {aim.target_text}"
    drawn = bullet_of(aim.fact.figure, aim.target, target)
    text = f"{aim.fact.text} ({aim.achieved})" if aim.achieved else aim.fact.text
    return Beam("", text, aim.fact.figure, drawn.bar, aim.name, drawn.target, target, drawn.anchor)


def owner_charts(subject: Subject) -> Iterator[Chart]:
    """The first totals that several models or the whole school have a part in, split by these."""
    found = 0
    for row in sorted(subject.rows(subject.main_part), key=lambda row: rank(row.metric.key)):
        bars = by_owner(subject.edition, row) if found < MOST_OWNERS else None
        if bars is not None and sum(line.figure.value is not None for line in bars.drawn) > 1:
            found += 1
            yield _owners(bars, unit_label(row.metric.unit))


def _owners(bars: Bars, unit: str) -> Chart:
    beams = tuple(Beam(line.label, line.cell.text, line.figure, line.bar) for line in bars.drawn)
    every = len(bars.lines) + bars.more
    return Chart(bars.title, beams, _note(len(beams), every, "phần"), unit)


def pairs_chart(found: Sequence[Comparison], year: int) -> Iterator[Chart]:
    """The metrics that both years have a figure of, each pair on a scale of its own."""
    pairs = [(one.before, one.now) for one in found if one.before and one.now]
    known = [pair for pair in pairs if all(one.figure.value is not None for one in pair)]
    beams = tuple(beam for pair in known[:MOST_PAIRS] for beam in _pair(*pair, year))
    if beams:
        note = _note(len(known[:MOST_PAIRS]), len(found), "chỉ số")
        yield Chart(f"Kết quả năm {year} và năm {year - 1}", beams, note)


def _pair(before: Fact, now: Fact, year: int) -> Iterator[Beam]:
    top = top_of((before.figure.top, now.figure.top))
    head = now.metric.label
    for fact, of, above in ((before, year - 1, head), (now, year, "")):
        yield Beam(f"Năm {of}", fact.text, fact.figure, bar_of(fact.figure, top), above)


def _note(drawn: int, every: int, what: str) -> str:
    return f"Hình vẽ {drawn} trên {every} {what}." if drawn < every else ""
