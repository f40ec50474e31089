"""Figures in a post's front matter.

metrics:
  funds_raised: 37,9 triệu đồng
  blood_units: {value: 98 đơn vị, scope: school, target: 23 đơn vị}
  gifts: [30 suất, {value: 30 suất, models: [a, b]}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.measure import Kind, Measure, Scope
from dvk_plugin.domain.metric import MONEY, Metric
from dvk_plugin.domain.quantity import VAGUE, Quantity
from dvk_plugin.domain.slug import fold, tidy
from dvk_plugin.domain.unit import read_unit, unit_named
from dvk_plugin.read.answers import needs_a_table, shown
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.quantities import read_quantity
from dvk_plugin.read.tree import (
    Node,
    Scalar,
    Sequence,
    Table,
    comma_in_brackets,
    cut_at_comma,
)

DECLARE_METRIC = "khai báo chỉ số trong posts/registry.yml, mục metrics"
DECLARE_MODEL = "tạo tệp docs/mo-hinh/<ten-mo-hinh>.md"
_DATES = re.compile(r"(?:năm|tháng|ngày|quý|học kỳ)\s[\dIV/. -]+|\d+[/-]\d+[/\d-]*|m2|km2")
_PLACED = ("id", "part_of", "same_as", "supersedes", "target", "each", "share", "models", "since")
"""Options that later checks may find fault with."""
_MORE_FIGURES = re.compile(r"\d")
_MONEY = Metric("money", "số tiền", MONEY, "money")


def read_measures(key: Scalar, node: Node, lexicon: Lexicon, fields: Fields) -> Iterator[Measure]:
    """The measures under one metric's name: an amount, a table of options, or a list of either.

    Issues go to `fields`. Rules: `chi-so-la`, `sai-don-vi`, `so-le`, `can-so-cu-the`,
    `so-lieu-trong`, and those of amounts, dates and names.
    """
    name = fields.key(key, lexicon.metrics, "chi-so-la", "chỉ số", DECLARE_METRIC)
    if not name:
        return
    metric = lexicon.registry.metrics[name]
    for item in _items(node, fields):
        if isinstance(item, Scalar):
            amount = read_amount(item, metric, fields) or _unread(item, metric)
            yield Measure(name, amount, item.source, quote=tidy(item.text))
        elif isinstance(item, Table):
            measure = _measure(metric, Fields(item, fields.issues), lexicon)
            if measure is not None:
                yield measure
        else:
            fields.add(needs_a_table(key.text, item))


def _items(node: Node, fields: Fields) -> Iterator[Node]:
    """One figure, or those of a list; `[37,9 triệu]` without quotes is one cut in two."""
    items = list(node.items) if isinstance(node, Sequence) else [node]
    while items:
        item = items.pop(0)
        if items and (meant := cut_at_comma(item, items[0])):
            fields.add(comma_in_brackets(meant))
            items.pop(0)
        elif not item.is_empty:
            yield item


def _unread(scalar: Scalar | None, metric: Metric) -> Quantity:
    """What stands for an amount that could not be read: its sums say that it is missing."""
    return replace(VAGUE, unit=metric.unit, text=shown(scalar.text) if scalar else "")


def _measure(metric: Metric, fields: Fields, lexicon: Lexicon) -> Measure | None:
    """A measure written as a table of options; None when it says nothing readable."""
    value = fields.scalar("value")
    quantity = read_amount(value, metric, fields) if value else None
    also = fields.texts("also")
    measure = Measure(
        metric=metric.key,
        quantity=quantity or _unread(value, metric),
        source=value.source if value else fields.source,
        kind=fields.choice("kind", Kind),
        scope=fields.choice("scope", Scope),
        models=read_models(fields, lexicon, "models", "model") or None,
        period=fields.period("period"),
        as_of=fields.day("as_of"),
        since=fields.day("since"),
        id=fields.text("id"),
        part_of=fields.text("part_of"),
        same_as=fields.text("same_as"),
        supersedes=fields.text("supersedes"),
        amended=fields.day("amended"),
        reason=fields.text("reason"),
        inferred=fields.flag("inferred"),
        disjoint=fields.flag("disjoint"),
        also=also,
        target=_definite(fields, "target", metric),
        each=_definite(fields, "each", _MONEY),
        share=_definite(fields, "share", metric),
        note=fields.text("note"),
        quote=fields.text("quote") or (tidy(value.text) if value else ""),
        places=fields.places(*_PLACED),
    )
    silent = fields.lacks("value", "also", "target", "note")
    fields.refuse_leftovers()
    if silent:
        fields.add(_says_nothing(fields))
        return None
    return measure


def read_models(fields: Fields, lexicon: Lexicon, *names: str) -> tuple[str, ...]:
    """Slugs of the models named in a field. Rule: `mo-hinh-la`."""
    keys = (_model(scalar, lexicon, fields) for scalar in fields.scalars(*names))
    return tuple(dict.fromkeys(key for key in keys if key))


def _model(scalar: Scalar, lexicon: Lexicon, fields: Fields) -> str:
    """A name that two models share has its finding where they are declared; here the first does."""
    if owners := lexicon.models.owners(scalar.text):
        return owners[0]
    several = [lexicon.models.find(name) for name in re.split(r"[,;]", scalar.text)]
    if len(several) > 1 and all(several):
        fields.add(_needs_a_list(scalar, [name for name in several if name]))
        return ""
    return fields.key(scalar, lexicon.models, "mo-hinh-la", "mô hình", DECLARE_MODEL)


def _needs_a_list(scalar: Scalar, models: list[str]) -> Issue:
    return Issue(
        "mo-hinh-la",
        scalar.source,
        f"«{shown(scalar.text)}» là nhiều mô hình; máy chỉ tách được khi có dấu ngoặc vuông.",
        f"models: [{', '.join(models)}]",
    )


def _definite(fields: Fields, name: str, metric: Metric) -> Quantity | None:
    scalar = fields.scalar(name)
    return read_amount(scalar, metric, fields, exactly=True) if scalar else None


def read_amount(
    scalar: Scalar, metric: Metric, fields: Fields, *, exactly: bool = False
) -> Quantity | None:
    """The amount a text gives of a metric, in the metric's unit; None after an issue.

    `exactly`: a number is needed, a vague «hàng trăm» will not do.
    """
    read = read_quantity(scalar.text)
    if isinstance(read, Misread):
        fields.misread(read, scalar.source)
        return None
    if _MORE_FIGURES.search(_DATES.sub("", read.unit)):
        fields.add(_two_figures(scalar))
        return None
    if exactly and read.value is None:
        fields.add(_too_vague(scalar))
        return None
    if not accepts_unit(metric, read.unit):
        fields.add(_wrong_unit(scalar, metric, read.unit))
        return None
    if metric.dimension == "persons" and read.value is not None and read.value % 1:
        fields.add(_half_a_person(scalar, metric))
        return None
    return replace(read, unit=metric.unit)


def accepts_unit(metric: Metric, unit: str) -> bool:
    """Whether an amount with this unit text can be a figure of the metric; none written, yes."""
    if not unit or not metric.unit:
        return True
    known, _ = read_unit(unit)
    if known is not None and known.name in metric.accepted_units:
        return True
    if known is not None and known.dimension == "persons" and "người" in metric.accepted_units:
        return True
    own = unit_named(metric.unit)
    text = f"{fold(unit)} "
    words = metric.units if own is not None and known is not None else metric.accepted_units
    return any(text.startswith(f"{fold(word)} ") for word in words)


def _wrong_unit(scalar: Scalar, metric: Metric, unit: str) -> Issue:
    own = unit_named(metric.unit)
    label = own.label if own else metric.unit
    written = unit_named(unit)
    named = written.label if written else shown(unit)
    return Issue(
        "sai-don-vi",
        scalar.source,
        f"Đơn vị «{named}» không phải của chỉ số «{metric.label}»; chỉ số này tính bằng «{label}».",
        f"sửa đơn vị thành «{label}», hoặc chuyển số này sang đúng chỉ số của nó.",
    )


def _half_a_person(scalar: Scalar, metric: Metric) -> Issue:
    return Issue(
        "so-le",
        scalar.source,
        f"Chỉ số «{metric.label}» đếm người nên phải là số nguyên.",
        "xem lại dấu phẩy; phần nghìn viết bằng dấu chấm, ví dụ: 1.234 người.",
    )


def _two_figures(scalar: Scalar) -> Issue:
    return Issue(
        "hai-so-lieu",
        scalar.source,
        f"«{shown(scalar.text)}» có hai con số; mỗi số liệu chỉ ghi một số.",
        "tách thành hai dòng, mỗi dòng một chỉ số; giá trị mỗi suất thì ghi vào mục each.",
    )


def _too_vague(scalar: Scalar) -> Issue:
    return Issue(
        "can-so-cu-the",
        scalar.source,
        f"Ở đây cần một con số cụ thể; «{shown(scalar.text)}» chưa cho biết là bao nhiêu.",
        "ghi một con số, ví dụ: 20.000.000 đồng; chưa có số thì xóa dòng này.",
    )


def _says_nothing(fields: Fields) -> Issue:
    return Issue(
        "so-lieu-trong",
        fields.source,
        "Số liệu này chưa có giá trị nào.",
        "value: 30 suất; nếu chưa đếm được thì ghi «also: [một số vật phẩm]».",
    )
