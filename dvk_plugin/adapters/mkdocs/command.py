"""MkDocs' own building and its Markdown, for commands that are not MkDocs'."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click
from mkdocs.__main__ import cli
from mkdocs.config import load_config

from dvk_plugin.adapters.mkdocs.host import dialect_of
from dvk_plugin.press.text import Converter
from dvk_plugin.views.links import RelativeLinks


def build_site(config: Path, *options: str) -> int:
    """`mkdocs build` of a configuration file; its exit code."""
    try:
        cli.main(["build", "--config-file", str(config), *options], standalone_mode=False)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 1
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 1
    return 0


def converter_of(config: Path, targets: Collection[str]) -> Converter:
    """What converts texts as a build of this configuration does. `targets`: of links."""
    host = load_config(str(config))
    links = RelativeLinks(directories=host.use_directory_urls, base=host.site_url or "")
    return Converter(dialect_of(host), links, targets)
