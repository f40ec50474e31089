"""Web hosts on this machine, for tests: SSH (asyncssh) and FTP over TLS (pyftpdlib), each real."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncssh
import trustme
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import FTPHandler, TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer

USER, PASSWORD = "dang-uy", "một mật khẩu"


@dataclass(frozen=True)
class Running:
    """A server: its port, and the fingerprint of its key or the file of its certificate."""

    port: int
    told: str


class _Accounts(asyncssh.SSHServer):
    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def sftp_server(
    root: Path,
    key: asyncssh.SSHKey | None = None,
    port: int = 0,
    factory: type[asyncssh.SFTPServer] = asyncssh.SFTPServer,
) -> Iterator[Running]:
    """An SSH server whose `/` is a folder."""
    key = key or asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            _Accounts,
            "127.0.0.1",
            port,
            server_host_keys=[key],
            sftp_factory=lambda channel: factory(channel, chroot=str(root).encode()),
        )

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    try:
        yield Running(server.get_port(), key.get_fingerprint())
    finally:

        async def stop() -> None:
            server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run_coroutine_threadsafe(stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


class _PlainFiles(AbstractedFS):
    """Files without a buffer: of a full disk the server learns at once, and tells its client."""

    def open(self, filename: str, mode: str) -> object:
        return Path(filename).open(mode, buffering=0)


class _ToldTransfer(TLS_DTPHandler):
    """Answers a failed transfer in the words of vsftpd, where pyftpdlib hangs up in silence."""

    def handle_error(self) -> None:
        self._resp = ("426 Failure writing to local file.", logging.getLogger("ftp").debug)
        self.close()


@contextmanager
def ftps_server(
    root: Path,
    certificates: Path,
    *,
    until: datetime | None = None,
    tls: bool = True,
    writable: bool = True,
) -> Iterator[Running]:
    """An FTP server whose `/` is a folder; `until`: the last day of its certificate."""
    before = Path.cwd()  # the server works in its own folders
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", not_after=until)
    certificates.mkdir(exist_ok=True)
    chain, trusted = certificates / "server.pem", certificates / "ca.pem"
    certificate.private_key_and_cert_chain_pem.write_to_path(str(chain))
    authority.cert_pem.write_to_path(str(trusted))
    authorizer = DummyAuthorizer()
    permissions = "elradfmwMT" if writable else "elr"
    authorizer.add_user(USER, PASSWORD, str(root), perm=permissions)
    base = TLS_FTPHandler if tls else FTPHandler
    options: dict[str, object] = {
        "authorizer": authorizer,
        "banner": "dvk",
        "abstracted_fs": _PlainFiles,
    }
    if tls:
        options |= {"certfile": str(chain), "tls_control_required": True, "ssl_context": None}
    if tls:
        options["dtp_handler"] = _ToldTransfer
    handler = type("Handler", (base,), options)
    server = ThreadedFTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Running(server.address[1], str(trusted))
    finally:
        server.close_all()
        thread.join(20)
        os.chdir(before)


EXPIRED = datetime(2020, 1, 1, tzinfo=UTC)
