"""A page is never stale: whatever changes, a warm build gives the bytes of a cold one."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from photos_sample import with_camera_data
from sample import MODELS, post, write_picture, write_site

from dvk_plugin import fingerprint
from dvk_plugin.memory import FOLDER

ONE = post(
    "model: ao-am\nfunds: 5 triệu đồng\ntags: [áo ấm]\n"
    "photos: [{file: a.jpg, caption: Trao áo, consent: obtained}]",
    "Trao áo. Xem [bài kia](../hai/index.md)\nở trang khác.\n\n![](a.jpg)",
).replace("Bài mẫu", "Bài một")
TWO = post("models: [ao-am, bep-com]\ngifts: 40 suất").replace("Bài mẫu", "Bài hai")
THREE = post("model: cho-me\nbeneficiaries: 12 người").replace("Bài mẫu", "Bài ba")
POSTS = {"mot": ONE, "hai": TWO, "ba": THREE}


def make(root: Path) -> Path:
    files = {f"posts/2024/{slug}/index.md": text for slug, text in POSTS.items()}
    write_site(root, {**files, "docs/lien-he.md": "# Liên hệ\n\n[Bài](tin-tuc/2024/mot/index.md)"})
    write_picture(root / "posts/2024/mot/a.jpg")
    return root


def run(root: Path, caplog: pytest.LogCaptureFixture) -> tuple[int, int]:
    """A build, as by `mkdocs build`: how many pages were printed and passed over."""
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        config = load_config(str(root / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    told = re.search(r"Trang: in (\d+), giữ nguyên (\d+)", caplog.text)
    assert told
    return int(told[1]), int(told[2])


def tree(site: Path) -> dict[str, bytes]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def add(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return change


def rename(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: (root / old).rename(root / new) and None


MOT = "posts/2024/mot/index.md"
CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": edit(MOT, "Trao áo. Xem", "Đã trao áo. Xem"),
    "a title": edit(MOT, "Bài một", "Bài thứ nhất"),
    "a day": edit(MOT, "15/03/2024", "15/03/2023"),
    "a figure": edit(MOT, "5 triệu", "6 triệu"),
    "a figure's line": edit(MOT, "title:", "\ntitle:"),
    "a caption": edit(MOT, "caption: Trao áo", "caption: Trao áo mới"),
    "a tag": edit(MOT, "[áo ấm]", "[áo ấm, mùa đông]"),
    "a consent": edit(MOT, "consent: obtained", "consent: withdrawn"),
    "a post renamed": rename("posts/2024/hai", "posts/2024/hai-moi"),
    "a post gone": lambda root: shutil.rmtree(root / "posts/2024/hai"),
    "a post more": add("posts/2024/bon.md", post("model: ao-am\nfunds: 1 triệu đồng")),
    "a photo": lambda root: write_picture(root / "posts/2024/mot/a.jpg", (80, 60), "blue"),
    "a model's name": edit("docs/mo-hinh/ao-am.md", "Áo ấm", "Áo ấm vùng cao"),
    "a model's text": edit("docs/mo-hinh/ao-am.md", "---\nname", "---\nsummary: Tóm tắt\nname"),
    "a target": edit(
        "docs/mo-hinh/ao-am.md", "registered}", "registered, targets: {funds: 9 triệu}}"
    ),
    "another model": lambda root: (root / "docs/mo-hinh/bep-com.md").write_text(
        MODELS["bep-com"].replace("Bếp cơm", "Bếp cơm mới"), encoding="utf-8"
    ) and None,
    "the registry": edit("posts/registry.yml", "Trường Cao đẳng A", "Trường Cao đẳng B"),
    "a phone": edit("posts/registry.yml", "02520000000", "02520000001"),
    "the site's name": edit("mkdocs.yml", "Trang mẫu", "Trang khác"),
    "the site's address": edit("mkdocs.yml", "mau.example", "khac.example"),
    "a Markdown extension": edit(
        "mkdocs.yml", "plugins:", "markdown_extensions: [nl2br]\nplugins:"
    ),
    "an option": edit("mkdocs.yml", "[dvk]", "[{dvk: {per_page: 2}}]"),
    "the menu": edit("mkdocs.yml", "plugins:", "nav: [{Tin: tin-tuc/index.md}]\nplugins:"),
    "a page of the author's own": edit("docs/lien-he.md", "Liên hệ", "Liên lạc"),
    "a front page of the author's own": add("docs/index.md", "Lời chào.\n"),
    "a template of the site's own": lambda root: own_template(root),
    "a file of the site's own": add("docs/robots.txt", "User-agent: *\n"),
}  # fmt: skip


def own_template(root: Path) -> None:
    add("mau/partials/footer.html", "<footer>Chân trang</footer>")(root)
    edit("mkdocs.yml", "font: false", "font: false, custom_dir: mau")(root)


@pytest.mark.parametrize("what", CHANGES)
def test_a_warm_build_gives_what_a_cold_one_does(
    what: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warm, cold = make(tmp_path / "warm"), make(tmp_path / "cold")
    run(warm, caplog)
    before = tree(warm / "site")
    for root in (warm, cold):
        CHANGES[what](root)
    run(warm, caplog)
    run(cold, caplog)
    assert tree(warm / "site") == tree(cold / "site")
    assert tree(warm / "site") != before


def test_only_what_shows_a_change_is_printed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A sentence: its page, and the feeds which quote how posts begin. Nothing: nothing."""
    root = make(tmp_path)
    printed, passed = run(root, caplog)
    assert (printed > 20, passed) == (True, 0)
    times = {p: p.stat().st_mtime_ns for p in (root / "site").rglob("*") if p.is_file()}
    assert run(root, caplog) == (0, printed)
    assert {p: p.stat().st_mtime_ns for p in times} == times
    edit(MOT, "Trao áo. Xem", "Đã trao áo. Xem")(root)
    assert run(root, caplog) == (2, printed - 2)
    now = {p: p.stat().st_mtime_ns for p in times if p.exists()}  # parts of the index change names
    newer = {p.relative_to(root / "site").as_posix() for p in now if now[p] != times[p]}
    assert "tin-tuc/2024/mot/index.html" in newer
    assert not [name for name in newer if name.startswith(("so-lieu/", "mo-hinh/", "tu-khoa/"))
                and name.endswith(".html")]  # fmt: skip


