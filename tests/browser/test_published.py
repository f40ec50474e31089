"""The site as published, behind nginx: no page offends against its Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hosting import settle
from test_pages import NOWHERE, PAGES, page_address
from web_servers import nginx

from dvk_plugin.publish.headers import NGINX, Told
from dvk_plugin.publish.parcel import make_parcel

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo below `/dang-uy/` of nginx, every file as published."""
    root = tmp_path_factory.mktemp("published")
    parcel = make_parcel(built_site, Told("/dang-uy/"), "nginx")
    for path in parcel.files:
        target = root / "web" / "dang-uy" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(parcel.read(path))
    with nginx(root / "web", root / "web" / "dang-uy" / NGINX, root / "server") as url:
        yield f"{url}dang-uy/"


@pytest.mark.parametrize("kind", [*PAGES, "nowhere"])
def test_no_page_offends_against_its_policy(
    kind: str, address: str, built_site: Path, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', event =>"
        " console.error('offends', event.violatedDirective, event.blockedURI))"
    )
    path = NOWHERE if kind == "nowhere" else page_address(built_site, kind)
    answer = page.goto(f"{address}{path}", wait_until="networkidle")
    assert answer is not None
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
    settle(page)
    if kind == "home":  # the search loads its parts when it is first used
        page.keyboard.press("/")
        page.keyboard.type("hien mau")
        page.wait_for_selector("dialog.dvk-finder[open] .dvk-hit")
    if kind == "gallery":
        page.locator("main a img").first.click()
        page.wait_for_selector("dialog[open]")
    context.close()
    assert [line for line in told if "404" not in line] == []
