"""Where `dvk federate` finds registers: files, folders, and addresses when asked to fetch."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.register import MAX_BYTES, too_large
from dvk_plugin.read.register_files import (
    PACKAGE_FILE,
    REGISTER_FILE,
    no_registers,
    read_bytes,
    register_files,
)

SECONDS = 30
"""How long a server may stay silent."""


@dataclass(frozen=True, slots=True)
class Found:
    """A register's bytes as found, and those of the description beside it."""

    name: str
    data: bytes
    package: bytes | None = None


def is_address(source: str) -> bool:
    """Whether a source is on the web."""
    return source.lower().startswith(("http://", "https://"))


def find(source: str) -> Iterator[Found | Issue]:
    """The registers that a path means: a file, all those below a folder, one beside a JSON file."""
    path = Path(source)
    if path.is_dir():
        paths = register_files(path)
        if not paths:
            yield no_registers(Source(source))
    elif path.suffix == ".json" and path.with_name(REGISTER_FILE).is_file():
        paths = (path.with_name(REGISTER_FILE),)
    elif path.suffix == ".json":
        paths = ()
        yield _sums_alone(source)
    else:
        paths = (path,)
    for one in paths:
        read = read_bytes(one, one.as_posix())
        yield read if isinstance(read, Issue) else Found(one.as_posix(), *read)


def _sums_alone(source: str) -> Issue:
    return Issue(
        "du-lieu-chi-co-tong",
        Source(source),
        "Tệp này chỉ có các tổng, không có từng con số, nên không biết số nào là làm chung.",
        f"lấy cả tệp {REGISTER_FILE} ở cùng trang dữ liệu mở, đặt vào cùng thư mục.",
    )


def fetch(address: str) -> Found | Issue:
    """The register of the site at an address, or at the very address if it ends in `.csv`."""
    url = address if address.lower().endswith(".csv") else _register_of(address)
    data = _download(url)
    if isinstance(data, Issue):
        return data
    package = None
    if url.endswith(f"/{REGISTER_FILE}"):
        told = _download(urllib.parse.urljoin(url, PACKAGE_FILE))
        package = told if isinstance(told, bytes) else None
    return Found(url, data, package)


def _register_of(address: str) -> str:
    base = address.split("#")[0].split("?")[0]
    for name in ("index.html", "tally.json", PACKAGE_FILE):
        base = base.removesuffix(f"/{name}")
    base = base.rstrip("/")
    folder = "" if base.endswith("/du-lieu") else "/du-lieu"
    return f"{base}{folder}/{REGISTER_FILE}"


def _download(url: str) -> bytes | Issue:
    """At most `MAX_BYTES` of an address. Only http and https are followed, redirects too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPRedirectHandler(),
    ):
        opener.add_handler(handler)
    try:
        with opener.open(url, timeout=SECONDS) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        code = f" (mã {error.code})" if isinstance(error, urllib.error.HTTPError) else ""
        return Issue(
            "khong-tai-duoc",
            Source(url),
            f"Không tải được dữ liệu ở địa chỉ này{code}.",
            "mở thử địa chỉ bằng trình duyệt; trang ấy cần có mục dữ liệu mở (du-lieu/).",
        )
    return too_large(url, len(data)) if len(data) > MAX_BYTES else data
