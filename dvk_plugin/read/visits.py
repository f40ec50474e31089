"""`posts/views.json`, which `dvk views import` keeps.

{"as_of": "2026-11-22", "days": {"2026-11-21": {"tin-tuc/2024/x": 3}},
 "earlier": {"tin-tuc/2024/x": 520}, "settled": ["2026-01-01..2026-10-21"]}
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.visits import Counts, Days, Visits
from dvk_plugin.read.kept_data import day_of, read_kept

VIEWS_FILE = "views.json"
_HINT = "lấy lại bản trước của tệp, hoặc xóa tệp rồi chạy lại «dvk views import» với các nhật ký."


def read_visits(path: Path, root: Path) -> tuple[Visits, tuple[Issue, ...]]:
    """What was counted until now. Rules: `tep-luu-hong`, `khong-mo-duoc`."""
    return read_kept(path, root, _visits, Visits(), _HINT)


def _visits(data: Any) -> Visits:
    if data.keys() - {"as_of", "days", "earlier", "settled"}:
        raise ValueError
    return Visits(
        day_of(data["as_of"]),
        MappingProxyType({day_of(d): _counts(counts) for d, counts in data["days"].items()}),
        _counts(data["earlier"]),
        tuple(_days(days) for days in data["settled"]),
    )


def _days(text: Any) -> Days:
    first, last = map(day_of, text.split(".."))
    return first, last


def _counts(data: Any) -> Counts:
    for key, count in data.items():
        if type(count) is not int or count < 1 or not isinstance(key, str):
            raise ValueError(key)
    return MappingProxyType(dict(data))
