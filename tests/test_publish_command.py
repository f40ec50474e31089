"""`dvk publish` as its users type it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sample import CONFIG, post, write_site
from servers import PASSWORD, USER, sftp_server

TARGETS = (
    "plugins:\n"
    "  - dvk:\n"
    "      publish:\n"
    "        thu: {kind: folder, path: ../web}\n"
    "        goi: {kind: zip, path: ../trang.zip}\n"
)


def dvk(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dvk_plugin.cli.main", *arguments],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with two targets and one post; not built yet."""
    root = tmp_path / "trang"
    text = post("gifts: 3 suất")
    config = CONFIG.replace("plugins: [dvk]\n", TARGETS)
    write_site(root, {"mkdocs.yml": config, "posts/a.md": text, "docs/index.md": "# Trang\n"})
    (tmp_path / "web").mkdir()
    return root


def test_a_site_is_built_published_changed_and_rolled_back(root: Path) -> None:
    web = root.parent / "web"
    result = dvk("publish", "thu", cwd=root)
    assert result.returncode == 0, result.stderr
    assert "Đã đăng xong ở «thu»: tải lên " in result.stdout
    page = web / "tin-tuc/2024/a/index.html"
    assert page.read_bytes() == (root / "site" / page.relative_to(web)).read_bytes()
    assert "Content-Security-Policy" in (web / ".htaccess").read_text()
    first = page.read_bytes()
    again = dvk("publish", "thu", cwd=root)
    assert "tải lên 0 tệp" in again.stdout, again.stderr
    (root / "posts/a.md").write_text(post("gifts: 3 suất") + "\nThêm một câu.\n")
    dry = dvk("publish", "thu", "--dry-run", cwd=root)
    assert "  tải lên  tin-tuc/2024/a/index.html\n" in dry.stdout
    assert page.read_bytes() == first
    assert dvk("publish", "thu", "--no-build", cwd=root).returncode == 0
    assert b"c\xc3\xa2u" in page.read_bytes()
    status = dvk("publish", "thu", "--status", cwd=root)
    assert "Có thể trở lại phiên bản trước" in status.stdout
    back = dvk("publish", "thu", "--rollback", cwd=root)
    assert "Đã trở lại phiên bản trước" in back.stdout, back.stderr
    assert page.read_bytes() == first


def test_a_site_with_a_mistake_is_not_published(root: Path) -> None:
    (root / "posts/a.md").write_text(post("gifts: 3 đồng"))
    result = dvk("publish", "thu", cwd=root)
    assert result.returncode == 1
    assert "chưa đăng gì" in result.stderr
    assert [*(root.parent / "web").iterdir()] == []


def built(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("<!doctype html><title>Trang</title>")


def test_a_zip_is_the_same_bytes_each_time(root: Path) -> None:
    built(root)
    result = dvk("publish", "goi", "--no-build", cwd=root)
    assert result.returncode == 0, result.stderr
    target = root.parent / "trang.zip"
    first = target.read_bytes()
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [".htaccess", "index.html"]
    target.unlink()
    dvk("publish", "goi", "--no-build", cwd=root)
    assert target.read_bytes() == first


def test_a_site_of_somebody_else_is_not_written_over(root: Path) -> None:
    built(root)
    web = root.parent / "web"
    (web / "index.html").write_text("trang cũ")
    result = dvk("publish", "thu", "--no-build", cwd=root)
    assert (result.returncode, (web / "index.html").read_text()) == (1, "trang cũ")
    assert "«index.html» không phải do dvk đăng" in result.stderr
    assert dvk("publish", "thu", "--no-build", "--take-over", cwd=root).returncode == 0
    assert "<title>" in (web / "index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        ((), "Có nhiều nơi đăng", 2),
        (("khac",), "Không có nơi đăng «khac»", 2),
        (("thu", "--rollback", "--status"), "không dùng cùng nhau", 2),
        (("thu", "--no-build"), "không có trang nào để đăng", 1),
        (("goi", "--rollback"), "không xem hay trở lại được", 1),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], words: str, code: int, root: Path
) -> None:
    result = dvk("publish", *arguments, cwd=root)
    assert result.returncode == code
    assert words in result.stderr
    assert "Gợi ý" in result.stderr or "--help" in result.stderr


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("publish: x", "phải là một nhóm"),
        ("publish: {w: {kind: ftp}}", "phải là một trong: folder"),
        ("publish: {w: {kind: sftp, host: a, path: b}}", "còn thiếu mục «user»"),
        ("publish: {w: {kind: folder, path: b, password: x}}", "Mật khẩu không được ghi"),
        ("publish: {w: {kind: folder, pathh: b}}", "không có mục «pathh»"),
        ("publish: {w: {kind: sftp, host: -oProxyCommand=x}}", "phải là tên máy chủ"),
        ("publish: {w: {kind: sftp, host_key: abc}}", "SHA256:"),
    ],
)
def test_a_target_that_cannot_be_used_is_told_with_its_line(
    told: str, words: str, root: Path
) -> None:
    text = CONFIG.replace("plugins: [dvk]\n", f"plugins:\n  - dvk:\n      {told}\n")
    (root / "mkdocs.yml").write_text(text)
    result = dvk("publish", cwd=root)
    assert result.returncode == 2
    assert "mkdocs.yml:6:" in result.stderr
    assert words in result.stderr


