"""`dvk schema`: JSON Schemas of front matter, for editors' programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dvk_plugin.cli.console import WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.load import load
from dvk_plugin.write.schema import schema_files


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="Thư mục để ghi các tệp vào.",
)
@CONFIG
def schema(folder: Path, config: Path) -> int:
    """Ghi JSON Schema của bài viết, mô hình và danh mục, để VS Code gợi ý khi gõ."""
    site, _ = load(settings_or_exit(config))
    for name, data in schema_files(site).items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        except OSError:
            click.echo(f"Không ghi được {folder / name}.", err=True)
            click.echo("Gợi ý: kiểm tra quyền ghi, hoặc chọn thư mục khác.", err=True)
            sys.exit(WRONG_USAGE)
        click.echo(f"Đã ghi {folder / name}")
    return 0
