"""Authors' files as text: UTF-8, plain newlines, inside the project, of a sane size."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from functools import cache
from pathlib import Path

from dvk_plugin import walk
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import fold
from dvk_plugin.domain.source import Source

MAX_BYTES = 2 * 1024 * 1024
"""A text larger than this is no post: somebody pasted a picture or a log into it."""
_HIDDEN = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters that a word processor leaves behind (a soft line end is U+000B)."""


def read_text_file(path: Path, root: Path) -> str | Issue:
    """The text of a file below `root`, without BOM and with `\\n` newlines; or what is wrong.

    Control characters, which show nothing, become blanks.

    Rules: `ngoai-du-an`, `khong-mo-duoc`, `tep-qua-lon`, `khong-phai-utf8`, `tep-rong`.
    """
    place = Source(relative_name(path, root))
    if not is_inside(path, root):
        return Issue(
            "ngoai-du-an",
            place,
            "Tệp này trỏ ra ngoài thư mục của trang, nên không được đọc.",
            "chép tệp thật vào thư mục của bài viết thay cho lối tắt (symlink).",
        )
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return cannot_open(place)
        if found.st_size > MAX_BYTES:
            return _too_large(place, found.st_size)
        data = path.read_bytes()
    except (OSError, ValueError):
        return cannot_open(place)
    return decode_text(data, place)


def cannot_open(place: Source) -> Issue:
    """What to say of a file that the system does not give. Rule `khong-mo-duoc`."""
    return Issue(
        "khong-mo-duoc",
        place,
        "Không mở được tệp này.",
        "kiểm tra tên tệp và quyền đọc, hoặc đóng chương trình đang giữ tệp rồi thử lại.",
    )


def _too_large(place: Source, size: int) -> Issue:
    return Issue(
        "tep-qua-lon",
        place,
        f"Tệp này nặng {-(-size // 1024**2)} MB; mỗi tệp chữ chỉ được tối đa "
        f"{MAX_BYTES // 1024**2} MB.",
        "để ảnh thành tệp riêng bên cạnh bài và ghi tên ảnh trong mục photos.",
    )


def decode_text(data: bytes, place: Source) -> str | Issue:
    """The text that bytes hold, as `read_text_file` gives it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, place)
    if "\0" in text:
        return _not_utf8(data, data.index(b"\0"), place)
    text = text.lstrip("\ufeff")
    if not text.strip():
        return Issue(
            "tep-rong",
            place,
            "Tệp này chưa có chữ nào.",
            "viết nội dung vào tệp, hoặc xóa tệp nếu không dùng.",
        )
    return _HIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _not_utf8(data: bytes, offset: int, place: Source) -> Issue:
    meant = guess_encoding(data)
    line = data.count(b"\n", 0, offset) + 1
    utf16 = data[offset : offset + 1] == b"\0"
    found = meant[0] if meant else "UTF-16" if utf16 else "bảng mã khác UTF-8"
    return Issue(
        "khong-phai-utf8",
        Source(place.file, 1 if meant or utf16 else line),
        f"Tệp này được lưu bằng {found}, nên chữ Việt không đọc được.",
        "gõ «dvk check --fix» để máy đổi sang UTF-8 giúp."
        if meant
        else "mở tệp bằng Notepad, chọn File → Save As, ở ô Encoding chọn UTF-8 rồi lưu lại.",
    )


def guess_encoding(data: bytes) -> tuple[str, str] | None:
    """The encoding that a text which is no UTF-8 surely has, and the text; None where in doubt.

    UTF-16 says so itself by its first two bytes. Windows-1258 has the tones as letters of their
    own behind the vowels: where all of them come together to Vietnamese letters, it is that.
    """
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "UTF-16", data.decode("utf-16")
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    letters = [char for char in text.lower() if not char.isascii()]
    is_vietnamese = _TONED.search(text.lower()) and all(
        char in _LETTERS or char in _SIGNS for char in letters
    )
    return ("bảng mã Windows-1258", text) if is_vietnamese else None


_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTERS = frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *_TONES)
) | {"đ"}
_TONED = re.compile(f"[{''.join(c for c in _LETTERS if fold(c) != c and c not in 'ăâêôơưđ')}]")
_SIGNS = "«»“”‘’–—…•·°²³½¼×\u00a0"


def is_post(uri: str) -> bool:
    """Whether a file in the posts' folder is a post's, by its name."""
    told = f"/{uri}"
    hidden = "/." in told or "/_" in told
    return told.endswith(".md") and not told.endswith("/README.md") and not hidden


def relative_name(path: Path, root: Path) -> str:
    """The file's name from the project's folder, with forward slashes.

    Bytes of a name that are no UTF-8 show as «?», so that every name can be printed.
    """
    name, start = str(path), f"{root}{os.sep}"
    if name.startswith(start):
        name = name.removeprefix(start).replace(os.sep, "/")
    else:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return name.encode("utf-8", "replace").decode("utf-8")


def is_inside(path: str | Path, root: Path) -> bool:
    """Whether the file, with every link followed, lies below `root`."""
    name = str(path)
    try:
        folder, file = os.path.split(name)
        is_link = not walk.holds(folder, file) and Path(name).is_symlink()
        if not is_link and _is_below(folder, str(root)):
            return True
        return Path(path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name too long
        return False


@cache
def _is_below(folder: str, root: str) -> bool:
    real, real_root = _real(folder), _real(root)
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


@cache
def _real(folder: str) -> str:
    """A folder with every link followed; where one leads elsewhere later, `look_again`."""
    above, name = os.path.split(folder)
    if os.name == "nt" or name in ("", os.curdir, os.pardir) or _is_link(folder):
        return os.path.normcase(os.path.realpath(folder))  # Windows: not only links lead elsewhere
    return os.path.normcase(walk.join(_real(above), name))


def _is_link(folder: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(folder).st_mode)  # a `Path` for each costs thrice as much
    except (OSError, ValueError):
        return Path(folder).is_symlink()


def look_again() -> None:
    """Forget what lies in folders and where links lead: a new build starts."""
    walk.look_again()
    _is_below.cache_clear()
    _real.cache_clear()


def is_file_inside(path: str | Path, root: Path) -> bool:
    """Whether there is a file of this name, below `root` with every link followed."""
    return is_inside(path, root) and walk.stamp_of(str(path)) is not None
