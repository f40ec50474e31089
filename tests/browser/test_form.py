"""The form in Chromium: what it writes is a post like any other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from form import TITLE, Form, served_form, site_files, write_post
from hosting import REPO, build_site, served
from sample import CONFIG, write_picture, write_site

from dvk_plugin.domain.source import Source
from dvk_plugin.load import load
from dvk_plugin.read.registry import read_registry

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
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


POST_2023 = "posts/2023/nam-mo-hinh-dan-van-kheo/index.md"


def test_a_post_changed_in_the_form_keeps_every_other_line(browser: Browser, address: str) -> None:
    form = Form(browser, address)
    form.open(site_files(REPO))
    before = form.files()
    form.open_entry("Năm mô hình")
    form.write("title", "Năm mô hình được công nhận")
    form.save()
    after = form.files()
    form.close()
    assert sorted(name for name in after if before.get(name) != after[name]) == [POST_2023]
    old, new = (files[POST_2023].decode().splitlines() for files in (before, after))
    assert len(old) == len(new)
    assert [(one, other) for one, other in zip(old, new, strict=True) if one != other] == [
        (old[1], "title: Năm mô hình được công nhận")
    ]


RICH = """\
---
title: "Một: hai"
date: 15/3/2024 # ngày đăng
as_of: 2024-03-10
model: Áo ấm
author: Ban biên tập
tags: [hiến máu, "a, b"]
kinh phí: 1.000
quà:
  - 04 suất
  - {value: "1,5 suất", kind: stock, scope: joint, models: [ao-am, bep-com], inferred: có, id: x1}
metrics:
  beneficiaries:
    value: gần 70 người
    also: ["một số, khác"]
    each:
    period: 2024-01..2024-03
    target: 80 người
    disjoint: true
    note: "nhiều\\n\\ndòng"
  photos: 25 ảnh
source: Báo của tỉnh
documents: {number: 1-KH, date: 2/1/2024, subject: Về việc A}
photos:
  - {file: a.png, caption: "Ảnh: một", blur: [0.1, 0.2, 0.15, 0.2], models: []}
  - {file: a.png, caption: Ảnh hai, consent: OBTAINED, blur: [[0, 0, 1, 1]]}
recognitions: [{level: Cấp cơ sở, status: proposed, year: 2024, date: 2024-03-01}]
hide: [toc]
draft: true
slug:
---

Nội dung **đậm**.

- một
"""
RICH_MODEL = """\
---
name: Áo ấm
branch: chi bộ 01
kind: Tập thể
field: Văn hóa - Xã hội
founded: 2023
aliases: AO
goals: [Một, Hai]
years:
  2024: {state: registered, targets: {gifts: 30 suất, kinh phí: 5 triệu đồng}, honours: [A]}
  2023:
    recognitions: {level: co-so, status: recognised}
---
Giới thiệu.
"""
RUN = """async ([text, kind, keep]) => {
  const { YAML } = await import("./sveltia/cms.js")
  const { makeFormats } = await import("./format.js")
  const { shapes, names } = await (await fetch("config.json")).json()
  const format = makeFormats(YAML, shapes, names)[kind]
  const { was, ...form } = format.fromFile(text.trim())
  return format.toFile(keep ? { ...form, was } : form).trim() + "\\n"
}"""


def through_form(form: Form, text: str, kind: str, *, keep: bool) -> str:
    """A file read into the form and written again; anew, unless `keep`s what it was."""
    return str(form.page.evaluate(RUN, [text, kind, keep]))


@pytest.fixture
def sample_form(browser: Browser, tmp_path: Path) -> Iterator[Form]:
    """The form of the tests' sample site."""
    write_site(tmp_path)
    with served_form(tmp_path / "mkdocs.yml") as url:
        form = Form(browser, url)
        yield form
        form.close()


def demo_files() -> list[tuple[str, str]]:
    posts = [(path, "post") for path in REPO.glob("posts/**/*.md")]
    models = [(path, "model") for path in REPO.glob("docs/mo-hinh/*.md")]
    registry = [(REPO / "posts/registry.yml", "registry")]
    files = sorted((*posts, *models, *registry))
    return [(path.read_text(encoding="utf-8"), kind) for path, kind in files]


def test_files_that_nobody_changed_come_out_as_they_were(browser: Browser, address: str) -> None:
    form = Form(browser, address)
    for text, kind in (*demo_files(), (RICH, "post"), (RICH_MODEL, "model")):
        assert through_form(form, text, kind, keep=True) == text
    form.close()


