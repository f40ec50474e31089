"""Targets that other programs work on: rsync and Git, both real."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from small_site import served, write_small_site
from web_servers import program

from dvk_plugin.publish.git import publish_by_git
from dvk_plugin.publish.headers import Told
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.rsync import publish_by_rsync


def parcel(site: Path) -> Parcel:
    return make_parcel(site, Told(), "none")


def test_rsync_sends_what_changed_and_deletes_what_it_sent_before(tmp_path: Path) -> None:
    program("rsync")
    site, web, outside = tmp_path / "site", tmp_path / "web", tmp_path / "outside"
    web.mkdir()
    outside.mkdir()
    (outside / "index.html").write_text("của người khác")
    (web / "khac.pdf").write_text("của trường")
    (web / "bai").symlink_to(outside)
    write_small_site(site, 100)
    assert len(publish_by_rsync(parcel(site), str(web)).changed) == 100
    assert served(web) == {**served(site), "khac.pdf": "của trường".encode()}
    assert served(outside) == {"index.html": "của người khác".encode()}
    assert publish_by_rsync(parcel(site), str(web)).changed == ()
    (site / "bai/7/index.html").write_text("đã sửa")
    shutil.rmtree(site / "bai/9")
    plan = publish_by_rsync(parcel(site), str(web))
    assert (plan.changed, plan.delete) == (("bai/7/index.html",), ("bai/9/index.html",))
    assert served(web) == {**served(site), "khac.pdf": "của trường".encode()}


def test_rsync_that_fails_is_told(tmp_path: Path) -> None:
    program("rsync")
    write_small_site(tmp_path / "site", 6)
    with pytest.raises(PublishError, match="rsync không làm xong"):
        publish_by_rsync(parcel(tmp_path / "site"), "/proc/khong/co")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_a_branch_holds_just_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ban biên tập")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b")
    site, root, remote = tmp_path / "site", tmp_path / "trang", tmp_path / "kho.git"
    write_small_site(site, 22)
    root.mkdir()
    git(tmp_path, "init", "--bare", str(remote))
    git(root, "init")
    git(root, "remote", "add", "origin", str(remote))
    publish_by_git(parcel(site), root, "origin", "gh-pages")
    (site / "bai/3/index.html").unlink()
    publish_by_git(parcel(site), root, "origin", "gh-pages")
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {*names} == {*served(site), ".nojekyll"}
    assert git(remote, "show", "gh-pages:index.html").encode() == served(site)["index.html"]
    with pytest.raises(PublishError, match="Git không đưa được"):
        publish_by_git(parcel(site), root, "khong-co", "gh-pages")
