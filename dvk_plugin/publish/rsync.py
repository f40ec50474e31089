"""What the program rsync can do with a place, where it is installed on both sides."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dvk_plugin.publish.refusal import PublishError, line_cut, no_folder, no_room
from dvk_plugin.publish.release import Bytes
from dvk_plugin.publish.state import OWN

_SOME_MISSING = 23
"""What rsync ends with where a file to be fetched is not there."""
_CUT = (10, 12, 30, 35, 255)
"""What it ends with where the line or the other side's program broke off."""


@dataclass(frozen=True)
class RsyncPlace:
    """A folder, or `user@host:folder`. Every method raises `PublishError`."""

    path: str

    def names(self) -> frozenset[str]:
        """The files right in the place, which has to be there."""
        told = _run("--list-only", self._inside(""), may_be=_SOME_MISSING)
        if not told:
            raise no_folder(self.path)
        lines = (line.split(None, 4) for line in told.splitlines() if line.startswith("-"))
        return frozenset(words[4] for words in lines)

    def fetch(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """These files as they are there; those that are not are left out."""
        with tempfile.TemporaryDirectory() as told:
            folder, listed = Path(told) / "there", _listed(Path(told), names)
            _run(f"--files-from={listed}", self._inside(""), f"{folder}/", may_be=_SOME_MISSING)
            files = (path for path in folder.rglob("*") if path.is_file())
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def send(self, names: Sequence[str], read: Bytes, *options: str) -> str:
        """Put files in place, all at the end; what rsync says of it with `-i`."""
        with tempfile.TemporaryDirectory() as told:
            folder = Path(told) / "site"
            for name in names:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(read(name))
            return self._send(folder, names, "--delay-updates", *options)

    def take_away(self, names: Iterable[str], *options: str) -> None:
        """Delete files; one that is not there is all right."""
        wanted = [*names]
        if not wanted:
            return
        with tempfile.TemporaryDirectory() as told:
            folder = Path(told) / "site"
            for name in wanted:  # rsync looks for a missing file in a folder that is there
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
            self._send(folder, wanted, "--delete-missing-args", *options)

    def clear(self, name: str) -> None:
        """Delete all that a folder holds."""
        with tempfile.TemporaryDirectory() as told:
            (Path(told) / name).mkdir(parents=True)
            rules = [f"--include=/{part}/" for part in (OWN, name)]
            inside = f"--include=/{name}/**"
            _run("-r", "--delete", *rules, inside, "--exclude=*", f"{told}/", self._inside(""))

    def _send(self, folder: Path, names: Iterable[str], *options: str) -> str:
        return _run(
            "-r",
            "--checksum",
            "--chmod=F644,D755",
            f"--files-from={_listed(folder.parent, names)}",
            *options,
            f"{folder}/",
            self._inside(""),
        )

    def _inside(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    # What the lock asks for; rsync says whether a file was new.

    def read(self, path: str) -> bytes | None:
        return self.fetch((path,)).get(path)

    def write(self, path: str, data: bytes) -> None:
        self.send((path,), lambda _: data)

    def make_folder(self, path: str) -> bool:
        return bool(self.send((f"{path}/held",), lambda _: b"", "--ignore-existing", "-i"))

    def remove_folder(self, path: str) -> None:
        self.delete(f"{path}/held")

    def delete(self, path: str) -> None:
        self.take_away((path,))


def _listed(folder: Path, names: Iterable[str]) -> Path:
    listed = folder / "names"
    listed.write_bytes(b"".join(name.encode() + b"\0" for name in names))
    return listed


def _run(*arguments: str, may_be: int = 0) -> str:
    program = shutil.which("rsync")
    if program is None:
        raise PublishError(
            "Máy này chưa có chương trình rsync.",
            "cài rsync, hoặc dùng nơi đăng loại sftp, không cần cài gì thêm.",
        )
    command = [program, "--from0", "--timeout=60", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode in (0, may_be):
        return done.stdout
    lines = done.stderr.strip().splitlines() or ["không rõ lý do"]
    if "No space left" in done.stderr or "quota" in done.stderr.lower():
        raise no_room(arguments[-1])
    if done.returncode in _CUT:
        raise line_cut(f"nơi đăng (rsync: {lines[0]})")
    raise PublishError(
        f"rsync không làm xong: {lines[0]}",
        "kiểm tra «path» (dạng tên@máy-chủ:thư-mục), khóa SSH và quyền ghi ở nơi ấy.",
    )
