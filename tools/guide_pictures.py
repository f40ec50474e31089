"""The guide's pictures: a post made by `dvk new`, findings in the preview, a correction.

python tools/guide_pictures.py        (needs the `test` extra and a Chromium on the PATH)
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guide_sessions import BAD, NEW, POST, ROOT, fresh_copy, run
from screenshot import slim, take

GUIDE = ROOT / "docs" / "huong-dan"
SIZE = {"width": 1100, "height": 720}
PATIENCE = 120.0
"""Seconds until a preview that does not come is taken for broken."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = fresh_copy(Path(folder) / "trang")
        run(NEW, copy)
        page = f"tin-tuc/2024/{Path(POST).name}/"
        with preview(copy, page) as address:
            picture(f"{address}{page}", "bat-dau-xem-thu.png")
        amend = f'dvk amend {POST} blood_units "35 đơn vị" --reason "Báo cáo gốc cộng nhầm"'
        run(f"{amend} --date 20/10/2024", copy)
        (copy / "posts/2024/tet.md").write_text(BAD, encoding="utf-8")
        with preview(copy, page) as address:
            picture(f"{address}{page}", "dinh-chinh.png", at="#so-lieu-bai")
            picture(address, "bat-dau-loi.png")


def picture(address: str, name: str, at: str = "") -> None:
    take(address, GUIDE / name, SIZE, at)
    slim(GUIDE / name)
    print(name)


@contextmanager
def preview(folder: Path, page: str) -> Iterator[str]:
    """The address of `mkdocs serve` in a folder, once it shows a page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1735000000"}
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, env=environment)
    address = f"http://127.0.0.1:{port}/"
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{address}{page}", timeout=10).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
