"""`dvk photos withdraw`: a photo taken off the site, in its post's own text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from dvk_plugin.build import render_pages
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.rewriting import read_as_it_stands, real_path, write_back
from dvk_plugin.domain.post import Consent, Photo, Post
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.photos.decode import read_size
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.photos.publish import forget
from dvk_plugin.read.settings import Settings
from dvk_plugin.ready import make_edition, wanted_photos
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.page import Page
from dvk_plugin.write.consent import write_consent


def run_withdraw(config: Path, file: Path) -> int:
    """Withdraw a photo: 0 done (or done before), 1 to be done by hand, 2 no such photo."""
    settings = replace(settings_or_exit(config), drafts=True)
    site, _ = load(settings)
    mentions = _mentions(site, settings.root, file)
    if not mentions:
        _tell_unknown(site, settings.root, file)
        return WRONG_USAGE
    before = _pages(site, settings)
    written = [_write(settings.root, post, photo) for post, photo in mentions]
    forget({photo.file for _, photo in mentions}, settings.root)
    if not all(written):
        return FINDINGS
    after_site, _ = load(settings)
    _tell_changes(before, _pages(after_site, settings))
    return 0


def _mentions(site: Site, root: Path, file: Path) -> list[tuple[Post, Photo]]:
    """Every post's mention of a photo, named from this folder or from the project's."""
    wanted = {real_path(Path.cwd() / file), real_path(root / file)}
    return [
        (post, photo) for post, photo in _photos(site) if real_path(root / photo.file) in wanted
    ]


def _photos(site: Site) -> Iterator[tuple[Post, Photo]]:
    return ((post, photo) for post in site.posts for photo in post.photos)


def _tell_unknown(site: Site, root: Path, file: Path) -> None:
    click.echo(f"Không có bài nào dùng ảnh «{file}».", err=True)
    files = {Path(photo.file).name.lower(): photo.file for _, photo in _photos(site)}
    near = difflib.get_close_matches(file.name.lower(), files, n=1, cutoff=0.5)
    if near:
        click.echo(f"Gợi ý: có phải là «{files[near[0]]}» không?", err=True)
    else:
        click.echo("Gợi ý: ghi đường dẫn của ảnh, ví dụ «posts/2024/ten-bai/anh.jpg».", err=True)


def _write(root: Path, post: Post, photo: Photo) -> bool:
    """Mark one mention as withdrawn; whether the post's text now says so."""
    path = root / post.file
    text = read_as_it_stands(path, post.file)
    if text is None:
        return False
    changed = write_consent(text, photo.source.line, Consent.WITHDRAWN)
    if changed is None:
        click.echo(
            f"{photo.source}: không tự sửa được bài này.\n"
            f"Gợi ý: thêm dòng «consent: withdrawn» vào mục của ảnh «{photo.name}».",
            err=True,
        )
        return False
    if changed != text and not write_back(path, post.file, changed):
        return False
    said = "đã rút từ trước" if changed == text else "đã ghi «consent: withdrawn»"
    click.echo(f"{photo.source}: {said} cho ảnh «{photo.name}».")
    return True


def _pages(site: Site, settings: Settings) -> dict[str, Page]:
    """Every page by its uri, with photos measured but not encoded."""
    published = {}
    for file in wanted_photos(site, settings.root):
        size = read_size(settings.root / file)
        if size is not None:
            variant = Variant(f"{file}.jpg", *size, "jpeg")
            webp = Variant(f"{file}.webp", *size, "webp")
            published[file] = Published(*size, "#808080", (webp, variant))
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), published)
    return {page.uri: page for page in render_pages(edition)}


def _tell_changes(before: dict[str, Page], after: dict[str, Page]) -> None:
    changed = sorted(
        uri for uri in before.keys() | after.keys() if before.get(uri) != after.get(uri)
    )
    if not changed:
        click.echo("Không trang nào thay đổi.")
        return
    click.echo(f"{len(changed)} trang thay đổi:")
    for uri in changed:
        gone = "" if uri in after else " (không còn)"
        click.echo(f"  {_address(uri)}{gone}")
    click.echo("Gợi ý: dựng và đăng lại trang để ảnh mất khỏi mạng.")


def _address(uri: str) -> str:
    """`mo-hinh/ao-am.md` as readers see it: `/mo-hinh/ao-am/`."""
    name = uri.removesuffix(".md")
    return "/" + ("" if name == "index" else f"{name.removesuffix('/index')}/")


@click.group()
def photos() -> None:
    """Việc với ảnh."""


@photos.command()
@click.argument("file", type=click.Path(path_type=Path))
@CONFIG
def withdraw(file: Path, config: Path) -> int:
    """Rút một ảnh đã đăng, ví dụ khi người trong ảnh không đồng ý nữa.

    Ghi «consent: withdrawn» vào bài, xóa các bản đã làm sẵn, và cho biết những trang nào thay đổi.
    Trả về 0 khi ảnh đã rút, 1 khi phải tự sửa bài bằng tay, 2 khi không có ảnh này.
    """
    return run_withdraw(config, file)
