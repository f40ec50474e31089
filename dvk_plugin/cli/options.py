"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from dvk_plugin.read.settings import DEFAULT_CONFIG

CONFIG = click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path),
    default=DEFAULT_CONFIG,
    show_default=True,
    help="Tệp cấu hình của trang.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
TODAY = click.option(
    "--today", default="", help="Coi ngày này là hôm nay; bài hẹn sau ngày này được giữ lại."
)
