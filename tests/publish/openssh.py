"""An OpenSSH server for this machine's user, with keys made for the occasion."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from web_servers import free_port, program, running

from dvk_plugin.publish.access import Access

_SETTINGS = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PermitRootLogin yes
PidFile {folder}/pid
Subsystem sftp internal-sftp {options}
MaxStartups 100
"""


@dataclass(frozen=True)
class OpenSsh:
    """A server that runs: its port, the fingerprint of its key, and the file of the user's."""

    port: int
    told: str
    key: Path

    def access(self, folder: Path) -> Access:
        """The way into a folder of this machine."""
        user = getpass.getuser()
        return Access("127.0.0.1", user, str(folder), self.port, "", self.told, self.key)


@contextmanager
def openssh(folder: Path, options: str = "") -> Iterator[OpenSsh]:
    """The server; `options` of its `internal-sftp`, such as `-R` (nothing may be written)."""
    sshd = program("sshd")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    port = free_port()
    settings = folder / "sshd_config"
    settings.write_text(_SETTINGS.format(port=port, folder=folder, options=options))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = folder / "log"
    with running([sshd, "-D", "-f", str(settings), "-E", str(log)], port, log):
        yield OpenSsh(port, _fingerprint(folder / "host.pub"), folder / "user")


def _fingerprint(key: Path) -> str:
    command = ["ssh-keygen", "-lf", str(key)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return told.split()[1]
