"""Every number phrase of a document as a proposal: metric, amount, kind, whose it is, sentence.

Nothing is counted: what comes out waits for an editor to accept it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import lowered, read_unit
from dvk_plugin.importing.belonging import belonging_together
from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.brackets import role_in_brackets
from dvk_plugin.importing.counted import what_is_counted
from dvk_plugin.importing.named import Named
from dvk_plugin.importing.passages import passages
from dvk_plugin.importing.phrases import Phrase, find_phrases
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.roles import FigureRole, is_beyond, is_worth, role_of
from dvk_plugin.importing.targets import is_planned
from dvk_plugin.importing.telling import Telling
from dvk_plugin.importing.times import is_cumulative, later_year, since_of
from dvk_plugin.read.misread import Misread

_WHOLE_SCHOOL = re.compile(
    r"(?<![^\W_])(?:toàn trường|cả trường|toàn đảng bộ|nhà trường)(?![^\W_])"
)
_ENDS_IN_SCALE = re.compile(r"(?:k|nghìn|ngàn|triệu|tỷ|tỉ|tr[0-9]{0,3})\.?$")
_OF_A_PLAN = re.compile(r"(?<!ngoài )(?:kế hoạch|chỉ tiêu)")


def propose(
    blocks: Sequence[Block], metrics: Iterable[Metric], named: Named, day: date | None
) -> tuple[Proposal, ...]:
    """The proposals of a document in its order, each figure once."""
    found: list[Proposal] = []
    known = tuple(metrics)
    for passage in passages(blocks):
        found += _of_passage(Telling(passage), known, named, day)
    return belonging_together(found)


def _of_passage(
    telling: Telling, metrics: Sequence[Metric], named: Named, day: date | None
) -> Iterator[Proposal]:
    previous: FigureRole | None = None
    end = 0
    passed_over: set[str] = set()  # dimensions: a part of what is no figure is none either
    phrases = [_as_money(phrase) for phrase in find_phrases(telling.text)]
    for place, phrase in enumerate(phrases):
        quantity = phrase.read if isinstance(phrase.read, Quantity) else Quantity(None)
        role = _role(telling, phrase, quantity, previous, telling.blank[end : phrase.start])
        if role is FigureRole.RESULT:
            role = role_in_brackets(telling.low, phrases, place) or role
        previous, end = role, phrase.end
        proposal = None
        if role not in (FigureRole.AWAY, FigureRole.SHARE) and quantity.unit != "%":
            proposal = what_is_counted(telling, phrase, quantity, role, metrics)
        if proposal is None or (role is FigureRole.PART and _dimension(quantity) in passed_over):
            passed_over.add(_dimension(quantity))
            continue
        proposal = _placed(proposal, telling, phrase, named, day)
        yield proposal
        if (plan := phrase.plan) and _is_plan(plan, quantity, telling):
            yield replace(proposal, role=FigureRole.TARGET, quantity=plan, text=plan.text)


def _is_plan(plan: Quantity, result: Quantity, telling: Telling) -> bool:
    """Whether `98/23 đơn vị` has its plan behind the stroke: said, or too small to be a whole."""
    if _OF_A_PLAN.search(f"{telling.above} {telling.low}"):
        return True
    return plan.value is not None and result.value is not None and plan.value < result.value


def _role(
    telling: Telling,
    phrase: Phrase,
    quantity: Quantity,
    previous: FigureRole | None,
    between: str,
) -> FigureRole:
    before, after = telling.blank[: phrase.start], telling.blank[phrase.end :]
    told = telling.low[phrase.start : phrase.end]
    if is_beyond(told, before, after):
        return FigureRole.AWAY
    money = quantity.unit in ("VND", "") and not telling.passage.label
    if previous is FigureRole.SHARE and money and is_worth(before, between + told):
        return FigureRole.EACH
    if telling.passage.each:
        return FigureRole.EACH
    role = role_of(before, after, previous, between, quantity.unit, money=money)
    planned = telling.passage.target or is_planned(telling.passage.above)
    return FigureRole.TARGET if planned and role is FigureRole.RESULT else role


def _dimension(quantity: Quantity) -> str:
    unit, _ = read_unit(quantity.unit)
    return unit.dimension if unit else quantity.unit


def _as_money(phrase: Phrase) -> Phrase:
    """`300k` and `20 triệu` without a unit are money in a report: the unit is added."""
    read = phrase.read
    if isinstance(read, Misread) or read.unit or not _ENDS_IN_SCALE.search(lowered(phrase.text)):
        return phrase
    return replace(phrase, text=f"{phrase.text.rstrip('.')} đồng", read=replace(read, unit="VND"))


def _placed(
    proposal: Proposal, telling: Telling, phrase: Phrase, named: Named, day: date | None
) -> Proposal:
    """The proposal with its kind, its owner and its time."""
    before, after = telling.low[: phrase.start], telling.low[phrase.end :]
    cumulative = proposal.role is not FigureRole.TARGET and is_cumulative(
        before, after, telling.passage.above
    )
    clause = re.split(r"[;:]|,\s(?=riêng|còn)", before)[-1]
    sentence, above = telling.sentence, telling.passage.above
    own = named.models_in(sentence)
    inferred = named.models_in(above) if not own else ()
    year = None
    if proposal.role is FigureRole.TARGET:
        year = later_year(f"{above} {sentence}", day)
    return replace(
        proposal,
        cumulative=cumulative,
        since=since_of(sentence, day) if cumulative else None,
        school_wide=bool(_WHOLE_SCHOOL.search(clause)),
        models=own or inferred,
        inferred=bool(inferred),
        year=year,
    )
