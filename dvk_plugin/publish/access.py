"""What opens a web host: names from the settings, secrets from the environment or the keyring."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.read.publish_settings import TargetSettings

VARIABLE = "DVK_PUBLISH_PASSWORD"
_SERVICE = "dvk publish"


@dataclass(frozen=True)
class Access:
    """How to get into a host. `key`, `ca`: files, None where not told. `port`: 0 for the usual."""

    host: str
    user: str
    path: str
    port: int = 0
    secret: str = field(default="", repr=False)
    host_key: str = ""
    key: Path | None = None
    ca: Path | None = None
    insecure: bool = False

    def inside(self, path: str) -> str:
        """A path of the site as one of the host."""
        return f"{self.path.rstrip('/')}/{path}" if path != "." else self.path


def access_of(target: TargetSettings, root: Path, secret: str) -> Access:
    """The way into a target; files are meant from the project's folder, or with `~`."""

    def file(told: str) -> Path | None:
        return root / Path(told).expanduser() if told else None

    return Access(
        target.host,
        target.user,
        target.path,
        target.port,
        secret,
        target.host_key,
        file(target.key),
        file(target.ca),
        target.insecure,
    )


def read_secret(target: TargetSettings) -> str:
    """The password of a target: its own variable, the common one, the keyring; or nothing."""
    own = re.sub(r"[^A-Z0-9]", "_", target.name.upper())
    told = os.environ.get(f"{VARIABLE}_{own}") or os.environ.get(VARIABLE)
    return told or _in_keyring(target)


def _in_keyring(target: TargetSettings) -> str:
    with suppress(Exception):  # a machine without a keyring, or one that nobody unlocks
        import keyring

        return keyring.get_password(_SERVICE, f"{target.user}@{target.host}") or ""
    return ""


def save_secret(target: TargetSettings, secret: str) -> bool:
    """Put a password into the system's keyring; whether that could be done."""
    with suppress(Exception):
        import keyring

        keyring.set_password(_SERVICE, f"{target.user}@{target.host}", secret)
        return keyring.get_password(_SERVICE, f"{target.user}@{target.host}") == secret
    return False
