"""Whatever a file stores as a picture in sRGB, with eight bits a channel."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms

_PLAIN_SRGB = ("sRGB", "sRGB IEC61966-2.1", "sRGB built-in")
DEEP = "I"
"""The mode of a picture with 16 bits of grey, until `in_srgb` makes eight of them."""


def in_workable_mode(image: Image.Image) -> Image.Image:
    """The picture as L, RGB, RGBA, CMYK or `DEEP`: what can be scaled and turned."""
    if image.mode.startswith("I"):
        highest = image.getextrema()[1]
        return image.convert(DEEP if isinstance(highest, int) and highest > 255 else "L")
    if image.mode != "RGBA" and (
        image.mode in ("LA", "PA", "RGBa", "La") or "transparency" in image.info
    ):
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours meant for another space moved to sRGB; a broken profile is ignored."""
    if image.mode == DEEP:
        image = image.point(lambda value: value * (1 / 257) + 0).convert("L")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if ImageCms.getProfileDescription(source).strip() not in _PLAIN_SRGB:
                return _moved(image, source, mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return image if image.mode == mode else image.convert(mode)


def _moved(image: Image.Image, source: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    """The picture in sRGB; in its own memory where its mode stays."""
    in_place = image.mode == mode
    moved = ImageCms.profileToProfile(
        image,
        source,
        _srgb(),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=None if in_place else mode,
        inPlace=in_place,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return moved or image


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
