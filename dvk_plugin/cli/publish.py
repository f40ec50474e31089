"""`dvk publish`: the finished site onto the school's web host."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin.cli.before_publishing import Wanted
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.publication import run_publish
from dvk_plugin.cli.secrets import ask_and_save
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings


@click.command("publish")
@click.argument("target", default="")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ tải lên và xóa những gì.")
@click.option("--status", is_flag=True, help="Cho biết nơi đăng đang có gì.")
@click.option("--rollback", is_flag=True, help="Trở lại phiên bản trước.")
@click.option("--no-build", is_flag=True, help="Đăng thư mục đã dựng, không dựng lại.")
@click.option("--no-strict", is_flag=True, help="Còn điều NHẮC cũng đăng; LỖI thì vẫn dừng.")
@click.option("--all", "everything", is_flag=True, help="Tải lại mọi tệp, không tin sổ cũ.")
@click.option("--take-over", is_flag=True, help="Lần đầu: ghi đè trang cũ đang có ở đó.")
@click.option("--break-lock", is_flag=True, help="Bỏ khóa của một lần đăng khác đã chết.")
@click.option("--forget", is_flag=True, help="Không giữ lại gì của phiên bản cũ trên máy chủ.")
@click.option("--save-password", is_flag=True, help="Hỏi mật khẩu và cất vào kho khóa của máy.")
@CONFIG
def publish_command(target: str, save_password: bool, config: Path, **told: bool) -> int:
    """Dựng trang rồi đăng lên máy chủ của trường; chỉ tải những gì thay đổi.

    TARGET là tên một nơi đăng ở mục «publish» trong mkdocs.yml; chỉ có một nơi thì bỏ qua được.
    Trả về 0 khi đã đăng xong, 1 khi chưa đăng được (trang cũ còn nguyên), 2 khi lệnh chưa đúng.
    """
    wanted = Wanted(**told)
    if sum((wanted.rollback, wanted.dry_run, wanted.status)) > 1:
        raise click.UsageError("--rollback, --dry-run và --status không dùng cùng nhau.")
    settings = settings_or_exit(config)
    place = _target(settings, target)
    try:
        if save_password:
            ask_and_save(place)
            return 0
        return run_publish(config, settings, place, wanted)
    except KeyboardInterrupt:
        click.echo("Đã dừng; gõ lại lệnh thì máy đăng tiếp từ chỗ này.", err=True)
        return FINDINGS
    except PublishError as error:
        click.echo(error.message, err=True)
        if error.hint:
            click.echo(f"Gợi ý: {error.hint}", err=True)
        return FINDINGS


def _target(settings: Settings, name: str) -> TargetSettings:
    """The target that is meant; the only one where none is named."""
    targets = settings.publish
    if not targets:
        _exit(
            "Trong mkdocs.yml chưa có nơi đăng nào.",
            "thêm mục «publish» vào tùy chọn của dvk, xem trang Xuất bản trong hướng dẫn.",
        )
    if not name and len(targets) == 1:
        return next(iter(targets.values()))
    if name not in targets:
        known = ", ".join(targets)
        message = f"Không có nơi đăng «{name}»." if name else "Có nhiều nơi đăng."
        _exit(message, f"gõ một trong: {known}.")
    return targets[name]


def _exit(message: str, hint: str) -> NoReturn:
    click.echo(f"{message}\nGợi ý: {hint}", err=True)
    sys.exit(WRONG_USAGE)
