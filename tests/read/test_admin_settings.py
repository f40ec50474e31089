"""The option `admin` of the plugin: whether there is a form, and where it may write."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import CONFIG, write_site

from dvk_plugin.domain.issue import Issue
from dvk_plugin.read.admin_settings import AdminSettings
from dvk_plugin.read.settings import Settings, read_settings


def settings_of(root: Path, admin: str) -> Settings | Issue:
    config = CONFIG.replace("plugins: [dvk]", f"plugins:\n  - dvk:\n      admin: {admin}\n")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_settings(root / "mkdocs.yml")


def test_a_site_publishes_no_form_unless_it_says_so(tmp_path: Path) -> None:
    assert write_site(tmp_path).admin is None


@pytest.mark.parametrize("admin", ["false", "", "~"])
def test_no_form(admin: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, admin)
    assert isinstance(settings, Settings)
    assert settings.admin is None


@pytest.mark.parametrize("admin", ["true", "{}", "{backend: }"])
def test_a_form_that_writes_to_a_folder(admin: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, admin)
    assert isinstance(settings, Settings)
    assert settings.admin == AdminSettings({})


def test_a_form_that_writes_to_a_git_host(tmp_path: Path) -> None:
    told = "{name: gitlab, repo: nhom/con/trang, branch: main, auth_type: pkce, app_id: a1}"
    settings = settings_of(tmp_path, f"{{backend: {told}}}")
    assert isinstance(settings, Settings)
    assert settings.admin is not None
    assert settings.admin.backend == {
        "name": "gitlab",
        "repo": "nhom/con/trang",
        "branch": "main",
        "auth_type": "pkce",
        "app_id": "a1",
    }


@pytest.mark.parametrize(
    ("admin", "words", "hint"),
    [
        ("maybe", "một nhóm nhiều mục", "admin: true"),
        ("{bakend: {}}", "không có mục «bakend»", "backend: {"),
        ("{backend: github}", "một nhóm nhiều mục", "backend: {name: github"),
        ("{backend: {name: github}}", "còn thiếu mục «repo»", "repo: truong/trang-tin"),
        ("{backend: {repo: a/b}}", "còn thiếu mục «name»", "name: github"),
        ("{backend: {name: bitbucket, repo: a/b}}", "phải là github, gitlab hoặc", "name: github"),
        ("{backend: {name: github, repo: a}}", "phải là tên kho mã", "repo: truong/"),
        ("{backend: {name: github, repo: 7}}", "phải là tên kho mã", "repo: truong/"),
        (
            "{backend: {name: gitea, repo: a/b, base_url: 'http://x'}}",
            "bắt đầu bằng https://",
            "base_url: https://",
        ),
        (
            "{backend: {name: gitea, repo: a/b, api_root: 'https://x\">'}}",
            "bắt đầu bằng https://",
            "api_root: https://",
        ),
        ("{backend: {name: github, repo: a/b, token: x}}", "không có mục «token»", "các mục: name"),
        (
            "{backend: {name: github, repo: a/b, auth_type: pkce}}",
            "chỉ dùng với GitLab",
            "bỏ dòng auth_type",
        ),
    ],
)
def test_a_wrong_option_is_answered(admin: str, words: str, hint: str, tmp_path: Path) -> None:
    issue = settings_of(tmp_path, admin)
    assert isinstance(issue, Issue)
    assert issue.rule == "cau-hinh-hong"
    assert words in issue.message
    assert issue.hint.startswith(hint)
    assert issue.source.line > 1