def test_another_version_prints_everything_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path)
    printed, _ = run(root, caplog)
    monkeypatch.setattr(fingerprint, "_version", lambda library: "2")
    fingerprint.program.cache_clear()
    try:
        assert run(root, caplog)[0] >= printed - 1  # the sitemap follows from the pages
    finally:
        fingerprint.program.cache_clear()


def test_a_page_touched_in_the_site_is_printed_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    run(root, caplog)
    before = tree(root / "site")
    (root / "site/tin-tuc/2024/mot/index.html").write_text("khác")
    (root / "site/tin-tuc/2024/hai/index.html").unlink()
    (root / "site/la.html").write_text("lạ")
    (root / "site/.htaccess").write_text("của người quản trị")
    assert run(root, caplog)[0] == 2
    (root / "site/.htaccess").unlink()
    assert tree(root / "site") == before


def spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "edited":
        path.write_bytes(data.replace(b"index.html", b"index.htmm"))
    elif how == "another version":
        path.write_bytes(data.replace(b"dvk memory 1", b"dvk memory 0"))
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "nothing":
        path.write_bytes(b"")


@pytest.mark.parametrize("how", ["truncated", "edited", "another version", "a folder", "nothing"])
def test_a_spoilt_cache_is_no_cache(
    how: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    run(root, caplog)
    before = tree(root / "site")
    for path in [p for p in (root / FOLDER).iterdir() if p.is_file()]:
        spoil(path, how)
    run(root, caplog)
    assert tree(root / "site") == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_project_that_cannot_be_written_to_is_built_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    run(root, caplog)
    (root / FOLDER).chmod(0o500)
    try:
        edit(MOT, "Trao áo. Xem", "Đã trao áo. Xem")(root)
        run(root, caplog)
    finally:
        (root / FOLDER).chmod(0o700)
    assert "Đã trao áo" in (root / "site/tin-tuc/2024/mot/index.html").read_text(encoding="utf-8")


def test_photos_keep_their_place_when_only_a_sentence_changes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    with_camera_data(root / "posts/2024/mot/a.jpg", 6)
    run(root, caplog)
    pictures = {p: p.stat().st_mtime_ns for p in (root / "site/anh").iterdir()}
    edit(MOT, "Trao áo. Xem", "Đã trao áo. Xem")(root)
    run(root, caplog)
    assert {p: p.stat().st_mtime_ns for p in (root / "site/anh").iterdir()} == pictures
