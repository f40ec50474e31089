"""Numbers and dates as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dvk_plugin.domain.metric import CATALOGUE
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.figure import Figure
from dvk_plugin.views.format import (
    format_figure,
    format_long_date,
    format_percent,
    format_short,
)

METRICS = {metric.key: metric for metric in CATALOGUE}


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("37900000", "37,9 triệu"),
        ("102900000", "102,9 triệu"),
        ("65000000", "65 triệu"),
        ("1350000000", "1,35 tỷ"),
        ("37912345", "37.912.345"),
        ("700000", "700.000"),
        ("999999999999", "999.999.999.999"),
        ("0", "0"),
    ],
)
def test_short_numbers_say_the_same_in_full(value: str, short: str) -> None:
    assert format_short(Decimal(value)).replace("\u00a0", " ") == short


@pytest.mark.parametrize(
    ("figure", "metric", "text"),
    [
        (Figure(Decimal(37900000)), "funds_raised", "37.900.000 đồng"),
        (Figure(Decimal(70), Decimal(130), Certainty.APPROX), "beneficiaries",
         "từ 70 đến 130 người"),
        (Figure(Decimal(14700), None, Certainty.LOWER), "gifts", "trên 14.700 suất"),
        (Figure(Decimal(1000), None, Certainty.UPPER), "trees", "gần 1.000 cây"),
        (Figure(Decimal("168.8")), "blood_units", "168,8 đơn vị máu"),
        (Figure(Decimal(0)), "gifts", "0 suất"),
        (Figure(), "gifts", "chưa có số liệu"),
    ],
)  # fmt: skip
def test_figures_show_how_sure_they_are(figure: Figure, metric: str, text: str) -> None:
    assert format_figure(figure, METRICS[metric]).replace("\u00a0", " ") == text


def test_percent_and_days() -> None:
    assert format_percent(Decimal("426.1"), Certainty.EXACT) == "426,1 %"
    assert format_percent(Decimal("325.0"), Certainty.APPROX) == "khoảng 325 %"
    assert format_percent(Decimal("100.0"), Certainty.EXACT) == "100 %"
    assert format_long_date(date(2024, 12, 19)) == "Thứ năm, 19/12/2024"
