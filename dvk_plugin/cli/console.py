"""Words to a terminal: UTF-8 everywhere, usage errors in Vietnamese, exit codes in one place."""

from __future__ import annotations

import gettext
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from dvk_plugin.domain.issue import Issue, render_issue
from dvk_plugin.processes import end_quickly
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.read.today import build_day

FINDINGS, WRONG_USAGE = 1, 2
LOCALE = Path(__file__).parent / "locale"
"""Click's own words in Vietnamese, made by `tools/usage_words.py`."""


def run(program: click.Group) -> NoReturn:
    """Run a program, ending it with an exit code: wrong usage is told in Vietnamese, with 2."""
    use_utf8()
    speak_vietnamese()
    end_quickly()
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
    click.echo(f"Lệnh chưa đúng: {error.format_message()}", err=True)
    if error.ctx is not None:
        click.echo(f"Gõ «{error.ctx.command_path} --help» để xem cách dùng.", err=True)
    sys.exit(WRONG_USAGE)


def speak_vietnamese() -> None:
    """Let click, which asks gettext for its words, find ours."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", LOCALE)


class Slip(NamedTuple):
    """An answer that cannot be used: why, and what to answer instead."""

    message: str
    hint: str


Refusal = Slip | Issue | Misread


def told(slip: Refusal) -> str:
    """What is wrong with an answer, and what to type instead."""
    return f"{slip.message}\nGợi ý: {slip.hint}" if slip.hint else slip.message


def use_utf8() -> None:
    """Standard streams in UTF-8, also on Windows consoles with another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def settings_or_exit(config: Path, today: str = "") -> Settings:
    """The settings in a configuration file; what is wrong with it ends the program with 2.

    `today`: the day to take for today, as somebody types it.
    """
    settings = read_settings(config)
    if isinstance(settings, Issue):
        click.echo(render_issue(settings), err=True)
        sys.exit(WRONG_USAGE)
    day = read_date(today) if today else build_day()
    if isinstance(day, Misread):
        click.echo(told(day), err=True)
        sys.exit(WRONG_USAGE)
    return replace(settings, today=day)
