"""Proposals that tell one figure twice, and those that belong to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import lru_cache

from dvk_plugin.domain.metric import MONEY
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.roles import FigureRole

_TIME = re.compile(
    r"(?<![^\W_])(?:năm 20[0-9]{2}|(?:quý|tháng|đợt|học kỳ) (?:[0-9]+|[ivx]+))(?![^\W_])"
)
_MOST_TWINS = 50
"""Earlier tellings of a figure that a later one is held against; no report repeats itself so."""
_NEAR = 6
"""How many figures back the whole of a part may stand."""


def belonging_together(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Each figure once, with the worth of each unit and its target where they are told apart."""
    return tuple(_with_targets(_once(_with_values(_with_wholes(found)))))


def _with_wholes(found: Sequence[Proposal]) -> list[Proposal]:
    """Each part with the metric of its whole, told shortly before; without one it is a result."""
    settled: list[Proposal] = []
    for one in found:
        if one.role is FigureRole.PART:
            near = settled[-_NEAR:]
            place = whole_of(one, near)
            one = (
                replace(one, role=FigureRole.RESULT)
                if place is None
                else replace(one, metric=near[place].metric)
            )
        settled.append(one)
    return settled


def whole_of(part: Proposal, before: Sequence[Proposal]) -> int | None:
    """The place of the last figure before a part that can be its whole; None for no part."""
    if part.role is not FigureRole.PART:
        return None
    return next((n for n in reversed(range(len(before))) if _holds(before[n], part)), None)


def _holds(whole: Proposal, part: Proposal) -> bool:
    if whole.role is not FigureRole.RESULT or not _alike(whole, part):
        return False
    one, other = whole.quantity.value, part.quantity.value
    return one is not None and other is not None and one >= other


def _alike(one: Proposal, other: Proposal) -> bool:
    return one.key == other.key or one.quantity.unit == other.quantity.unit == MONEY


def _once(found: Sequence[Proposal]) -> list[Proposal]:
    """Each figure once: told again of the same owner, the later sentence is only noted."""
    kept: list[Proposal] = []
    places: dict[Hashable, list[int]] = defaultdict(list)
    for proposal in found:
        alike = places[_figure(proposal)]
        twin = next((n for n in alike[-_MOST_TWINS:] if _may_be_same(kept[n], proposal)), None)
        if twin is None or proposal.role is FigureRole.EACH:
            alike.append(len(kept))
            kept.append(proposal)
        elif proposal.sentence not in (kept[twin].sentence, *kept[twin].again):
            one = kept[twin]
            again = (*one.again, proposal.sentence)
            kept[twin] = replace(one, again=again, each=one.each or proposal.each)
    return kept


def _figure(proposal: Proposal) -> Hashable:
    """What two tellings of one figure have in common."""
    quantity = proposal.quantity
    name = proposal.key or (proposal.text if quantity.value is None else quantity.unit)
    return (name, proposal.role, quantity.value, quantity.hi, quantity.qualifier)


@lru_cache(maxsize=4096)
def _times(sentence: str) -> frozenset[str]:
    return frozenset(_TIME.findall(sentence.lower()))


def _may_be_same(one: Proposal, other: Proposal) -> bool:
    """Not when each has an owner of its own, nor when one sentence tells the same number twice."""
    times, others = _times(one.sentence), _times(other.sentence)
    if times and others and not times & others:
        return False
    owners = not one.models or not other.models or set(one.models) & set(other.models)
    return bool(owners) and (one.sentence, one.text) != (other.sentence, other.text)


def _with_values(found: Sequence[Proposal]) -> list[Proposal]:
    """The worth of each unit joined to the count before it, else after it, in reach."""
    joined: list[Proposal] = []
    for proposal in found:
        if proposal.role is not FigureRole.EACH:
            joined.append(proposal)
            continue
        place = _counted_before(joined, proposal)
        if place is None:
            joined.append(proposal)
        else:
            joined[place] = replace(joined[place], each=proposal.text)
    return joined


def _counted_before(found: Sequence[Proposal], each: Proposal) -> int | None:
    """The count that `mỗi suất …` speaks of: things before persons, the nearest first."""
    near = [
        (found[place].metric.dimension == "persons", -place)  # type: ignore[union-attr]
        for place in range(max(0, len(found) - 3), len(found))
        if _has_a_worth(found[place])
    ]
    return -min(near)[1] if near else None


def _has_a_worth(proposal: Proposal) -> bool:
    return (
        proposal.metric is not None
        and not proposal.metric.is_money
        and not proposal.each
        and proposal.role is not FigureRole.TARGET
        and proposal.quantity.value is not None
    )


def _with_targets(found: Sequence[Proposal]) -> list[Proposal]:
    """A target joined to the one result of its metric; where there are several, it stays alone."""
    results = list(found)
    for proposal in found:
        if proposal.role is not FigureRole.TARGET or proposal.metric is None or proposal.year:
            continue
        owners = [
            place
            for place, one in enumerate(results)
            if one.key == proposal.key
            and one.role is FigureRole.RESULT
            and not one.target
            and (not proposal.models or one.models == proposal.models)
        ]
        near = [place for place in owners if results[place].sentence == proposal.sentence]
        whose = near if len(near) == 1 else owners
        if len(whose) == 1 and proposal.quantity.value is not None:
            results[whose[0]] = replace(results[whose[0]], target=proposal.text)
            results = [one for one in results if one is not proposal]
    return results
