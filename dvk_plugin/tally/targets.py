"""Law 8, targets: compared over the same metric, scope and year, never added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.source import Source
from dvk_plugin.tally.figure import Figure


@dataclass(frozen=True, slots=True, order=True)
class TargetKey:
    """What a target is for; `model` is empty for a whole school's."""

    school: str
    model: str
    metric: str
    year: int


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target as one text states it."""

    key: TargetKey
    quantity: Quantity
    source: Source


def stated_targets(models: Iterable[Model], entries: Iterable[Entry]) -> tuple[StatedTarget, ...]:
    """Every target that a model's file or a figure states, by what it is for, then by place.

    A figure that several models share has no page to be compared on: its target is left out.
    """
    found = [
        StatedTarget(
            TargetKey(model.school, model.slug, target.metric, year.year),
            target.quantity,
            target.source,
        )
        for model in models
        for year in model.years
        for target in year.targets
    ]
    found.extend(
        StatedTarget(key, entry.target, entry.source)
        for entry in entries
        if entry.target is not None and (key := _key(entry)) is not None
    )
    return tuple(sorted(found, key=lambda t: (t.key, t.source)))


def _key(entry: Entry) -> TargetKey | None:
    year = entry.period.year or entry.as_of.year
    if entry.scope is not Scope.MODELS:
        return TargetKey(entry.school, "", entry.metric, year)
    if len(entry.models) == 1:
        return TargetKey(entry.school, next(iter(entry.models)), entry.metric, year)
    return None


def targets_by_key(stated: Iterable[StatedTarget]) -> Mapping[TargetKey, Quantity]:
    """One target for each key; two that differ are a finding, and the first by place stands."""
    found: dict[TargetKey, Quantity] = {}
    for target in stated:
        found.setdefault(target.key, target.quantity)
    return found


def compute_achievement(figure: Figure, target: Quantity | None) -> Decimal | None:
    """Percent of the target reached, to one decimal; None where either is not known.

    It is as sure as the figure: an inexact one gives «khoảng 325 %».
    """
    if target is None or not target.value or figure.value is None:
        return None
    percent = figure.value * 100 / target.value
    return percent.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
