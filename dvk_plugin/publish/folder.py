"""A folder of this machine, or one that is mounted here: the target `folder`."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dvk_plugin.publish.refusal import NotThere, PublishError, link_in_the_way, no_folder


class FolderHost:
    """A host that is a folder. Links in it are never followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        if not root.is_dir():
            raise no_folder(str(root))

    def read(self, path: str) -> bytes | None:
        with _told(path):
            place = self._root / path
            if place.is_symlink():
                return None
            try:
                return place.read_bytes()
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        with _told(path):
            place = self._root / path
            if place.is_symlink():
                place.unlink()
            with place.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())

    def rename(self, old: str, new: str) -> None:
        with _told(new):
            try:
                (self._root / old).replace(self._root / new)
            except FileNotFoundError as error:
                raise NotThere(old) from error

    def copy(self, old: str, new: str) -> None:
        with _told(old):
            aside = self._root / f"{new}.part"
            try:
                shutil.copyfile(self._root / old, aside, follow_symlinks=False)
            except FileNotFoundError as error:
                raise NotThere(old) from error
            aside.replace(self._root / new)

    def delete(self, path: str) -> None:
        with _told(path):
            (self._root / path).unlink(missing_ok=True)

    def sizes(self, folder: str) -> dict[str, int]:
        with _told(folder):
            try:
                with os.scandir(self._root / folder) as entries:
                    files = (e for e in entries if e.is_file(follow_symlinks=False))
                    return {entry.name: entry.stat().st_size for entry in files}
            except FileNotFoundError:
                return {}

    def make_folder(self, path: str) -> bool:
        place = self._root / path
        with _told(path):
            try:
                place.mkdir()
            except FileExistsError:
                if place.is_symlink() or not place.is_dir():
                    raise link_in_the_way(path) from None
                return False
            return True

    def remove_folder(self, path: str) -> None:
        try:
            (self._root / path).rmdir()
        except OSError:
            return

    def close(self) -> None:
        """Nothing is open."""


_REASONS = {
    errno.ENOSPC: ("đĩa đã đầy", "xóa bớt tệp không dùng ở nơi ấy rồi gõ lại lệnh."),
    errno.EDQUOT: ("đã hết hạn mức dung lượng", "xin thêm dung lượng, hoặc xóa bớt tệp."),
    errno.EACCES: ("không có quyền ghi", "xin quyền ghi vào thư mục ấy rồi gõ lại lệnh."),
    errno.EPERM: ("không có quyền ghi", "xin quyền ghi vào thư mục ấy rồi gõ lại lệnh."),
    errno.EROFS: ("thư mục chỉ cho đọc", "nối lại ổ đĩa với quyền ghi rồi gõ lại lệnh."),
}


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Failures of the file system in words."""
    try:
        yield
    except OSError as error:
        reason, hint = _REASONS.get(
            error.errno or 0, (error.strerror or "lỗi đĩa", "kiểm tra ổ đĩa rồi gõ lại lệnh.")
        )
        raise PublishError(f"Không ghi được «{path}» ở nơi đăng: {reason}.", hint) from error
