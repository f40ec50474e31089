"""One photo encoded into its variants, in this process or in a worker."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from dvk_plugin.aside import write_aside
from dvk_plugin.photos.decode import Fault, decode, weigh
from dvk_plugin.photos.plan import (
    ORIGINAL,
    Box,
    height_at,
    plan_fallbacks,
    plan_widths,
    stored_name,
)
from dvk_plugin.photos.pool import run_all
from dvk_plugin.walk import look_at

WEBP_QUALITY = 80
JPEG_QUALITY = 78
ORIGINAL_QUALITY = 90
_CAREFUL_UP_TO = 640
"""Variants that phones load are packed with more care; above, speed is worth an 8 % more."""


@dataclass(frozen=True, slots=True)
class Job:
    """A photo to encode: its file, the cache folder that receives the variants, its key.

    `full`: not the variants but the one picture in full size.
    """

    path: Path
    folder: Path
    key: str
    blur: tuple[Box, ...] = ()
    full: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """One variant in the cache: measures in pixels, weight in bytes."""

    kind: str
    width: int
    height: int
    weight: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a photo gave: its mean colour `#rrggbb` and its variants as `Published` has them."""

    colour: str
    variants: tuple[Stored, ...]


Result = Made | Fault

POOL_FROM = 4
"""So many photos to encode make the start of other processes worth while."""


def encode_all(jobs: list[Job], workers: int | None) -> dict[str, Result]:
    """Key → what came of it. `workers` as in `run_all`."""
    results = run_all(encode, jobs, least=POOL_FROM, workers=workers, weigh=_weight)
    return {job.key: result for job, result in zip(jobs, results, strict=True)}


def _weight(job: Job) -> int:
    return weigh(job.path, full=job.full)


def encode(job: Job) -> Made | Fault:
    """Write every variant of a photo, and last the record that says all are there.

    The photo itself is never changed. EXIF, GPS, XMP, comments and thumbnails stay behind.
    """
    image = decode(job.path, job.blur, full=job.full)
    if isinstance(image, Fault):
        return image
    try:
        job.folder.mkdir(parents=True, exist_ok=True)
        if job.full:
            made = Made("", (_write(image, ORIGINAL, job),))
        else:
            made = _write_variants(image, job)
        write_aside(job.folder / record_name(job.key), _record(made))
    except OSError:
        return Fault.UNWRITABLE
    return made


def record_name(key: str) -> str:
    return f"{key}.json"


def read_record(folder: Path, key: str) -> Made | None:
    """What was made of a photo before; None unless every variant is there in full."""
    try:
        data = json.loads((folder / record_name(key)).read_bytes())
        made = Made(str(data["colour"]), tuple(Stored(*row) for row in data["variants"]))
        there = look_at(str(folder)).files
    except (OSError, ValueError, KeyError, TypeError):
        return None
    names = ((stored_name(key, one.width, one.kind), one.weight) for one in made.variants)
    is_whole = all(name in there and there[name][0] == weight for name, weight in names)
    return made if is_whole else None


def _record(made: Made) -> bytes:
    rows = [[v.kind, v.width, v.height, v.weight] for v in made.variants]
    return json.dumps({"colour": made.colour, "variants": rows}).encode()


def _write_variants(image: Image.Image, job: Job) -> Made:
    widths = plan_widths(*image.size)
    fallbacks = plan_fallbacks(widths)
    webp: list[Stored] = []
    jpeg: list[Stored] = []
    scaled = image
    for scaled in _scaled(image, widths):
        webp.append(_write(scaled, "webp", job))
        if scaled.width in fallbacks:
            jpeg.append(_write(scaled, "jpeg", job))
    return Made(_mean_colour(scaled), (*reversed(webp), *reversed(jpeg)))


def _scaled(image: Image.Image, widths: tuple[int, ...]) -> Iterator[Image.Image]:
    """The picture at each width, from wide to narrow, each made from the one before."""
    current = image
    for width in reversed(widths):
        if width != current.width:
            size = (width, height_at(width, image.size))
            current = current.resize(size, Image.Resampling.LANCZOS)
        yield current


def _write(image: Image.Image, kind: str, job: Job) -> Stored:
    target = job.folder / stored_name(job.key, image.width, kind)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        if kind == "webp":
            method = 4 if image.width <= _CAREFUL_UP_TO else 2
            image.save(file, "WEBP", quality=WEBP_QUALITY, method=method)
        elif kind == ORIGINAL:  # what packs it tighter would hold the whole picture twice
            on_white(image).save(file, "JPEG", quality=ORIGINAL_QUALITY)
        else:
            on_white(image).save(
                file, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True
            )
        weight = file.tell()
    Path(name).replace(target)
    return Stored(kind, *image.size, weight)


def on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image)
    return white


def _mean_colour(image: Image.Image) -> str:
    pixel = on_white(image).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return "#" + "".join(f"{round(part):02x}" for part in pixel[:3])
