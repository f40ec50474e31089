"""What a number phrase counts: money, things and persons, with the metric where one fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dvk_plugin.domain.metric import MONEY, Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import UNITS, Unit, lowered, read_unit, unit_named
from dvk_plugin.importing.metric_choice import Setting, are_members, choose_metric
from dvk_plugin.importing.phrases import Phrase
from dvk_plugin.importing.proposal import Proposal
from dvk_plugin.importing.roles import FigureRole
from dvk_plugin.importing.telling import Telling
from dvk_plugin.read.misread import Misread

_ACTION = re.compile(
    r"(?<![^\W_])(?:tặng|thăm|trao|hỗ trợ|làm|xây|sửa|nâng cấp|quyên góp|ủng hộ|trồng|thu gom"
    r"|vận động|giúp|cấp"
    r"|phát|tham gia|tham dự|dọn|bê tông|đổ|lắp|nấu|mua|tổ chức|đóng góp|thu hoạch|gặt"
    r"|khơi thông|mang|chở|gửi|đem|chuyển|góp|nhận|khiêng|kéo|dựng|nối|thắp sáng|hiện vật"
    r"|vật phẩm)(?![^\W_])"
)
_DOER = re.compile(r"(?<![^\W_])(?:do|bởi|nhờ|phân công|cử|giao(?: cho)?)\s+$")
_IN_CHARGE = re.compile(
    r"(?<![^\W_])(?:phụ trách|đảm nhận|theo dõi|chịu trách nhiệm|biểu quyết|tán thành"
    r"|nhất trí|đồng ý|ủng hộ|đóng góp|quyên góp)(?![^\W_])"
)
_LEAST_MONEY = 5_000
"""Đồng; what is less, and of no metric, is a counter (`1,5K`)."""
_SIZE = re.compile(
    r"(?<![^\W_])(?:cách|xa|dài|cao|rộng|sâu|chặng|quãng|diện tích|đi|vượt|hành trình)[^,;.]{0,45}$"
)
"""Words before a length that is no work done."""
_UNCOUNTED = ("length", "area", "mass", "volume", "books", "households", "persons", "sessions")
"""Dimensions of what is done and has no metric: told to the editor, not proposed as a line."""


def what_is_counted(
    telling: Telling,
    phrase: Phrase,
    quantity: Quantity,
    role: FigureRole,
    metrics: Sequence[Metric],
) -> Proposal | None:
    """The figure of a phrase with its metric; None when it is no result of anything."""
    plain = Proposal(None, quantity, phrase.text, telling.sentence, role)
    if quantity.value == 0:  # «gian hàng 0 đồng»
        return None
    if isinstance(phrase.read, Misread):
        return replace(plain, doubt=phrase.read) if phrase.read.rule == "so-mo-ho" else None
    if role is FigureRole.EACH:
        return plain if quantity.unit == MONEY else None
    if telling.passage.label and not quantity.unit:
        if not _is_after_label(telling, phrase):
            return None
        return _labelled(telling, plain, metrics)
    setting = telling.setting(phrase)
    unit, _ = read_unit(quantity.unit)
    if _is_doer(phrase, setting, unit):
        return None
    metric = choose_metric(quantity, setting, metrics)
    if metric is not None:
        return replace(plain, metric=metric, total=telling.passage.total)
    if unit is not None and unit.name == MONEY:
        return plain if quantity.value is None or quantity.value >= _LEAST_MONEY else None
    if _stands_alone(telling, phrase) and unit is not None and unit.dimension in _UNCOUNTED:
        return plain
    return plain if _is_done(unit, setting) else None


def _stands_alone(telling: Telling, phrase: Phrase) -> bool:
    """Whether a line of a list is the phrase and nothing else: `👉 32 chiến sĩ tình nguyện`."""
    rest = telling.low[: phrase.start] + telling.low[phrase.end :]
    return not any(map(str.isalnum, rest))


def _is_after_label(telling: Telling, phrase: Phrase) -> bool:
    """Whether the number is the one after the colon, and not one of the label or in brackets."""
    before = telling.text[: phrase.start]
    return before.rstrip().endswith(":") and before.count("(") == telling.label.count("(")


def _is_done(unit: Unit | None, setting: Setting) -> bool:
    """Whether something without a metric was done, and is no size of a thing."""
    acted = _ACTION.search(setting.before) or _ACTION.search(setting.after[:60])
    if unit is None or unit.dimension not in _UNCOUNTED or not acted:
        return False
    if unit.dimension == "persons" and are_members(setting):
        return False
    return not (unit.dimension in ("length", "area") and _SIZE.search(setting.before))


def _is_doer(phrase: Phrase, setting: Setting, unit: Unit | None) -> bool:
    """Persons who gave or were told off: `vận động được … từ 23 đảng viên`, `do 16 em đảm nhận`."""
    if unit is None or unit.dimension != "persons":
        return False
    text = lowered(phrase.text)
    giver = text.startswith("từ ") and not text.endswith("trở lên")
    return giver or bool(
        _DOER.search(setting.before) or _IN_CHARGE.search(text + setting.after[:25])
    )


def _labelled(telling: Telling, plain: Proposal, metrics: Sequence[Metric]) -> Proposal | None:
    """A bare number whose unit stands in its label: `Số suất quà: 60` is 60 suất."""
    label, above = lowered(telling.label), telling.above
    found = sorted(
        (at.start(), -len(at.group()), place, name)
        for place, metric in enumerate(metrics)
        for name, at in _units_in(label, metric)
    )
    for start, length, place, name in found:
        spelled = label[start : start - length]
        guess = replace(plain.quantity, unit=name)
        setting = Setting(label[:start], label[start - length :], above)
        if choose_metric(guess, setting, [metrics[place]]) is not None:
            best = choose_metric(guess, setting, metrics)
            text = f"{plain.text} {spelled}"
            return replace(
                plain, metric=best, quantity=guess, text=text, total=telling.passage.total
            )
    for unit in UNITS:
        at = _place(unit.words[0], label) if unit.dimension == "persons" else None
        if at and _is_done(unit, Setting(label[: at.start()], label[at.end() :], above)):
            guess = replace(plain.quantity, unit=unit.name)
            return replace(plain, quantity=guess, text=f"{plain.text} {unit.words[0]}")
    return None


def _units_in(label: str, metric: Metric) -> Iterator[tuple[str, re.Match[str]]]:
    """Each unit of the metric that the label names, canonical, and where."""
    for word in metric.accepted_units:
        unit = unit_named(word)
        for spelled in unit.words if unit else (lowered(word),):
            at = _place(spelled, label)
            if at and spelled not in ("đ", "m"):
                yield unit.name if unit else word, at


def _place(word: str, label: str) -> re.Match[str] | None:
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", label)
