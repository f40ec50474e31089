"""The target `ftps`: FTP over TLS, as cheap hosting has it; plain FTP where settings allow it."""

from __future__ import annotations

import ftplib
import io
import queue
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.refusal import (
    NotThere,
    PublishError,
    line_cut,
    link_in_the_way,
    no_folder,
    no_room,
)

Result = TypeVar("Result")
_TIMEOUT = 60.0
_MOMENT = 5.0
"""Seconds to wait for a word of a host that gave up."""
_FAILURES = (ftplib.error_temp, ftplib.error_reply, ftplib.error_proto, OSError, EOFError)
_FULL = ("552", "452", "disk full", "no space", "quota", "failure writing")


class _Tls(ftplib.FTP_TLS):
    """Data go over the session of the control connection, as many servers insist."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        if self._prot_p:  # type: ignore[attr-defined]
            control: Any = self.sock
            connection = self.context.wrap_socket(
                connection, server_hostname=self.host, session=control.session
            )
        return connection, size


class FtpsHost:
    """A folder on an FTP host; each worker borrows a connection of its own."""

    def __init__(self, access: Access) -> None:
        """Connect. Raises `PublishError` for a wrong password or a bad certificate."""
        self._access = access
        self._idle: queue.LifoQueue[ftplib.FTP] = queue.LifoQueue()
        self._run(".", self._look_at_root)

    def _look_at_root(self, ftp: ftplib.FTP) -> None:
        home = ftp.pwd()
        try:
            ftp.cwd(self._access.path)
        except ftplib.error_perm:
            raise no_folder(self._access.path) from None
        ftp.cwd(home)

    def read(self, path: str) -> bytes | None:
        def job(ftp: ftplib.FTP) -> bytes | None:
            data = io.BytesIO()
            try:
                ftp.retrbinary(f"RETR {self._access.inside(path)}", data.write)
            except ftplib.error_perm as error:
                if self._size(ftp, path) is not None:
                    raise error
                return None
            return data.getvalue()

        return self._run(path, job)

    def _size(self, ftp: ftplib.FTP, path: str) -> int | None:
        try:
            ftp.voidcmd("TYPE I")
            return ftp.size(self._access.inside(path))
        except ftplib.error_perm:
            return None

    def write(self, path: str, data: bytes) -> None:
        def job(ftp: ftplib.FTP) -> None:
            try:
                ftp.storbinary(f"STOR {self._access.inside(path)}", io.BytesIO(data))
            except OSError:
                _hear_why(ftp)
                raise
            if self._size(ftp, path) not in (None, len(data)):
                raise no_room(path)

        self._run(path, job)

    def rename(self, old: str, new: str) -> None:
        names = self._access.inside(old), self._access.inside(new)

        def job(ftp: ftplib.FTP) -> None:
            try:
                ftp.rename(*names)
            except ftplib.error_perm as error:
                if self._size(ftp, old) is None:
                    raise NotThere(old) from error
                if self._size(ftp, new) is None:
                    raise
                ftp.delete(names[1])  # Windows hosts do not replace at one stroke
                ftp.rename(*names)

        self._run(new, job)

    def copy(self, old: str, new: str) -> None:
        data = self.read(old)
        if data is None:
            raise NotThere(old)
        self.write(new, data)

    def delete(self, path: str) -> None:
        def job(ftp: ftplib.FTP) -> None:
            try:
                ftp.delete(self._access.inside(path))
            except ftplib.error_perm:
                if self._size(ftp, path) is not None:
                    raise

        self._run(path, job)

    def sizes(self, folder: str) -> dict[str, int]:
        def job(ftp: ftplib.FTP) -> dict[str, int]:
            try:
                lines = self._list(ftp, folder)
            except ftplib.error_perm:
                return {}
            found = (line.split(None, 8) for line in lines if line.startswith("-"))
            return {words[8]: int(words[4]) for words in found if len(words) == 9}

        return self._run(folder, job)

    def _list(self, ftp: ftplib.FTP, folder: str) -> list[str]:
        """Lines as of `ls -l`, which alone tell links apart. From inside the folder: many servers
        take no path with LIST."""
        home = ftp.pwd()
        ftp.cwd(self._access.inside(folder))
        lines: list[str] = []
        try:
            ftp.retrlines("LIST", lines.append)
        finally:
            ftp.cwd(home)
        return lines

    def make_folder(self, path: str) -> bool:
        def job(ftp: ftplib.FTP) -> bool:
            above, _, name = path.rpartition("/")
            try:
                ftp.mkd(self._access.inside(path))
                return True
            except ftplib.error_perm as error:
                lines = self._list(ftp, above or ".")
                kind = _kind(lines, name)
                if not kind:
                    raise error
                if kind != "d":
                    raise link_in_the_way(path) from None
                return False

        return self._run(path, job)

    def remove_folder(self, path: str) -> None:
        def job(ftp: ftplib.FTP) -> None:
            with suppress(ftplib.error_perm):
                ftp.rmd(self._access.inside(path))

        self._run(path, job)

    def close(self) -> None:
        while not self._idle.empty():
            self._idle.get().close()

    def _run(self, path: str, job: Callable[[ftplib.FTP], Result]) -> Result:
        with _told(path, self._access):
            try:
                ftp = self._idle.get_nowait()
            except queue.Empty:
                ftp = _connect(self._access)
            try:
                result = job(ftp)
            except (NotThere, PublishError, ftplib.error_perm):
                self._idle.put(ftp)
                raise
            except BaseException:  # who knows what this connection is about to say
                ftp.close()
                raise
            self._idle.put(ftp)
            return result


def _hear_why(ftp: ftplib.FTP) -> None:
    """Raise what a host has to say that closed the line of a file (its disk may be full)."""
    if ftp.sock is not None:
        ftp.sock.settimeout(_MOMENT)
    with suppress(OSError, EOFError):
        ftp.voidresp()


def _kind(lines: list[str], name: str) -> str:
    """What `ls -l` tells of a name: `d`, `l`, `-`; nothing where it is not there. Windows hosts
    write `<DIR>` and have no links."""
    for line in lines:
        told = line.partition(" -> ")[0] if line.startswith("l") else line
        if told.endswith(f" {name}"):
            return "d" if "<DIR>" in line else line[0]
    return ""


def _connect(access: Access) -> ftplib.FTP:
    where = f"{access.host}:{access.port or 21}"
    context = ssl.create_default_context(cafile=str(access.ca) if access.ca else None)
    plain = access.insecure
    ftp = ftplib.FTP(timeout=_TIMEOUT) if plain else _Tls(context=context, timeout=_TIMEOUT)
    ftp.encoding = "utf-8"
    try:
        ftp.connect(access.host, access.port or 21)
        ftp.login(access.user, access.secret)
        if isinstance(ftp, ftplib.FTP_TLS):
            ftp.prot_p()
    except ssl.SSLCertVerificationError as error:
        ftp.close()
        raise _bad_certificate(where, error) from error
    except ftplib.error_perm as error:
        ftp.close()
        raise _refused(where, access, str(error)) from error
    except BaseException:
        ftp.close()
        raise
    return ftp


def _bad_certificate(where: str, error: ssl.SSLCertVerificationError) -> PublishError:
    why = {
        10: "đã hết hạn",
        18: "do máy chủ tự ký",
        19: "do máy chủ tự ký",
        20: "không do nơi nào đáng tin cấp",
        62: "là của tên máy khác",
    }.get(error.verify_code, error.verify_message)
    return PublishError(
        f"Chứng chỉ của máy chủ {where} {why}, nên máy dừng lại; mật khẩu chưa được gửi đi.",
        "hỏi nơi cho thuê máy chủ; chứng chỉ riêng của họ thì ghi tệp ở mục «ca».",
    )


def _refused(where: str, access: Access, answer: str) -> PublishError:
    if answer.startswith("530"):
        return PublishError(
            f"Máy chủ {where} không nhận tên «{access.user}» với mật khẩu này.",
            "kiểm tra «user»; đặt lại mật khẩu bằng «dvk publish --save-password».",
        )
    return PublishError(
        f"Máy chủ {where} không nhận kết nối có mã hóa ({answer}).",
        "hỏi nơi cho thuê xem họ có FTPS hay SFTP; FTP thường chỉ dùng khi không còn cách nào "
        "(«insecure: true»), vì mật khẩu đi qua mạng mà không che.",
    )


@contextmanager
def _told(path: str, access: Access) -> Iterator[None]:
    """Failures of a host in words; those that may pass as `HostFailed`."""
    where = f"máy chủ {access.host}"
    try:
        yield
    except ftplib.error_perm as error:
        if any(word in str(error).lower() for word in _FULL):
            raise no_room(path) from error
        raise PublishError(
            f"Không ghi được «{path}» trên {where} ({error}).",
            f"kiểm tra quyền ghi vào «{access.path}» và chỗ trống trên máy chủ.",
        ) from error
    except _FAILURES as error:
        if any(word in str(error).lower() for word in _FULL):
            raise no_room(path) from error
        raise line_cut(where) from error
