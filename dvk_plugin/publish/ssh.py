"""An SSH connection to a host whose key is known, and what to say when something fails there."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.refusal import PublishError, line_cut, no_room

LOGIN = 30.0
"""Seconds that getting in may take."""
MISSING = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)
CUT = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection)
_FULL = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
_CLOSED = (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect)
_ROOM = 1_000_000
"""Bytes; a disk that has less is as good as full."""
_READ_ONLY = 1


class HostKeys(asyncssh.SSHClient):
    """Trusts the key with the fingerprint in the settings, besides those in known_hosts.

    `met`: the fingerprint of the key that the host showed, where it was not trusted.
    """

    def __init__(self, trusted: str) -> None:
        self._trusted = trusted
        self.met = ""

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        self.met = key.get_fingerprint()
        return bool(self._trusted) and self.met == self._trusted


async def connect(access: Access) -> asyncssh.SSHClientConnection:
    """A connection to a host whose key is known. Raises `PublishError` for what cannot be mended
    by trying again."""
    keys = HostKeys(access.host_key)
    known = Path("~/.ssh/known_hosts").expanduser()
    options: dict[str, Any] = {"client_keys": [str(access.key)]} if access.key else {}
    if access.host_key or not known.is_file():
        options["known_hosts"] = ([], [], [])
    where = f"{access.host}:{access.port or 22}"
    try:
        return await asyncssh.connect(
            access.host,
            access.port or 22,
            username=access.user,
            password=access.secret or None,
            client_factory=lambda: keys,
            connect_timeout=LOGIN,
            login_timeout=LOGIN,
            keepalive_interval=15,
            **options,
        )
    except (asyncssh.HostKeyNotVerifiable, asyncssh.KeyExchangeFailed) as error:
        raise _untrusted(access, keys.met, known) from error
    except asyncssh.PermissionDenied as error:
        raise PublishError(
            f"Máy chủ {where} không nhận tên «{access.user}» với mật khẩu hay khóa này.",
            "kiểm tra «user»; đặt lại mật khẩu bằng «dvk publish --save-password», hoặc nạp khóa "
            "bằng «ssh-add».",
        ) from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, FileNotFoundError) as error:
        raise PublishError(
            f"Không dùng được tệp khóa «{access.key}».",
            "kiểm tra mục «key»; khóa có mật khẩu thì nạp trước bằng «ssh-add».",
        ) from error


def _untrusted(access: Access, met: str, known: Path) -> PublishError:
    """A host whose key is not the one known (somebody may stand between), or not known yet."""
    before = access.host_key or (
        known.is_file()
        and any(asyncssh.match_known_hosts(str(known), access.host, "", access.port or 22)[0])
    )
    if before:
        return PublishError(
            f"Máy chủ {access.host} đưa ra khóa khác với khóa đã biết"
            f"{f' ({met})' if met else ''}. Có thể ai đó đang giả làm máy chủ, nên máy dừng lại; "
            "mật khẩu chưa được gửi đi.",
            "hỏi nơi cho thuê máy chủ: họ có vừa đổi khóa không? Đúng vậy thì sửa «host_key», hoặc "
            f"gõ «ssh-keygen -R {access.host}».",
        )
    return PublishError(
        f"Chưa biết khóa của máy chủ {access.host}, nên chưa chắc đó đúng là máy chủ của trường.",
        f"so dấu này với dấu nơi cho thuê cung cấp; đúng thì ghi vào mkdocs.yml: host_key: {met}",
    )


async def why_it_failed(
    client: asyncssh.SFTPClient, folder: str, error: asyncssh.SFTPFailure
) -> asyncssh.SFTPError:
    """A plainer error: most servers say just «failure» of a disk that is full or read-only."""
    try:
        disk = await client.statvfs(folder)
    except (asyncssh.SFTPError, OSError):
        return error
    if disk.flags & _READ_ONLY:
        return asyncssh.SFTPWriteProtect(error.reason)
    if disk.bavail * disk.frsize < _ROOM:
        return asyncssh.SFTPNoSpaceOnFilesystem(error.reason)
    return error


@contextmanager
def told(path: str, access: Access) -> Iterator[None]:
    """Failures of a host in words; those that may pass as `HostFailed`."""
    where = f"máy chủ {access.host}"
    try:
        yield
    except _FULL as error:
        raise no_room(path) from error
    except _CLOSED as error:
        raise PublishError(
            f"Không có quyền ghi «{path}» trên {where}.",
            f"xin nơi cho thuê quyền ghi vào thư mục «{access.path}».",
        ) from error
    except CUT as error:
        raise line_cut(where) from error
    except asyncssh.SFTPError as error:
        raise _failed(path, where, error.reason) from error
    except (asyncssh.Error, OSError, TooLong, TimeoutError) as error:
        raise line_cut(where) from error


def _failed(path: str, where: str, reason: str) -> PublishError:
    return PublishError(
        f"Không ghi được «{path}» trên {where} ({reason}).",
        "thường là máy chủ hết chỗ trống hoặc không cho ghi; kiểm tra rồi gõ lại lệnh.",
    )
