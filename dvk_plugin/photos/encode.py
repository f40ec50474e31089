"""One picture encoded anew: turned upright, in sRGB, scaled, with no metadata left."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from dvk_plugin.photos.plan import fit

VERSION = "1"
"""Part of the cache key: raised when the same photo would give other bytes."""
_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 82, "method": 4},
}


def encode(path: Path) -> bytes | None:
    """The picture as published, in the format that its name promises; None if damaged.

    The file itself is never changed. EXIF, GPS, XMP, comments and thumbnails stay behind.
    """
    try:
        with Image.open(path) as image:
            image.load()
            return _encoded(image, _format(path))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _format(path: Path) -> str:
    suffix = path.suffix.lower()
    return {".png": "PNG", ".webp": "WEBP"}.get(suffix, "JPEG")


def _encoded(image: Image.Image, kind: str) -> bytes:
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    flat = _flat(_in_srgb(upright, profile), kind)
    size = fit(*flat.size)
    if size != flat.size:
        flat = flat.resize(size, Image.Resampling.LANCZOS)
    bare = Image.new(flat.mode, flat.size)
    bare.paste(flat)
    out = io.BytesIO()
    bare.save(out, kind, **_OPTIONS[kind])
    return out.getvalue()


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours meant for another space moved to sRGB; a broken profile is ignored."""
    if not profile:
        return image
    mode = "RGBA" if image.mode in ("RGBA", "LA", "PA") else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _flat(image: Image.Image, kind: str) -> Image.Image:
    """RGB, or RGBA where the format and the picture have transparency."""
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if has_alpha and kind != "JPEG":
        return image.convert("RGBA")
    if has_alpha:
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")
