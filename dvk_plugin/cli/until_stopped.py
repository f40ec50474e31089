"""A small server of this machine, running until Ctrl-C."""

from __future__ import annotations

import signal
from http.server import HTTPServer

import click


def serve_until_stopped(server: HTTPServer) -> None:
    """Serve until somebody presses Ctrl-C, then close."""
    # A shell that starts us in the background has Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Đã dừng.")
    finally:
        server.server_close()
