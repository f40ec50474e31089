"""A file of any kind that can be imported → one document: blocks, and what the editor is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dvk_plugin.importing.blocks import Block
from dvk_plugin.importing.container import Survey, survey
from dvk_plugin.importing.docx import read_docx
from dvk_plugin.importing.html import read_html
from dvk_plugin.importing.legacy import mended
from dvk_plugin.importing.odt import read_odt
from dvk_plugin.importing.pictures import PictureFolder
from dvk_plugin.importing.plain import is_html, read_page, read_plain, read_text
from dvk_plugin.importing.refusal import Refusal

KINDS = ".docx, .docm, .odt, .html, .txt, .md"
_ZIP, _OLE = b"PK", bytes.fromhex("d0cf11e0")
_REFUSED = (
    (
        b"%PDF",
        "PDF",
        "mở bằng Word (File → Open) để Word đổi ra văn bản, lưu thành .docx rồi nhập.",
    ),
    (b"{\\rtf", "RTF", "mở bằng Word, chọn File → Save As, loại «Word Document (*.docx)»."),
)


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in order; `told` is what was left out or changed on the way, in Vietnamese."""

    blocks: tuple[Block, ...]
    told: tuple[str, ...] = ()


def read_document(path: Path, folder: Path) -> Document | Refusal:
    """The document in a file, its pictures taken out into `folder`."""
    try:
        if not path.is_file():
            return Refusal(f"Không thấy tệp «{path}».", "kiểm tra tên tệp và thư mục rồi gõ lại.")
        with path.open("rb") as file:
            head = file.read(8)
        pictures = PictureFolder(folder)
        if head.startswith((_ZIP, _OLE)) or path.suffix.lower() in (
            ".docx",
            ".docm",
            ".odt",
            ".doc",
        ):
            return _from_archive(path, pictures)
        for start, kind, hint in _REFUSED:
            if head.startswith(start):
                return Refusal(f"Đây là tệp {kind}, máy chưa đọc được.", hint)
        if path.suffix.lower() in (".txt", ".md", ".html", ".htm"):
            return _from_text(path, pictures)
    except OSError:
        return Refusal(
            f"Không mở được tệp «{path}».",
            "kiểm tra quyền đọc, hoặc đóng chương trình đang giữ tệp rồi thử lại.",
        )
    return Refusal(f"Máy chưa đọc được loại tệp «{path.suffix}».", f"các loại nhận được: {KINDS}.")


def _from_archive(path: Path, pictures: PictureFolder) -> Document | Refusal:
    found = survey(path)
    if isinstance(found, Refusal):
        return found
    if found.kind == "odt":
        blocks = read_odt(path, pictures)
        return (
            blocks if isinstance(blocks, Refusal) else _document(blocks, _told_of(found), pictures)
        )
    html = read_docx(path, pictures)
    if isinstance(html, Refusal):
        return html
    html, told = _mended(html)
    return _document(
        read_html(html, lambda source, alt: source), [*_told_of(found), *told], pictures
    )


def _mended(text: str) -> tuple[str, list[str]]:
    """The text with letters of old fonts in Unicode, and what the editor is told of it."""
    found = mended(text)
    if found is None:
        return text, []
    name = found[1]
    return found[0], [f"Chữ gõ bằng phông {name} đã chuyển sang Unicode; xin đọc lại một lượt."]


def _told_of(found: Survey) -> list[str]:
    told = []
    if found.revised:
        told.append(
            f"Tệp có {found.revised} chỗ sửa đang theo dõi (Track Changes): phần thêm được lấy, "
            f"phần xóa "
            "được bỏ, như khi chấp nhận hết."
        )
    if found.comments:
        told.append("Các lời bình (Comments) trong tệp không được lấy.")
    if found.macros:
        told.append("Macro trong tệp được bỏ qua, không chạy.")
    return told


def _from_text(path: Path, pictures: PictureFolder) -> Document | Refusal:
    read = read_text(path)
    if isinstance(read, Refusal):
        return read
    text, old = read
    told = [f"Tệp dùng bảng mã cũ {old}, đã chuyển sang Unicode."] if old else []
    text, more = _mended(text)
    blocks = read_page(text, path, pictures) if is_html(path, text) else read_plain(text)
    if isinstance(blocks, Refusal):
        return blocks
    return _document(blocks, [*told, *more], pictures)


def _document(
    blocks: tuple[Block, ...], told: list[str], pictures: PictureFolder
) -> Document | Refusal:
    if not blocks:
        return Refusal("Tệp này chưa có chữ nào.", "xem lại có đúng tệp cần nhập không.")
    return Document(blocks, (*told, *pictures.told))
