"""The target `git`: a branch that holds the built site, as GitHub Pages and GitLab serve one.

Each publication is a commit upon the one that the remote has, and is never forced: who was
overtaken by another publisher is refused by Git. The version before is the commit before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dvk_plugin.publish.parcel import Parcel, unpack
from dvk_plugin.publish.refusal import PublishError

_NO_BRANCH = 2
"""What `git ls-remote --exit-code` ends with where there is no such branch."""
_OVERTAKEN = ("[rejected]", "fetch first", "non-fast-forward", "failed to update ref")
_OURS = ".nojekyll"


@dataclass(frozen=True)
class GitBranch:
    """A branch of a remote of the project's repository. Who may push is Git's matter: its own
    keys and helpers. Every method raises `PublishError`."""

    root: Path
    remote: str
    branch: str

    @property
    def where(self) -> str:
        """What the branch is called before people."""
        return f"nhánh «{self.branch}» của «{self.remote}»"

    def fetch(self) -> bool:
        """Bring the local branch to what the remote has; whether it has any."""
        asked = ("ls-remote", "--exit-code", "--heads", self.remote, f"refs/heads/{self.branch}")
        if self._run("git", *asked, may_be=_NO_BRANCH).returncode:
            return False
        ref = f"refs/heads/{self.branch}"
        self._run("git", "fetch", "--quiet", self.remote, f"+{ref}:{ref}")
        return True

    def files(self) -> frozenset[str]:
        """The files of the version that was fetched."""
        asked = ("ls-tree", "-r", "-z", "--name-only", self.branch)
        return frozenset(self._told(*asked).split("\0")) - {"", _OURS}

    def day(self) -> str:
        """When the version that was fetched was published: `22/11/2026 15:30`."""
        asked = ("log", "-1", "--format=%cd", "--date=format-local:%d/%m/%Y %H:%M", self.branch)
        return self._told(*asked).strip()

    def has_version_before(self) -> bool:
        """Whether there is a commit before the one that was fetched."""
        return self._told("rev-list", "--count", "--max-count=2", self.branch).strip() == "2"

    def publish(self, parcel: Parcel) -> None:
        """Make the branch, as fetched, hold just this site, and push it."""
        with tempfile.TemporaryDirectory() as folder:
            unpack(parcel, Path(folder), parcel.files)
            command = [sys.executable, "-m", "ghp_import", "--no-jekyll", "--message", "Đăng trang"]
            command += ["--remote", self.remote, "--branch", self.branch, folder]
            self._run(*command)
        self._push(f"refs/heads/{self.branch}")

    def roll_back(self) -> None:
        """Put the version before in place, as a commit of its own, so that the same command leads
        forth again."""
        if not self.has_version_before():
            raise PublishError(
                f"Trên {self.where} không có phiên bản nào trước phiên bản này.",
                "sửa bài rồi đăng lại.",
            )
        message = "Trở lại phiên bản trước"
        tree = ("commit-tree", f"{self.branch}~1^{{tree}}", "-p", self.branch, "-m", message)
        self._push(self._told(*tree).strip())

    def _push(self, commit: str) -> None:
        self._run("git", "push", "--quiet", self.remote, f"{commit}:refs/heads/{self.branch}")

    def _told(self, *arguments: str) -> str:
        return self._run("git", *arguments).stdout

    def _run(self, *command: str, may_be: int = 0) -> subprocess.CompletedProcess[str]:
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "PYTHONUTF8": "1"},
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except FileNotFoundError as error:
            raise PublishError(
                "Máy này chưa có chương trình git.", "cài Git rồi gõ lại lệnh."
            ) from error
        if done.returncode not in (0, may_be):
            raise self._failed(done.stderr or done.stdout)
        return done

    def _failed(self, told: str) -> PublishError:
        if any(word in told for word in _OVERTAKEN):
            return PublishError(
                f"Có người khác vừa đăng lên {self.where}; máy không ghi đè.",
                "gõ lại lệnh, máy đăng tiếp trên bản của người ấy.",
            )
        lines = [line for line in told.strip().splitlines() if not line.startswith("hint:")]
        return PublishError(
            f"Git không làm xong với {self.where}: {lines[-1] if lines else 'không rõ lý do'}",
            "kiểm tra «git remote -v», quyền đẩy lên kho, rồi gõ lại lệnh.",
        )
