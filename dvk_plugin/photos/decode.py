"""A photo file to pixels: upright, in sRGB, no larger than will be published."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageFilter, ImageOps

from dvk_plugin.photos.plan import Box, height_at, plan_widths

MAX_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000}
"""Largest pictures that are decoded, in pixels: JPEG is read at a half or less of its size."""
MAX_PIXELS_OTHERWISE = 60_000_000
_FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)
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
    try:
        if path.stat().st_size == 0:
            return Fault.EMPTY
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as image:
                if _is_too_large(image):
                    return Fault.TOO_LARGE
                return _decoded(image, blur)
    except (Image.DecompressionBombError, MemoryError):
        return Fault.TOO_LARGE
    except PermissionError:
        return Fault.UNREADABLE
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, TypeError, KeyError):
        return Fault.DAMAGED  # what decoders raise for bytes that are no picture
    except (AttributeError, IndexError, ArithmeticError, AssertionError):
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


def _decoded(image: Image.Image, blur: Sequence[Box]) -> Image.Image:
    profile = image.info.get("icc_profile")
    orientation = image.getexif().get(_ORIENTATION, 1)
    full = _upright_size(image)
    width = plan_widths(*full)[-1]
    size = (width, height_at(width, full))
    stored = size[::-1] if orientation in _TURNED else size
    image.draft(None, stored)  # decoders of JPEG skip detail that nobody will see
    image.load()
    flat = _plain_mode(image)
    if blur:
        flat = _burnt(_upright(flat, orientation), blur)
        flat = flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    else:
        if flat.size != stored:
            flat = flat.resize(stored, Image.Resampling.LANCZOS, reducing_gap=2.0)
        flat = _upright(flat, orientation)
    flat = _in_srgb(flat, profile)
    bare = flat if flat.mode in ("RGB", "RGBA") else flat.convert("RGB")
    bare = bare.copy() if bare is image else bare
    bare.info = {}
    return bare


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned as EXIF says; nonsense numbers turn nothing."""
    if orientation not in range(2, 9):
        return image
    marked = image.copy() if image.info else image
    marked.info = {}
    marked.getexif()[_ORIENTATION] = orientation
    return ImageOps.exif_transpose(marked)


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
