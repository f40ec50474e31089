"""`dvk comments`: Isso on trial, made ready for a host, and frozen into the sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from dvk_plugin.aside import write_aside
from dvk_plugin.cli.console import FINDINGS, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.until_stopped import serve_until_stopped
from dvk_plugin.comments.database import Locked, NoDatabase, read_database
from dvk_plugin.comments.frozen import comments_json
from dvk_plugin.comments.host import host_files
from dvk_plugin.comments.isso import DATABASE, PORT
from dvk_plugin.comments.trial import MissingIsso, make_trial
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.load import load
from dvk_plugin.read.answers import shown
from dvk_plugin.read.comments import COMMENTS_FILE, read_comments

_INSTALL = (
    "    python -m pip install bleach html5lib itsdangerous mistune werkzeug",
    '    python -m pip install --no-deps "isso>=0.14,<0.15"',
)
"""What Isso asks for besides has to be compiled and is not used."""
_PREVIEW = ("http://127.0.0.1:8000", "http://localhost:8000")
"""Where `mkdocs serve` shows the site."""


@click.group()
def comments() -> None:
    """Bình luận của bạn đọc."""


@comments.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=PORT,
    show_default=True,
    help="Cổng của máy chủ bình luận trên máy này.",
)
@click.option(
    "--site",
    "sites",
    multiple=True,
    default=_PREVIEW,
    show_default=True,
    help="Địa chỉ đang xem thử trang; dùng được nhiều lần.",
)
@CONFIG
def serve(port: int, sites: Sequence[str], config: Path) -> int:
    """Chạy thử máy chủ bình luận Isso, chỉ trên máy này; dừng bằng Ctrl-C.

    Bình luận chạy thử nằm trong .cache/dvk/isso/. Mỗi bình luận gửi tới được in ra cửa sổ này kèm
    liên kết để duyệt và liên kết để xóa.
    """
    settings = settings_or_exit(config)
    try:
        server = make_trial(settings.root, sites, port)
    except MissingIsso:
        _refuse("Máy này chưa cài Isso.", "Gợi ý: gõ hai lệnh", *_INSTALL)
    except (OSError, SystemExit):
        _refuse(
            f"Không mở được máy chủ bình luận ở cổng {port}.",
            f"Gợi ý: chọn cổng khác, ví dụ «dvk comments serve --port {port + 1}».",
        )
    address = f"http://127.0.0.1:{port}"
    click.echo(f"Máy chủ bình luận: {address}")
    if settings.comments is None or settings.comments.isso != address:
        click.echo(f"Để xem thử, ghi vào mkdocs.yml, dưới dvk:  comments: {{isso: {address}}}")
    click.echo("Để cửa sổ này mở; dừng bằng Ctrl-C.")
    sys.stdout.flush()
    serve_until_stopped(server)
    return 0


@comments.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@CONFIG
def setup(folder: Path, config: Path) -> int:
    """Ghi vào thư mục FOLDER các tệp để cài Isso trên máy chủ thật.

    Gồm cấu hình isso.cfg, đơn vị systemd và đoạn cấu hình nginx, điền sẵn địa chỉ của trang. Tệp đã
    có thì giữ nguyên.
    """
    settings = settings_or_exit(config)
    if settings.comments is None or not urlsplit(settings.site_url).hostname:
        _refuse(
            "mkdocs.yml chưa có đủ địa chỉ của trang (site_url) và của máy chủ bình luận.",
            "Gợi ý: comments: {isso: https://binh-luan.truong.edu.vn}",
        )
    for name, text in host_files(settings.site_url, settings.comments.isso).items():
        path = folder / name
        if path.exists():
            click.echo(f"{path}: đã có, giữ nguyên")
            continue
        try:
            write_aside(path, text.encode())
        except OSError:
            _refuse(f"Không ghi được {path}.", "Gợi ý: kiểm tra chỗ trống trên đĩa và quyền ghi.")
        click.echo(f"{path}: đã ghi")
    return 0


@comments.command()
@click.argument("database", type=click.Path(path_type=Path), required=False)
@CONFIG
def export(database: Path | None, config: Path) -> int:
    """Chép các bình luận đã duyệt vào posts/comments.json, để trang giữ và tìm được.

    DATABASE là tệp comments.db của Isso; bỏ trống là của lần chạy thử. Tệp ấy chỉ được đọc. Không
    chép địa chỉ thư, địa chỉ máy, bình luận chưa duyệt. Trả về 1 khi không đọc được; khi ấy không
    ghi gì.
    """
    settings = settings_or_exit(config)
    path = settings.posts_path / COMMENTS_FILE
    old, issues = read_comments(path, settings.root)
    if issues:
        _refuse(*map(render_issue, issues))
    site, _ = load(settings)
    source = database or settings.root / DATABASE
    try:
        base = urlsplit(settings.site_url).path
        found, strays = read_database(source, site.posts_by_key.keys(), base)
    except OSError:
        _refuse(
            f"Không mở được tệp «{shown(str(source))}».",
            "Gợi ý: chép comments.db từ máy chủ về rồi gõ «dvk comments export comments.db».",
        )
    except Locked:
        _refuse("Isso đang giữ tệp này.", "Gợi ý: chờ một lát rồi gõ lại lệnh.")
    except NoDatabase:
        _refuse(
            f"«{shown(source.name)}» bị hỏng, hoặc không phải là tệp bình luận của Isso.",
            "Gợi ý: chép lại comments.db từ máy chủ, hoặc lấy bản sao lưu.",
        )
    if old and not found:
        _refuse(
            f"Tệp này không có bình luận nào đã duyệt, còn posts/{COMMENTS_FILE} thì có.",
            f"Gợi ý: xem lại có đúng tệp không; nếu muốn bỏ hết thì xóa posts/{COMMENTS_FILE}.",
        )
    try:
        write_aside(path, comments_json(found))
    except OSError:
        _refuse(f"Không ghi được {path.name}.", "Gợi ý: kiểm tra chỗ trống trên đĩa và quyền ghi.")
    count = sum(map(len, found.values()))
    click.echo(f"posts/{COMMENTS_FILE}: {count} bình luận đã duyệt của {len(found)} bài.")
    if strays:
        click.echo(f"Bỏ {strays} bình luận của những bài không có trên trang.")
    return 0


def _refuse(*lines: str) -> NoReturn:
    """End, having changed nothing."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(FINDINGS)
