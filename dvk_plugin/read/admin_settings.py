"""The option `admin:` of the plugin: the form in the browser, `/admin/`.

admin: true
admin: {backend: {name: github, repo: truong/trang-tin}}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dvk_plugin.read.option_groups import Option, WrongOption, read_group

BACKENDS = ("github", "gitlab", "gitea")


@dataclass(frozen=True)
class AdminSettings:
    """How the form works. `backend`: the Git host that it may write to, as Sveltia CMS is told;
    empty, it writes to a folder on the editor's own disk alone."""

    backend: Mapping[str, str]


def read_admin_settings(value: object) -> AdminSettings | WrongOption | None:
    """The settings in the value of `admin`; None where there shall be no form."""
    if value is None or value is False:
        return None
    if value is True:
        return AdminSettings({})
    group = read_group("admin", value, _ADMIN, "admin: true")
    return group if isinstance(group, WrongOption) else AdminSettings(**{"backend": {}, **group})  # type: ignore[arg-type]


def _backend(value: object) -> Mapping[str, object] | WrongOption:
    known = read_group("backend", value, BACKEND, "backend: {name: github, repo: truong/trang-tin}")
    if isinstance(known, WrongOption):
        return known
    for name in ("name", "repo"):
        if name not in known:
            message = f"Nhóm «backend» của dvk còn thiếu mục «{name}»."
            return WrongOption("backend", message, f"{name}: {BACKEND[name].example}")
    if known.get("auth_type") and (known["name"] != "gitlab" or "app_id" not in known):
        message = "«auth_type: pkce» chỉ dùng với GitLab và cần thêm «app_id»."
        return WrongOption("auth_type", message, "bỏ dòng auth_type, hoặc thêm app_id.")
    return known


def _text(pattern: str, what: str, example: str) -> Option:
    """An option that is a text of this form."""

    def read(value: object) -> str | None:
        return value if isinstance(value, str) and re.fullmatch(pattern, value) else None

    return Option(read, what, example)


_ADDRESS = r"https://[^\s/?#\"'<>]+(?:/[^\s?#\"'<>]*)?"
_NAME = r"[\w.-]+"
BACKEND: Mapping[str, Option] = {
    "name": _text("|".join(BACKENDS), "github, gitlab hoặc gitea", "github"),
    "repo": _text(rf"{_NAME}(?:/{_NAME})+", "tên kho mã, như chủ-kho/tên-kho", "truong/trang-tin"),
    "branch": _text(rf"{_NAME}(?:/{_NAME})*", "tên một nhánh", "main"),
    "base_url": _text(_ADDRESS, "địa chỉ bắt đầu bằng https://", "https://git.truong.edu.vn"),
    "api_root": _text(
        _ADDRESS, "địa chỉ bắt đầu bằng https://", "https://git.truong.edu.vn/api/v1"
    ),
    "auth_endpoint": _text(rf"{_NAME}(?:/{_NAME})*", "đường dẫn đăng nhập", "oauth/authorize"),
    "auth_type": _text("pkce", "pkce", "pkce"),
    "app_id": _text(_NAME, "mã ứng dụng đã đăng ký với nơi chứa mã", "abc123"),
}
"""What `backend` may hold; Sveltia CMS is told exactly this."""
_ADMIN = {"backend": Option(_backend, "một nhóm", "{name: github, repo: truong/trang-tin}")}
