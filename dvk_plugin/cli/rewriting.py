"""An author's file read as it stands and written back whole, with its rights kept."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from dvk_plugin.aside import write_aside
from dvk_plugin.domain.slug import tidy


def read_as_it_stands(path: Path, file: str) -> str | None:
    """Every character of a file in UTF-8, CRLF and BOM too; told and None where that cannot be."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        _tell_closed(file)
        return None


def write_back(path: Path, file: str, text: str) -> bool:
    """Write a file whole or not at all; told and false where it cannot be written."""
    try:
        mode = path.stat().st_mode
        write_aside(path.resolve(), text.encode("utf-8"))
        path.chmod(mode)
    except OSError:
        _tell_closed(file)
        return False
    return True


def _tell_closed(file: str) -> None:
    click.echo(
        f"{file}: không đọc hoặc không ghi được tệp này.\n"
        "Gợi ý: kiểm tra quyền ghi, hoặc đóng chương trình đang mở tệp rồi thử lại.",
        err=True,
    )


def real_path(path: Path) -> str:
    """A path to compare: links followed, one form of Unicode."""
    try:
        return tidy(str(path.resolve()))
    except (OSError, RuntimeError, ValueError):
        return tidy(str(path))


def tell_changes(text: str, changed: str) -> None:
    """The lines that went, and those that came in their place."""
    was, now = text.splitlines(), changed.splitlines()
    same = difflib.SequenceMatcher(a=was, b=now, autojunk=False)
    for kind, start, end, new_start, new_end in same.get_opcodes():
        if kind != "equal":
            for line in was[start:end]:
                click.echo(f"  - {line}")
            for line in now[new_start:new_end]:
                click.echo(f"  + {line}")
