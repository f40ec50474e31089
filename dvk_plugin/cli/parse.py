"""`dvk parse`: how a quantity is read."""

from __future__ import annotations

from collections.abc import Mapping

import click

from dvk_plugin.cli.console import FINDINGS
from dvk_plugin.cli.options import AS_JSON
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.quantities import read_quantity
from dvk_plugin.views.format import format_number, format_quantity
from dvk_plugin.write.opendata import as_number, to_json

_WORDS = {
    "exact": "đúng bằng",
    "approx": "khoảng",
    "at_least": "ít nhất",
    "over": "trên",
    "under": "gần, dưới",
    "at_most": "không quá",
    "range": "trong khoảng",
    "vague": "chưa rõ số",
}


def run_parse(text: str, *, as_json: bool) -> int:
    """Print the reading of a text; 1 when it cannot be read."""
    read = read_quantity(text)
    if isinstance(read, Misread):
        if as_json:
            click.echo(to_json({"error": read.message, "hint": read.hint}), nl=False)
        else:
            click.echo(f"{read.message}\nGợi ý: {read.hint}" if read.hint else read.message)
        return FINDINGS
    click.echo(to_json(quantity_data(read)) if as_json else told(read), nl=not as_json)
    return 0


def quantity_data(quantity: Quantity) -> Mapping[str, object]:
    """A quantity as plain data."""
    return {
        "value": as_number(quantity.value),
        "hi": as_number(quantity.hi),
        "unit": quantity.unit,
        "qualifier": str(quantity.qualifier),
        "text": quantity.text,
    }


def told(quantity: Quantity) -> str:
    """A reading in words, every digit shown."""
    lines = [f"Đọc là: {format_quantity(quantity)}", f"Mức chắc chắn: {_WORDS[quantity.qualifier]}"]
    if quantity.value is not None:
        lines.append(f"Số: {format_number(quantity.value)}")
    lines.append(f"Đơn vị: {quantity.unit or 'không ghi'}")
    return "\n".join(lines)


@click.command()
@click.argument("text")
@AS_JSON
def parse(text: str, as_json: bool) -> int:
    """Cho biết một số liệu viết bằng chữ được đọc thế nào, ví dụ «1 tỷ 350 triệu đồng»."""
    return run_parse(text, as_json=as_json)
