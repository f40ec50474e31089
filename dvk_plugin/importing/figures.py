"""Every number phrase of a document as a proposal: metric, amount, kind, whose it is, sentence.

Nothing is counted: what comes out waits for an editor to accept it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dvk_plugin.domain.metric import MONEY, Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.unit import lowered, read_unit, unit_named
from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.metric_choice import Setting, choose_metric
from dvk_plugin.importing.named import Named
from dvk_plugin.importing.noise import blotted
from dvk_plugin.importing.passages import Passage, passages
from dvk_plugin.importing.phrases import Phrase, find_phrases
from dvk_plugin.importing.roles import (
    FigureRole,
    is_cumulative,
    is_planned,
    later_year,
    role_of,
    since_of,
)
from dvk_plugin.read.misread import Misread

_WHOLE_SCHOOL = re.compile(
    r"(?<![^\W_])(?:toàn trường|cả trường|toàn đảng bộ|nhà trường)(?![^\W_])"
)
_ACTION = re.compile(
    r"(?<![^\W_])(?:tặng|trao|hỗ trợ|làm|xây|sửa|nâng cấp|quyên góp|ủng hộ|trồng|thu gom"
    r"|vận động|giúp|cấp"
    r"|phát|tham gia|tham dự|dọn|bê tông|đổ|lắp|nấu|mua|tổ chức|đóng góp|thu hoạch|gặt"
    r"|khơi thông|mang|chở|gửi|đem|chuyển|góp|khiêng|hiện vật|vật phẩm)(?![^\W_])"
)
_ENDS_IN_SCALE = re.compile(r"(?:k|nghìn|ngàn|triệu|tỷ|tỉ|tr[0-9]{0,3})$")
_SIZE = re.compile(
    r"(?<![^\W_])(?:cách|xa|dài|cao|rộng|sâu|chặng|quãng|diện tích|đi|vượt|hành trình)[^,;.]{0,45}$"
)
"""Words before a length that is no work done."""
_UNCOUNTED = ("length", "area", "mass", "volume", "books", "households", "persons", "sessions")
"""Dimensions of what is done and has no metric: told to the editor, not proposed as a line."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One figure for an editor to accept. `metric` is None when no metric fits.

    `target` and `each` are amounts as written that belong to it; `part`: it is a part of the
    proposal before it of the same metric; `total`: it sums a table's rows above it;
    `doubt`: why it cannot be read.
    """

    metric: Metric | None
    quantity: Quantity
    text: str
    sentence: str
    role: FigureRole = FigureRole.RESULT
    cumulative: bool = False
    since: date | None = None
    year: int | None = None
    school_wide: bool = False
    models: tuple[str, ...] = ()
    inferred: bool = False
    target: str = ""
    each: str = ""
    total: bool = False
    again: tuple[str, ...] = ()
    doubt: Misread | None = None

    @property
    def key(self) -> str:
        return self.metric.key if self.metric else ""


def propose(
    blocks: Sequence[Block], metrics: Iterable[Metric], named: Named, day: date | None
) -> tuple[Proposal, ...]:
    """The proposals of a document in its order, each figure once."""
    found: list[Proposal] = []
    known = tuple(metrics)
    for passage in passages(blocks):
        found += _of_passage(passage, known, named, day)
    return tuple(_with_targets(_with_values(_once(found))))


def _of_passage(
    passage: Passage, metrics: Sequence[Metric], named: Named, day: date | None
) -> Iterator[Proposal]:
    sentence = tidy(passage.text)
    low = lowered(sentence)
    blank = lowered(blotted(sentence))
    previous: FigureRole | None = None
    end = 0
    for phrase in find_phrases(sentence):
        phrase = _as_money(phrase)
        quantity = phrase.read if isinstance(phrase.read, Quantity) else Quantity(None)
        before, after = blank[: phrase.start], blank[phrase.end :]
        money = quantity.unit in ("VND", "") and not passage.label
        role = role_of(before, after, previous, blank[end : phrase.start], money=money)
        planned = passage.target or is_planned(passage.above)
        if planned and role is FigureRole.RESULT:
            role = FigureRole.TARGET
        previous, end = role, phrase.end
        if role is FigureRole.AWAY or quantity.unit == "%" or _is_difference(phrase, after):
            continue
        proposal = _proposal(passage, phrase, quantity, role, metrics, sentence, low)
        if proposal is None:
            continue
        proposal = _placed(proposal, passage, sentence, low, phrase, named, day)
        yield proposal
        if phrase.plan is not None and re.search(
            r"kế hoạch|chỉ tiêu", f"{low} {passage.above.lower()}"
        ):
            plan = phrase.plan
            yield replace(proposal, role=FigureRole.TARGET, quantity=plan, text=plan.text)


def _as_money(phrase: Phrase) -> Phrase:
    """`300k` and `20 triệu` without a unit are money in a report: the unit is added."""
    read = phrase.read
    if isinstance(read, Misread) or read.unit or not _ENDS_IN_SCALE.search(lowered(phrase.text)):
        return phrase
    return replace(phrase, text=f"{phrase.text} đồng", read=replace(read, unit="VND"))


def _is_difference(phrase: Phrase, after: str) -> bool:
    """`vượt 45 triệu đồng so với kế hoạch`: the amount beyond, not the amount."""
    return bool(
        re.match(r"(?:vượt|tăng)", lowered(phrase.text))
        and re.match(r"\s*(?:so với|kế hoạch|chỉ tiêu)", after)
    )


def _proposal(
    passage: Passage,
    phrase: Phrase,
    quantity: Quantity,
    role: FigureRole,
    metrics: Sequence[Metric],
    sentence: str,
    low: str,
) -> Proposal | None:
    """The figure of a phrase with its metric; None when it is no result of anything."""
    if isinstance(phrase.read, Misread):
        if phrase.read.rule != "so-mo-ho":
            return None
        return Proposal(None, quantity, phrase.text, sentence, role, doubt=phrase.read)
    above = lowered(passage.above)
    context = f"{above} {lowered(passage.before)}"
    setting = Setting(low[: phrase.start], low[phrase.end :], context)
    if role is FigureRole.EACH:
        return Proposal(None, quantity, phrase.text, sentence, role)
    if passage.label and not quantity.unit:
        return _labelled(passage, phrase, quantity, role, metrics, sentence)
    metric = choose_metric(quantity, setting, metrics)
    if metric is not None:
        return Proposal(metric, quantity, phrase.text, sentence, role, total=passage.total)
    unit, _ = read_unit(quantity.unit)
    if unit is not None and unit.name == MONEY:
        return Proposal(None, quantity, phrase.text, sentence, role)
    acted = _ACTION.search(setting.before) or _ACTION.search(setting.after[:60])
    if unit is None or unit.dimension not in _UNCOUNTED or not acted:
        return None
    if unit.dimension in ("length", "area") and _SIZE.search(setting.before):
        return None
    return Proposal(None, quantity, phrase.text, sentence, role)


def _labelled(
    passage: Passage,
    phrase: Phrase,
    quantity: Quantity,
    role: FigureRole,
    metrics: Sequence[Metric],
    sentence: str,
) -> Proposal | None:
    """A bare number whose unit stands in its label: `Số suất quà: 60` is 60 suất."""
    label = lowered(passage.label)
    for metric in metrics:
        for word in (metric.unit, *metric.units):
            unit = unit_named(word)
            words = unit.words if unit else (lowered(word),)
            for spelled in sorted(words, key=len, reverse=True):
                at = re.search(rf"(?<![^\W_]){re.escape(spelled)}(?![^\W_])", label)
                if not at or spelled in ("đ", "m"):
                    continue
                guess = replace(quantity, unit=unit.name if unit else word)
                setting = Setting(label[: at.start()], label[at.end() :], lowered(passage.above))
                if choose_metric(guess, setting, [metric]) is metric:
                    best = choose_metric(guess, setting, metrics) or metric
                    text = f"{phrase.text} {spelled}"
                    return Proposal(best, guess, text, sentence, role, total=passage.total)
    return None


def _placed(
    proposal: Proposal,
    passage: Passage,
    sentence: str,
    low: str,
    phrase: Phrase,
    named: Named,
    day: date | None,
) -> Proposal:
    """The proposal with its kind, its owner and its time."""
    cumulative = proposal.role is not FigureRole.TARGET and is_cumulative(
        low[: phrase.start], low[phrase.end :]
    )
    clause = re.split(r"[;:]|,\s(?=riêng|còn)", low[: phrase.start])[-1]
    own = named.models_in(sentence)
    above = named.models_in(passage.above) if not own else ()
    year = None
    if proposal.role is FigureRole.TARGET:
        year = later_year(f"{passage.above} {sentence}", day)
    return replace(
        proposal,
        cumulative=cumulative,
        since=since_of(sentence, day) if cumulative else None,
        school_wide=bool(_WHOLE_SCHOOL.search(clause)),
        models=own or above,
        inferred=bool(above),
        year=year,
    )


# --- figures told twice, and what belongs together


def _once(found: Sequence[Proposal]) -> list[Proposal]:
    """Each figure once: told again of the same owner, the later sentence is only noted."""
    kept: list[Proposal] = []
    places: dict[Hashable, list[int]] = defaultdict(list)
    for proposal in found:
        alike = places[_figure(proposal)]
        twin = next((n for n in alike if _may_be_same(kept[n], proposal)), None)
        if twin is None or proposal.role is FigureRole.EACH:
            alike.append(len(kept))
            kept.append(proposal)
        elif proposal.sentence not in (kept[twin].sentence, *kept[twin].again):
            again = (*kept[twin].again, proposal.sentence)
            kept[twin] = replace(kept[twin], again=again)
    return kept


def _figure(proposal: Proposal) -> Hashable:
    """What two tellings of one figure have in common."""
    quantity = proposal.quantity
    name = proposal.key or proposal.text
    return (name, proposal.role, quantity.value, quantity.hi, quantity.qualifier)


def _may_be_same(one: Proposal, other: Proposal) -> bool:
    """Not when each has an owner of its own, nor when one sentence tells the same number twice."""
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
