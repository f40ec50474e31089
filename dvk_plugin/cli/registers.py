"""Where `dvk federate` finds registers: files, folders, and addresses when asked to fetch."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

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
    """The registers that a path means: a file, all those below a folder, one beside a JSON file.

    A JSON file of sums alone ends the command: they do not tell what was done together.
    """
    path = Path(source)
    if path.is_dir():
        paths = register_files(path)
        if not paths:
            yield no_registers(Source(source))
    elif path.suffix == ".json" and path.with_name(REGISTER_FILE).is_file():
        paths = (path.with_name(REGISTER_FILE),)
    elif path.suffix == ".json":
        raise click.ClickException(
            f"«{source}» chỉ có các tổng, không có từng con số, nên không biết số nào là làm "
            f"chung. Lấy cả tệp {REGISTER_FILE} ở cùng trang dữ liệu mở, đặt vào cùng thư mục."
        )
    else:
        paths = (path,)
    for one in paths:
        read = read_bytes(one, one.as_posix())
        yield read if isinstance(read, Issue) else Found(one.as_posix(), *read)


def fetch(address: str) -> Found | Issue:
    """The register of the site at an address, or at the very address if it ends in `.csv`."""
    url = address if address.lower().endswith(".csv") else _register_of(address)
    data = _download(url)
    if len(data) > MAX_BYTES:
        return too_large(url, len(data))
    try:
        package = _download(urllib.parse.urljoin(url, PACKAGE_FILE))
    except click.ClickException:
        package = None  # a table alone is enough; it ends with whole lines or is refused
    return Found(url, data, package if url.endswith(f"/{REGISTER_FILE}") else None)


def _register_of(address: str) -> str:
    base = address.split("#")[0].split("?")[0]
    for name in ("index.html", "tally.json", PACKAGE_FILE):
        base = base.removesuffix(f"/{name}")
    base = base.rstrip("/")
    folder = "" if base.endswith("/du-lieu") else "/du-lieu"
    return f"{base}{folder}/{REGISTER_FILE}"


def _download(url: str) -> bytes:
    """What stands at an address, cut one byte beyond `MAX_BYTES`; http and https alone.

    An address that does not answer ends the command with words to its user.
    """
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
            return bytes(answer.read(MAX_BYTES + 1))
    except (OSError, ValueError, http.client.HTTPException) as error:
        code = f" (mã {error.code})" if isinstance(error, urllib.error.HTTPError) else ""
        raise click.ClickException(
            f"Không tải được {url}{code}. Mở thử địa chỉ bằng trình duyệt; trang ấy cần có mục dữ "
            "liệu mở (du-lieu/)."
        ) from error
