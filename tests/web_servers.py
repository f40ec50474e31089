"""nginx and Apache in front of a folder, as schools' hosts run them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_APACHE_MODULES = Path("/usr/lib/apache2/modules")
_NEEDED = ("mpm_event", "authz_core", "dir", "mime", "headers", "alias", "rewrite")


def program(*names: str) -> str:
    """The first of these programs that is installed; without, a test is skipped, in CI it fails."""
    found = next(filter(None, (shutil.which(name, path=_PATH) for name in names)), None)
    if found is None:
        _missing(names[0])
    return found


def _missing(what: str) -> NoReturn:
    told = f"{what} is missing: install its package"
    if "CI" in os.environ:
        pytest.fail(told)
    pytest.skip(told)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def nginx(root: Path, include: Path, work: Path) -> Iterator[str]:
    """The folder `root` as `/`, with a file of ours in the server's block; the address."""
    port = free_port()
    work.mkdir(parents=True, exist_ok=True)
    (work / "nginx.conf").write_text(
        f"{_brotli()}daemon off; pid {work}/pid; error_log {work}/error.log;\n"
        f"{'user root;' if os.geteuid() == 0 else ''}"
        "events {}\nhttp {\n"
        "include /etc/nginx/mime.types;\n"
        f"access_log off; client_body_temp_path {work}/a; proxy_temp_path {work}/b;\n"
        f"fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; absolute_redirect off;\n"
        f"include {include}; }}\n}}\n"
    )
    command = [program("nginx"), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    with running(command, port, work / "error.log"):
        yield f"http://127.0.0.1:{port}/"


def _brotli() -> str:
    """The line that loads the module for packed texts; nothing where it is not installed."""
    return f"load_module {_BROTLI};\n" if _BROTLI.is_file() else ""


def needs_brotli() -> None:
    """Skip a test, in CI fail it, where nginx has no module for texts packed with brotli."""
    if not _BROTLI.is_file():
        _missing("libnginx-mod-http-brotli-static")


@contextmanager
def apache(root: Path, work: Path) -> Iterator[str]:
    """The folder `root` as `/`, with its `.htaccess`; the address."""
    port = free_port()
    work.mkdir(parents=True, exist_ok=True)
    modules = "".join(
        f"LoadModule {name}_module {_APACHE_MODULES}/mod_{name}.so\n" for name in _NEEDED
    )
    account = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (work / "apache.conf").write_text(
        f"ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {work}/pid\n"
        f"ErrorLog {work}/error.log\nDefaultRuntimeDir {work}\n{modules}{account}"
        f"TypesConfig /etc/mime.types\nDirectoryIndex index.html\nDocumentRoot {root}\n"
        f"<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    command = [program("apache2", "httpd"), "-X", "-f", str(work / "apache.conf")]
    with running(command, port, work / "error.log"):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if server.poll() is not None:
                    pytest.fail(log.read_text() if log.exists() else "the server does not start")
                time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(20)
