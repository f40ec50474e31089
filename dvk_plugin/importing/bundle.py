"""A finished post put into the posts' folder: whole, or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dvk_plugin.domain.slug import slugify
from dvk_plugin.importing.blocks import Block, Picture
from dvk_plugin.read.posts import address_name

LONGEST_SLUG = 70
_LONGEST_NAME = 50


@contextmanager
def workshop(posts: Path) -> Iterator[tuple[Path, Path]]:
    """Two folders hidden among the posts: for raw pictures, and for the bundle being made.

    Both are gone at the end, come what may, unless the bundle was put in its place.
    """
    posts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=".nhap-", dir=posts, ignore_cleanup_errors=True
    ) as name:
        raw, made = Path(name) / "anh", Path(name) / "bai"
        raw.mkdir()
        made.mkdir()
        yield raw, made


def post_at(folder: Path, slug: str) -> Path | None:
    """The post that has this address in a year's folder, whatever day its name begins with."""
    if not folder.is_dir():
        return None
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "_")):
            continue
        file = entry / "index.md" if entry.is_dir() else entry
        address = slugify(address_name(file.relative_to(folder.parent).as_posix()))
        if file.suffix == ".md" and file.is_file() and address == slug:
            return entry
    return folder / slug if (folder / slug).exists() else None


def put(made: Path, target: Path, old: Path | None) -> Path | None:
    """Rename a finished bundle to its place; an old post there is kept aside, and told where."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = None
    if old is not None:
        aside = _free(old.with_name(f"_{old.stem if old.is_file() else old.name}.cu"))
        old.rename(aside)
    try:
        made.rename(target)
    except OSError:
        if aside is not None and old is not None:
            aside.rename(old)
        raise
    return aside


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def short_slug(title: str) -> str:
    """The title as an address, cut at a word."""
    slug = slugify(title)
    return slug if len(slug) <= LONGEST_SLUG else slug[: LONGEST_SLUG + 1].rpartition("-")[0]


def with_names(blocks: tuple[Block, ...], raw: Path, made: Path) -> tuple[Block, ...]:
    """Pictures named by their captions, `anh-01.jpg` → `kham-benh-o-xa-da-kai.jpg`, and moved."""
    names: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Picture) and block.name not in names:
            names[block.name] = _name(block, set(names.values()))
    for old, new in names.items():
        (raw / old).rename(made / new)
    return tuple(
        replace(block, name=names[block.name]) if isinstance(block, Picture) else block
        for block in blocks
    )


def _name(picture: Picture, taken: set[str]) -> str:
    stem, _, suffix = picture.name.rpartition(".")
    words = slugify(picture.caption)[: _LONGEST_NAME + 1]
    if len(words) > _LONGEST_NAME:
        words = words.rpartition("-")[0] or words[:_LONGEST_NAME]
    name, number = f"{words or stem}.{suffix}", 1
    while name in taken:
        number += 1
        name = f"{words or stem}-{number}.{suffix}"
    return name
