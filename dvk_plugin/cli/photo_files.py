"""Photos that a user points at: one file, or all of a folder; each opened before it is taken."""

from __future__ import annotations

from pathlib import Path

from dvk_plugin.cli.console import Slip
from dvk_plugin.domain.order import order_key
from dvk_plugin.photos.decode import Fault, decode
from dvk_plugin.photos.plan import SUFFIXES, is_photo

_FAULTS = {
    Fault.EMPTY: "rỗng (0 byte)",
    Fault.DAMAGED: "bị hỏng hoặc không phải là ảnh",
    Fault.TOO_LARGE: "có quá nhiều điểm ảnh",
}


def find_photos(text: str) -> tuple[Path, ...] | Slip:
    """The photos at a path as somebody types or drops it into a terminal."""
    path = Path(text.strip().strip("\"'")).expanduser()
    try:
        if path.is_dir():
            found = [file for file in path.iterdir() if file.is_file() and is_photo(file.name)]
            paths = sorted(found, key=lambda file: order_key(file.name))
            return _opened(paths) if paths else _no_photos(text)
        if path.is_file() and is_photo(path.name):
            return _opened([path])
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    return _no_photos(text) if exists else _not_there(text)


def _opened(paths: list[Path]) -> tuple[Path, ...] | Slip:
    for path in paths:
        picture = decode(path)
        if isinstance(picture, Fault):
            return Slip(
                f"Không dùng được ảnh «{path.name}»: {_FAULTS.get(picture, 'không đọc được')}.",
                "chép lại ảnh từ máy chụp, hoặc bỏ ảnh này ra rồi làm lại.",
            )
    return tuple(paths)


def _no_photos(text: str) -> Slip:
    kinds = ", ".join(suffix.removeprefix(".") for suffix in SUFFIXES)
    return Slip(f"Ở «{text}» không có ảnh nào dùng được.", f"nhận các tệp {kinds}.")


def _not_there(text: str) -> Slip:
    return Slip(
        f"Không thấy «{text}».", "kéo thả thư mục hay tệp ảnh vào cửa sổ này để có đúng tên."
    )
