"""Publishers are killed at random points while readers read: nothing is ever half there."""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from small_site import END, served, write_small_site

HERE = Path(__file__).parent
FILES = 41
POINTS = 20


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def web_server(folder: Path) -> Iterator[int]:
    """The folder over HTTP; its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Reader:
    """Reads pages again and again with all that they show; `faults`: what was wrong."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=20)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self.faults: list[str] = []
        self.pages = 0
        self.versions: set[str] = set()

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()
        self._line.close()

    def _get(self, path: str) -> tuple[int, bytes]:
        self._line.request("GET", path)
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def _read(self) -> None:
        pages = ["/", *(f"/bai/{number}/" for number in range((FILES - 1) // 2))]
        chance = random.Random(9)
        while not self._stop.is_set():
            self._look(chance.choice(pages))

    def _look(self, page: str) -> None:
        status, data = self._get(page)
        text = data.decode()
        self.pages += 1
        if status != 200 or not text.endswith(END):
            self.faults.append(f"{page}: {status}, {len(data)} bytes")
            return
        self.versions.add(text.partition("<title>")[2].partition("<")[0])
        for asset in re.findall('src="([^"]+)"', text):
            status, data = self._get(asset)
            digest = asset.rpartition("-")[2].removesuffix(".webp")
            is_whole = hashlib.sha256(data).hexdigest().startswith(digest)
            # A reader as slow as two publications may ask for what is gone: what counts is
            # whether the page as it stands names it.
            if (status != 200 and asset in self._get(page)[1].decode()) or (
                status == 200 and not is_whole
            ):
                self.faults.append(f"{page}: {asset}: {status}, {len(data)} bytes")


def publisher(host: Path, site: Path, last: int) -> subprocess.CompletedProcess[str]:
    """Run a publisher until a step; 0: to its end."""
    return subprocess.run(
        [sys.executable, str(HERE / "killed_publisher.py"), str(host), str(site), str(last)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), *sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_whoever_reads_while_publishers_are_killed_never_meets_half_a_site(
    tmp_path: Path, thorough: bool
) -> None:
    """Each time another version; of those that are cut off some never come to be as a whole."""
    if not thorough:
        pytest.skip("starts forty processes, half a minute; --thorough")
    site, host = tmp_path / "site", tmp_path / "host"
    host.mkdir()
    write_small_site(site, FILES, "0")
    steps = int(publisher(host, site, 0).stdout)
    points = random.Random(2026).sample(range(1, 4 * steps // 3), POINTS)
    with web_server(host) as port, Reader(port) as reader:
        for version, point in enumerate(points, start=1):
            for old in (site / "anh").iterdir():
                old.unlink()
            write_small_site(site, FILES, str(version))
            cut = publisher(host, site, point)
            assert cut.returncode in (-9, 0), cut.stderr
            if version % 3 == 0:
                continue  # the next version comes before this one is completed
            whole = publisher(host, site, 0)
            assert whole.returncode == 0, whole.stderr
            now, wanted = served(host), served(site)
            assert {path: now.get(path) for path in wanted} == wanted
            assert len([*(host / ".dvk/new").iterdir()]) == 0
    assert reader.faults == []
    assert reader.pages > POINTS
    assert len(reader.versions) > POINTS // 2
    assert not (host / ".dvk/lock").exists()
