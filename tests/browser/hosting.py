"""A site built as MkDocs builds it, and a web host for it, under a folder of its own."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

REPO = Path(__file__).parents[2]
MOUNT = "/dang-uy/"  # not the root, so that addresses forgetting the site's own path show up
# `mkdocs build` has no option for the address of the site, which the 404 page depends on.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(site_dir=sys.argv[1], site_url=sys.argv[2])
config.theme["features"] = [*config.theme.get("features", []), *sys.argv[3:]]
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def build_site(site: Path, *features: str, root: Path = REPO) -> Path:
    """A site (the demo) built into a folder, with features of the theme on top of its own."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", BUILD, str(site), f"http://127.0.0.1{MOUNT}", *features]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stderr[-4000:]}")
    return site


TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")


@lru_cache(maxsize=256)
def packed(path: Path) -> bytes:
    """A text file as hosts send it."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """A quiet web host: the site under `MOUNT`, its 404.html for whatever is not there.

    Texts go out packed, as they do everywhere, so that what a page weighs can be measured.
    """

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or path.suffix not in TEXTS or not path.is_file():
            return super().send_head()
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(MOUNT)
        return super().translate_path("/" + path.removeprefix(MOUNT) if inside else "/.nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who left before the end is no fault of the host; all else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site while it is served, with a slash at its end."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
    server.shutdown()
    server.server_close()


def settle(page: Page) -> None:
    """Wait until letters and pictures, those further down too, are there."""
    page.evaluate(
        """async () => {
          const images = [...document.images]
          for (const image of images) image.loading = "eager"
          await Promise.all(images.map(image => image.decode().catch(() => {})))
          await document.fonts.ready
        }"""
    )
