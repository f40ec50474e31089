"""Pictures taken out of a document into a folder, each once, under safe names, never held whole."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path
from typing import IO

from PIL import Image

from dvk_plugin.photos.decode import MAX_PIXELS, read_size

_CHUNK = 1 << 20
_MAX_PICTURES = 500
_KEPT = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "HEIF": ".heic"}
"""Formats that the site takes as they are."""
_TURNED = ("GIF", "BMP", "TIFF", "DIB")
"""Formats that are saved anew as PNG."""


class PictureFolder:
    """Takes pictures in the document's order; `told` is what the editor should know of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_digest: dict[str, str] = {}
        self._met = 0
        self.told: list[str] = []

    def take(self, source: IO[bytes]) -> str:
        """The name of the file that a picture was put into; empty when it cannot be used."""
        self._met += 1
        if self._met > _MAX_PICTURES:
            self._tell(f"bỏ qua, vì mỗi bài chỉ nhận {_MAX_PICTURES} ảnh")
            return ""
        raw = self._folder / f"anh-{self._met:02d}.tam"
        try:
            digest = _copied(source, raw)
            if digest in self._by_digest:
                return self._by_digest[digest]
            name = self._by_digest[digest] = self._named(raw)
            return name
        finally:
            raw.unlink(missing_ok=True)

    def miss(self, why: str) -> str:
        """A picture that is not in the document; says so and gives no name."""
        self._met += 1
        self._tell(why)
        return ""

    def _named(self, raw: Path) -> str:
        kind = _kind(raw)
        stem = f"anh-{self._met:02d}"
        if kind in _KEPT and read_size(raw) is not None:
            raw.rename(self._folder / f"{stem}{_KEPT[kind]}")
            return f"{stem}{_KEPT[kind]}"
        if kind in _TURNED and _saved_as_png(raw, self._folder / f"{stem}.png"):
            self._tell(f"là {kind}, đã đổi sang PNG")
            return f"{stem}.png"
        if kind in ("EMF", "WMF", "SVG"):
            self._tell(
                f"là hình vẽ {kind}, trang không hiện được; trong Word, bấm phải vào hình, chọn "
                "Save as Picture, loại PNG, rồi chép vào cạnh bài"
            )
        else:
            self._tell("bị hỏng hoặc không phải loại ảnh đọc được")
        return ""

    def _tell(self, what: str) -> None:
        self.told.append(f"Ảnh thứ {self._met}: {what}.")


def _copied(source: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _kind(path: Path) -> str:
    """The format by the file's first bytes, as Pillow calls it; empty for an unknown one."""
    with path.open("rb") as file:
        head = file.read(512)
    if head[:4] == b"\x01\x00\x00\x00" and head[40:44] == b" EMF":
        return "EMF"
    if head[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"):
        return "WMF"
    if b"<svg" in head:
        return "SVG"
    if head[4:8] == b"ftyp":
        return "HEIF"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                return image.format or ""
    except Exception:  # decoders raise whatever comes to their mind over garbage
        return ""


def _saved_as_png(source: Path, target: Path) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source) as image:
                if image.width * image.height > MAX_PIXELS:
                    return False
                image.convert("RGBA" if "A" in image.getbands() else "RGB").save(target)
    except Exception:  # as in `_kind`
        target.unlink(missing_ok=True)
        return False
    return True
