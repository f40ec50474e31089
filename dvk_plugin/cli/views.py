"""`dvk views`: how often posts were read, counted from the logs of the server."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from dvk_plugin.aside import write_aside
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG, TODAY
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.visits import Visits
from dvk_plugin.load import load
from dvk_plugin.read.answers import shown
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.visits import VIEWS_FILE, read_visits
from dvk_plugin.views.format import format_date, format_number
from dvk_plugin.visits.book import (
    add_report,
    keep_hits,
    merge,
    recall_hits,
    visits_json,
)
from dvk_plugin.visits.collect import OWN, Collected, Network, Wanted, addresses_of, collect
from dvk_plugin.visits.goaccess import BrokenReport, CutReport, is_report, read_report
from dvk_plugin.visits.logfile import BrokenLog, lines_of


@click.group()
def views() -> None:
    """Lượt xem của các bài."""


@views.command("import")
@click.argument("logs", nargs=-1, required=True, metavar="LOG...", type=click.Path(path_type=Path))
@click.option(
    "--without",
    multiple=True,
    metavar="ĐỊA-CHỈ",
    help="Không đếm địa chỉ IP hay dải này, ví dụ 203.0.113.0/24; dùng được nhiều lần.",
)
@TODAY
@CONFIG
def import_logs(logs: Sequence[Path], without: Sequence[str], today: str, config: Path) -> int:
    """Đếm lượt xem từ nhật ký máy chủ (nginx, Apache, cPanel; cả .gz) hay báo cáo GoAccess.

    Ghi vào posts/views.json; nhập lại một nhật ký đã nhập thì không đổi gì. Trả về 0 khi xong,
    1 khi có tệp không đọc được (khi ấy không ghi gì), 2 khi gõ lệnh chưa đúng.
    """
    own = (*OWN, *map(_network, without))
    settings = settings_or_exit(config, today)
    path = settings.posts_path / VIEWS_FILE
    old, issues = read_visits(path, settings.root)
    if issues:
        _refuse(*map(render_issue, issues))
    site, _ = load(settings)
    wanted = _wanted(site, settings, own)
    reports = [log for log in logs if _is_report(log)]
    visits = _with_reports(old, reports, wanted)
    memory = recall_hits(settings.root)
    texts = [log for log in logs if log not in reports]
    found = collect(map(_lines, texts), wanted, {day: one.salt for day, one in memory.items()}.get)
    visits, memory = merge(visits, memory, found)
    if texts:
        _tell(found)
    if visits.as_of is None:
        click.echo("Không có dòng nào dùng được; chưa ghi gì.", err=True)
        return FINDINGS
    try:
        write_aside(path, visits_json(visits))
    except OSError:
        _refuse(f"Không ghi được {path.name}.", "Gợi ý: kiểm tra chỗ trống trên đĩa và quyền ghi.")
    keep_hits(settings.root, memory)
    _tell_totals(old, visits, site)
    return 0


def _wanted(site: Site, settings: Settings, own: tuple[Network, ...]) -> Wanted:
    keys = [post.key for post in site.posts]
    assert settings.today is not None
    first = min((post.date for post in site.posts), default=settings.today)
    return Wanted(addresses_of(keys, urlsplit(settings.site_url).path), first, settings.today, own)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        click.echo(f"«{shown(text)}» không phải là địa chỉ IP.", err=True)
        click.echo("Gợi ý: --without 203.0.113.7, hoặc cả dải --without 203.0.113.0/24", err=True)
        sys.exit(WRONG_USAGE)


def _is_report(log: Path) -> bool:
    try:
        return is_report(log)
    except (OSError, ValueError):
        _cannot_open(log)


def _with_reports(old: Visits, reports: Sequence[Path], wanted: Wanted) -> Visits:
    visits = old
    for path in reports:
        name = shown(path.name)
        try:
            report = read_report(path, wanted)
        except OSError:
            _cannot_open(path)
        except CutReport:
            _refuse(
                f"Báo cáo «{name}» không kể hết các trang: GoAccess chỉ ghi 366 trang đầu.",
                "Gợi ý: lập lại báo cáo với «--max-items=100000».",
            )
        except BrokenReport:
            _refuse(
                f"Tệp «{name}» không phải là báo cáo GoAccess dùng được.",
                "Gợi ý: goaccess access.log --log-format=COMBINED --ignore-crawlers "
                "--no-query-string --max-items=100000 -o bao-cao.json",
            )
        more = add_report(visits, report.days, report.counts)
        first, last = map(format_date, report.days)
        if more is None:
            click.echo(f"{name}: từ {first} đến {last} có ngày đã đếm rồi, nên không cộng nữa.")
        else:
            click.echo(f"{name}: {_count(sum(report.counts.values()))} lượt, {first}–{last}.")
        visits = more or visits
    return visits


def _lines(log: Path) -> Iterator[bytes]:
    try:
        yield from lines_of(log)
    except BrokenLog:
        _refuse(
            f"Tệp nén «{shown(log.name)}» bị hỏng hoặc chưa chép xong.",
            "Gợi ý: chép lại tệp từ máy chủ rồi gõ lại lệnh.",
        )
    except OSError:
        _cannot_open(log)


def _count(number: int) -> str:
    return format_number(Decimal(number))


def _cannot_open(log: Path) -> NoReturn:
    _refuse(
        f"Không mở được tệp «{shown(str(log))}».",
        "Gợi ý: kiểm tra tên tệp và quyền đọc; nhật ký máy chủ thường cần quyền quản trị (sudo).",
    )


def _refuse(*lines: str) -> NoReturn:
    """End, having changed nothing."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(FINDINGS)


def _tell(found: Collected) -> None:
    """What became of the lines."""
    hits = found.lines - found.dropped.total()
    click.echo(f"Đọc {_count(found.lines)} dòng: {_count(hits)} lần mở bài.")
    for why, count in sorted(found.dropped.items()):
        click.echo(f"  bỏ {_count(count)} dòng {why}")


def _tell_totals(old: Visits, visits: Visits, site: Site) -> None:
    before, now = old.totals(), visits.totals()
    total, more = sum(now.values()), sum(now.values()) - sum(before.values())
    assert visits.as_of is not None
    click.echo(
        f"posts/{VIEWS_FILE}: {_count(total)} lượt xem của {_count(len(now))} bài, "
        f"tính đến {format_date(visits.as_of)} (thêm {_count(more)})."
    )
    gone = sorted(now.keys() - site.posts_by_key.keys())
    if gone:
        click.echo(f"Có lượt xem của {len(gone)} bài không còn trên trang, như {gone[0]}.")
