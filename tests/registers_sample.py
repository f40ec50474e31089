"""A register of one figure, and what a test changes in it."""

from __future__ import annotations

import csv
import io

from dvk_plugin.domain.columns import REGISTER

GOOD = {
    "schema_version": "1",
    "id": "truong-a/2024/a/gifts",
    "school": "truong-a",
    "school_name": "CĐ A",
    "metric": "gifts",
    "metric_label": "Suất quà",
    "adds": "sum",
    "unit": "suất",
    "value": "30",
    "qualifier": "exact",
    "period_start": "2024-01-01",
    "period_end": "2024-03-15",
    "as_of": "2024-03-15",
    "kind": "increment",
    "scope": "school",
    "status": "counted",
    "post": "tin-tuc/2024/a",
    "source_url": "https://a.example/tin-tuc/2024/a/",
    "register_url": "https://a.example/so-lieu/gifts/#so-1",
    "file": "posts/a.md",
    "line": "5",
    "quote": "30 suất",
}


def table(*changes: dict[str, str], leave_out: str = "") -> bytes:
    """A `register.csv` with a row for each of these changes of the good one."""
    out = io.StringIO()
    names = [column.name for column in REGISTER if column.name != leave_out]
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for change in changes:
        writer.writerow({**GOOD, **change})
    return b"\xef\xbb\xbf" + out.getvalue().encode()
