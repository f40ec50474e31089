"""Open data: every tally row as JSON and CSV, in stable order and bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from dvk_plugin.domain.columns import TALLY
from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.tally.booking import is_album
from dvk_plugin.tally.rows import Row
from dvk_plugin.views.edition import cited_uri
from dvk_plugin.write.table import table_csv

Address = Callable[[str], str]
"""The full address of a page by its uri; empty where the site does not know its own."""


MOST_SOURCES = 100
"""Sources that a published row lists: those of a large sum would be all of `register.csv`, over
and over, one row after the other."""


def row_data(row: Row, address: Address | None = None, most: int | None = None) -> dict[str, Any]:
    """A row as plain data: numbers exact, null where unknown or where it spans all.

    With `address`, each source tells its full address too. `most`: of more sources than that the
    newest are listed; how many there are is told beside.
    """
    figure, span = row.tally.figure, row.span
    sources = [(entry, citation) for entry in row.tally.entries for citation in entry.citations]
    listed = sources
    if most is not None and len(sources) > most:
        listed = sorted(sources, key=lambda source: source[0].as_of, reverse=True)[:most]
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
        "sources": [_source(entry, citation, address) for entry, citation in listed],
        "sources_count": len(sources),
    }


def _source(entry: Entry, citation: Citation, address: Address | None) -> dict[str, Any]:
    """Where a figure was said. The names of counted pictures are nobody's words."""
    data = {
        "post": citation.post,
        "file": citation.source.file,
        "line": citation.source.line,
        "quote": "" if is_album(entry) else citation.quote,
    }
    if address is not None:
        data["url"] = citation.url or address(cited_uri(citation)) or None
    return data


def as_number(value: Decimal | None) -> int | float | None:
    """An exact number for JSON: whole ones as integers, others by their shortest decimal."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(data: object) -> str:
    """JSON for people and programs: real letters, two blanks, one newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def tally_json(rows: Iterable[Row], address: Address) -> bytes:
    """All rows, one object a line, so that a change shows as a changed line."""
    data = (row_data(row, address, MOST_SOURCES) for row in rows)
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in data)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def tally_csv(rows: Iterable[Row]) -> bytes:
    """All rows as a table; of sources the posts alone."""
    return table_csv(TALLY, map(_table_row, rows))


def _table_row(row: Row) -> Mapping[str, object]:
    data = row_data(row, most=MOST_SOURCES)
    data["incomplete"] = "; ".join(data["incomplete"])
    data["posts"] = "; ".join(dict.fromkeys(source["post"] for source in data["sources"]))
    return data
