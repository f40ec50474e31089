"""Files beside the posts that commands keep and people leave alone: JSON with one known form."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.files import cannot_open, is_inside, relative_name

Kept = TypeVar("Kept")


def read_kept(
    path: Path, root: Path, make: Callable[[object], Kept], none: Kept, hint: str
) -> tuple[Kept, tuple[Issue, ...]]:
    """What a file keeps, as `make` reads it from its JSON; `none` where there is no file.

    `make` raises TypeError, ValueError, KeyError or AttributeError for another form. Rules:
    `tep-luu-hong`, `khong-mo-duoc`.
    """
    name = relative_name(path, root)
    try:
        return make(json.loads(_bytes_of(path, root))), ()
    except FileNotFoundError:
        return none, ()
    except OSError:
        return none, (cannot_open(Source(name)),)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        place = Source(name, line, 1) if line else Source(name)
        message = f"Tệp {name} không còn đúng như lệnh đã ghi."
        return none, (Issue("tep-luu-hong", place, message, hint),)


def _bytes_of(path: Path, root: Path) -> bytes:
    data = path.read_bytes()
    if not is_inside(path, root):
        raise PermissionError(path)
    return data


def day_of(text: object) -> date:
    """A day as such files write it, `2026-11-22`. Raises ValueError or TypeError."""
    if not isinstance(text, str):
        raise TypeError(text)
    return date.fromisoformat(text)
