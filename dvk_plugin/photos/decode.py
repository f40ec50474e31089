"""A photo file to pixels: upright, in sRGB, no larger than will be published."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageFilter

from dvk_plugin.photos.plan import Box, height_at, plan_widths

MAX_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000}
"""Largest pictures that are decoded, in pixels: JPEG is read at a half or less of its size."""
MAX_PIXELS_OTHERWISE = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
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
_PLAIN_SRGB = ("sRGB", "sRGB IEC61966-2.1", "sRGB built-in")
_CELLS = 5
"""A blurred part keeps so many cells along its longer side."""


class Fault(StrEnum):
    """Why a photo cannot be published."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"


def decode(path: Path, blur: Sequence[Box] = ()) -> Image.Image | Fault:
    """The picture as RGB or RGBA at the largest width published, bare of metadata.

    Only the first frame counts. `blur` is burnt in before anything is scaled.
    """
    raw = _read(path)
    if isinstance(raw, Fault):
        return raw
    try:
        return _finished(raw, blur)
    except MemoryError:
        return Fault.TOO_LARGE


@dataclass(frozen=True, slots=True)
class _Raw:
    """What the decoder gave, as stored; `size` is that of its largest variant, upright."""

    image: Image.Image
    profile: bytes | None
    orientation: int
    size: tuple[int, int]


def _read(path: Path) -> _Raw | Fault:
    try:
        if path.stat().st_size == 0:
            return Fault.EMPTY
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as image:
                return Fault.TOO_LARGE if _is_too_large(image) else _loaded(image)
    except (Image.DecompressionBombError, MemoryError):
        return Fault.TOO_LARGE
    except PermissionError:
        return Fault.UNREADABLE
    except Exception:  # decoders raise whatever comes to their mind over garbage
        return Fault.DAMAGED


def read_size(path: Path) -> tuple[int, int] | None:
    """Width and height of a photo once upright, from the file's head; None for no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as image:
                return _upright_size(image)
    except (OSError, ValueError, SyntaxError, RuntimeError, Image.DecompressionBombError):
        return None


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


def _is_too_large(image: Image.Image) -> bool:
    width, height = image.size
    return width * height > MAX_PIXELS.get(image.format or "", MAX_PIXELS_OTHERWISE)


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    turned = image.getexif().get(_ORIENTATION) in _TURNED
    return (height, width) if turned else (width, height)


def _loaded(image: Image.Image) -> _Raw:
    """Decode; of a JPEG no more detail than anybody will see."""
    orientation = image.getexif().get(_ORIENTATION, 1)
    full = _upright_size(image)
    width = plan_widths(*full)[-1]
    size = (width, height_at(width, full))
    image.draft(None, size[::-1] if orientation in _TURNED else size)
    image.load()
    return _Raw(image, image.info.get("icc_profile"), orientation, size)


def _finished(raw: _Raw, blur: Sequence[Box]) -> Image.Image:
    image = _plain_mode(raw.image)
    if blur:
        image = _scaled(_burnt(_upright(image, raw.orientation), blur), raw.size)
    else:
        stored = raw.size[::-1] if raw.orientation in _TURNED else raw.size
        image = _upright(_scaled(image, stored), raw.orientation)
    image = _in_srgb(image, raw.profile)
    bare = image.copy() if image is raw.image else image
    bare.info = {}
    return bare


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned as EXIF says; nonsense numbers turn nothing."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _plain_mode(image: Image.Image) -> Image.Image:
    """The picture as L, RGB, RGBA or CMYK, a copy without the file's own words."""
    if image.mode.startswith("I"):
        wide = image.convert("I")
        deep = (wide.getextrema()[1] or 0) > 255  # type: ignore[operator]
        return (
            wide.point(lambda value: value * (1 / 257) + 0).convert("L")
            if deep
            else (wide.convert("L"))
        )
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours meant for another space moved to sRGB; a broken profile is ignored."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if ImageCms.getProfileDescription(source).strip() in _PLAIN_SRGB:
                return image.convert(mode)
            moved = ImageCms.profileToProfile(
                image,
                source,
                _srgb(),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode=mode,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            return moved or image.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image.convert(mode)


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _burnt(image: Image.Image, blur: Sequence[Box]) -> Image.Image:
    """The picture with each box reduced to a few smoothed cells: it cannot be undone."""
    burnt = image.copy()
    for box in blur:
        area = _pixels(box, image.size)
        part = burnt.crop(area)
        longer = max(part.size)
        few = tuple(max(1, side * _CELLS // longer) for side in part.size)
        cells = part.resize((few[0], few[1]), Image.Resampling.BOX)
        coarse = cells.resize(part.size, Image.Resampling.NEAREST)
        smooth = coarse.filter(ImageFilter.GaussianBlur(max(1.0, longer / (2 * _CELLS))))
        burnt.paste(smooth, area)
    return burnt


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box in whole pixels, rounded outward, at least one pixel each way."""
    x, y, w, h = box
    left, top = min(int(x * size[0]), size[0] - 1), min(int(y * size[1]), size[1] - 1)
    right = min(size[0], max(left + 1, -int(-(x + w) * size[0] // 1)))
    bottom = min(size[1], max(top + 1, -int(-(y + h) * size[1] // 1)))
    return left, top, right, bottom
