"""Comments with a real Isso on this machine: written, held, approved, seen, frozen."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from equipment import missing
from hosting import MOUNT, build_site, packed, served
from sample import CONFIG, post, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONG = "Nội dung của bài.\n\n" * 60
ONE, TWO, THREE = (f"{MOUNT[1:]}tin-tuc/2024/{slug}/" for slug in ("mot", "hai", "ba"))
HOSTILE = (
    'Rất hay.\n\n<script>document.title = "x"</script> [bấm](javascript:alert(1))'
    '<img src=x onerror="document.title=1">\n\n# Tiêu đề\n\n<a href="//evil.example">x</a>'
)


@dataclass
class Desk:
    """A site with comments, its server of comments, and what that has said."""

    root: Path
    url: str
    isso: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def link(self, kind: str, number: int) -> str:
        """The moderator's link to one comment, once the server has told it."""
        for _ in range(100):
            self.said += list(iter_lines(self.process))
            for line in self.said:
                if line.startswith(f"{kind}: ") and f"/id/{number}/" in line:
                    return line.removeprefix(f"{kind}: ").strip()
            time.sleep(0.05)
        raise AssertionError(self.said)


def iter_lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """The lines that a process has printed until now."""
    assert process.stdout is not None
    while line := process.stdout.readline():
        yield line


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(root: Path, port: int, origin: str) -> subprocess.Popen[str]:
    """`dvk comments serve`, once it answers."""
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "comments", "serve"]
    process = subprocess.Popen([*command, "--port", str(port), "--site", origin], cwd=root,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               encoding="utf-8")  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if "dừng bằng Ctrl-C" in line:
            break
    else:
        raise AssertionError("the server did not start")
    os.set_blocking(process.stdout.fileno(), False)
    return process


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if importlib.util.find_spec("isso") is None:
        missing("isso is missing: run `python3 start.py setup`")
    root = tmp_path_factory.mktemp("comments")
    port = free_port()
    option = f"plugins: [{{dvk: {{comments: {{isso: 'http://127.0.0.1:{port}'}}}}}}]"
    texts = {
        "mkdocs.yml": CONFIG.replace("plugins: [dvk]", option).replace(
            "mau.example/", f"mau.example{MOUNT}"
        ),
        "posts/2024/mot/index.md": post("", LONG).replace("Bài mẫu", "Bài một"),
        "posts/2024/hai/index.md": post("comments: false", LONG).replace("Bài mẫu", "Bài hai"),
        "posts/2024/ba/index.md": post("", LONG).replace("Bài mẫu", "Bài ba"),
    }
    write_site(root, texts)
    site = build_site(root / "site", root=root)
    with served(site) as url:
        origin = url.removesuffix(MOUNT)
        process = serve(root, port, origin)
        yield Desk(root, f"{origin}/", f"http://127.0.0.1:{port}", process)
        process.send_signal(signal.SIGINT)
        process.wait(10)


