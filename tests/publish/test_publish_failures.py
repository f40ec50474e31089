"""`dvk publish` to real servers that fail: told in Vietnamese, exit 1, the old site intact."""

from __future__ import annotations

import getpass
import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import asyncssh
import pytest
import yaml
from broken_lines import broken_line
from click.testing import CliRunner
from http_reader import faults_of
from openssh import openssh
from sample import CONFIG, write_site
from servers import EXPIRED, PASSWORD, USER, ftps_server, sftp_server
from small_site import served, write_small_site
from web_servers import program

from dvk_plugin.cli.main import dvk
from dvk_plugin.publish import patience

Target = dict[str, Any]
FILES = 40


@pytest.fixture(autouse=True)
def quiet_servers() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "time", SimpleNamespace(sleep=lambda seconds: None))
    monkeypatch.setenv("DVK_PUBLISH_PASSWORD", PASSWORD)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose site is built."""
    write_site(tmp_path / "trang")
    write_small_site(tmp_path / "trang/site", FILES)
    return tmp_path / "trang"


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """What the host serves."""
    folder = tmp_path / "host/public_html"
    folder.mkdir(parents=True)
    return folder


def publish(root: Path, target: Target, *words: str) -> tuple[int, str]:
    """`dvk publish` of what is built; exit code, and all that it says."""
    told = yaml.safe_dump({"publish": {"w": target}}, default_flow_style=True, width=10**6)
    text = CONFIG.replace("[dvk]", f"[dvk: {told.strip()}]")
    (root / "mkdocs.yml").write_text(text)
    command = ["publish", "--no-build", *words, "-f", str(root / "mkdocs.yml")]
    result = CliRunner().invoke(dvk, command, standalone_mode=False)
    assert result.exception is None, result.exception
    assert "Traceback" not in result.output
    assert PASSWORD not in result.output
    return int(result.return_value), result.output


def test_a_branch_and_a_place_of_rsync_are_published_shown_and_rolled_back(
    root: Path, web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("rsync")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ban biên tập")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b")
    for command in (("init", "--bare", str(tmp_path / "kho.git")), ("init", str(root))):
        subprocess.run(["git", *command], check=True, capture_output=True)
    for target in (
        {"kind": "rsync", "path": str(web)},
        {"kind": "git", "remote": str(tmp_path / "kho.git")},
    ):
        assert "chưa đăng lần nào" in publish(root, target, "--status")[1]
        code, told = publish(root, target, "--rollback")
        assert (code, "Gợi ý" in told) == (1, True)
        assert "Sẽ " in publish(root, target, "--dry-run")[1]
        for version in ("1", "2"):
            write_small_site(root / "site", FILES, version)
            assert publish(root, target)[0] == 0
        assert "dvk publish w --rollback" in publish(root, target, "--status")[1]
        code, told = publish(root, target, "--rollback")
        assert (code, "Đã trở lại phiên bản trước" in told) == (0, True)
        for page in (root / "site/bai").iterdir():
            shutil.rmtree(page)
        code, told = publish(root, target)
        assert (code, "redirect_from: bai/" in told) == (1, True)
    assert "<title>1<" in (web / "index.html").read_text()


def ssh(port: int, host_key: str, path: str = "public_html", **more: object) -> Target:
    there = {"kind": "sftp", "host": "127.0.0.1", "user": USER, "path": path}
    return {**there, "port": port, "host_key": host_key, **more}


def ftp(port: int, ca: str, **more: object) -> Target:
    there = {"kind": "ftps", "host": "localhost", "user": USER, "path": "public_html"}
    return {**there, "port": port, "ca": ca, **more}


@contextmanager
def folder_target(web: Path, work: Path) -> Iterator[Target]:
    yield {"kind": "folder", "path": str(web)}


@contextmanager
def sftp_target(web: Path, work: Path) -> Iterator[Target]:
    with openssh(work / "ssh") as server:
        told = ssh(server.port, server.told, str(web), key=str(server.key))
        yield {**told, "user": getpass.getuser()}


@contextmanager
def ftps_target(web: Path, work: Path) -> Iterator[Target]:
    with ftps_server(web.parent, work / "certificates") as server:
        yield ftp(server.port, server.told)


@contextmanager
def rsync_target(web: Path, work: Path) -> Iterator[Target]:
    program("rsync")
    yield {"kind": "rsync", "path": str(web)}


KINDS = (folder_target, sftp_target, ftps_target, rsync_target)
Kind = Callable[[Path, Path], AbstractContextManager[Target]]


@pytest.fixture(params=KINDS, ids=[kind.__name__ for kind in KINDS])
def target(request: pytest.FixtureRequest, web: Path, tmp_path: Path) -> Iterator[Target]:
    """A place of each kind that can be changed file by file."""
    with request.param(web, tmp_path) as told:
        yield told


@pytest.fixture
def disk(web: Path) -> Iterator[Callable[[str], None]]:
    """A small disk of its own below the host's folder; call it to mount it anew otherwise."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")

    def mount(options: str) -> subprocess.CompletedProcess[bytes]:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(web)]
        return subprocess.run(command, check=False, capture_output=True)

    if mount("size=480k").returncode:
        pytest.skip("this machine lets nobody mount a disk")
    yield lambda options: mount(f"remount,{options}").check_returncode()
    subprocess.run(["umount", "--lazy", str(web)], check=True)


