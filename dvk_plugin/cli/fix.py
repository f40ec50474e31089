"""`dvk check --fix`: every file of the site with its surely mendable slips mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from dvk_plugin.cli.rewriting import tell_changes, write_back
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.load import REGISTRY_FILE, load_lexicon, model_files, post_files
from dvk_plugin.read.files import decode_text, guess_encoding, is_inside, relative_name
from dvk_plugin.read.frontmatter import Page, read_page
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.models import read_model
from dvk_plugin.read.posts import read_post
from dvk_plugin.read.registry import read_registry
from dvk_plugin.read.repair import Find, mend, mend_letters
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.tree import Node, read_yaml

MOST_TOLD = 10
"""Numbers of lines that a message lists."""


def run_fix(settings: Settings, *, dry_run: bool) -> int:
    """Mend files, tell what was changed; the number of files changed, or that would be."""
    lexicon, _, _ = load_lexicon(settings)
    changed = 0
    for path, find in _files(settings, lexicon):
        file = relative_name(path, settings.root)
        changed += _fix_file(path, file, find, lexicon, settings, dry_run=dry_run)
    if not changed:
        click.echo("Không có chỗ nào máy sửa được.")
    elif dry_run:
        click.echo(f"Sẽ sửa {changed} tệp; chưa ghi gì.")
    else:
        click.echo(f"Đã sửa {changed} tệp.")
    return changed


def _files(settings: Settings, lexicon: Lexicon) -> Iterator[tuple[Path, Find]]:
    registry = settings.posts_path / REGISTRY_FILE
    if registry.is_file():
        yield registry, _in_registry
    for path in model_files(settings):
        yield path, partial(_in_page, read_model, lexicon, relative_name(path, settings.root))
    for path in post_files(settings):
        yield path, partial(_in_page, read_post, lexicon, relative_name(path, settings.root))


def _in_registry(text: str) -> tuple[Node | None, tuple[Issue, ...]]:
    read = decode_text(text.encode("utf-8"), Source(REGISTRY_FILE))
    if isinstance(read, Issue):
        return None, ()
    return read_yaml(read, REGISTRY_FILE)[0], read_registry(read, REGISTRY_FILE)[1]


def _in_page(
    read_it: Callable[[Page, Lexicon], tuple[object, tuple[Issue, ...]]],
    lexicon: Lexicon,
    file: str,
    text: str,
) -> tuple[Node | None, tuple[Issue, ...]]:
    read = decode_text(text.encode("utf-8"), Source(file))
    if isinstance(read, Issue):
        return None, ()
    page = read_page(read, file)
    return page.head, read_it(page, lexicon)[1]


def _fix_file(
    path: Path, file: str, find: Find, lexicon: Lexicon, settings: Settings, *, dry_run: bool
) -> bool:
    """Whether the file was changed, or would be; what changed is told."""
    if not is_inside(path, settings.root):
        return False
    try:
        data = path.read_bytes()
    except OSError:
        return False
    try:
        text, encoding = data.decode("utf-8"), ""
    except UnicodeDecodeError:
        meant = guess_encoding(data)
        if meant is None:
            return False
        encoding, text = meant
    mended = mend(text, find, lexicon.is_metric)
    if mended == text and not encoding:
        return False
    click.echo(f"{file}:")
    if encoding:
        click.echo(f"  đổi từ {encoding} sang UTF-8")
    _tell(text, mended)
    return dry_run or write_back(path, file, mended)


def _tell(text: str, mended: str) -> None:
    """How many lines only had their letters joined, which look as before; then what changed."""
    joined = mend_letters(text)
    pairs = zip(text.split("\n"), joined.split("\n"), strict=False)
    letters = [number for number, (old, new) in enumerate(pairs, 1) if old != new]
    if letters:
        lines = ", ".join(map(str, letters[:MOST_TOLD])) + ("…" if letters[MOST_TOLD:] else "")
        click.echo(f"  chữ gõ rời dấu, hoặc Ð giả Đ, ở {len(letters)} dòng: {lines}")
    tell_changes(joined, mended)