def watched(page: Page) -> list[str]:
    """The addresses elsewhere that a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def outside(asked: list[str], desk: Desk) -> list[str]:
    return [url for url in asked if not url.startswith(desk.url)]


def come_to_comments(page: Page) -> None:
    page.locator(".dvk-discussion").scroll_into_view_if_needed()
    page.locator(".isso-postbox").first.wait_for()


def send(page: Page, name: str, text: str) -> str:
    """Write a comment and press «Gửi»: what the page says then."""
    box = page.locator(".isso-postbox").first
    box.locator("[name=author]").fill(name)
    box.locator("textarea").fill(text)
    box.locator("[type=submit]").click()
    state = page.locator(".dvk-discussion__state")
    page.wait_for_function("!/^(Đang gửi…)?$/.test(document.querySelector('[role=status]"
                           ".dvk-discussion__state').textContent)")  # fmt: skip
    return state.inner_text()


@pytest.fixture(scope="module")
def spoken(desk: Desk) -> str:
    """A post with an approved comment and an answer to be written: its address."""
    uri = f"/{THREE}"
    data = json.dumps({"author": "Hoa", "text": HOSTILE, "title": "Bài ba", "parent": None})
    headers = {"Content-Type": "application/json", "Origin": desk.url.rstrip("/")}
    address = f"{desk.isso}/new?{urlencode({'uri': uri})}"
    with urlopen(Request(address, data.encode(), headers)) as answer:
        number = json.load(answer)["id"]
    with urlopen(Request(desk.link("Duyệt", number), b"")) as answer:
        assert answer.status == 200
    return desk.url + THREE


def test_a_comment_is_held_then_approved_then_seen(desk: Desk, browser: Browser) -> None:
    writer = browser.new_context().new_page()
    writer.goto(desk.url + ONE)
    come_to_comments(writer)
    assert "sau khi được duyệt" in send(writer, "Lan", HOSTILE)
    reader = browser.new_context().new_page()
    reader.goto(desk.url + ONE)
    come_to_comments(reader)
    reader.get_by_text("Chưa có bình luận nào").wait_for()
    assert reader.locator("#isso-root .isso-comment").count() == 0

    moderator = browser.new_context().new_page()
    moderator.on("dialog", lambda dialog: dialog.accept())
    number = int(writer.locator("#isso-root .isso-comment").get_attribute("id")[5:])
    link = desk.link("Duyệt", number)
    with moderator.expect_navigation(url=re.compile(rf".*#isso-{number}$")):
        moderator.goto(link, wait_until="commit")
    assert urlsplit(moderator.url).path == f"/{ONE}"

    reader.reload()
    come_to_comments(reader)
    shown = reader.locator("#isso-root .isso-comment")
    shown.wait_for()
    assert "Rất hay." in shown.inner_text() and "Lan" in shown.inner_text()
    assert reader.title().startswith("Bài một")
    bad = "script, img, iframe, [onerror], [href^='javascript:'], h1, h2, h3"
    assert shown.locator(bad).count() == 0


def test_nothing_is_asked_of_the_server_before_the_reader_comes_to_it(
    desk: Desk, browser: Browser
) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    asked = watched(page)
    page.goto(desk.url + ONE, wait_until="networkidle")
    assert outside(asked, desk) == []
    come_to_comments(page)
    page.wait_for_load_state("networkidle")
    elsewhere = outside(asked, desk)
    assert elsewhere and all(url.startswith(f"{desk.isso}/") for url in elsewhere)


def test_the_button_opens_them_where_the_page_is_not_scrolled(desk: Desk, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(desk.url + ONE)
    page.evaluate("document.querySelector('[data-dvk-discuss]').click()")
    page.locator(".isso-postbox").first.wait_for(state="attached")


def test_comments_are_fit_for_everybody(
    spoken: str, page: Page, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    page.goto(spoken)
    come_to_comments(page)
    page.locator(".isso-reply").first.click()
    page.locator("#isso-root .isso-postbox").wait_for()
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in axe(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_post_may_do_without(desk: Desk, browser: Browser) -> None:
    page = browser.new_context().new_page()
    asked = watched(page)
    page.goto(desk.url + TWO)
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    assert outside(asked, desk) == []
    assert page.locator("[data-dvk-isso], .dvk-discussion").count() == 0


def test_comments_survive_their_server(desk: Desk, spoken: str, browser: Browser) -> None:
    """Frozen into the sources: in the page without JavaScript; alive, they are not there twice."""
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "comments", "export"]
    done = subprocess.run(command, cwd=desk.root, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    build_site(desk.root / "site", root=desk.root)
    packed.cache_clear()
    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(spoken)
    kept = still.locator(".dvk-said")
    assert "Rất hay." in kept.inner_text() and "Hoa" in kept.inner_text()
    assert kept.locator("script, img, a").count() == 0

    alive = browser.new_context().new_page()
    alive.goto(spoken)
    assert alive.locator(".dvk-said").is_visible()
    come_to_comments(alive)
    alive.locator("#isso-root .isso-comment").wait_for()
    assert not alive.locator(".dvk-said").is_visible()


def test_where_the_server_is_down_the_page_says_so_and_works(desk: Desk, browser: Browser) -> None:
    context = browser.new_context()
    context.route(f"{desk.isso}/**", lambda route: route.abort("connectionrefused"))
    page = context.new_page()
    page.goto(desk.url + ONE)
    page.locator(".dvk-discussion").scroll_into_view_if_needed()
    page.get_by_text("Chưa nối được với máy chủ bình luận").wait_for()
    assert page.get_by_role("button", name="Thử lại").is_visible()
    assert "Nội dung của bài." in page.locator("main").inner_text()


def test_a_flood_is_told_and_what_was_written_stays(desk: Desk, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto(desk.url + ONE)
    come_to_comments(page)
    told = [send(page, "Máy", f"Tin thứ {n}") for n in range(6)]
    assert told[-1].startswith("Chưa gửi được")
    assert page.locator(".isso-postbox textarea").first.input_value() == "Tin thứ 5"
    page.locator(".isso-postbox textarea").first.fill("x")
    page.locator(".isso-postbox [type=submit]").first.click()
    assert "Xin ghi tên" in page.locator(".dvk-discussion__state").inner_text()
