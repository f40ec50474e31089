"""A reader of a site over HTTP who sees whether something is missing or cut short."""

from __future__ import annotations

import gzip
import hashlib
import random
import re
import threading
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from small_site import END

_PAUSE = 0.005
"""Seconds between two pages, so that the processor is left to the publishers."""
_ASSET = re.compile('(?:src|href)="/([^"]+)"')


class Reader:
    """Reads pages again and again with all that they show; `faults`: what was wrong."""

    def __init__(self, address: str, pages: list[str]) -> None:
        self._line = HTTPConnection(urlsplit(address).netloc, timeout=20)
        self._pages = pages
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
        self._line.request("GET", f"/{path}")
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def _read(self) -> None:
        chance = random.Random(9)
        try:
            while not self._stop.wait(_PAUSE):
                self._look(chance.choice(self._pages))
        except Exception as error:  # a thread that ends unheard would see no fault ever after
            self.faults.append(f"the reader: {error!r}")

    def _look(self, page: str) -> None:
        status, data = self._get(page)
        text = data.decode()
        self.pages += 1
        if status != 200 or not text.endswith(END):
            self.faults.append(f"{page}: {status}, {len(data)} bytes")
            return
        self.versions.add(text.partition("<title>")[2].partition("<")[0])
        for asset in _ASSET.findall(text):
            status, data = self._get(asset)
            if status == 200 and _is_whole(asset, data):
                continue
            # A reader as slow as two publications may ask for what is gone: what counts is
            # whether the page as it stands names it.
            if status == 200 or asset in self._get(page)[1].decode():
                self.faults.append(f"{page}: {asset}: {status}, {len(data)} bytes")


def faults_of(web: Path) -> list[str]:
    """What is wrong in the folder that a server serves, page by page: every asset that is named
    has to be there, whole."""
    faults = []
    good: set[str] = set()
    for page in (*web.rglob("*.html"), *web.rglob("*.html.gz")):
        data = page.read_bytes()
        text = (gzip.decompress(data) if page.suffix == ".gz" else data).decode()
        if not text.endswith(END):
            faults.append(f"{page}: cut short")
        for asset in {*_ASSET.findall(text)} - good:
            place = web / asset
            if place.is_file() and _is_whole(asset, place.read_bytes()):
                good.add(asset)
            else:
                faults.append(f"{page}: {asset}")
    return faults


def _is_whole(asset: str, data: bytes) -> bool:
    """By the hash in the name, or by how the file ends."""
    told = re.search(r"-([0-9a-f]{12})\.", asset)
    if told is None:
        return data.endswith(END.encode())
    return hashlib.sha256(data).hexdigest().startswith(told[1])
