"""Targets that other programs work on: rsync and Git, both real."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from small_site import served, write_small_site
from web_servers import program

from dvk_plugin.publish import rsync_release
from dvk_plugin.publish.git import GitBranch
from dvk_plugin.publish.headers import Told
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.plan import Plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.rsync import RsyncPlace
from dvk_plugin.publish.rsync_release import (
    RsyncRelease,
    kept_by_rsync,
    publish_by_rsync,
    read_rsync_state,
)


def parcel(site: Path) -> Parcel:
    return make_parcel(site, Told(), "none")


def sync(web: Path, site: Path | None, keep: int = 10**9, *, withdrawn: bool = False) -> Plan:
    """Publish a folder by rsync; none: go back to the version before."""
    program("rsync")
    place = RsyncPlace(str(web))
    with locked(place) as lock:
        state = read_rsync_state(place)
        release = RsyncRelease(place, state, lock, keep, withdrawn)
        if site is None:
            return publish_by_rsync(release, *kept_by_rsync(place, state))
        told = parcel(site)
        return publish_by_rsync(release, told.files, told.read)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    folder.mkdir()
    return folder


def test_rsync_sends_what_changed_deletes_what_it_sent_before_and_goes_back(
    web: Path, tmp_path: Path
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("của người khác")
    (web / "khac.pdf").write_text("của trường")
    (web / "bai").symlink_to(outside)
    write_small_site(site, 100)
    assert len(sync(web, site).changed) == 100
    theirs = {"khac.pdf": "của trường".encode()}
    first = served(site)
    assert served(web) == {**first, **theirs}
    assert served(outside) == {"index.html": "của người khác".encode()}
    assert sync(web, site).changed == ()
    (site / "bai/7/index.html").write_text("đã sửa")
    shutil.rmtree(site / "bai/9")
    plan = sync(web, site)
    assert (plan.changed, plan.delete) == (("bai/7/index.html",), ("bai/9/index.html",))
    second = served(site)
    assert served(web) == {**second, **theirs}
    for wanted in (first, second):
        sync(web, None)
        assert served(web) == {**wanted, **theirs}
    assert not (web / ".dvk/lock/held").exists()
    assert not (web / ".dvk/next.json").exists()


def test_after_a_cut_rsync_trusts_no_file(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was put in place before the cut is mended by whatever version comes next."""
    site = tmp_path / "site"
    write_small_site(site, 8)
    sync(web, site)
    first = served(site)
    write_small_site(site, 8, "2")
    put = rsync_release._put

    def cut(place: RsyncPlace, files: dict[str, bytes]) -> None:
        if rsync_release.MANIFEST in files:
            raise PublishError("đứt")
        put(place, files)

    monkeypatch.setattr(rsync_release, "_put", cut)
    with pytest.raises(PublishError, match="đứt"):
        sync(web, site)
    monkeypatch.undo()
    assert served(web) != first
    for name, data in first.items():
        (site / name).write_bytes(data)
    sync(web, site)
    now = served(web)
    assert {path: now.get(path) for path in first} == first


def test_one_publisher_by_rsync_at_a_time(web: Path, tmp_path: Path) -> None:
    program("rsync")
    write_small_site(tmp_path / "site", 6)
    with locked(RsyncPlace(str(web))), pytest.raises(PublishError, match="Có người đang đăng"):
        sync(web, tmp_path / "site")
    assert served(web) == {}
    sync(web, tmp_path / "site")


def test_rsync_keeps_nothing_beyond_the_limit_and_no_withdrawn_picture(
    web: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    write_small_site(site, 8)
    sync(web, site)
    (picture,) = (site / "anh").glob("1-*.webp")
    secret = picture.read_bytes()
    picture.unlink()
    (site / "index.html").write_text("đã sửa")
    sync(web, site, withdrawn=True)
    assert secret not in [path.read_bytes() for path in web.rglob("*") if path.is_file()]
    assert (web / ".dvk/kept/index.html").is_file()
    (site / "index.html").write_text("sửa nữa")
    sync(web, site, keep=0)
    assert [*(web / ".dvk/kept").iterdir()] == []
    with pytest.raises(PublishError, match="không giữ phiên bản nào"):
        sync(web, None)


def test_rsync_that_fails_is_told(tmp_path: Path) -> None:
    program("rsync")
    with pytest.raises(PublishError, match="Không thấy thư mục"):
        RsyncPlace(str(tmp_path / "khong-co")).names()
    with pytest.raises(PublishError, match="rsync không làm xong"):
        RsyncPlace("/proc").write("x", b"")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ban biên tập")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b")
    folder = tmp_path / "kho.git"
    git(tmp_path, "init", "--bare", str(folder))
    return folder


def clone(remote: Path, name: str) -> GitBranch:
    """The branch as somebody with a project of their own has it."""
    root = remote.parent / name
    root.mkdir()
    git(root, "init")
    git(root, "remote", "add", "origin", str(remote))
    return GitBranch(root, "origin", "gh-pages")


def test_a_branch_holds_just_the_site_and_goes_back(remote: Path, tmp_path: Path) -> None:
    site, branch = tmp_path / "site", clone(remote, "trang")
    write_small_site(site, 22)
    assert not branch.fetch()
    branch.publish(parcel(site))
    assert branch.fetch()
    with pytest.raises(PublishError, match="không có phiên bản nào trước"):
        branch.roll_back()
    first = git(remote, "ls-tree", "-r", "gh-pages")
    (site / "bai/3/index.html").unlink()
    branch.publish(parcel(site))
    second = git(remote, "ls-tree", "-r", "gh-pages")
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {*names} == {*served(site), ".nojekyll"}
    assert git(remote, "show", "gh-pages:index.html").encode() == served(site)["index.html"]
    for wanted in (first, second):
        branch.fetch()
        branch.roll_back()
        assert git(remote, "ls-tree", "-r", "gh-pages") == wanted
    lost = GitBranch(branch.root, "khong-co", "gh-pages")
    with pytest.raises(PublishError, match="Git không làm xong"):
        lost.fetch()


def test_who_publishes_to_a_branch_from_elsewhere_is_not_overwritten(
    remote: Path, tmp_path: Path
) -> None:
    ours, theirs = clone(remote, "minh"), clone(remote, "ban")
    mine, other = tmp_path / "mine", tmp_path / "other"
    write_small_site(mine, 6)
    write_small_site(other, 6, "2")
    ours.publish(parcel(mine))
    ours.fetch()
    theirs.fetch()
    theirs.publish(parcel(other))
    write_small_site(mine, 6, "3")
    with pytest.raises(PublishError, match="Có người khác vừa đăng"):
        ours.publish(parcel(mine))
    assert "<title>2<" in git(remote, "show", "gh-pages:index.html")
    ours.fetch()
    ours.publish(parcel(mine))
    assert "<title>3<" in git(remote, "show", "gh-pages:index.html")
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "3"
