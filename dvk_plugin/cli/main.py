"""The `dvk` command, with what each of its parts is called.

Exit codes: 0 fine, 1 findings, 2 wrong usage.
"""

from __future__ import annotations

from importlib import import_module
from typing import NoReturn

import click

from dvk_plugin import __version__
from dvk_plugin.cli.console import run

COMMANDS = {
    "admin": "admin",
    "amend": "amend",
    "build": "build",
    "check": "check",
    "comments": "comments",
    "due": "due",
    "federate": "federate_command",
    "import": "import_",
    "new": "new",
    "parse": "parse",
    "photos": "photos",
    "publish": "publish_command",
    "report": "report",
    "schema": "schema",
    "tally": "tally",
    "tree": "tree",
    "views": "views",
}
"""Each part's name and that of its function, in the module `cli/<part>.py`."""


class Parts(click.Group):
    """Loads a part when it is asked for: each needs much that the others do without."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = "import_" if name == "import" else name
        part = getattr(import_module(f"dvk_plugin.cli.{module}"), COMMANDS[name])
        assert isinstance(part, click.Command)
        return part


@click.group(cls=Parts, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="dvk", message="%(prog)s %(version)s", help="Xem phiên bản."
)
def dvk() -> None:
    """Trang tin «Dân vận khéo»: kiểm tra bài viết và cộng số liệu."""


def main() -> NoReturn:
    """The console script."""
    run(dvk)


if __name__ == "__main__":
    main()
