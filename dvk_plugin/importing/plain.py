"""Plain texts, Markdown and web pages saved or pasted into a file."""

from __future__ import annotations

import base64
import binascii
import codecs
import io
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.builder import BlockBuilder
from dvk_plugin.importing.html import read_html
from dvk_plugin.importing.legacy import read_legacy
from dvk_plugin.importing.pictures import PictureFolder
from dvk_plugin.importing.refusal import Refusal
from dvk_plugin.read.files import MAX_BYTES, is_inside

_MAX_HTML = 60 * 1024**2
"""A web page may carry its pictures inside."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=[^\s*])([^*]+?)(?<=\S)\*")
_LOOKS_HTML = re.compile(r"\s*(?:<!doctype html|<html|<body|<div|<p[ >])", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def read_text(path: Path) -> tuple[str, str] | Refusal:
    """The text of a file and the name of its encoding where it is an old one."""
    if path.stat().st_size > _MAX_HTML:
        return Refusal(
            f"Tệp này nặng {path.stat().st_size // 1024**2} MB, quá lớn cho một bài viết.",
            "tách phần chữ ra một tệp riêng, để ảnh thành tệp cạnh bài.",
        )
    data = path.read_bytes()
    if not data.strip():
        return Refusal("Tệp này chưa có chữ nào.", "xem lại có đúng tệp cần nhập không.")
    for mark, encoding in (*_BOMS, *_without_mark(data)):
        if data.startswith(mark):
            try:
                return data.decode(encoding).lstrip("\ufeff"), ""
            except UnicodeDecodeError:
                break
    if b"\0" not in data and (found := read_legacy(data)):
        return found
    return Refusal(
        "Không rõ tệp này được lưu bằng bảng mã nào, nên chữ Việt không đọc chắc được.",
        "mở tệp bằng Notepad, chọn File → Save As, ở ô Encoding chọn UTF-8 rồi nhập lại; chữ gõ "
        "bằng "
        "phông .VnTime hay VNI thì chuyển mã sang Unicode trước.",
    )


def _without_mark(data: bytes) -> list[tuple[bytes, str]]:
    """Encodings to try on data without a byte order mark: UTF-16 shows by its many NULs."""
    if b"\0" not in data:
        return [(b"", "utf-8")]
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 3 < len(data):
        return []
    return [(b"", "utf-16-le" if odd > even else "utf-16-be")]


def read_plain(text: str) -> tuple[Block, ...] | Refusal:
    """Paragraphs between empty lines; without any, each line is one. `#` lines are headings."""
    if len(text.encode()) > MAX_BYTES:
        return Refusal("Tệp chữ này quá dài.", "chỉ giữ phần của một bài rồi nhập lại.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    has_gaps = _PARAGRAPHS.search(text) is not None
    pieces = _PARAGRAPHS.split(text) if has_gaps else text.split("\n")
    builder = BlockBuilder(lambda source, alt: "")
    for piece in pieces:
        for line in piece.strip().split("\n"):
            if heading := _HEADING.fullmatch(line.strip()):
                tag = f"h{len(heading.group(1))}"
                builder.start(tag, {})
                builder.data(heading.group(2))
                builder.end(tag)
            else:
                _with_looks(builder, line)
                builder.start("br", {})
        builder.start("p", {})
        builder.end("p")
    return builder.finish()


def _with_looks(builder: BlockBuilder, line: str) -> None:
    """`**đậm**` and `*nghiêng*`, as Markdown and Zalo write them."""
    place = 0
    for match in _BOLD.finditer(line):
        builder.data(line[place : match.start()])
        tag = "b" if match.group(1) else "i"
        builder.start(tag, {})
        builder.data(match.group(1) or match.group(2))
        builder.end(tag)
        place = match.end()
    builder.data(line[place:])


def is_html(path: Path, text: str) -> bool:
    """Whether a text is a web page, by its name or by how it begins."""
    return path.suffix.lower() in (".html", ".htm") or _LOOKS_HTML.match(text) is not None


def read_page(text: str, path: Path, pictures: PictureFolder) -> tuple[Block, ...]:
    """A web page's blocks; its pictures only where they lie in it or beside it."""
    return read_html(text, lambda source, alt: _picture(source, path, pictures))


def _picture(source: str, page: Path, pictures: PictureFolder) -> str:
    if data := _DATA.fullmatch(source):
        try:
            return pictures.take(io.BytesIO(base64.b64decode(data.group(1))))
        except (binascii.Error, ValueError):
            return pictures.miss("bị hỏng trong trang")
    name = unquote(source)
    file = page.parent / PurePosixPath(name)
    if "//" not in name and is_inside(file, page.parent):
        try:
            with file.open("rb") as stream:
                return pictures.take(stream)
        except OSError:
            pass
    return pictures.miss("nằm ở trang khác; xin tải về, chép vào cạnh bài và ghi vào mục photos")
