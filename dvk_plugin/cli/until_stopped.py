"""A small server of this machine, running until Ctrl-C."""

from __future__ import annotations

import signal
from contextlib import suppress
from http.server import HTTPServer

import click


def serve_until_stopped(server: HTTPServer) -> None:
    """Serve until somebody presses Ctrl-C, then close."""
    # A shell that starts us in the background has Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):  # some servers let it pass, others keep it
            server.serve_forever()
        click.echo("Đã dừng.")
    finally:
        server.server_close()
