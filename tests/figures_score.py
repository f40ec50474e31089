"""How well the figures of a report are proposed: found, missed, wrong.

A figure of `tests/importing/reports/**/*.figures` is a line
`metric | role | qualifier | value unit`; `-` where the catalogue has no metric, `80..100` for a
range, role `asked` for a number that can be read two ways, as it stands in the text. Role,
qualifier, value and unit must all be right for a figure to count as found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from report_docx import build

from dvk_plugin.cli.import_ import read_declared
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import read_unit
from dvk_plugin.importing.compose import Made, Wishes, compose
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.source import Document, read_document
from dvk_plugin.read.quantities import read_quantity
from dvk_plugin.read.settings import Settings

Figure = tuple[str, str, str, str]
"""Role, qualifier, value (with the upper end of a range), canonical unit."""


@dataclass(frozen=True)
class Score:
    found: int
    missed: tuple[Figure, ...]
    wrong: tuple[Figure, ...]
    wrong_metric: tuple[str, ...]

    @property
    def expected(self) -> int:
        return self.found + len(self.missed)

    @property
    def proposed(self) -> int:
        return self.found + len(self.wrong)


def read_answers(path: Path) -> list[tuple[str, Figure]]:
    answers = []
    for line in path.read_text(encoding="utf-8").splitlines():
        metric, role, qualifier, amount = (part.strip() for part in line.split("|"))
        value, _, unit = (amount, "", "") if role == "asked" else amount.partition(" ")
        answers.append((metric.strip("-"), (role, qualifier, value, unit)))
    return answers


def told(proposals: Iterable[Proposal]) -> list[tuple[str, Figure]]:
    """Each proposal as a figure, its target and the worth of each unit as figures of their own."""
    figures = []
    for proposal in proposals:
        if proposal.doubt:
            figures.append(("", ("asked", "exact", proposal.text, "")))
            continue
        role = "cumulative" if proposal.cumulative else str(proposal.role)
        own = proposal.metric.unit if proposal.metric else ""
        figures.append((proposal.key, _figure(role, proposal.quantity, own)))
        for other, text in (("target", proposal.target), ("each", proposal.each)):
            quantity = read_quantity(text) if text else None
            if isinstance(quantity, Quantity):
                key = proposal.key if other == "target" else ""
                figures.append((key, _figure(other, quantity)))
    return figures


def amounts(figures: list[tuple[str, Figure]]) -> list[tuple[str, Figure]]:
    """The same without their kinds: value, unit and qualifier alone."""
    return [("", ("asked" if f[0] == "asked" else "", *f[1:])) for _, f in figures]


def made_of(report: Path, site: Settings, folder: Path) -> Made:
    """The post that `dvk import` makes of a report's Word file, in an empty folder."""
    (folder / "anh").mkdir()
    docx = build(report.read_text(encoding="utf-8"), folder / "bao-cao.docx")
    document = read_document(docx, folder / "anh")
    assert isinstance(document, Document)
    lexicon, models = read_declared(site)
    return compose(document.blocks, lexicon.registry, models, Wishes())


def _figure(role: str, quantity: Quantity, own: str = "") -> Figure:
    """`own`: the metric's unit, which stands for words that only the metric knows."""
    unit, _ = read_unit(quantity.unit)
    name = unit.name if unit else own or quantity.unit
    return (role, str(quantity.qualifier), _value(quantity), name)


def _value(quantity: Quantity) -> str:
    ends = [quantity.value, quantity.hi]
    return "..".join(f"{Decimal(end):f}" for end in ends if end is not None) or "?"


def score(answers: list[tuple[str, Figure]], proposals: list[tuple[str, Figure]]) -> Score:
    right = Counter(figure for _, figure in answers)
    given = Counter(figure for _, figure in proposals)
    metrics = Counter(answers)
    wrong_metric = [
        f"{metric} {figure}"
        for (metric, figure), times in Counter(proposals).items()
        if figure in right and times > metrics[metric, figure]
    ]
    return Score(
        sum((right & given).values()),
        tuple((right - given).elements()),
        tuple((given - right).elements()),
        tuple(wrong_metric),
    )
