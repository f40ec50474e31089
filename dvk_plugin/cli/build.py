"""`dvk build`: the site into its folder, at once where the last build still stands."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dvk_plugin.adapters.standing import Standing, stand
from dvk_plugin.cli.console import FINDINGS, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.read.settings import Settings
from dvk_plugin.timings import timings as stage_seconds

if TYPE_CHECKING:
    from dvk_plugin.press.text import Converter

HOSTS = ("mkdocs", "properdocs")
"""Who can build: MkDocs, or ProperDocs, which carries it on."""


@click.command()
@click.option("--full", is_flag=True, help="Dựng lại đủ các bước, kể cả khi không có gì thay đổi.")
@click.option("--strict", is_flag=True, help="Dừng lại khi còn điều cần sửa, dù chỉ là nhắc nhở.")
@click.option("--timings", is_flag=True, help="In thời gian của từng việc.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in điều cần sửa.")
@CONFIG
def build(full: bool, strict: bool, timings: bool, quiet: bool, config: Path) -> int:
    """Dựng trang vào thư mục site/."""
    settings = settings_or_exit(config)
    if not any(map(find_spec, HOSTS)):
        click.echo("Máy này chưa cài MkDocs, cũng chưa cài ProperDocs là bản nối tiếp.", err=True)
        click.echo("Gợi ý: gõ «pip install properdocs», hoặc dùng «dvk tree».", err=True)
        return FINDINGS
    start = time.monotonic()
    standing = None if full else _stand(settings, config)
    if standing is None or (strict and (standing.receipt.findings or standing.receipt.notes)):
        code = _build(config, strict=strict, quiet=quiet)
        if timings:
            click.echo(_table(time.monotonic() - start))
        return code
    for issue in standing.receipt.findings:
        click.echo(f"{render_issue(issue)}\n", err=True)
    for note in standing.receipt.notes:
        click.echo(note, err=True)
    if not quiet:
        for line in told(standing, time.monotonic() - start):
            click.echo(line)
    return 0


def _table(total: float) -> str:
    """Seconds of each stage; the host's own work is what is left over."""
    stages = dict(stage_seconds())
    stages["Việc khác"] = total - sum(stages.values())
    lines = (f"{name:<18}{seconds:8.2f} giây" for name, seconds in stages.items())
    return "\n".join((*lines, f"{'Tất cả':<18}{total:8.2f} giây")).replace(".", ",")


def _stand(settings: Settings, config: Path) -> Standing | None:
    try:
        return stand(settings, config, partial(_converter, config))
    except OSError:  # the whole build says what cannot be written, and why
        return None


def _converter(config: Path, targets: Collection[str]) -> Converter:
    from dvk_plugin.adapters.mkdocs.command import converter_of  # the host takes time to load

    return converter_of(config, targets)


def _build(config: Path, *, strict: bool, quiet: bool) -> int:
    from dvk_plugin.adapters.mkdocs.command import build_site

    options = (("--strict", strict), ("--quiet", quiet))
    return build_site(config, *(name for name, is_on in options if is_on))


def told(standing: Standing, seconds: float) -> Iterator[str]:
    """Lines on what was done."""
    took = f"{seconds:.1f}".replace(".", ",")
    if not standing.mended:
        yield f"Không có gì thay đổi từ lần dựng trước: trang giữ nguyên ({took} giây)."
        return
    kept = standing.receipt.count - standing.mended
    yield f"Trang: in {standing.mended}, giữ nguyên {kept} ({took} giây)."
