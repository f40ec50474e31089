"""Whole publications to real servers on this machine, one of each kind."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest
from servers import EXPIRED, PASSWORD, USER, ftps_server, sftp_server
from small_site import send, served, write_small_site

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.folder import FolderHost
from dvk_plugin.publish.ftps import FtpsHost
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import LOCK, locked
from dvk_plugin.publish.patience import PatientHost
from dvk_plugin.publish.refusal import HostFailed, PublishError
from dvk_plugin.publish.sftp import SftpHost

FILES = {"folder": 1000, "sftp": 1000, "ftps": 120}
"""FTP takes many commands a file; the steps are the same for all kinds."""


@pytest.fixture(autouse=True)
def quiet_servers() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """What the host serves."""
    folder = tmp_path / "host" / "public_html"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(params=FILES)
def host(request: pytest.FixtureRequest, tmp_path: Path, web: Path) -> Iterator[Host]:
    kind = request.param
    if kind == "folder":
        yield FolderHost(web)
    elif kind == "sftp":
        with sftp_server(web.parent) as server:
            opened = SftpHost(ssh(server.port, server.told))
            yield opened
            opened.close()
    else:
        with ftps_server(web.parent, tmp_path / "certificates") as server:
            ftp = FtpsHost(ftp_access(server.port, server.told))
            yield ftp
            ftp.close()


def ssh(port: int, key: str, secret: str = PASSWORD) -> Access:
    return Access("127.0.0.1", USER, "public_html", port, secret, key)


def ftp_access(port: int, ca: str, secret: str = PASSWORD) -> Access:
    return Access("localhost", USER, "public_html", port, secret, ca=Path(ca))


def test_first_second_and_an_edited_publication_and_back(
    host: Host, web: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    site = tmp_path / "site"
    files = FILES[request.node.callspec.params["host"]]
    write_small_site(site, files)
    assert len(send(host, site).changed) == files
    first = served(site)
    assert served(web) == first
    assert send(host, site).changed == ()
    (site / "bai/7/index.html").write_text("bài đã sửa")
    shutil.rmtree(site / "bai/9")
    plan = send(host, site)
    assert plan.changed == ("bai/7/index.html",)
    assert plan.delete == ("bai/9/index.html",)
    second = served(site)
    assert served(web) == second
    assert not (web / "bai/9").exists()
    send(host, None)
    assert served(web) == first
    send(host, None)
    assert served(web) == second
    assert list((web / ".dvk/new").iterdir()) == []


def test_a_link_on_the_host_is_not_followed(host: Host, web: Path, tmp_path: Path) -> None:
    site, outside = tmp_path / "site", web.parent / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("của người khác")
    write_small_site(site, 10)
    (web / "bai").symlink_to("../outside")
    with pytest.raises(PublishError, match="liên kết"):
        send(host, site)
    assert served(web.parent / "outside") == {"index.html": "của người khác".encode()}
    assert "index.html" not in served(web)


def test_a_file_that_is_a_link_is_replaced_and_what_it_leads_to_stays(
    host: Host, web: Path, tmp_path: Path
) -> None:
    site, outside = tmp_path / "site", web.parent / "rieng.html"
    outside.write_text("của người khác")
    write_small_site(site, 10)
    (web / "index.html").symlink_to("../rieng.html")
    send(host, site)
    assert outside.read_text() == "của người khác"
    assert (web / "index.html").read_bytes() == (site / "index.html").read_bytes()
    assert not (web / "index.html").is_symlink()


def test_files_of_others_in_the_folder_stay(host: Host, web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 10)
    (web / "bai" / "0").mkdir(parents=True)
    (web / "bai" / "0" / "cua-truong.pdf").write_text("khác")
    send(host, site)
    shutil.rmtree(site / "bai")
    send(host, site)
    assert (web / "bai/0/cua-truong.pdf").read_text() == "khác"
    assert not (web / "bai/1").exists()


def test_one_publisher_at_a_time(host: Host, web: Path, tmp_path: Path) -> None:
    write_small_site(tmp_path / "site", 6)
    with locked(host), pytest.raises(PublishError, match="Có người đang đăng"):
        send(host, tmp_path / "site")
    assert not (web / LOCK).exists()
    send(host, tmp_path / "site")


def test_nothing_is_kept_beyond_the_limit(host: Host, web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 10)
    send(host, site)
    write_small_site(site, 10, "2")
    send(host, site, keep=100)
    assert list((web / ".dvk/kept").iterdir()) == []
    with pytest.raises(PublishError, match="không giữ phiên bản nào"):
        send(host, None)


def test_nothing_is_kept_where_that_is_asked_for(host: Host, web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 10)
    send(host, site)
    write_small_site(site, 10, "2")
    send(host, site)
    assert list((web / ".dvk/kept").iterdir()) != []
    send(host, site, forget=True)
    assert list((web / ".dvk/kept").iterdir()) == []
    assert not (web / ".dvk/previous.json").exists()


def test_a_withdrawn_picture_leaves_the_host_at_once(host: Host, web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 10)
    send(host, site)
    (picture,) = (site / "anh").glob("1-*.webp")
    secret = picture.read_bytes()
    picture.unlink()
    send(host, site, withdrawn=True)
    assert secret not in [p.read_bytes() for p in web.rglob("*") if p.is_file()]


def test_a_host_without_the_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="Không thấy thư mục"):
        FolderHost(tmp_path / "khong-co")
    with sftp_server(tmp_path) as server, pytest.raises(PublishError, match="Không thấy thư mục"):
        SftpHost(ssh(server.port, server.told))
    with (
        ftps_server(tmp_path, tmp_path / "certificates") as server,
        pytest.raises(PublishError, match="Không thấy thư mục"),
    ):
        FtpsHost(ftp_access(server.port, server.told))


def test_a_wrong_password_is_told(tmp_path: Path, web: Path) -> None:
    with sftp_server(web.parent) as server, pytest.raises(PublishError, match="không nhận tên"):
        SftpHost(ssh(server.port, server.told, "sai"))
    with (
        ftps_server(web.parent, tmp_path / "certificates") as server,
        pytest.raises(PublishError, match="không nhận tên") as told,
    ):
        FtpsHost(ftp_access(server.port, server.told, "sai"))
    assert "sai" not in told.value.message


def test_a_key_that_is_not_known_or_has_changed_is_refused(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with sftp_server(web.parent) as server:
        with pytest.raises(PublishError, match="Chưa biết khóa") as told:
            SftpHost(ssh(server.port, ""))
        assert server.told in told.value.hint
        with pytest.raises(PublishError, match="khóa khác"):
            SftpHost(ssh(server.port, "SHA256:" + "A" * 43))
        other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
        known = tmp_path / ".ssh" / "known_hosts"
        known.parent.mkdir()
        known.write_text(f"[127.0.0.1]:{server.port} {other}")
        with pytest.raises(PublishError, match="khóa khác"):
            SftpHost(ssh(server.port, ""))


def test_a_key_in_known_hosts_is_trusted(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    key = asyncssh.generate_private_key("ssh-ed25519")
    with sftp_server(web.parent, key) as server:
        known = tmp_path / ".ssh" / "known_hosts"
        known.parent.mkdir()
        known.write_text(f"[127.0.0.1]:{server.port} {key.export_public_key().decode()}")
        SftpHost(ssh(server.port, "")).close()


def test_bad_certificates_and_hosts_without_tls_are_refused(tmp_path: Path, web: Path) -> None:
    folder = tmp_path / "certificates"
    with (
        ftps_server(web.parent, folder, until=EXPIRED) as server,
        pytest.raises(PublishError, match="đã hết hạn"),
    ):
        FtpsHost(ftp_access(server.port, server.told))
    with ftps_server(web.parent, folder) as server:
        stranger = Access("localhost", USER, "public_html", server.port, PASSWORD)
        with pytest.raises(PublishError, match="đáng tin"):
            FtpsHost(stranger)
    with ftps_server(web.parent, folder, tls=False) as server:
        with pytest.raises(PublishError, match="không nhận kết nối có mã hóa"):
            FtpsHost(ftp_access(server.port, server.told))
        plain = Access("localhost", USER, "public_html", server.port, PASSWORD, insecure=True)
        FtpsHost(plain).close()


def test_a_read_only_ftp_host_keeps_the_old_site(web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 22)
    with ftps_server(web.parent, tmp_path / "certificates", writable=False) as server:
        host = FtpsHost(ftp_access(server.port, server.told))
        with pytest.raises(PublishError, match="Không ghi được"):
            send(host, site)
    assert served(web) == {}


class Cut(asyncssh.SFTPServer):
    """A host that hangs up at every fifteenth file."""

    opened = 0
    every = 15

    def __init__(self, channel: asyncssh.SSHServerChannel, chroot: bytes) -> None:
        super().__init__(channel, chroot)
        self._line = channel.get_connection()

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        Cut.opened += 1
        if Cut.opened % Cut.every == 0:
            self._line.abort()
        return super().open(path, pflags, attrs)


def test_a_line_that_is_cut_again_and_again_is_taken_up_again(web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 62)
    Cut.opened, Cut.every = 0, 15
    with sftp_server(web.parent, factory=Cut) as server:
        host = PatientHost(SftpHost(ssh(server.port, server.told)), pauses=(0.0,) * 9)
        send(host, site)
        host.close()
    assert served(web) == served(site)
    assert Cut.opened > 61


def test_what_was_sent_before_a_cut_is_not_sent_again(web: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_small_site(site, 62)
    with sftp_server(web.parent, factory=Cut) as server:
        Cut.opened, Cut.every = 0, 40
        cut = SftpHost(ssh(server.port, server.told))
        with pytest.raises(HostFailed, match="Mất liên lạc"):
            send(cut, site)
        waiting = len([*(web / ".dvk/new").iterdir()])
        assert waiting > 20
        Cut.opened, Cut.every = 0, 10**6
        send(cut, site)  # the lock is taken over: it is from this very process, or it was freed
        cut.close()
    assert served(web) == served(site)
