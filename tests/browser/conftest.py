"""What the browser tests share: the built demo site, a server, Chromium, axe-core, the Nu checker.

The tools come from the system (chromium, java) and from `npm install --prefix tests/browser`.
Where one is missing the tests are skipped with the reason; with CI in the environment they fail.
DVK_TEST_SITE=<folder> tests a site that is built already, for the address path `/dang-uy/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from equipment import CHROMIUM, CHROMIUM_ARGS, MODULES, missing, require
from hosting import build_site, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the repository's own demo, built once."""
    given = os.environ.get("DVK_TEST_SITE")
    if given:
        return Path(given).resolve()
    return build_site(tmp_path_factory.mktemp("browser") / "site")


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The address of the served demo, with a slash at its end."""
    with served(built_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window and without calls home."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is missing: run `pip install -e .[test]`")
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        missing("chromium is missing: install the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM_ARGS])
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, scheme: str) -> Iterator[Page]:
    """An empty page on a phone or a desk, of a reader who likes it light or dark."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[dict[str, Any]]]:
    """Run axe-core on a page, all its rules: the violations."""
    source = require(MODULES / "axe-core" / "axe.min.js").read_text("utf-8")

    def run(page: Page) -> list[dict[str, Any]]:
        page.evaluate(source)
        violations: list[dict[str, Any]] = page.evaluate("axe.run().then(r => r.violations)")
        return violations

    return run


@pytest.fixture(scope="session")
def nu_check() -> Callable[[Sequence[Path]], list[str]]:
    """Run the Nu HTML checker over files: its errors, one line each; warnings are left out."""
    jar = require(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar")
    java = shutil.which("java")
    if java is None:
        missing("java is missing: install a Java runtime (`default-jre-headless`)")

    def run(paths: Sequence[Path]) -> list[str]:
        options = ["--format", "json", "--errors-only", "--exit-zero-always", "--stdout"]
        command = [java, "-jar", str(jar), *options, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return [
            f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}"
            for message in json.loads(done.stdout)["messages"]
            if message["type"] != "info"
        ]

    return run
