"""One row of a `register.csv`: cells by the names of columns to a metric and an entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from dvk_plugin.domain.columns import LATEST_EACH, MODELS_ADD, REGISTER
from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import CATALOGUE, Adds, Metric
from dvk_plugin.domain.period import INCEPTION, Period
from dvk_plugin.domain.quantity import Qualifier, Quantity
from dvk_plugin.domain.source import Source

_CATALOGUE = {metric.key: metric for metric in CATALOGUE}


class Damaged(ValueError):
    """A row that cannot be what its columns say; its text tells why, in Vietnamese."""


def check_cells(cells: Mapping[str, str]) -> None:
    """Raise `Damaged` where a cell is empty that may not be, or none of its choices."""
    for column in REGISTER:
        value = cells[column.name]
        if column.is_required and not value:
            raise Damaged(f"ô «{column.name}» trống")
        if column.choices and value and value not in column.choices:
            raise Damaged(f"ô «{column.name}» ghi «{value[:40]}», không phải giá trị có thể có")


def metric_in(cells: Mapping[str, str]) -> Metric:
    """The metric as this row describes it; one of the catalogue keeps its dimension."""
    key, adds = cells["metric"], cells["adds"]
    known = _CATALOGUE.get(key)
    dimension = MODELS_ADD if adds == MODELS_ADD else known.dimension if known else key
    how = Adds.LATEST if adds == LATEST_EACH else Adds.SUM if adds == MODELS_ADD else Adds(adds)
    label = cells["metric_label"] or key
    across = adds != LATEST_EACH
    return Metric(key, label, cells["unit"], dimension, adds=how, across_models=across)


def entry_in(cells: Mapping[str, str], metric: Metric) -> Entry:
    """The figure of a row, its models' slugs behind their school's; or `Damaged`."""
    school = cells["school"]
    if not cells["id"].startswith(f"{school}/"):
        raise Damaged(f"mã «{cells['id'][:40]}» không bắt đầu bằng mã trường")
    last = _day(cells, "period_end")
    start = _day(cells, "period_start") or INCEPTION
    as_of = _day(cells, "as_of")
    assert last is not None and as_of is not None
    if start > last or last == date.max:
        raise Damaged("kỳ bắt đầu sau khi kết thúc")
    return Entry(
        id=cells["id"],
        metric=metric.key,
        quantity=_quantity(cells, metric, "value", "qualifier"),
        school=school,
        period=Period(start, last + timedelta(days=1)),
        as_of=as_of,
        kind=Kind(cells["kind"]),
        scope=Scope(cells["scope"]),
        models=frozenset(f"{school}/{slug}" for slug in cells["models"].split("; ") if slug),
        since=_day(cells, "since"),
        citations=(_citation(cells),),
        also=tuple(text for text in cells["incomplete"].split("; ") if text),
        part_of=cells["part_of"],
        same_as=cells["same_as"],
        supersedes=cells["supersedes"],
        inferred=cells["inferred"] == "true",
        disjoint=cells["disjoint"] == "true",
        derived=cells["derived"] == "true",
        target=_quantity(cells, metric, "target", "") if cells["target"] else None,
        joint=cells["joint"],
        share=_quantity(cells, metric, "share", "share_qualifier") if cells["share"] else None,
    )


def _citation(cells: Mapping[str, str]) -> Citation:
    line = cells["line"]
    place = Source(cells["file"], int(line) if line.isascii() and line.isdigit() else 1)
    url = cells["source_url"]
    return Citation(cells["post"], place, cells["quote"], url if leads_to_web(url) else "")


def _quantity(cells: Mapping[str, str], metric: Metric, name: str, sureness: str) -> Quantity:
    qualifier = Qualifier(cells[sureness]) if sureness and cells[sureness] else Qualifier.EXACT
    hi = _number(cells, "hi") if name == "value" else None
    value = _number(cells, name)
    if hi is not None and (value is None or hi < value):
        raise Damaged("ô «hi» nhỏ hơn ô «value»")
    return Quantity(value, metric.unit, qualifier, hi, cells["quote"])


def _number(cells: Mapping[str, str], name: str) -> Decimal | None:
    text = cells[name]
    if not text:
        return None
    try:
        number = Decimal(text) if text.isascii() and len(text) <= 40 else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or number.adjusted() > 30:
        raise Damaged(f"ô «{name}» ghi «{text[:40]}», không phải con số dùng được")
    return number


def _day(cells: Mapping[str, str], name: str) -> date | None:
    text = cells[name]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Damaged(f"ô «{name}» ghi «{text[:40]}», không phải ngày") from None


def leads_to_web(address: str) -> bool:
    """Whether an address may be shown as a link."""
    return address.startswith(("https://", "http://"))
