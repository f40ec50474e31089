"""The target `sftp`: one SSH connection, with as many requests under way as there are workers."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import asyncssh

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.refusal import (
    HostFailed,
    NotThere,
    PublishError,
    line_cut,
    link_in_the_way,
    no_folder,
    no_room,
)

Result = TypeVar("Result")
_PATIENCE = 120.0
"""Seconds that one request may take."""
_LOGIN = 30.0
_PIECE = 32_768
"""Bytes that every server gives at once."""
_MISSING = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)
_FULL = (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded)
_CUT = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection)
Job = Callable[[asyncssh.SFTPClient], Awaitable[Result]]


class SftpHost:
    """A folder on an SSH host. The loop of the connection runs in a thread of its own."""

    def __init__(self, access: Access) -> None:
        """Connect. Raises `PublishError` for a wrong password, an unknown or changed host key."""
        self._access = access
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._connecting = asyncio.Lock()
        self._connection: asyncssh.SSHClientConnection | None = None
        self._client: asyncssh.SFTPClient | None = None
        try:
            self._run(".", self._look_at_root)
        except PublishError:
            self.close()
            raise

    async def _look_at_root(self, client: asyncssh.SFTPClient) -> None:
        if not await client.isdir(self._access.path):
            raise no_folder(self._access.path)

    def read(self, path: str) -> bytes | None:
        async def job(client: asyncssh.SFTPClient) -> bytes | None:
            try:
                async with client.open(self._access.inside(path), "rb") as file:
                    start = cast(bytes, await file.read(_PIECE, 0))
                    if len(start) < _PIECE:  # the protocol promises: that is all
                        return start
                    return start + cast(bytes, await file.read(-1, _PIECE))
            except _MISSING:
                return None

        return self._run(path, job)

    def write(self, path: str, data: bytes) -> None:
        async def job(client: asyncssh.SFTPClient) -> None:
            async with client.open(self._access.inside(path), "wb") as file:
                await file.write(data)

        self._run(path, job)

    def rename(self, old: str, new: str) -> None:
        async def job(client: asyncssh.SFTPClient) -> None:
            names = self._access.inside(old), self._access.inside(new)
            try:
                await client.posix_rename(*names)
            except asyncssh.SFTPOpUnsupported:  # a server that cannot replace at one stroke
                await _replace(client, *names)
            except _MISSING as error:
                raise NotThere(old) from error

        self._run(new, job)

    def copy(self, old: str, new: str) -> None:
        try:
            self._run(new, lambda client: self._link(client, old, new))
        except PublishError as error:
            if isinstance(error, HostFailed):
                raise
            data = self.read(old)  # a host without links: the bytes come here and go back
            if data is None:
                raise NotThere(old) from error
            self.write(new, data)

    async def _link(self, client: asyncssh.SFTPClient, old: str, new: str) -> None:
        try:
            await client.link(self._access.inside(old), self._access.inside(new))
        except _MISSING as error:
            raise NotThere(old) from error

    def delete(self, path: str) -> None:
        async def job(client: asyncssh.SFTPClient) -> None:
            try:
                await client.remove(self._access.inside(path))
            except _MISSING:
                return

        self._run(path, job)

    def sizes(self, folder: str) -> dict[str, int]:
        async def job(client: asyncssh.SFTPClient) -> dict[str, int]:
            try:
                names = await client.readdir(self._access.inside(folder))
            except _MISSING:
                return {}
            return {
                str(name.filename): name.attrs.size or 0
                for name in names
                if stat.S_ISREG(name.attrs.permissions or 0)
            }

        return self._run(folder, job)

    def make_folder(self, path: str) -> bool:
        async def job(client: asyncssh.SFTPClient) -> bool:
            place = self._access.inside(path)
            made, found = await asyncio.gather(
                client.mkdir(place), client.lstat(place), return_exceptions=True
            )
            if not isinstance(made, BaseException):
                return True
            if isinstance(found, BaseException):
                raise made
            if not stat.S_ISDIR(found.permissions or 0):
                raise link_in_the_way(path)
            return False

        return self._run(path, job)

    def remove_folder(self, path: str) -> None:
        async def job(client: asyncssh.SFTPClient) -> None:
            try:
                await client.rmdir(self._access.inside(path))
            except asyncssh.SFTPError as error:
                if isinstance(error, _CUT):
                    raise

        self._run(path, job)

    def close(self) -> None:
        with suppress(TooLong):
            asyncio.run_coroutine_threadsafe(self._part(), self._loop).result(_LOGIN)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _part(self) -> None:
        if self._connection is not None:
            self._connection.close()
            await self._connection.wait_closed()

    def _run(self, path: str, job: Job[Result]) -> Result:
        """The result of a job, from whatever thread; a connection that was cut is made anew."""
        with _told(path, self._access):
            future = asyncio.run_coroutine_threadsafe(self._work(job), self._loop)
            try:
                return future.result(_PATIENCE)
            except TooLong:
                future.cancel()
                raise

    async def _work(self, job: Job[Result]) -> Result:
        async with self._connecting:
            if self._client is None:
                self._connection = await connect(self._access)
                self._client = await self._connection.start_sftp_client()
        client = self._client
        try:
            return await job(client)
        except (*_CUT, asyncssh.DisconnectError, OSError):
            if self._client is client:
                self._client = None
            raise


async def _replace(client: asyncssh.SFTPClient, old: str, new: str) -> None:
    try:
        await client.rename(old, new)
    except asyncssh.SFTPFailure:
        await client.remove(new)
        await client.rename(old, new)


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
            connect_timeout=_LOGIN,
            login_timeout=_LOGIN,
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


@contextmanager
def _told(path: str, access: Access) -> Iterator[None]:
    """Failures of a host in words; those that may pass as `HostFailed`."""
    where = f"máy chủ {access.host}"
    try:
        yield
    except _FULL as error:
        raise no_room(path) from error
    except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect) as error:
        raise PublishError(
            f"Không có quyền ghi «{path}» trên {where}.",
            f"xin nơi cho thuê quyền ghi vào thư mục «{access.path}».",
        ) from error
    except _CUT as error:
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
