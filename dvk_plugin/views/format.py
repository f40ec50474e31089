"""Numbers, dates and figures as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale
from babel.numbers import format_compact_decimal, format_decimal

from dvk_plugin.domain.measure import Kind
from dvk_plugin.domain.metric import MONEY, Metric
from dvk_plugin.domain.period import INCEPTION, Period
from dvk_plugin.domain.quantity import Certainty, Qualifier, Quantity
from dvk_plugin.domain.slug import fold
from dvk_plugin.domain.unit import unit_named
from dvk_plugin.tally.figure import Figure

VI = Locale.parse("vi")
UNKNOWN = "chưa có số liệu"
WORDS = {
    Certainty.EXACT: "",
    Certainty.LOWER: "trên",
    Certainty.UPPER: "gần",
    Certainty.APPROX: "khoảng",
}
_QUALIFIERS = {Qualifier.AT_LEAST: "ít nhất", Qualifier.AT_MOST: "không quá"}
_BELOW = ("duoi", "chua")
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@lru_cache(maxsize=1 << 12)
def format_date(day: date) -> str:
    """`21/09/2023`."""
    return f"{day:%d/%m/%Y}"


def format_long_date(day: date) -> str:
    """`Thứ năm, 21/09/2023`."""
    return f"{_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def format_number(value: Decimal) -> str:
    """`37.900.000`, `168,8`: every digit there is."""
    return _written(str(value))


@lru_cache(maxsize=1 << 14)
def _written(value: str) -> str:
    return str(format_decimal(Decimal(value), locale=VI, decimal_quantization=False))


def format_short(value: Decimal) -> str:
    """`37,9 triệu` where that says the same in full; else every digit. Never rounded."""
    return _shortened(str(value)) if abs(value) >= 1_000_000 else format_number(value)


@lru_cache(maxsize=1 << 14)
def _shortened(written: str) -> str:
    value = Decimal(written)
    for digits in range(3):
        short = str(
            format_compact_decimal(value, format_type="long", locale=VI, fraction_digits=digits)
        )
        if _as_number(short) == value:
            return short
    return format_number(value)


_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def _as_number(short: str) -> Decimal:
    """What a short form says: `37,9 triệu` → 37900000."""
    digits, _, scales = short.replace("\u00a0", " ").partition(" ")
    value = Decimal(digits.replace(".", "").replace(",", "."))
    for word in scales.split():
        value *= _SCALES.get(word, 0)
    return value


@lru_cache
def unit_label(unit: str) -> str:
    """A unit as readers know it: `VND` → đồng."""
    known = unit_named(unit)
    return known.label if known else unit


def format_figure(figure: Figure, metric: Metric, *, short: bool = False) -> str:
    """`khoảng 102,9 triệu đồng`, `từ 70 đến 130 người`, `chưa có số liệu`."""
    word = WORDS[figure.certainty]
    return _sentence(figure.value, figure.hi, word, metric.unit, short=short)


def format_quantity(quantity: Quantity, *, short: bool = False) -> str:
    """A reported number with its own qualifier: `ít nhất 12 suất`, `dưới 20 người`."""
    word = _QUALIFIERS.get(quantity.qualifier, WORDS[quantity.certainty])
    if quantity.qualifier is Qualifier.UNDER and fold(quantity.text).startswith(_BELOW):
        word = "dưới"
    return _sentence(quantity.value, quantity.hi, word, quantity.unit, short=short)


def _sentence(
    value: Decimal | None, hi: Decimal | None, word: str, unit: str, *, short: bool
) -> str:
    if value is None:
        return UNKNOWN
    write = format_short if short and unit == MONEY else format_number
    label = unit_label(unit)
    space = "" if label == "%" else " "
    if hi is not None and hi != value:
        words = f"từ {write(value)} đến {write(hi)}"
    else:
        words = f"{word} {write(value)}".strip()
    return f"{words}{space}{label}"


def format_percent(percent: Decimal, certainty: Certainty) -> str:
    """`426,1 %`; of an inexact figure `khoảng 325 %`."""
    words = WORDS[certainty]
    return f"{words} {format_number(percent.normalize())} %".strip()


def format_missing(incomplete: tuple[str, ...]) -> str:
    """`chưa kể một số vật phẩm, thuốc; sách`; empty when all is counted."""
    return f"chưa kể {'; '.join(incomplete)}" if incomplete else ""


def format_as_of(day: date | None) -> str:
    """`tính đến 21/09/2023`."""
    return f"tính đến {format_date(day)}" if day else ""


def format_period(period: Period, kind: Kind) -> str:
    """`năm 2023, đến 21/09/2023`; `từ 01/03/2023 đến 21/09/2023`; `đến 19/12/2024`."""
    last = format_date(period.last_day)
    if kind is Kind.STOCK:
        return f"ngày {last}"
    if period.start == INCEPTION:
        return f"đến {last}"
    if (period.end - period.start).days == 1:
        return f"ngày {last}"
    if (period.start.month, period.start.day) == (1, 1) and period.year:
        whole = (period.last_day.month, period.last_day.day) == (12, 31)
        return f"năm {period.year}" if whole else f"năm {period.year}, đến {last}"
    return f"từ {format_date(period.start)} đến {last}"
