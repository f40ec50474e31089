"""The target `rsync`: the program of that name, where it is installed on both sides.

It goes the same way as the other kinds, wave by wave, and deletes only what the manifest lists;
there is no lock and no way back.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from dvk_plugin.publish.manifest import Manifest, read_manifest, write_manifest
from dvk_plugin.publish.parcel import Parcel, unpack
from dvk_plugin.publish.plan import Plan, make_plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.state import MANIFEST

_SOME_MISSING = 23
"""What rsync ends with where a file to be fetched is not there."""


def fetch_manifest(path: str) -> Manifest:
    """What stands at `user@host:folder`, or in a folder; empty where nothing was published."""
    with tempfile.TemporaryDirectory() as folder:
        code = _run("-r", f"{path.rstrip('/')}/{MANIFEST}", f"{folder}/", may_be=_SOME_MISSING)
        if code:
            return Manifest()
        return read_manifest((Path(folder) / "manifest.json").read_bytes()) or Manifest()


def publish_by_rsync(parcel: Parcel, path: str, *, forget: bool = False) -> Plan:
    """Bring the place to the parcel's files; what was done. Raises `PublishError`."""
    old = fetch_manifest(path)
    plan = make_plan(old, parcel.files, forget=forget)
    if plan.after == old:
        return plan
    with tempfile.TemporaryDirectory() as told:
        folder = Path(told) / "site"
        unpack(parcel, folder, plan.changed)
        for wave in plan.waves:
            _send(folder, path, wave)
        manifest = folder / MANIFEST
        manifest.parent.mkdir(parents=True)
        manifest.write_bytes(write_manifest(plan.after))
        _send(folder, path, (MANIFEST,))
        for name in plan.delete:  # rsync looks for a missing file in a folder that is there
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if plan.delete:
            _send(folder, path, plan.delete, "--delete-missing-args")
    return plan


def _send(folder: Path, path: str, names: Iterable[str], *options: str) -> None:
    """Send files; those that are missing here are deleted there, where the option says so."""
    listed = folder.parent / "names"
    listed.write_bytes(b"".join(name.encode() + b"\0" for name in names))
    _run(
        "-r",
        "--checksum",
        "--delay-updates",
        "--chmod=F644,D755",
        "--from0",
        f"--files-from={listed}",
        *options,
        f"{folder}/",
        f"{path.rstrip('/')}/",
    )


def _run(*arguments: str, may_be: int = 0) -> int:
    program = shutil.which("rsync")
    if program is None:
        raise PublishError(
            "Máy này chưa có chương trình rsync.",
            "cài rsync, hoặc dùng nơi đăng loại sftp, không cần cài gì thêm.",
        )
    done = subprocess.run(
        [program, "--timeout=60", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, may_be):
        lines = done.stderr.strip().splitlines() or ["không rõ lý do"]
        raise PublishError(
            f"rsync không làm xong: {lines[0]}",
            "kiểm tra «path» (dạng tên@máy-chủ:thư-mục), khóa SSH và chỗ trống trên máy chủ.",
        )
    return done.returncode
