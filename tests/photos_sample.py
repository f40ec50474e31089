"""Pictures for tests, as phones and programs write them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from dvk_plugin.photos.cache import FOLDER
from dvk_plugin.photos.publish import Gallery, publish

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""Orientation → how a camera held that way stores an upright scene."""


def scene(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Four quarters in four colours: no two turns of it look alike."""
    w, h = size[0] // 2, size[1] // 2
    image = Image.new("RGB", size, "red")
    for box, colour in (((w, 0), "green"), ((0, h), "blue"), ((w, h), "yellow")):
        image.paste(Image.new("RGB", size, colour), box)
    return image


def with_camera_data(
    path: Path, orientation: int, size: tuple[int, int] = (60, 40), **options: object
) -> Path:
    """A picture with everything a phone writes into it."""
    turn = TURNS[orientation]
    image = scene(size) if turn is None else scene(size).transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "May anh rieng"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 56.0, 0.0), 3: "E", 4: (108.0, 6.0, 0.0)})
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() in (".jpg", ".jpeg"):
        options = {"comment": b"rieng tu", "xmp": b"<x>rieng tu</x>", **options}
    image.save(path, quality=95, exif=exif, **options)
    return path


def publish_one(path: Path, root: Path, *blur: tuple[float, float, float, float]) -> Gallery:
    return publish({path.relative_to(root).as_posix(): blur}, root)


def variants(gallery: Gallery) -> dict[tuple[str, int], Path]:
    """The files of a gallery's only photo by kind and width."""
    (published,) = gallery.published.values()
    return {(v.kind, v.width): gallery.files[v.name] for v in published.variants}


def cached(root: Path) -> dict[str, bytes]:
    """Every file of the cache but the index, which holds the times of files."""
    folder = root / FOLDER
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "index.json"
    }


HARMLESS = frozenset(
    (
        *("SourceFile", "ExifTool", "System", "File", "JFIF", "RIFF", "Composite"),
        *("HTML", "HTML-twitter", "JSON", "SVG", "ZIP"),
    )
)
"""Groups of tags that tell measures and formats, or what a text file says openly."""
PLAIN_PNG = frozenset(
    (
        *("ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Palette"),
        *("Compression", "Filter", "Interlace"),
    )
)


def exif_tags(*paths: Path) -> dict[str, dict[str, object]]:
    """File → every tag that exiftool finds in it, as `group:name`; folders with all below.

    Without exiftool the test is skipped, in CI it fails.
    """
    tool = shutil.which("exiftool")
    if tool is None:
        reason = "exiftool is missing: install the package `libimage-exiftool-perl`"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    command = [tool, "-r", "-json", "-G1", "-a", "-U", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=False)  # 1 for files it cannot read
    found: list[dict[str, object]] = json.loads(done.stdout)
    return {str(tags["SourceFile"]): tags for tags in found}


def private_tags(tags: dict[str, object]) -> set[str]:
    """Those of a file's tags that could tell of people, places or cameras."""
    left = set()
    for tag in tags:
        group, _, name = tag.partition(":")
        if group not in HARMLESS and not (group == "PNG" and name in PLAIN_PNG):
            left.add(tag)
        if group in ("File", "Composite") and ("Comment" in name or "GPS" in name):
            left.add(tag)
    return left
