"""What the browser tests share: the built demo site, a server, Chromium, axe-core, the Nu checker.

The tools come from the system (chromium, java) and from `npm install --prefix tests/browser`.
Where one is missing the tests are skipped with the reason; with CI in the environment they fail.
DVK_TEST_SITE=<folder> tests a site that is built already, for the address path `/dang-uy/`.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPO = Path(__file__).parents[2]
MODULES = Path(__file__).parent / "node_modules"
MOUNT = "/dang-uy/"  # not the root, so that addresses forgetting the site's own path show up
SCHEMES = {"light": "default", "dark": "slate"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# `mkdocs build` has no option for the address of the site, which the 404 page depends on.
BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(site_dir=sys.argv[1], site_url=sys.argv[2])
config.theme["features"] += sys.argv[3:]
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def missing(reason: str) -> NoReturn:
    """Skip on a developer's machine; fail in CI, where every tool must be there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def require(path: Path) -> Path:
    """The path, or `missing` with the command that brings it."""
    if not path.is_file():
        missing(f"{path.name} is missing: run `npm install --prefix tests/browser`")
    return path


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the repository's own demo, built once."""
    given = os.environ.get("DVK_TEST_SITE")
    if given:
        return Path(given).resolve()
    return build_site(tmp_path_factory.mktemp("browser") / "site")


def build_site(site: Path, *features: str, root: Path = REPO) -> Path:
    """The demo built into a folder, with these features of the theme on top of its own.

    `root`: the folder of another site that is built instead.
    """
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", BUILD, str(site), f"http://127.0.0.1{MOUNT}", *features]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stderr[-4000:]}")
    return site


TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml")


@lru_cache(maxsize=256)
def packed(path: Path) -> bytes:
    """A text file as hosts send it."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """A quiet web host: the site under `MOUNT`, its 404.html for whatever is not there.

    Texts go out packed, as they do everywhere, so that what a page weighs can be measured.
    """

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not takes or path.suffix not in TEXTS or not path.is_file():
            return super().send_head()
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(MOUNT)
        return super().translate_path("/" + path.removeprefix(MOUNT) if inside else "/.nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site while it is served, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
    server.shutdown()
    server.server_close()


def take_over_links(page: Page, site: Path, url: str) -> None:
    """Let instant navigation work: it takes over links that the site map knows, and the site map
    has the address of the build, without the server's port."""
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    here = sitemap.replace(f"http://127.0.0.1{MOUNT}", url)
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=here, content_type="text/xml"))


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


@pytest.fixture(params=SCHEMES)
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
