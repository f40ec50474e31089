"""What tests of `dvk import` share: archives with their parts changed, folders compared."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
"""`dvk import …` typed in a folder (`cwd`) → exit code, what it printed, what it complained of."""


def snapshot(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}


def changed(
    source: Path, target: Path, edit: Callable[[str, bytes], bytes | None], more: dict[str, bytes]
) -> Path:
    """A copy of an archive with its parts edited (None drops one) and others added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = edit(entry.filename, old.read(entry))
            if data is not None:
                new.writestr(entry.filename, data)
        for name, data in more.items():
            new.writestr(name, data)
    return target


def same(name: str, data: bytes) -> bytes:
    return data
