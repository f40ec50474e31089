"""A page is never stale: whatever changes, a warm build gives the bytes of a cold one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from photos_sample import with_camera_data
from press_site import CHANGES, MOT, add, comments, edit, make, run, tree, views
from sample import post

from dvk_plugin import fingerprint
from dvk_plugin.marks import Marks
from dvk_plugin.memory import FOLDER
from dvk_plugin.press import printing
from dvk_plugin.press.printing import Job, unprinted


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


KINDS = ("tin-tuc/", "thu-vien-anh/", "tu-khoa/", "chuyen-muc/", "tim-kiem/")
"""Where pages stand that say what they show."""


def passed(jobs: list[Job], todo: list[Job]) -> tuple[set[str], set[str]]:
    """Of the pages that say what they show: those printed, and those passed over."""
    made = {file for job in todo for file in job.files if file.startswith(KINDS)}
    every = {file for job in jobs for file in job.files if file.startswith(KINDS)}
    return made, every - made


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("a title", "tin-tuc/2024/hai"),
        ("a figure", "tin-tuc/2024/mot"),
        ("a tag", "tu-khoa/mua-dong"),
        ("a post more", "tin-tuc/2024/bon"),
    ],
)
def test_a_change_prints_the_pages_that_show_it(
    what: str,
    shown: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not those of a post of another model that stands elsewhere in time."""
    root = make(tmp_path)
    for number, slug in enumerate(("nam", "sau", "bay")):
        text = post("model: cho-me").replace("Bài mẫu", f"Bài {slug}")
        text = text.replace("15/03/2024", f"1{number}/01/2023")
        add(f"posts/2024/{slug}.md", text)(root)
    run(root, caplog)
    CHANGES[what](root)
    seen: list[tuple[set[str], set[str]]] = []

    def watched(jobs: Iterable[Job], *told: Any) -> list[Job]:
        every = list(jobs)
        todo = unprinted(every, *told)
        seen.append(passed(every, todo))
        return todo

    monkeypatch.setattr(printing, "unprinted", watched)
    run(root, caplog)
    ((made, kept),) = seen
    assert f"{shown}/index.html" in made
    assert "tin-tuc/2023/nam/index.html" in kept


def test_a_page_is_printed_when_what_its_text_links_to_comes_or_goes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A post of another year and model, so that nothing else ties the two."""
    root, cold = make(tmp_path / "warm"), make(tmp_path / "cold")
    far = post("model: cho-me", "Xem [trang](/gioi-thieu.md).").replace("15/03/2024", "01/01/2020")
    for one in (root, cold):
        add("posts/2020/xa.md", far)(one)
    run(root, caplog)
    page = root / "site/tin-tuc/2020/xa/index.html"
    assert 'href="/gioi-thieu.md"' in page.read_text(encoding="utf-8")
    for one in (root, cold):
        add("docs/gioi-thieu.md", "# Giới thiệu\n")(one)
    run(root, caplog)
    run(cold, caplog)
    assert 'href="../../../gioi-thieu/"' in page.read_text(encoding="utf-8")
    assert tree(root / "site") == tree(cold / "site")
    (root / "docs/gioi-thieu.md").unlink()
    run(root, caplog)
    assert 'href="/gioi-thieu.md"' in page.read_text(encoding="utf-8")


def test_only_values_have_marks() -> None:
    """What might show anything is refused rather than forgotten."""
    marks = Marks()
    with pytest.raises(TypeError, match="object"):
        marks.of({"edition": object()})
    assert marks.of(("a", "bc")) != marks.of(("ab", "c"))
    assert marks.of([["a"], "b"]) != marks.of(["a", ["b"]])
    assert marks.of(1) != marks.of(True)
    assert marks.of(tuple("abcdefghijklmnop")) != marks.of(tuple("abcdefghijklmnoq"))


def test_views_print_the_pages_that_show_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A post's own page, and the front page where it is among those read most."""
    root = make(tmp_path)
    add("posts/views.json", views(mot=5, hai=3))(root)
    printed, _ = run(root, caplog)
    add("posts/views.json", views(mot=6, hai=3))(root)
    assert run(root, caplog) == (2, printed - 2)
    add("posts/views.json", views("2024-04-02", mot=6, hai=3))(root)
    assert run(root, caplog) == (3, printed - 3)


def test_the_front_page_learns_that_views_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where those counted are not among the posts read most."""
    root = make(tmp_path)
    for name in (MOT, "posts/2024/hai/index.md"):
        edit(name, "title:", "views: 9\ntitle:")(root)
    run(root, caplog)
    front = root / "site/index.html"
    assert "quyen-rieng-tu" not in front.read_text(encoding="utf-8")
    add("posts/views.json", views("2020-01-01"))(root)
    run(root, caplog)
    assert "quyen-rieng-tu" in front.read_text(encoding="utf-8")


def test_a_comment_prints_the_page_that_shows_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    add("posts/comments.json", comments(mot="Hay quá."))(root)
    printed, _ = run(root, caplog)
    add("posts/comments.json", comments(mot="Hay lắm."))(root)
    assert run(root, caplog) == (1, printed - 1)


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
        path.write_bytes(data.replace(b"dvk memory 2", b"dvk memory 1"))
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


def test_what_a_killed_build_left_aside_goes_after_a_day(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    old, new = root / FOLDER / "mkdocs-old", root / FOLDER / "mkdocs-new"
    for folder in (old, new):
        (folder / "anh").mkdir(parents=True)
    os.utime(old, (0, 0))
    run(root, caplog)
    assert (old.exists(), new.exists()) == (False, True)
