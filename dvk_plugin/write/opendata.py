"""Open data: every tally row as JSON and CSV, in stable order and bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dvk_plugin.domain.ledger import Citation
from dvk_plugin.tally.rows import Row

COLUMNS = (
    "metric", "unit", "value", "qualifier", "lo", "hi", "incomplete", "school", "branch",
    "model", "year", "part", "as_of", "target", "achievement", "posts",
)  # fmt: skip


def row_data(row: Row) -> dict[str, Any]:
    """A row as plain data: numbers exact, null where unknown or where it spans all."""
    figure, span = row.tally.figure, row.span
    as_of = row.tally.as_of
    is_range = figure.hi is not None
    return {
        "metric": row.metric.key,
        "unit": row.metric.unit,
        "value": as_number(figure.value),
        "qualifier": str(figure.certainty),
        "lo": as_number(figure.value) if is_range else None,
        "hi": as_number(figure.hi),
        "incomplete": list(figure.incomplete),
        "school": span.school or None,
        "model": span.model or None,
        "branch": span.branch or None,
        "year": row.year,
        "part": str(row.part),
        "as_of": as_of.isoformat() if as_of else None,
        "target": as_number(row.target.value) if row.target else None,
        "achievement": as_number(row.achievement),
        "sources": [
            source_data(citation) for entry in row.tally.entries for citation in entry.citations
        ],
    }


def source_data(citation: Citation) -> dict[str, Any]:
    return {
        "post": citation.post,
        "file": citation.source.file,
        "line": citation.source.line,
        "quote": citation.quote,
    }


def as_number(value: Decimal | None) -> int | float | None:
    """An exact number for JSON: whole ones as integers, others by their shortest decimal."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(data: object) -> str:
    """JSON for people and programs: real letters, two blanks, one newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def tally_json(rows: Iterable[Row]) -> bytes:
    """All rows, one object a line, so that a change shows as a changed line."""
    lines = (json.dumps(row_data(row), ensure_ascii=False, sort_keys=True) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def tally_csv(rows: Iterable[Row]) -> bytes:
    """All rows as CSV (RFC 4180) with a BOM, so that Excel reads the Vietnamese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        data = row_data(row)
        data["incomplete"] = "; ".join(data["incomplete"])
        data["posts"] = "; ".join(dict.fromkeys(s["post"] for s in data["sources"]))
        writer.writerow(safe_cell(data, column) for column in COLUMNS)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def safe_cell(data: Mapping[str, Any], column: str) -> object:
    """A cell that a spreadsheet takes as text or number, never as a formula."""
    value = data[column]
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value
