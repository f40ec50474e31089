"""The form in Chromium: what it writes is a post like any other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from form import Form, served_form, site_files
from hosting import REPO, build_site
from sample import write_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TITLE = "Thăm, tặng quà bà con xã Đa Kai"
FOLDER = "posts/2024/tham-tang-qua-ba-con-xa-da-kai"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served_form(REPO / "mkdocs.yml") as url:
        yield url


@pytest.fixture(params=[1280, 390])
def form(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Form]:
    form = Form(browser, address, width=request.param)
    form.open(site_files(REPO))
    yield form
    form.close()


def write_post(form: Form, photo: Path) -> None:
    """A post with two figures and a photo, typed as an editor would."""
    form.go("collections/posts/new")
    form.write("title", TITLE)
    form.write("date", "2024-10-15")
    form.choose("school", "Trường Cao đẳng Bình Thuận")
    form.add("metrics")
    form.choose("metrics.0.metric", "Kinh phí huy động")
    form.write("metrics.0.value", "37,9 triệu đồng")
    form.add("metrics")
    form.choose("metrics.1.metric", "Suất quà")
    form.write("metrics.1.value", "60 suất")
    form.add("photos")
    form.upload("photos.0.file", photo)
    form.write("photos.0.caption", "Trao quà ở nhà văn hóa xã")
    form.write("photos.0.alt", "Bà con nhận quà trước nhà văn hóa")
    form.choose("photos.0.consent", "đã được đồng ý")
    body = form.field("body").get_by_role("textbox").first
    body.click()
    body.press_sequentially("Sáng nay, các đảng viên đến thăm bà con.")


def dvk(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dvk_plugin.cli.main", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")


def test_a_post_written_in_the_form_is_clean_and_shows_its_figures(
    form: Form, tmp_path: Path
) -> None:
    photo = tmp_path / "Trao quà.jpg"
    write_picture(photo, (640, 480))
    before = form.files()
    write_post(form, photo)
    form.save()
    written = {name: data for name, data in form.files().items() if before.get(name) != data}
    assert sorted(written) == [f"{FOLDER}/index.md", f"{FOLDER}/trao-qua.jpg"]
    assert written[f"{FOLDER}/index.md"].decode() == (
        "---\n"
        f"title: {TITLE}\n"
        "date: 2024-10-15\n"
        "school: cd-binh-thuan\n"
        "metrics:\n"
        "  funds_raised: 37,9 triệu đồng\n"
        "  gifts: 60 suất\n"
        "photos:\n"
        "  - file: trao-qua.jpg\n"
        "    caption: Trao quà ở nhà văn hóa xã\n"
        "    alt: Bà con nhận quà trước nhà văn hóa\n"
        "    consent: obtained\n"
        "---\n\n"
        "Sáng nay, các đảng viên đến thăm bà con.\n"
    )
    assert form.far == []
    assert form.faults == []

    root = tmp_path / "clone"
    shutil.copytree(REPO, root, ignore=shutil.ignore_patterns(".*", "tests", "bench", "site"))
    for name, data in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    checked = dvk(root, "check")
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    if form.page.viewport_size == {"width": 390, "height": 900}:
        return
    site = build_site(tmp_path / "site", root=root)
    page = (site / "tin-tuc/2024/tham-tang-qua-ba-con-xa-da-kai/index.html").read_text("utf-8")
    assert "37,9 triệu đồng" in page
    assert "60 suất" in page
    assert "Trao quà ở nhà văn hóa xã" in page
