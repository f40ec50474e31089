"""The target `git`: a branch that holds the built site, as GitHub Pages and GitLab serve one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dvk_plugin.publish.parcel import Parcel, unpack
from dvk_plugin.publish.refusal import PublishError


def publish_by_git(parcel: Parcel, root: Path, remote: str, branch: str) -> None:
    """Make the branch of the project's repository hold just this site, and push it.

    Who may push is Git's matter: its own keys and helpers. Raises `PublishError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        unpack(parcel, Path(folder), parcel.files)
        command = [sys.executable, "-m", "ghp_import", "--no-jekyll", "--push"]
        command += ["--remote", remote, "--branch", branch, "--message", "Đăng trang", folder]
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["không rõ lý do"]
        raise PublishError(
            f"Git không đưa được trang lên nhánh «{branch}» của «{remote}»: {lines[-1]}",
            "kiểm tra «git remote -v», quyền đẩy lên kho, rồi gõ lại lệnh.",
        )
