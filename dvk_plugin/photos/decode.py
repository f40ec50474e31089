"""A photo file to pixels: upright, in sRGB, no larger than will be published."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageFile

from dvk_plugin.photos.blur import burn
from dvk_plugin.photos.colour import in_srgb, in_workable_mode
from dvk_plugin.photos.plan import Box, height_at, plan_original, plan_widths

MAX_PIXELS = 60_000_000
"""Largest pictures that are decoded, in pixels."""
MAX_PIXELS_DRAFTED = 120_000_000
"""The same for JPEG whose decoder can be told to give a half or less of its size."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_WEIGHT_OF_ANY = 40_000_000
"""Bytes that the smallest photo takes, with what is encoded of it."""
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation → what makes the picture upright."""


class Fault(StrEnum):
    """Why a photo cannot be published."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"


def decode(path: Path, blur: Sequence[Box] = (), *, full: bool = False) -> Image.Image | Fault:
    """The picture as RGB or RGBA, bare of metadata, `blur` burnt in.

    It comes at the largest width published or, `full`, as `plan_original` has it. Only the first
    frame counts.
    """
    raw = _read(path, full=full)
    if isinstance(raw, Fault):
        return raw
    try:
        return _finished(raw, blur)
    except MemoryError:
        return Fault.TOO_LARGE


@dataclass(slots=True)
class _Raw:
    """What the decoder gave, as stored; `size` is the one to publish, upright.

    The image is taken out as soon as it is worked on, so that no two large ones are held.
    """

    images: list[Image.Image]
    profile: bytes | None
    orientation: int
    size: tuple[int, int]


def _read(path: Path, *, full: bool) -> _Raw | Fault:
    try:
        if path.stat().st_size == 0:
            return Fault.EMPTY
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as image:
                return Fault.TOO_LARGE if _is_too_large(image) else _loaded(image, full=full)
    except (Image.DecompressionBombError, MemoryError):
        return Fault.TOO_LARGE
    except PermissionError:
        return Fault.UNREADABLE
    except Exception:  # decoders raise whatever comes to their mind over garbage
        return Fault.DAMAGED


def read_size(path: Path) -> tuple[int, int] | None:
    """Width and height of a photo once upright, from the file's head; None for no picture."""
    return _told_by_head(path, _upright_size)


def weigh(path: Path, *, full: bool = False) -> int:
    """Bytes of memory that decoding a photo takes, about and at most; 0 for no picture."""
    return _told_by_head(path, lambda image: _weight(image, full=full)) or 0


Told = TypeVar("Told")


def _told_by_head(path: Path, tell: Callable[[Image.Image], Told]) -> Told | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as image:
                return tell(image)
    except Exception:  # as in `_read`
        return None


def _weight(image: Image.Image, *, full: bool) -> int:
    """Measured with `bench/photos.py --megapixels`; Pillow holds a pixel in four bytes."""
    if _is_drafted(image):
        _draft(image, _target(image, full=full))
    # The decoder of HEIC has planes and RGB of its own beside Pillow's copy; elsewhere a picture
    # is there twice while it is turned or given another mode.
    each = 10 if image.format == "HEIF" else 8
    return _WEIGHT_OF_ANY + each * image.width * image.height


def _open(path: Path) -> Image.Image:
    """The file by its content, whatever its name ends in."""
    with path.open("rb") as file:
        head = file.read(12)
    formats: tuple[str, ...] = _FORMATS
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        from pillow_heif import register_heif_opener  # slow to load, and seldom needed

        register_heif_opener(thumbnails=False)
        formats = ("HEIF",)
    return Image.open(path, formats=formats)


def _is_drafted(image: Image.Image) -> bool:
    """Whether the decoder can give less than the whole: of progressive files it holds all."""
    return image.format in ("JPEG", "MPO") and "progressive" not in image.info


def _is_too_large(image: Image.Image) -> bool:
    most = MAX_PIXELS_DRAFTED if _is_drafted(image) else MAX_PIXELS
    return image.width * image.height > most


def _upright_size(image: Image.Image) -> tuple[int, int]:
    return _as_stored(image.size, _orientation(image))


def _orientation(image: Image.Image) -> int:
    """As the file says, which may be nonsense; HEIC was turned by its decoder."""
    orientation = image.getexif().get(_ORIENTATION, 1)
    return orientation if isinstance(orientation, int) else 1


def _target(image: Image.Image, *, full: bool) -> tuple[int, int]:
    """The size to publish, upright."""
    own = _upright_size(image)
    if full:
        return plan_original(*own)
    width = plan_widths(*own)[-1]
    return width, height_at(width, own)


def _as_stored(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return size[::-1] if orientation in _TURNED else size


def _draft(image: Image.Image, size: tuple[int, int]) -> None:
    """Ask the decoder for no more detail than this size, upright, needs."""
    image.draft(None, _as_stored(size, _orientation(image)))


def _loaded(image: Image.Image, *, full: bool) -> _Raw:
    size = _target(image, full=full)
    orientation = _orientation(image)
    _draft(image, size)
    image.load()
    return _Raw([image], image.info.get("icc_profile"), orientation, size)


def _finished(raw: _Raw, blur: Sequence[Box]) -> Image.Image:
    stored = _as_stored(raw.size, raw.orientation)
    image = _scaled(in_workable_mode(raw.images.pop()), stored)
    image = _upright(image, raw.orientation)
    image = in_srgb(_bare(image), raw.profile)
    burn(image, blur)
    return image


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned as EXIF says; nonsense numbers turn nothing."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: what a decoder attached (EXIF, comments, frames) stays behind."""
    bare = image.copy() if isinstance(image, ImageFile.ImageFile) else image
    bare.info = {}
    return bare
