"""The facts of a report as records, each figure once: what tables and sheets are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.tally.change import Change
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.rows import Row, Span
from dvk_plugin.tally.totals import Part


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the year: a row of the tally, in words, with the address of its register.

    `missing` is what it leaves out («chưa kể …»), `as_of` the day that it speaks for, both in
    words.
    """

    row: Row
    whose: str
    text: str
    missing: str
    as_of: str
    link: str

    @property
    def metric(self) -> Metric:
        return self.row.metric

    @property
    def figure(self) -> Figure:
        return self.row.tally.figure

    @property
    def part(self) -> Part:
        return self.row.part

    @property
    def span(self) -> Span:
        return self.row.span


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of the year beside what was reached; `verdict` says it in a few words."""

    fact: Fact
    target: Quantity
    target_text: str
    achieved: str
    verdict: str

    @property
    def name(self) -> str:
        """`Kinh phí huy động – Áo ấm vùng cao`."""
        return f"{self.fact.metric.label} – {self.fact.whose}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A metric this year and the year before; None where there is no figure."""

    metric: Metric
    now: Fact | None
    before: Fact | None
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a model came at one level of recognition, in words."""

    level: str
    status: str
    told: str


@dataclass(frozen=True, slots=True)
class ModelFact:
    """A model in the year. `state` is empty where nobody told it."""

    slug: str
    name: str
    branch: str
    sector: str
    state: str
    summary: str
    is_umbrella: bool
    standings: tuple[Standing, ...]
    honours: tuple[str, ...]
    facts: tuple[Fact, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure was said: a page's title, its file with the line, and the words there."""

    title: str
    at: str
    quote: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """One line of the register: a reported figure, and what of it the total counts.

    `part` is its line of the tally; `counted` is None where the sum leaves it out or where the
    metric cannot be summed; `status` says why. `is_inferred`: an editor, not the source, gave it
    to its model.
    """

    id: str
    metric: Metric
    when: str
    whose: str
    part: Part
    quantity: Quantity
    text: str
    counted: Decimal | None
    status: str
    note: str
    places: tuple[Place, ...]
    link: str
    as_of: date
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All records of a report: the subject's figures first, then those of its models."""

    figures: tuple[Fact, ...] = ()
    models: tuple[ModelFact, ...] = ()
    aims: tuple[Aim, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    register: tuple[Voucher, ...] = ()
