"""Open data: every tally row as JSON and CSV, in stable order and bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import nlargest
from typing import Any

from dvk_plugin.domain.columns import TALLY
from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.tally.booking import is_album
from dvk_plugin.tally.rows import Row
from dvk_plugin.views.uris import cited_uri
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
        "sources": [_source(*source, address) for source in _sources(row, most)],
        "sources_count": sum(len(entry.citations) for entry in row.tally.entries),
    }


def _sources(row: Row, most: int | None) -> list[tuple[Entry, Citation]]:
    """Where a row's figures were said; of more than `most` the newest, which are found without
    going through all that a large sum is made of."""
    entries: Sequence[Entry] = [entry for entry in row.tally.entries if entry.citations]
    if most is not None and sum(len(entry.citations) for entry in entries) > most:
        entries = nlargest(most, entries, key=lambda entry: entry.as_of)
    return [(entry, citation) for entry in entries for citation in entry.citations][:most]


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


def published_rows(rows: Iterable[Row], address: Address | None = None) -> Iterator[dict[str, Any]]:
    """Rows as plain data, as they are published: of many sources the newest."""
    return (row_data(row, address, MOST_SOURCES) for row in rows)


def tally_files(rows: Iterable[Mapping[str, Any]]) -> tuple[bytes, bytes]:
    """Published rows as JSON, one object a line, so that a change shows as a changed line; and as
    CSV. Each row goes into both and then away: all of them are a hundred MB on a large site."""
    lines: list[bytes] = []
    table = tally_csv(_noted(rows, lines))
    return b"[\n" + b",\n".join(lines) + b"\n]\n", table


def _noted(rows: Iterable[Mapping[str, Any]], lines: list[bytes]) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
        yield row


def tally_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Published rows as a table; of sources the posts alone."""
    return table_csv(TALLY, map(_table_row, rows))


def _table_row(row: Mapping[str, Any]) -> Mapping[str, object]:
    posts = dict.fromkeys(source["post"] for source in row["sources"])
    return {**row, "incomplete": "; ".join(row["incomplete"]), "posts": "; ".join(posts)}
