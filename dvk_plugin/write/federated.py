"""Sums of several schools as files: `toan-khoi.json` for programs, `toan-khoi.csv` for Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dvk_plugin.domain.columns import SCHEMA_VERSION
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import School
from dvk_plugin.tally.federation import Federation, Together
from dvk_plugin.tally.figure import Figure, figure_of
from dvk_plugin.tally.rows import Row
from dvk_plugin.write.opendata import as_number, published_rows, row_data, tally_csv


def federation_rows(federation: Federation) -> Iterator[Row]:
    """The rows over all schools, then those of each school as its own site has them."""
    yield from federation.all.rows
    for slug in federation.schools:
        yield from federation.rows(slug)


def federation_csv(federation: Federation) -> bytes:
    """Every row, in the columns of `tally.csv`."""
    return tally_csv(published_rows(federation_rows(federation)))


def federation_data(
    federation: Federation, findings: Iterable[Mapping[str, object]]
) -> Mapping[str, Any]:
    """All there is, as plain data: `rows` are those of `tally.json`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "schools": [
            _school(slug, school, federation.registers[slug])
            for slug, school in federation.schools.items()
        ]
        + [
            {"school": slug, "name": school.name, "as_of": None, "file": None}
            for slug, school in federation.silent.items()
        ],
        "rows": [row_data(row, lambda uri: "") for row in federation_rows(federation)],
        "joint": [_together(federation, one) for one in federation.together],
        "findings": list(findings),
    }


def _school(slug: str, school: School, register: Register) -> Mapping[str, Any]:
    day = register.as_of(slug)
    return {
        "school": slug,
        "name": school.name,
        "as_of": day.isoformat() if day else None,
        "file": register.file,
    }


def _together(federation: Federation, one: Together) -> Mapping[str, Any]:
    return {
        "id": one.entry.joint or one.entry.id,
        "metric": one.entry.metric,
        "unit": one.entry.quantity.unit,
        **_figure(figure_of(one.entry)),
        "is_disputed": one in federation.disputed,
        "schools": [_word(federation, entry) for entry in one.told],
    }


def _figure(figure: Figure) -> Mapping[str, Any]:
    return {
        "value": as_number(figure.value),
        "qualifier": str(figure.certainty),
        "hi": as_number(figure.hi),
        "incomplete": list(figure.incomplete),
    }


def _word(federation: Federation, entry: Entry) -> Mapping[str, Any]:
    """What one school says of a figure that it has in common with others."""
    citation = entry.citations[0]
    return {
        "school": entry.school,
        "id": entry.id,
        **_figure(figure_of(entry)),
        "share": as_number(entry.share.value) if entry.share else None,
        "as_of": entry.as_of.isoformat(),
        "quote": citation.quote,
        "url": citation.url or None,
        "register_url": federation.line(entry) or None,
    }
