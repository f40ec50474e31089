"""`dvk tree`: the site as a project that other generators build, Zensical among them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin.adapters.telling import dead_links
from dvk_plugin.adapters.tree import Tree, make_tree
from dvk_plugin.adapters.tree_folder import Planted, foreign_file, plant
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.findings import by_file
from dvk_plugin.cli.options import CONFIG, TODAY
from dvk_plugin.domain.issue import has_errors
from dvk_plugin.read.answers import shown
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.held import held_line
from dvk_plugin.views.links import file_of


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="THƯ-MỤC",
    type=click.Path(path_type=Path),
    help="Nơi ghi: thư mục mới, trống, hoặc do chính lệnh này ghi lần trước.",
)
@TODAY
@CONFIG
def tree(folder: Path, today: str, config: Path) -> int:
    """Ghi cả trang thành một dự án mà công cụ khác dựng được, như Zensical.

    Không cần MkDocs. Trả về 0 khi xong, 1 khi còn lỗi phải sửa hay không ghi được (khi ấy bản cũ
    còn nguyên), 2 khi lệnh chưa đúng.
    """
    settings = settings_or_exit(config, today)
    target = folder.resolve()
    _check_place(target, settings)
    _check_content(target, folder)
    grown = _grow(settings, config)
    _tell(grown, _write(target, folder, grown), folder)
    return 0


def _check_place(folder: Path, settings: Settings) -> None:
    """A tree among the sources would be read as one of them at the next build."""
    root = settings.root.resolve()
    own = [settings.docs_path, settings.posts_path, settings.site_path, root / ".cache"]
    if settings.theme_dir:
        own.append(root / settings.theme_dir)
    if root.is_relative_to(folder) or any(folder.is_relative_to(one.resolve()) for one in own):
        _refuse(
            "Thư mục này thuộc về chính trang, không ghi chồng lên được.",
            "chọn một thư mục khác, ví dụ «dvk tree -o ../trang-zensical».",
            WRONG_USAGE,
        )


def _check_content(folder: Path, named: Path) -> None:
    name = shown(str(named))
    if folder.exists() and not folder.is_dir():
        _refuse(f"«{name}» là một tệp, không phải thư mục.", "chọn tên khác.", WRONG_USAGE)
    try:
        foreign = foreign_file(folder)
    except OSError:
        _refuse(f"Không đọc được thư mục «{name}».", "kiểm tra quyền đọc rồi gõ lại lệnh.")
    if foreign:
        _refuse(
            f"Trong «{name}» có «{shown(foreign)}» không phải do lệnh này ghi, hoặc đã bị sửa.",
            "chọn một thư mục mới; còn nếu đã sửa ở đó thì chép chỗ sửa về posts/, docs/ hay "
            "mkdocs.yml của trang, xóa tệp ấy rồi gõ lại lệnh.",
        )


def _grow(settings: Settings, config: Path) -> Tree:
    """The tree, once all findings are told; errors end the program."""
    with _extensions_there():
        grown, issues = make_tree(settings, config)
    if "INHERIT" in grown.config.data:
        _refuse(
            "mkdocs.yml lấy thêm từ một tệp khác (INHERIT), nên một mình nó chưa đủ.",
            "chép nội dung của tệp ấy vào mkdocs.yml rồi bỏ dòng INHERIT.",
        )
    site = grown.site
    for line in by_file(issues, len(site.posts), len(site.models)):
        click.echo(line, err=True)
    if has_errors(issues):
        _refuse("Chưa ghi gì.", "sửa những LỖI nêu ở trên rồi gõ lại lệnh.")
    return grown


def _write(target: Path, named: Path, grown: Tree) -> Planted:
    try:
        with _extensions_there():
            return plant(target, grown.files())
    except OSError as error:
        file = f" (tệp {shown(str(error.filename))})" if error.filename else ""
        _refuse(
            f"Chưa ghi xong vào «{shown(str(named))}»: {error.strerror or error}{file}.",
            "kiểm tra chỗ trống trên đĩa và quyền đọc, quyền ghi rồi gõ lại lệnh.",
        )


@contextmanager
def _extensions_there() -> Iterator[None]:
    """Tell which part of Markdown is missing on this machine."""
    try:
        yield
    except ImportError as error:
        _refuse(
            f"mkdocs.yml dùng một phần mở rộng Markdown chưa cài trên máy này ({error}).",
            "cài phần ấy bằng pip, ví dụ «pip install pymdown-extensions», hoặc bỏ nó khỏi mục "
            "markdown_extensions.",
        )


def _tell(grown: Tree, planted: Planted, folder: Path) -> None:
    dead = {file_of(grown.links.url(uri)): links for uri, links in grown.dead.items()}
    for line in dead_links(dead, grown.site.posts, grown.links):
        click.echo(line, err=True)
    if held := held_line(grown.site):
        click.echo(held)
    if grown.config.foreign:
        names = ", ".join(map(shown, grown.config.foreign))
        click.echo(f"Không mang theo được, vì công cụ khác không chạy: {names}.")
    name = shown(str(folder))
    pages = len(grown.output.pages) + len(grown.written)
    click.echo(f"{name}: {pages} trang, {planted.files} tệp, {planted.written} tệp mới hay đã đổi.")
    click.echo(f"Dựng bằng Zensical: chuyển vào «{name}» rồi gõ «zensical build».")


def _refuse(message: str, hint: str, code: int = FINDINGS) -> NoReturn:
    click.echo(message, err=True)
    click.echo(f"Gợi ý: {hint}", err=True)
    sys.exit(code)
