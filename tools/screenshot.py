#!/usr/bin/env python3
"""The README's picture: build the demo, open its home page in Chromium, save a small PNG.

usage: python tools/screenshot.py        (needs the `test` extra and a Chromium on the PATH)
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "huong-dan" / "trang-chu.png"
SIZE: ViewportSize = {"width": 1280, "height": 1000}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder]
        subprocess.run(command, cwd=ROOT, check=True)
        handler = functools.partial(Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        take(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    slim(TARGET)


def slim(target: Path) -> None:
    """A PNG with as few colours as a page needs."""
    with Image.open(target) as image:
        image.convert("RGB").quantize(128).save(target, optimize=True)


def take(address: str, target: Path = TARGET, size: ViewportSize = SIZE, at: str = "") -> None:
    """Save the page at `address`, light scheme, once its pictures are there.

    `at`: what to scroll to, as a selector; else the top of the page is taken.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(1000)
        if at:
            page.locator(at).first.evaluate("node => node.scrollIntoView()")
            page.wait_for_timeout(300)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
