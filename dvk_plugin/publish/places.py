"""From a target in the settings to its host, opened."""

from __future__ import annotations

from pathlib import Path

from dvk_plugin.publish.access import access_of
from dvk_plugin.publish.folder import FolderHost
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.patience import PatientHost
from dvk_plugin.read.publish_settings import TargetSettings


def open_host(target: TargetSettings, root: Path, secret: str) -> Host:
    """The host of a target. Raises `PublishError` where it cannot be had.

    Libraries are loaded only for what is asked for.
    """
    if target.kind == "folder":
        return PatientHost(FolderHost(root / Path(target.path).expanduser()))
    access = access_of(target, root, secret)
    if target.kind == "sftp":
        from dvk_plugin.publish.sftp import SftpHost

        return PatientHost(SftpHost(access))
    from dvk_plugin.publish.ftps import FtpsHost

    return PatientHost(FtpsHost(access))
