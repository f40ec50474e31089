"""A post's folder with its photos: there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dvk_plugin.aside import write_aside

INDEX = "index.md"
_PREFIX = ".moi-"
"""Folders that begin with a dot hold no posts: a half-made one is seen by nobody."""


def write_bundle(folder: Path, text: str, photos: Mapping[str, Path]) -> None:
    """Make `folder` with `index.md` and copies of photos (name → where it is now).

    What is there already stays, but for the text and for photos of the same name. Raises
    `OSError`, and then nothing new is there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_PREFIX))
    try:
        aside.chmod(0o755)
        for name, photo in photos.items():
            shutil.copyfile(photo, aside / name)
        write_aside(aside / INDEX, text.encode("utf-8"))
        (aside / INDEX).chmod(0o644)
        if folder.exists():
            _move_into(aside, folder)
        else:
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _move_into(aside: Path, folder: Path) -> None:
    """The text last: a post never names photos that are not there yet."""
    for path in sorted(aside.iterdir(), key=lambda path: (path.name == INDEX, path.name)):
        path.replace(folder / path.name)
