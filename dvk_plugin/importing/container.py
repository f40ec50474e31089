"""A file looked over before anything in it is unpacked: what it is, and whether it is safe.

A .docx and an .odt are zip archives of XML. Nothing is ever written under a name from the archive.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from dvk_plugin.importing.refusal import Refusal, damaged

MAX_BYTES = 400 * 1024**2
MAX_ENTRIES = 5_000
MAX_UNPACKED = 1024**3
"""All parts of an archive together, unpacked, in bytes."""
MAX_XML = 12 * 1024**2
"""All XML of an archive together, unpacked, in bytes."""
MAX_ELEMENTS = 300_000
"""All its elements together: each takes about a kilobyte while it is read."""
MAX_RATIO = 300
"""Most bytes that one packed byte may become, in parts above `_RATIO_FROM`."""
_RATIO_FROM = 8 * 1024**2
_MAX_XML_DEPTH = 200

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_STARTS_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a sound archive holds. `kind`: docx or odt.

    `revised`: insertions and deletions not yet accepted; `comments`, `macros`: whether there are.
    """

    kind: str
    revised: int = 0
    comments: bool = False
    macros: bool = False


class _Bad(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def survey(path: Path) -> Survey | Refusal:
    """What an archive holds, or why it is not to be opened."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
        if size > MAX_BYTES:
            return _too_large(f"tệp nặng {size // 1024**2} MB")
        if head.startswith(_OLE):
            return _old_or_locked(path)
        with zipfile.ZipFile(path) as archive:
            return _survey(archive)
    except _Bad as bad:
        return bad.refusal
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError):
        return damaged()
    except RuntimeError:  # zipfile says so of a part that asks for a password
        return _locked()
    except OSError:
        return Refusal(
            "Không mở được tệp này.",
            "kiểm tra tên tệp và quyền đọc, hoặc đóng chương trình đang giữ tệp rồi thử lại.",
        )


def _survey(archive: zipfile.ZipFile) -> Survey:
    entries = archive.infolist()
    _weigh(entries)
    names = {entry.filename for entry in entries}
    scan = _Scan()
    for entry in entries:
        if entry.flag_bits & 1:
            raise _Bad(_locked())
        if _OUTSIDE.search(entry.filename):
            raise _Bad(_suspicious("có phần mang tên trỏ ra ngoài tệp"))
        if not entry.is_dir():
            scan.read(archive, entry)
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return Survey("docx", scan.revised, "word/comments.xml" in names, macros)
    kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if b"opendocument.text" in kind and "content.xml" in names:
        return Survey("odt", scan.revised, macros=any(n.startswith("Basic/") for n in names))
    raise _Bad(_other_kind(names))


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to too much, by what the archive says of itself.

    The archive's word is enough: a part is never read beyond the size told here.
    """
    if len(entries) > MAX_ENTRIES:
        raise _Bad(_too_large(f"{len(entries)} phần"))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise _Bad(_too_large(f"mở ra nặng {unpacked // 1024**2} MB"))
    for entry in entries:
        if entry.file_size > max(_RATIO_FROM, MAX_RATIO * max(1, entry.compress_size)):
            raise _Bad(_suspicious("có phần nén quá chặt, giống một «bom nén»"))


class _Scan:
    """Every XML part run through once: no entities, not too deep, not too much."""

    def __init__(self) -> None:
        self.revised = 0
        self._total = self._elements = 0
        self._depth = 0

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        with archive.open(entry) as part:
            chunk = part.read(1 << 16)
            inked = chunk.lstrip()
            if inked and not inked.startswith(_STARTS_XML):
                return
            self._depth = 0
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse_doctype
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            try:
                while chunk:
                    self._total += len(chunk)
                    if self._total > MAX_XML:
                        raise _Bad(_too_large("phần chữ quá dài"))
                    parser.Parse(chunk)
                    chunk = part.read(1 << 16)
                if self._total:
                    parser.Parse(b"", True)
            except expat.ExpatError:
                raise _Bad(damaged(entry.filename)) from None

    def _start(self, name: str, attributes: object) -> None:
        self._depth += 1
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise _Bad(_too_large("phần chữ quá dài"))
        if self._depth > _MAX_XML_DEPTH:
            raise _Bad(_suspicious("có phần lồng vào nhau quá sâu"))
        self.revised += name in ("w:ins", "w:del", "w:moveFrom", "text:changed-region")

    def _end(self, name: str) -> None:
        self._depth -= 1


def _refuse_doctype(*_: object) -> None:
    raise _Bad(_suspicious("có khai báo DTD, thứ mà Word không bao giờ ghi"))


def _old_or_locked(path: Path) -> Refusal:
    """An OLE file: a .docx behind a password, or a .doc of Word 97–2003."""
    wanted = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(1 << 20):
            if wanted in before + chunk:
                return _locked()
            before = chunk[-len(wanted) :]
    return Refusal(
        "Đây là tệp Word kiểu cũ (.doc, Word 97–2003), máy chưa đọc được.",
        "mở bằng Word, chọn File → Save As, loại «Word Document (*.docx)», rồi nhập tệp .docx ấy.",
    )


def _locked() -> Refusal:
    return Refusal(
        "Tệp này đặt mật khẩu nên không đọc được.",
        "mở bằng Word, chọn File → Info → Protect Document → Encrypt with Password, xóa mật khẩu, "
        "lưu lại rồi nhập.",
    )


def _too_large(what: str) -> Refusal:
    return Refusal(
        f"Tệp này quá lớn ({what}).",
        "trong Word, chọn một ảnh → Picture Format → Compress Pictures cho cả tệp, hoặc chia báo "
        "cáo thành nhiều tệp.",
    )


def _suspicious(what: str) -> Refusal:
    return Refusal(
        f"Tệp này không an toàn: {what}. Máy dừng lại, không mở tiếp.",
        "hỏi lại người gửi; nếu là tệp của mình, mở bằng Word rồi lưu thành tệp .docx mới.",
    )


def _other_kind(names: set[str]) -> Refusal:
    for folder, kind in (("xl/", "Excel"), ("ppt/", "PowerPoint")):
        if any(name.startswith(folder) for name in names):
            return Refusal(
                f"Đây là tệp {kind}, không phải Word.",
                "chép nội dung sang một tệp Word rồi lưu thành .docx.",
            )
    return damaged()