def test_a_full_disk_is_told_and_the_old_site_stays(
    target: Target, disk: Callable[[str], None], root: Path, web: Path
) -> None:
    assert publish(root, target)[0] == 0
    old = served(root / "site")
    (web / "to").write_bytes(b"x" * 120_000)
    write_small_site(root / "site", FILES, "2")
    code, told = publish(root, target)
    assert code == 1
    assert "đầy" in told
    if target["kind"] == "rsync":  # it renames nothing: some pages may be new, each as a whole
        assert faults_of(web) == []
    else:
        now = served(web)
        assert {path: now.get(path) for path in old} == old
    disk("size=8m")
    assert publish(root, target)[0] == 0
    now, new = served(web), served(root / "site")
    assert {path: now.get(path) for path in new} == new
    assert publish(root, target, "--rollback")[0] == 0
    now = served(web)
    assert {path: now.get(path) for path in old} == old


def test_a_folder_that_may_only_be_read_is_told_and_the_old_site_stays(
    target: Target, disk: Callable[[str], None], root: Path, web: Path
) -> None:
    disk("size=8m")
    assert publish(root, target)[0] == 0
    old = served(web)
    write_small_site(root / "site", FILES, "2")
    disk("ro")
    code, told = publish(root, target)
    assert code == 1
    assert "đọc" in told or "quyền ghi" in told
    disk("rw")
    assert served(web) == old


def test_an_ssh_server_that_takes_nothing_is_told(root: Path, web: Path, tmp_path: Path) -> None:
    with openssh(tmp_path / "ssh", "-R") as server:
        told = ssh(server.port, server.told, str(web), key=str(server.key))
        code, words = publish(root, {**told, "user": getpass.getuser()})
    assert (code, served(web)) == (1, {})
    assert "Không có quyền ghi" in words


@pytest.mark.parametrize(
    ("kind", "after"), [(sftp_target, 1_000), (sftp_target, 3_000), (ftps_target, 1_500)]
)
def test_a_line_that_is_always_reset_is_told_and_the_next_run_completes(
    kind: Kind, after: int, root: Path, web: Path, tmp_path: Path
) -> None:
    with kind(web, tmp_path) as target:
        assert publish(root, target)[0] == 0
        old = served(root / "site")
        write_small_site(root / "site", FILES, "2")
        with broken_line(target["port"], after) as line:
            code, told = publish(root, {**target, "port": line.port})
        assert (code, line.broken > 0) == (1, True)
        assert "Mất liên lạc với máy chủ" in told
        assert "đăng tiếp từ chỗ dừng" in told
        now = served(web)
        assert {path: now.get(path) for path in old} == old
        assert publish(root, target, "--break-lock")[0] == 0
        now, new = served(web), served(root / "site")
        assert {path: now.get(path) for path in new} == new


@pytest.mark.parametrize(("kind", "after"), [(sftp_target, 30_000), (ftps_target, 5_000)])
def test_a_line_that_is_reset_again_and_again_is_taken_up_again(
    kind: Kind, after: int, root: Path, web: Path, tmp_path: Path
) -> None:
    with kind(web, tmp_path) as target, broken_line(target["port"], after) as line:
        assert publish(root, {**target, "port": line.port})[0] == 0
    assert line.broken > 2
    assert served(web).items() >= served(root / "site").items()


def test_a_wrong_password_is_told_and_shown_nowhere(
    root: Path, web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DVK_PUBLISH_PASSWORD", "mật khẩu sai")
    with sftp_server(web.parent) as server:
        code, told = publish(root, ssh(server.port, server.told))
    assert (code, "không nhận tên «dang-uy»" in told, "mật khẩu sai" in told) == (1, True, False)
    with ftps_server(web.parent, tmp_path / "certificates") as server:
        code, told = publish(root, ftp(server.port, server.told))
    assert (code, "không nhận tên «dang-uy»" in told, "mật khẩu sai" in told) == (1, True, False)
    assert served(web) == {}


def test_a_host_that_is_not_the_known_one_is_told_before_any_password_goes_out(
    root: Path, web: Path, tmp_path: Path
) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").get_fingerprint()
    with sftp_server(web.parent) as server:
        code, told = publish(root, ssh(server.port, other))
    assert (code, "khóa khác với khóa đã biết" in told) == (1, True)
    with ftps_server(web.parent, tmp_path / "certificates", until=EXPIRED) as server:
        code, told = publish(root, ftp(server.port, server.told))
    assert (code, "đã hết hạn" in told) == (1, True)
    assert served(web) == {}


def test_links_on_the_host_lead_nowhere(
    target: Target, root: Path, web: Path, tmp_path: Path
) -> None:
    """Files, folders and even our own folder may be links to what is somebody else's."""
    outside = web.parent / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("của người khác")
    (web / "index.html").symlink_to("../outside/index.html")
    (web / "anh").symlink_to("../outside")
    code, told = publish(root, target, "--take-over")
    assert code == (0 if target["kind"] == "rsync" else 1), told  # rsync puts a folder there
    (web / "anh").unlink() if (web / "anh").is_symlink() else None
    assert publish(root, target, "--take-over")[0] == 0
    assert served(outside) == {"index.html": "của người khác".encode()}
    assert served(web).items() >= served(root / "site").items()


def test_a_folder_of_ours_that_is_a_link_is_refused(target: Target, root: Path, web: Path) -> None:
    outside = web.parent / "outside"
    outside.mkdir()
    (web / ".dvk").symlink_to("../outside")
    assert publish(root, target)[0] == 1
    assert [*outside.iterdir()] == []
