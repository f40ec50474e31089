"""`dvk federate`: the sums of several schools, what they did together counted once."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin.check.federation import check_registers
from dvk_plugin.cli.check import issue_data
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE
from dvk_plugin.cli.options import AS_JSON
from dvk_plugin.cli.registers import Found, fetch, find, is_address
from dvk_plugin.domain.issue import Issue, has_errors, render_issue, sort_issues
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.register import Register
from dvk_plugin.read.register import read_register
from dvk_plugin.read.register_files import PACKAGE_FILE, REGISTER_FILE, sort_out
from dvk_plugin.tally.federation import Federation, federate
from dvk_plugin.tally.figure import figure_of
from dvk_plugin.tally.rows import Row
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import (
    format_as_of,
    format_date,
    format_figure,
    format_missing,
    format_quantity,
)
from dvk_plugin.write.federated import federation_csv, federation_data
from dvk_plugin.write.opendata import to_json


@click.command("federate")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Giữ dữ liệu đã đọc và các tổng ở thư mục này.",
)
@click.option("--fetch", "may_fetch", is_flag=True, help="Cho phép tải từ địa chỉ trên mạng.")
@AS_JSON
def federate_command(
    sources: Sequence[str], folder: Path | None, may_fetch: bool, as_json: bool
) -> int:
    """Cộng số liệu của nhiều trường từ dữ liệu mở của từng trường.

    SOURCE là thư mục du-lieu đã tải về, tệp register.csv, hoặc (khi có --fetch) địa chỉ trang của
    trường. Số làm chung chỉ tính một lần. Trả về 0 khi các số khớp nhau, 1 khi có chỗ cần xem lại.
    """
    found, issues = _gathered(sources, may_fetch=may_fetch)
    registers, unread = sort_out(read_register(f.data, f.name, f.package) for f in found)
    issues = (*issues, *unread)
    federation = Federation()
    if not issues:
        federation = federate(registers)
        issues = sort_issues(check_registers(registers, federation))
    for issue in issues:
        click.echo(f"{render_issue(issue)}\n", err=True)
    if has_errors(issues):
        click.echo("Chưa cộng: cần sửa những điều trên trước.", err=True)
        return FINDINGS
    data = to_json(federation_data(federation, [issue_data(issue) for issue in issues]))
    if folder is not None and not _kept(folder, found, registers, federation, data):
        return FINDINGS
    click.echo(data if as_json else "\n".join(_told(federation)), nl=not as_json)
    return FINDINGS if issues else 0


def _gathered(
    sources: Iterable[str], *, may_fetch: bool
) -> tuple[tuple[Found, ...], tuple[Issue, ...]]:
    """Every register once, and what could not be had. A source that is not there ends with 2."""
    found: dict[str, Found] = {}
    issues: list[Issue] = []
    for source in sources:
        if is_address(source) and not may_fetch:
            _refuse(f"«{source}» ở trên mạng; thêm --fetch để cho phép tải.")
        if not is_address(source) and not Path(source).exists():
            _refuse(f"Không thấy «{source}».")
        for one in (fetch(source),) if is_address(source) else find(source):
            if isinstance(one, Issue):
                issues.append(one)
            else:
                found[one.name] = one
    return tuple(found.values()), tuple(issues)


def _refuse(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(WRONG_USAGE)


def _kept(
    folder: Path,
    found: Sequence[Found],
    registers: Sequence[Register],
    federation: Federation,
    data: str,
) -> bool:
    """Write each register into a folder of its school, and the sums beside them."""
    files: dict[Path, bytes] = {
        folder / "toan-khoi.json": data.encode(),
        folder / "toan-khoi.csv": federation_csv(federation),
    }
    for one, register in zip(found, registers, strict=True):
        every = {**register.schools, **register.silent}
        home = folder / min(register.schools or every, default="khong-co-so-lieu")
        files[home / REGISTER_FILE] = one.data
        if one.package is not None:
            files[home / PACKAGE_FILE] = one.package
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError:
        click.echo(
            f"Không ghi được vào «{folder}».\nGợi ý: kiểm tra quyền ghi và chỗ trống trên đĩa, "
            "hoặc đóng chương trình đang mở tệp, rồi thử lại.",
            err=True,
        )
        return False
    return True


def _told(federation: Federation) -> Iterator[str]:
    """For people: the schools with their days, each metric's sums, what was done together."""
    yield f"{len(federation.schools)} trường:"
    for slug, school in federation.schools.items():
        day = federation.registers[slug].as_of(slug)
        yield f"  {school.label}: {format_as_of(day)}"
    if federation.silent:
        names = "; ".join(school.label for school in federation.silent.values())
        yield f"Chưa có số liệu: {names}."
    for key, metric in federation.all.metrics.items():
        total = federation.all.find(key)
        if total is None:
            continue
        yield f"\n{metric.label}: {_figure(total)}"
        years = [r for r in federation.all.rows if r.metric.key == key and r.part is Part.TOTAL]
        yield from (f"  năm {row.year}: {_figure(row)}" for row in years if row.year)
        for slug, school in federation.schools.items():
            row = federation.row(slug, key)
            if row is not None:
                yield f"  {school.label}: {_figure(row)}"
    yield from _told_together(federation)


def _told_together(federation: Federation) -> Iterator[str]:
    shared = [one for one in federation.together if len(one.told) > 1]
    if shared:
        yield "\nLàm chung, trong tổng chỉ tính một lần:"
    for one in shared:
        metric = federation.all.metrics[one.entry.metric]
        names = [_share(federation, entry) for entry in one.told]
        whole = format_figure(figure_of(one.entry), metric)
        until = format_date(one.entry.as_of)
        yield f"  {metric.label}, đến {until}: {whole} ({'; '.join(names)})"


def _share(federation: Federation, entry: Entry) -> str:
    name = federation.schools[entry.school].label
    return f"{name}, phần của trường {format_quantity(entry.share)}" if entry.share else name


def _figure(row: Row) -> str:
    figure = row.tally.figure
    missing = format_missing(figure.incomplete)
    return f"{format_figure(figure, row.metric)}{f' ({missing})' if missing else ''}"