def without_places(value: object) -> object:
    """A post or model without the places where things stood, and numbers as amounts say them."""
    if isinstance(value, Source):
        return None
    if isinstance(value, Mapping):
        return {key: without_places(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [without_places(item) for item in value]
    if is_dataclass(value):
        found = {one.name: without_places(getattr(value, one.name)) for one in fields(value)}
        own = ("places", "body_line", "head_mark")  # of the writing, not of what it means
        return {name: item for name, item in found.items() if name not in own}
    return value


def test_what_is_written_anew_means_the_same(sample_form: Form, tmp_path: Path) -> None:
    def meaning(post: str, model: str) -> object:
        root = tmp_path / "read"
        write_picture(root / "posts/a.png")
        files = {"posts/bai.md": post, "docs/mo-hinh/ao-am.md": model}
        site, _ = load(replace(write_site(root, files), drafts=True))
        return without_places((site.posts, site.models))

    post = through_form(sample_form, RICH, "post", keep=False)
    model = through_form(sample_form, RICH_MODEL, "model", keep=False)
    assert "hide" not in post  # the form does not know it; kept with `was` only
    assert meaning(post, model) == meaning(RICH, RICH_MODEL)


def test_a_registry_written_anew_means_the_same(browser: Browser, address: str) -> None:
    form = Form(browser, address)
    text = (REPO / "posts/registry.yml").read_text(encoding="utf-8")
    anew = through_form(form, text, "registry", keep=False)
    form.close()
    assert anew != text
    meanings = [without_places(read_registry(one, "r.yml")) for one in (text, anew)]
    assert meanings[0] == meanings[1]


def test_a_folder_that_is_no_site_is_told(browser: Browser, address: str) -> None:
    form = Form(browser, address)
    form.fill({"ghi-chu.txt": b"x"})
    form.page.get_by_role("button", name="Mở thư mục của trang").click()
    told = form.page.get_by_text("không có tệp mkdocs.yml").first
    told.wait_for()
    form.close()


def test_a_number_that_can_be_read_two_ways_is_not_saved(browser: Browser, address: str) -> None:
    form = Form(browser, address)
    form.open(site_files(REPO))
    form.go("collections/posts/new")
    form.add("metrics")
    form.write("metrics.0.value", "37.9 triệu đồng")
    form.page.get_by_role("button", name="Lưu", exact=True).click()
    form.field("metrics.0.value").get_by_text("dấu chấm tách hàng nghìn").last.wait_for()
    assert form.field("metrics.0.value").locator("[aria-invalid=true]").count() == 1
    assert form.files() == site_files(REPO)
    form.close()


BODY = """\
![](kham-suc-khoe-da-kai.jpg){ .rong }

## Tiểu mục {#moc}

- [ ] việc

!!! note "Ghi chú"
    nội dung

<div class="x">1</div>

```text
mã
```

Cuối"""


def test_what_a_body_holds_beside_text_survives_the_editor(browser: Browser, address: str) -> None:
    files = site_files(REPO)
    head = files[POST_2023].decode().split("\n---\n")[0]
    files[POST_2023] = f"{head}\n---\n\n{BODY}\n".encode()
    form = Form(browser, address)
    form.open(files)
    form.open_entry("Năm mô hình")
    form.field("body").get_by_role("textbox").first.click()
    form.page.keyboard.press("Control+End")
    form.page.keyboard.type(" bài.")
    form.save()
    assert form.files()[POST_2023].decode() == f"{head}\n---\n\n{BODY} bài.\n"
    form.close()


def test_a_model_and_the_registry_are_edited_alike(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    form = Form(browser, address)
    form.open(site_files(REPO))
    form.go("collections/models/new")
    form.write("name", "Tiếp sức đến trường")
    form.choose("school", "Trường Cao đẳng Bình Thuận")
    form.add("years")
    form.write("years.0.year", "2024")
    form.choose("years.0.state", "đăng ký")
    form.add("years.0.targets")
    form.choose("years.0.targets.0.metric", "Suất học bổng")
    form.write("years.0.targets.0.value", "10 suất")
    form.save()
    form.go("collections/_singletons/entries/registry")
    form.add("branches")
    last = 5  # after the five of the demo
    form.write(f"branches.{last}.slug", "cdbt-chi-bo-7")
    form.choose(f"branches.{last}.school", "Trường Cao đẳng Bình Thuận")
    form.write(f"branches.{last}.name", "Chi bộ 7")
    form.save()
    files = form.files()
    form.close()
    assert files["docs/mo-hinh/tiep-suc-den-truong.md"].decode() == (
        "---\nname: Tiếp sức đến trường\nschool: cd-binh-thuan\nyears:\n  2024:\n"
        "    state: registered\n    targets:\n      scholarships: 10 suất\n---\n"
    )
    registry = files["posts/registry.yml"].decode()
    assert "  cdbt-chi-bo-7:\n    school: cd-binh-thuan\n    name: Chi bộ 7\n" in registry
    assert registry.startswith((REPO / "posts/registry.yml").read_text("utf-8").split("\n")[0])
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    checked = dvk(tmp_path, "check")
    assert "10 mô hình" in checked.stdout
    assert "LỖI" not in checked.stdout


def test_the_published_form_loads_nothing_from_elsewhere(browser: Browser, tmp_path: Path) -> None:
    backend = "{name: github, repo: truong/trang-tin}"
    config = CONFIG.replace("[dvk]", f"\n  - dvk:\n      admin: {{backend: {backend}}}")
    write_site(tmp_path, {"mkdocs.yml": config})
    with served(build_site(tmp_path / "site", root=tmp_path)) as url:
        form = Form(browser, f"{url}admin/")
        form.page.get_by_role("button", name="GitHub").first.wait_for()
        form.open(site_files(tmp_path))
        form.go("collections/posts/new")
        assert form.far == []
        assert form.faults == []
        form.close()


OF_SVELTIA = {"region", "landmark-one-main", "page-has-heading-one"}
"""The last two while it still prepares the form."""


def test_what_axe_finds_is_the_editors_own(
    form: Form, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    form.go("collections/posts/new")
    found = {violation["id"]: len(violation["nodes"]) for violation in axe(form.page)}
    assert set(found) <= OF_SVELTIA