def test_a_password_is_asked_for_by_name_and_never_shown(root: Path) -> None:
    built(root)
    told = "publish: {w: {kind: ftps, host: localhost, port: 9, user: u, path: p}}"
    text = CONFIG.replace("plugins: [dvk]\n", f"plugins:\n  - dvk:\n      {told}\n")
    (root / "mkdocs.yml").write_text(text)
    result = dvk("publish", "--no-build", cwd=root)
    assert "DVK_PUBLISH_PASSWORD" in result.stderr
    result = dvk("publish", "--no-build", cwd=root, DVK_PUBLISH_PASSWORD_W="rat-bi-mat")
    assert result.returncode == 1
    assert "Mất liên lạc với máy chủ localhost" in result.stderr
    assert "rat-bi-mat" not in result.stdout + result.stderr


def test_a_renamed_post_is_held_back_until_its_old_address_leads_on(root: Path) -> None:
    """Over SFTP, with the password in the environment."""
    web = root.parent / "host" / "public_html"
    web.mkdir(parents=True)
    with sftp_server(web.parent) as server:
        told = f"kind: sftp, host: 127.0.0.1, port: {server.port}, user: {USER}"
        told = f"publish: {{w: {{{told}, path: public_html, host_key: '{server.told}'}}}}"
        text = CONFIG.replace("plugins: [dvk]\n", f"plugins:\n  - dvk:\n      {told}\n")
        (root / "mkdocs.yml").write_text(text)
        secret = {"DVK_PUBLISH_PASSWORD": PASSWORD}
        result = dvk("publish", cwd=root, **secret)
        assert result.returncode == 0, result.stderr
        old, new = web / "tin-tuc/2024/a/index.html", web / "tin-tuc/2024/b/index.html"
        assert old.is_file()
        (root / "posts/a.md").rename(root / "posts/b.md")
        checked = dvk("check", "--published", cwd=root, **secret)
        assert checked.returncode == 1
        assert "redirect_from: tin-tuc/2024/a/" in checked.stdout
        refused = dvk("publish", cwd=root, **secret)
        assert refused.returncode == 1
        assert "redirect_from: tin-tuc/2024/a/" in refused.stderr
        assert not new.exists()
        (root / "posts/b.md").write_text(post("redirect_from: tin-tuc/2024/a/\ngifts: 3 suất"))
        assert dvk("check", "--published", cwd=root, **secret).returncode == 0
        done = dvk("publish", cwd=root, **secret)
        assert done.returncode == 0, done.stderr
        assert new.is_file()
        assert 'url=../b/"' in old.read_text()
        assert 'RedirectMatch 301 "^/tin\\-tuc/2024/a/' in (web / ".htaccess").read_text()
        assert PASSWORD not in "".join(path.read_text() for path in web.rglob("*.json"))
