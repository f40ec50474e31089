"""What lies in folders is looked at once a build; links and what changes are seen all the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sample import load_site, post, write_picture, write_site

from dvk_plugin import walk
from dvk_plugin.load import load
from dvk_plugin.photos.publish import publish
from dvk_plugin.ready import wanted_photos
from dvk_plugin.walk import stamp_of, stamps

POSTS = {
    f"posts/{at}/index.md": post("photos: [{file: a.jpg, caption: Trao áo}]", "![](a.jpg)")
    for at in range(5)
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_site(tmp_path, POSTS)
    for at in range(5):
        write_picture(tmp_path / f"posts/{at}/a.jpg")
    return tmp_path


def test_no_photo_is_asked_for_by_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = write_site(root)
    publish(wanted_photos(load(settings)[0], root), root)
    asked: list[str] = []
    scanned: list[str] = []
    ask, look = os.stat, os.scandir
    monkeypatch.setattr(os, "stat", lambda p, **k: (asked.append(str(p)), ask(p, **k))[1])
    monkeypatch.setattr(walk.os, "scandir", lambda p: (scanned.append(str(p)), look(p))[1])
    site, issues = load(settings)
    wanted = wanted_photos(site, root)
    monkeypatch.undo()
    assert issues == ()
    assert len(wanted) == 5
    assert not [name for name in asked if name.endswith("a.jpg")]
    posts = [name for name in scanned if Path(name).is_relative_to(root / "posts")]
    assert sorted(posts) == sorted(set(posts)), "a folder was looked at twice"


def test_another_build_sees_what_changed(root: Path) -> None:
    settings = write_site(root)
    assert load(settings)[1] == ()
    (root / "posts/1/a.jpg").unlink()
    assert [issue.rule for issue in load(settings)[1]] == ["khong-thay-anh"]
    write_picture(root / "posts/1/a.jpg")
    assert load(settings)[1] == ()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_photo_that_becomes_a_link_out_of_the_project_is_refused(root: Path) -> None:
    settings = write_site(root)
    load(settings)
    outside = root.parent / f"{root.name}-ngoai.jpg"
    (root / "posts/1/a.jpg").rename(outside)
    (root / "posts/1/a.jpg").symlink_to(outside)
    site, issues = load(settings)
    assert [issue.rule for issue in issues] == ["anh-ngoai-du-an"]
    assert "posts/1/a.jpg" not in wanted_photos(site, root)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_folder_that_is_a_link_is_judged_by_where_it_leads(tmp_path: Path) -> None:
    root = tmp_path / "trang"
    bad, good = "{file: ngoai/b.jpg, caption: Một}", "{file: trong/b.jpg, caption: Hai}"
    write_picture(tmp_path / "khac/b.jpg")
    write_picture(root / "kho/b.jpg", colour="blue")
    (root / "posts/bai").mkdir(parents=True)
    (root / "posts/bai/ngoai").symlink_to(tmp_path / "khac")
    (root / "posts/bai/trong").symlink_to(root / "kho")
    site, issues = load_site(root, {"posts/bai/index.md": post(f"photos: [{bad}, {good}]")})
    assert [(issue.rule, issue.source.line) for issue in issues] == [("anh-ngoai-du-an", 4)]
    assert list(wanted_photos(site, root)) == ["posts/bai/trong/b.jpg"]


def test_stamps_of_files_links_and_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc")
    (tmp_path / "f").mkdir()
    (tmp_path / ".an").write_text("")
    (tmp_path / "f/.an").write_text("xy")
    walk.look_again()
    assert {uri: stamp[0] for uri, stamp in stamps(tmp_path).items()} == {"a": 3, "f/.an": 2}
    assert stamps(tmp_path / "khong-co") == {}
    assert stamp_of(str(tmp_path / "a")) == stamps(tmp_path)["a"]
    for name in ("f", "khong-co", "a/b", "a\0b", "khong/co"):
        assert stamp_of(str(tmp_path / name)) is None
    walk.look_again()
