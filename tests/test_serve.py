"""The preview: findings on the page, good posts still there, edits seen at once."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from registers_sample import table
from sample import CONFIG, post, write_site

PATIENCE = 60.0
"""Seconds until a server that does not answer is taken for broken."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """A running `mkdocs serve`; call it with an address and the words to wait for."""
    bad = post("model: ao-ấmm\ngifts: 37.9 suất").replace("Bài mẫu", "Bài hỏng")
    good = post("model: ao-am\ngifts: 40 suất").replace("Bài mẫu", "Bài tốt")
    draft = post("draft: true").replace("Bài mẫu", "Bài nháp")
    files = {"posts/a.md": good, "posts/b.md": bad, "posts/c.md": draft}
    config = CONFIG.replace("[dvk]", "[{dvk: {federation: du-lieu-truong}}]")
    write_site(tmp_path, {"mkdocs.yml": config, **files})
    (tmp_path / "du-lieu-truong").mkdir()
    (tmp_path / "du-lieu-truong/b.csv").write_bytes(table({}))
    port = free_port()
    log = (tmp_path / "log.txt").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdout=log,
        stderr=log,
    )

    def read(address: str, words: str) -> str:
        end = time.monotonic() + PATIENCE
        text = ""
        while time.monotonic() < end and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{address}", timeout=10) as it:
                    data = it.read()
                text = (zlib.decompress(data) if address.endswith(".bin") else data).decode("utf-8")
            except (OSError, zlib.error):
                text = ""
            if words in text:
                return text
            time.sleep(0.2)
        pytest.fail(f"{words!r} never came at /{address}:\n{(tmp_path / 'log.txt').read_text()}")

    yield read
    server.terminate()
    server.wait(20)
    log.close()


def test_findings_are_shown_on_the_page_and_mended_ones_leave_it(
    preview: Callable[[str, str], str], tmp_path: Path
) -> None:
    home = preview("", "posts/b.md:4:8")
    assert "ao-ấmm" in home
    assert "Bài tốt" in home
    assert "Bài hỏng" in home
    assert "bản nháp" in home
    mended = post("model: ao-am\ngifts: 37 suất").replace("Bài mẫu", "Bài đã sửa")
    (tmp_path / "posts/b.md").write_text(mended, encoding="utf-8")
    home = preview("", "Bài đã sửa")
    assert "dvk-notice" not in home
    preview("so-lieu/gifts/", "77 suất")


def test_a_mended_text_is_seen_without_a_build(
    preview: Callable[[str, str], str], tmp_path: Path
) -> None:
    path, words = tmp_path / "posts/c.md", "Một câu của bài. " * 60
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{words}\n", encoding="utf-8")  # other pages may quote its beginning
    preview("tin-tuc/2024/c/", "Một câu của bài")
    (tmp_path / "posts/b.md").write_text(post("model: ao-am"), encoding="utf-8")
    preview("", "Bài mẫu")
    log = tmp_path / "log.txt"
    builds = log.read_text("utf-8").count("Building documentation")
    path.write_text(f"{text}\n{words}\nCâu cuối.\n", encoding="utf-8")
    preview("tin-tuc/2024/c/", "Câu cuối.")
    assert log.read_text("utf-8").count("Building documentation") == builds


def test_data_of_other_schools_put_there_are_seen(
    preview: Callable[[str, str], str], tmp_path: Path
) -> None:
    preview("so-lieu/toan-khoi/", "30 suất")
    (tmp_path / "du-lieu-truong/b.csv").write_bytes(table({"value": "47", "quote": "47 suất"}))
    preview("so-lieu/toan-khoi/", "47 suất")


def test_the_preview_searches_what_was_saved_last(
    preview: Callable[[str, str], str], tmp_path: Path
) -> None:
    contents = "tim-kiem/chi-muc/muc-luc.bin"

    def posts() -> str:
        (name,) = [name for name, _ in json.loads(preview(contents, "segments"))["segments"]
                   if name.startswith("2024")]  # fmt: skip
        return preview(f"tim-kiem/chi-muc/the/{name}/0.bin", "Bài") + name

    before = posts()
    edited = post("model: ao-am").replace("Bài mẫu", "Bài đã sửa")
    (tmp_path / "posts/a.md").write_text(edited, encoding="utf-8")
    preview("tin-tuc/", "Bài đã sửa")
    end = time.monotonic() + PATIENCE
    while (after := posts()) == before and time.monotonic() < end:
        time.sleep(0.2)
    assert after != before
