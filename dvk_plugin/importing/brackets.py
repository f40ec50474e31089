"""Figures in brackets after a figure: its parts, or the same of another time.

`37,9 triệu đồng (chi bộ 1: 5,5 triệu; chi bộ 2: 12,4 triệu)` · `98 đơn vị (năm ngoái: 78 đơn vị)`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import read_unit
from dvk_plugin.importing.phrases import Phrase
from dvk_plugin.importing.roles import FigureRole

_ANOTHER_TIME = re.compile(
    r"\(\s*(?:năm|quý|tháng|học kỳ|kỳ|cùng kỳ|tuần|đợt)(?![^\W_])[^:;()]{0,20}:?\s*$"
)


def role_in_brackets(low: str, phrases: Sequence[Phrase], place: int) -> FigureRole | None:
    """PART for one of several amounts in brackets that are parts of the one before them; AWAY for
    a lone one of another time; None for any other."""
    start = phrases[place].start
    opening = low.rfind("(", 0, start)
    if opening < 0 or low.find(")", opening, start) >= 0:
        return None
    closing = low.find(")", opening)
    end = closing if closing >= 0 else len(low)
    inside = [phrase for phrase in phrases if opening < phrase.start < end]
    before = [phrase for phrase in phrases if phrase.end <= opening]
    alike = [phrase for phrase in inside if _same_unit(phrase, phrases[place])]
    if not before or not _may_hold(before[-1], phrases[place]):
        return None
    if len(alike) > 1:
        return FigureRole.PART
    return FigureRole.AWAY if _ANOTHER_TIME.search(low[:start]) else None


def _may_hold(whole: Phrase, part: Phrase) -> bool:
    one, other = whole.read, part.read
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return False
    large = one.value is not None and other.value is not None and one.value > other.value
    return large and _same_unit(whole, part)


def _same_unit(one: Phrase, other: Phrase) -> bool:
    units = [
        read_unit(phrase.read.unit)[0]
        for phrase in (one, other)
        if isinstance(phrase.read, Quantity)
    ]
    return len(units) == 2 and units[0] is not None and units[0] is units[1]
