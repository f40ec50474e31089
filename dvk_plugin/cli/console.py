"""Words to a terminal: UTF-8 everywhere, usage errors in Vietnamese, exit codes in one place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin.domain.issue import Issue, render_issue
from dvk_plugin.read.settings import Settings, read_settings

FINDINGS, WRONG_USAGE = 1, 2
_USAGE: tuple[tuple[type[click.UsageError], str], ...] = (
    (click.NoSuchOption, "không có tùy chọn này"),
    (click.MissingParameter, "còn thiếu một tham số"),
    (click.BadParameter, "giá trị không dùng được"),
)


def run(program: click.Group) -> NoReturn:
    """Run a program, ending it with an exit code: wrong usage is told in Vietnamese, with 2."""
    use_utf8()
    try:
        result = program.main(standalone_mode=False)
    except click.Abort:
        sys.exit(FINDINGS)
    except click.UsageError as error:
        _tell_usage(error)
    except click.ClickException as error:
        click.echo(f"Lỗi: {error.format_message()}", err=True)
        sys.exit(WRONG_USAGE)
    sys.exit(result if isinstance(result, int) else 0)


def _tell_usage(error: click.UsageError) -> NoReturn:
    told = next((words for kind, words in _USAGE if isinstance(error, kind)), "lệnh chưa đúng")
    click.echo(f"Lệnh chưa đúng: {told} ({error.format_message()})", err=True)
    if error.ctx is not None:
        click.echo(f"Gõ «{error.ctx.command_path} --help» để xem cách dùng.", err=True)
    sys.exit(WRONG_USAGE)


def use_utf8() -> None:
    """Standard streams in UTF-8, also on Windows consoles with another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def settings_or_exit(config: Path) -> Settings:
    """The settings in a configuration file; what is wrong with it ends the program with 2."""
    settings = read_settings(config)
    if isinstance(settings, Issue):
        click.echo(render_issue(settings), err=True)
        sys.exit(WRONG_USAGE)
    return settings
