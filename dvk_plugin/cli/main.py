"""The `dvk` command, with what each of its parts is called.

Exit codes: 0 fine, 1 findings, 2 wrong usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from dvk_plugin import __version__
from dvk_plugin.cli.admin import admin
from dvk_plugin.cli.amend import amend
from dvk_plugin.cli.build import build
from dvk_plugin.cli.check import check
from dvk_plugin.cli.comments import comments
from dvk_plugin.cli.console import run
from dvk_plugin.cli.due import due
from dvk_plugin.cli.federate import federate_command
from dvk_plugin.cli.import_ import import_
from dvk_plugin.cli.new import new
from dvk_plugin.cli.options import AS_JSON, CONFIG, TODAY
from dvk_plugin.cli.parse import run_parse
from dvk_plugin.cli.photos import run_withdraw
from dvk_plugin.cli.publish import publish_command
from dvk_plugin.cli.report import report
from dvk_plugin.cli.schema import schema
from dvk_plugin.cli.tally import Wanted, run_tally
from dvk_plugin.cli.views import views


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="dvk", message="%(prog)s %(version)s", help="Xem phiên bản."
)
def dvk() -> None:
    """Trang tin «Dân vận khéo»: kiểm tra bài viết và cộng số liệu."""


dvk.add_command(build)
dvk.add_command(federate_command)
dvk.add_command(import_)


@dvk.command()
@click.option(
    "--by",
    type=click.Choice(["model", "school", "branch", "year"]),
    default=None,
    help="Cộng theo mô hình, trường, chi bộ hay năm.",
)
@click.option("--school", default="", help="Chỉ một trường (mã hoặc tên).")
@click.option("--model", default="", help="Chỉ một mô hình (mã hoặc tên).")
@click.option("--year", type=int, default=None, help="Chỉ một năm.")
@click.option("--metric", default="", help="Chỉ một chỉ số (mã hoặc tên).")
@click.option("--as-of", default="", help="Chỉ tính số liệu tới hết ngày này.")
@TODAY
@CONFIG
@AS_JSON
def tally(
    by: str | None,
    school: str,
    model: str,
    year: int | None,
    metric: str,
    as_of: str,
    today: str,
    config: Path,
    as_json: bool,
) -> int:
    """Cộng số liệu của các bài, mỗi số kèm nguồn."""
    wanted = Wanted(by or "", school, model, metric, year)
    return run_tally(config, wanted, as_of=as_of, today=today, as_json=as_json)


@dvk.command()
@click.argument("text")
@AS_JSON
def parse(text: str, as_json: bool) -> int:
    """Cho biết một số liệu viết bằng chữ được đọc thế nào, ví dụ «1 tỷ 350 triệu đồng»."""
    return run_parse(text, as_json=as_json)


@dvk.group()
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


dvk.add_command(amend)
dvk.add_command(check)
dvk.add_command(due)
dvk.add_command(new)
dvk.add_command(publish_command)
dvk.add_command(report)
dvk.add_command(admin)
dvk.add_command(schema)
dvk.add_command(views)
dvk.add_command(comments)


def main() -> NoReturn:
    """The console script."""
    run(dvk)


if __name__ == "__main__":
    main()
