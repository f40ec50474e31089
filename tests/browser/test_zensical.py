"""What Zensical makes of a tree, as its reader meets it: one look, one search, below a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from equipment import missing
from hosting import MOUNT, REPO, served, settle
from press_site import make

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if find_spec("zensical") is None:
        missing("zensical is missing: run `pip install -e .[test]`")
    root = make(tmp_path_factory.mktemp("zensical"))
    config = root / "mkdocs.yml"
    address = f"http://127.0.0.1{MOUNT}"
    config.write_text(config.read_text("utf-8").replace("https://mau.example/", address), "utf-8")
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(REPO)}
    commands = (["dvk_plugin.cli.main", "tree", "-o", "cay"], ["zensical", "build"])
    for command, folder in zip(commands, (root, root / "cay"), strict=True):
        subprocess.run([sys.executable, "-m", *command], cwd=folder, env=env, check=True)
    with served(root / "cay" / "site") as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_stand_as_they_should_and_the_search_finds_without_marks(
    browser: Browser, url: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on(
        "request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(url) else None
    )
    for uri in ("", "tin-tuc/2024/mot/", "mo-hinh/ao-am/", "so-lieu/", "thu-vien-anh/", "lien-he/"):
        page.goto(url + uri)
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), uri
        assert page.locator("header.dvk-masthead").count() == 1, uri
        assert page.evaluate("document.fonts.check('700 16px \"Be Vietnam Pro\"')"), uri
    page.keyboard.press("/")
    page.locator("dialog.dvk-finder[open]").wait_for()
    page.keyboard.type("ao am")
    page.locator(".dvk-hit", has_text="Áo ấm").first.wait_for()
    assert wrong == []
    context.close()
