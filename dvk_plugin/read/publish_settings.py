"""The option `publish:` of the plugin: names of web spaces → where and how the site goes there.

publish:
  truong: {kind: sftp, host: web.truong.edu.vn, user: dang-uy, path: public_html}
  usb: {kind: folder, path: /media/usb/trang}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from dvk_plugin.read.option_groups import Option, WrongOption, count, one_of, read_group, truth

HEADERS = ("htaccess", "nginx", "none")


@dataclass(frozen=True)
class TargetSettings:
    """One place to publish to. Secrets are never here.

    `kind`: folder, zip, sftp, ftps, rsync or git. `path`: the site's folder there. `host_key`: the
    fingerprint (`SHA256:…`) of an SSH host, else `~/.ssh/known_hosts` tells; `key`: the file of a
    private key, else the agent and the usual files. `ca`: certificates that FTPS trusts beside the
    system's. `insecure`: plain FTP. `parallel`: connections or requests at once. `keep_mb`: what
    the previous version may take on the host, in megabytes. `headers`: what the web server is told.
    `compress`: each text also packed as `.gz`; `brotli`: as `.br`, too.
    """

    name: str
    kind: str
    path: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    host_key: str = ""
    key: str = ""
    ca: str = ""
    insecure: bool = False
    remote: str = "origin"
    branch: str = "gh-pages"
    parallel: int = 4
    keep_mb: int = 500
    headers: str = "htaccess"
    compress: bool | str = False


NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "folder": ("path",),
        "zip": ("path",),
        "sftp": ("host", "user", "path"),
        "ftps": ("host", "user", "path"),
        "rsync": ("path",),
        "git": (),
    }
)
"""Kind of target → what must be told of it."""


def _line(value: object) -> str | None:
    """One line without control characters, which does not begin as an option of a program does."""
    good = isinstance(value, str) and re.fullmatch(r"[^\s-][^\x00-\x1f\x7f]*", value)
    return str(value) if good else None


def _host_name(value: object) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]*", value)
    return str(value) if good else None


def _fingerprint(value: object) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", value)
    return str(value) if good else None


def _packing(value: object) -> bool | str | None:
    return "brotli" if value == "brotli" else truth(value)


_READERS: Mapping[str, Option] = {
    "kind": Option(one_of(*NEEDED), "một trong: " + ", ".join(NEEDED), "sftp"),
    "path": Option(_line, "đường dẫn một thư mục", "public_html"),
    "host": Option(_host_name, "tên máy chủ", "web.truong.edu.vn"),
    "port": Option(count, "số cổng", "22"),
    "user": Option(_line, "tên đăng nhập", "dang-uy"),
    "host_key": Option(_fingerprint, "dấu của máy chủ, dạng SHA256:…", "SHA256:…"),
    "key": Option(_line, "tệp khóa riêng", "~/.ssh/id_ed25519"),
    "ca": Option(_line, "tệp chứng chỉ", "chung-chi.pem"),
    "insecure": Option(truth, "true hoặc false", "false"),
    "remote": Option(_line, "tên hay địa chỉ kho git", "origin"),
    "branch": Option(_line, "tên một nhánh", "gh-pages"),
    "parallel": Option(count, "số từ 1 trở lên", "4"),
    "keep_mb": Option(count, "số từ 1 trở lên", "500"),
    "headers": Option(one_of(*HEADERS), "htaccess, nginx hoặc none", "htaccess"),
    "compress": Option(_packing, "true, false hoặc brotli", "true"),
}
"""Option → its reader, what it must be, and an example."""
PUBLISH_OPTIONS = tuple(field.name for field in fields(TargetSettings) if field.name != "name")
_EXAMPLE = (
    "publish: {truong: {kind: sftp, host: web.truong.edu.vn, user: dang-uy, path: public_html}}"
)
_SECRETS = ("password", "passwd", "pass", "secret", "token", "mat_khau")


def read_publish_settings(value: object) -> Mapping[str, TargetSettings] | WrongOption:
    """The targets by name, in the order in which they stand."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        message = "Tùy chọn «publish» của dvk phải là một nhóm: tên nơi đăng, rồi các mục của nó."
        return WrongOption("publish", message, _EXAMPLE)
    targets = {}
    for name, told in value.items():
        target = _target(str(name), told)
        if isinstance(target, WrongOption):
            return target
        targets[target.name] = target
    return MappingProxyType(targets)


def _target(name: str, told: object) -> TargetSettings | WrongOption:
    secret = next((key for key in _SECRETS if isinstance(told, Mapping) and key in told), None)
    if secret:
        message = "Mật khẩu không được ghi trong mkdocs.yml: ai đọc được tệp này đều thấy."
        hint = f"xóa dòng «{secret}», rồi gõ «dvk publish {name} --save-password» một lần."
        return WrongOption(secret, message, hint)
    known = read_group(f"publish: {name}", told, _READERS, _EXAMPLE)
    if isinstance(known, WrongOption):
        return WrongOption(known.name.removeprefix("publish: "), known.message, known.hint)
    missing = [n for n in ("kind", *NEEDED.get(str(known.get("kind")), ())) if n not in known]
    if missing:
        message = f"Nơi đăng «{name}» còn thiếu mục «{missing[0]}»."
        return WrongOption(name, message, f"{missing[0]}: {_READERS[missing[0]].example}")
    return TargetSettings(name, **known)  # type: ignore[arg-type]
