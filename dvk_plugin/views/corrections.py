"""Corrected figures, told where the old one stood and where the new one stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.format import format_date, format_quantity


def correction_notes(edition: Edition, entry: Entry) -> Iterator[str]:
    """What is said beside a figure that replaces another, and beside one that was replaced."""
    old = edition.site.ledger.entries.get(entry.supersedes)
    if old is not None:
        said = f"{_day('đính chính', edition.corrections.day_of(entry))}, trước ghi {_words(old)}"
        yield f"{said}: {entry.reason}" if entry.reason else said
    new = edition.corrections.replaced.get(entry.id)
    if new is not None:
        yield f"{_day('đã đính chính', edition.corrections.day_of(new))}, nay là {_words(new)}"


def _day(words: str, day: date | None) -> str:
    return f"{words} ngày {format_date(day)}" if day else words


def _words(entry: Entry) -> str:
    return format_quantity(entry.quantity)
