"""`dvk admin`: the form for this machine alone."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from sample import REGISTRY, write_site

from dvk_plugin.cli.admin import make_server
from dvk_plugin.cli.main import dvk


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A running server of the sample site's form."""
    write_site(tmp_path)
    server = make_server(tmp_path / "mkdocs.yml", 0)
    Thread(target=server.serve_forever, daemon=True).start()
    assert server.server_address[0] == "127.0.0.1"
    yield server.server_port
    server.shutdown()
    server.server_close()


def get(port: int, path: str, host: str = "") -> tuple[int, str, bytes]:
    """Status, type and body of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Content-Type", ""), answer.read()


def test_the_form_is_served(port: int) -> None:
    assert get(port, "/")[0] == 302
    status, kind, body = get(port, "/admin/")
    assert (status, kind) == (200, "text/html")
    assert b"form.js" in body
    assert get(port, "/admin/form.js")[:2] == (200, "text/javascript")
    assert get(port, "/admin/sveltia/cms.js?x=1")[:2] == (200, "text/javascript")
    assert get(port, "/admin/", f"localhost:{port}")[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/mkdocs.yml", "/admin/../mkdocs.yml", "/admin/%2e%2e/mkdocs.yml", "/admin/sveltia/", "//x"],
)
def test_nothing_else_is_served(port: int, path: str) -> None:
    assert get(port, path)[0] == 404


def test_a_page_elsewhere_that_takes_our_address_for_its_own_gets_nothing(port: int) -> None:
    assert get(port, "/admin/config.json", f"evil.example:{port}")[0] == 404


def test_what_is_declared_meanwhile_can_be_chosen(port: int, tmp_path: Path) -> None:
    assert b"Tr\xc6\xb0\xe1\xbb\x9dng B" not in get(port, "/admin/config.json")[2]
    registry = REGISTRY.replace("schools:\n", "schools:\n  truong-b: {name: Trường B}\n")
    (tmp_path / "posts/registry.yml").write_text(registry, encoding="utf-8")
    assert "Trường B".encode() in get(port, "/admin/config.json")[2]


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    write_site(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = ["admin", "--no-browser", "--port", str(taken.getsockname()[1])]
        result = CliRunner().invoke(dvk, [*words, "-f", str(tmp_path / "mkdocs.yml")])
    assert "đang có chương trình khác dùng" in result.output
    assert "--port 8011" in result.output


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(dvk, ["admin", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code == 2
    assert "Không thấy tệp mkdocs.yml" in result.output


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_the_command_tells_its_address_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    write_site(tmp_path)
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "admin", "--no-browser", "--port", "0"]
    env = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, env=env, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        port = re.search(r"http://127\.0\.0\.1:([0-9]+)/admin/", told)
        assert port is not None, told
        assert get(int(port[1]), "/admin/")[0] == 200
        process.send_signal(signal.SIGINT)
        assert "Đã dừng." in process.stdout.read()
    assert process.returncode == 0
