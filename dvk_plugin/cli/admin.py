"""`dvk admin`: the form in the browser, served to this machine alone."""

from __future__ import annotations

import mimetypes
import sys
import webbrowser
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from dvk_plugin.cli.console import FINDINGS, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.until_stopped import serve_until_stopped
from dvk_plugin.domain.issue import Issue
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.write.admin import ADMIN, admin_assets, admin_files

_HERE = "127.0.0.1"
_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".woff2": "font/woff2"}
"""What Windows may have told Python otherwise."""

Lookup = Callable[[str], bytes | None]
"""The bytes under a uri; None where there is nothing."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="Cổng trên máy này; 0 là cổng nào còn trống.",
)
@click.option("--no-browser", is_flag=True, help="Không tự mở trình duyệt.")
@CONFIG
def admin(port: int, no_browser: bool, config: Path) -> int:
    """Mở biểu mẫu viết bài trong trình duyệt, chỉ trên máy này.

    Cần Chrome, Edge hoặc Cốc Cốc. Dừng bằng Ctrl-C.
    """
    settings_or_exit(config)
    try:
        server = make_server(config, port)
    except OSError:
        click.echo(f"Cổng {port} đang có chương trình khác dùng.", err=True)
        click.echo("Gợi ý: chọn cổng khác, ví dụ «dvk admin --port 8011».", err=True)
        return FINDINGS
    address = f"http://{_HERE}:{server.server_port}/{ADMIN}/"
    click.echo(f"Biểu mẫu: {address}\nĐể cửa sổ này mở; dừng bằng Ctrl-C.")
    sys.stdout.flush()
    if not no_browser:
        webbrowser.open(address)
    serve_until_stopped(server)
    return 0


def make_server(config: Path, port: int) -> ThreadingHTTPServer:
    """A server of the form for the site of a configuration file, not yet running."""
    lookup = form_of(config)

    class Handler(_Handler):
        find = staticmethod(lookup)

    return ThreadingHTTPServer((_HERE, port), Handler)


def form_of(config: Path) -> Lookup:
    """The form's files; its choices are read anew each time, as the site is at that moment."""
    assets = admin_assets()

    def find(uri: str) -> bytes | None:
        if uri in assets:
            return assets[uri].read_bytes()
        settings = read_settings(config)
        if isinstance(settings, Issue):
            return None
        return _written(settings).get(uri)

    return find


def _written(settings: Settings) -> dict[str, bytes]:
    site, _ = load(settings)
    return dict(admin_files(site, settings))


class _Handler(BaseHTTPRequestHandler):
    """Answers GET for the files it is given; other names of this machine are not served.

    A page elsewhere could have its own name point here (DNS rebinding) and read drafts.
    """

    find: Lookup

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0]
        uri = self.path.partition("?")[0].lstrip("/")
        if uri in ("", ADMIN):
            self._send(302, b"", ("Location", f"/{ADMIN}/"))
            return
        uri = f"{uri}index.html" if uri.endswith("/") else uri
        data = type(self).find(uri) if host in (_HERE, "localhost") else None
        if data is None:
            self._send(404, "Không có trang này.".encode(), ("Content-Type", "text/plain"))
        else:
            self._send(200, data, ("Content-Type", _type_of(uri)))

    def _send(self, status: int, data: bytes, header: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header(*header)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def _type_of(uri: str) -> str:
    known = _TYPES.get(Path(uri).suffix) or mimetypes.guess_type(uri)[0]
    return known or "application/octet-stream"
