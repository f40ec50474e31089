"""Tables as CSV (RFC 4180) in UTF-8 with a BOM, so that Excel reads the Vietnamese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from dvk_plugin.domain.cell import safe_text
from dvk_plugin.domain.columns import Column


def table_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The table with a line of names above; what a row does not give stays empty."""
    out = io.BytesIO(b"\xef\xbb\xbf")
    out.seek(0, io.SEEK_END)
    text = io.TextIOWrapper(out, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell_of(row.get(name)) for name in names])
    text.flush()
    return out.getvalue()


def cell_of(value: object) -> object:
    """A value as a cell: numbers with every digit, days as ISO has them, no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return safe_text(value) if isinstance(value, str) else value
