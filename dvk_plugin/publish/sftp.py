"""The target `sftp`: one SSH connection, with as many requests under way as there are workers."""

from __future__ import annotations

import asyncio
import stat
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as TooLong
from contextlib import suppress
from typing import TypeVar, cast

import asyncssh

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.refusal import (
    HostFailed,
    NotThere,
    PublishError,
    link_in_the_way,
    no_folder,
)
from dvk_plugin.publish.ssh import CUT, LOGIN, MISSING, connect, told, why_it_failed

Result = TypeVar("Result")
_PATIENCE = 120.0
"""Seconds that one request may take."""
_PIECE = 32_768
"""Bytes that every server gives at once."""
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
        self._closing: set[asyncio.Task[None]] = set()
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
                file = await client.open(self._access.inside(path), "rb")
            except MISSING:
                return None
            try:
                start = cast(bytes, await file.read(_PIECE, 0))
                if len(start) < _PIECE:  # the protocol promises: that is all
                    return start
                return start + cast(bytes, await file.read(-1, _PIECE))
            finally:
                self._close_later(file)

        return self._run(path, job)

    def _close_later(self, file: asyncssh.SFTPClientFile) -> None:
        """Close a file that was read, without waiting for the host's answer."""

        async def close() -> None:
            with suppress(asyncssh.Error, OSError):
                await file.close()

        task = asyncio.ensure_future(close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

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
            except MISSING as error:
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
        except MISSING as error:
            raise NotThere(old) from error

    def delete(self, path: str) -> None:
        async def job(client: asyncssh.SFTPClient) -> None:
            try:
                await client.remove(self._access.inside(path))
            except MISSING:
                return

        self._run(path, job)

    def sizes(self, folder: str) -> dict[str, int]:
        async def job(client: asyncssh.SFTPClient) -> dict[str, int]:
            try:
                names = await client.readdir(self._access.inside(folder))
            except MISSING:
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
                if isinstance(error, CUT):
                    raise

        self._run(path, job)

    def close(self) -> None:
        with suppress(TooLong):
            asyncio.run_coroutine_threadsafe(self._part(), self._loop).result(LOGIN)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _part(self) -> None:
        if self._connection is not None:
            self._connection.close()
            await self._connection.wait_closed()

    def _run(self, path: str, job: Job[Result]) -> Result:
        """The result of a job, from whatever thread; a connection that was cut is made anew."""
        with told(path, self._access):
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
        except asyncssh.SFTPFailure as error:
            raise await why_it_failed(client, self._access.path, error) from error
        except (*CUT, asyncssh.DisconnectError, OSError):
            if self._client is client:
                self._client = None
            raise


async def _replace(client: asyncssh.SFTPClient, old: str, new: str) -> None:
    try:
        await client.rename(old, new)
    except asyncssh.SFTPFailure:
        await client.remove(new)
        await client.rename(old, new)
