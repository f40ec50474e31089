"""Draw the thirteen pictures of the demo site: flat scenes, one for each caption.

There are no photos to use, so each caption says «Ảnh minh họa». `python bench/demo_pictures.py`
writes the JPEG files beside the posts, turned and marked as phones do, with a GPS position for the
site to take out; `--full FOLDER --count 100` writes large ones for tests and benchmarks. No chance
and no clock: the same Pillow gives the same pictures. The scenes stand in `demo/`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from demo import blood, giving, honours, outdoors, visits
from demo.sheet import Sheet
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
BINH_THUAN = ROOT / "posts" / "2023" / "nam-mo-hinh-dan-van-kheo"
LANG_SON = ROOT / "posts" / "2024" / "tinh-nguyen-vi-cong-dong"

QUALITY = 80
FULL_SIZE = (4242, 2829)  # 12 MP
FULL_QUALITY = 90

PICTURES: tuple[tuple[Path, Callable[[], Sheet]], ...] = (
    (BINH_THUAN / "kham-suc-khoe-da-kai.jpg", visits.health_check),
    (BINH_THUAN / "tham-trung-tam-bao-tro.jpg", visits.visit_elderly),
    (BINH_THUAN / "trao-hoc-bong.jpg", honours.scholarship_stage),
    (BINH_THUAN / "guong-mat-tieu-bieu.jpg", honours.exemplary_students),
    (LANG_SON / "trao-hoc-bong.jpg", giving.four_scholarships),
    (LANG_SON / "ho-tro-hoc-tap.jpg", giving.tuition_support),
    (LANG_SON / "ho-tro-ngay-hien-mau.jpg", blood.blood_drive),
    (LANG_SON / "giay-khen.jpg", giving.commendation),
    (LANG_SON / "dang-vien-hien-mau.jpg", blood.donor_in_chair),
    (LANG_SON / "sinh-vien-hien-mau.jpg", blood.student_gives_blood),
    (LANG_SON / "khai-giang-sach-hoa.jpg", outdoors.school_opening),
    (LANG_SON / "buoi-ngoai-khoa.jpg", outdoors.outdoor_lesson),
    (LANG_SON / "anh-luu-niem.jpg", outdoors.group_photo),
)


ORIENTATION, MAKE, MODEL, GPS = 0x0112, 0x010F, 0x0110, 0x8825
STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation → how a phone held that way stores an upright scene."""
PLACES = {BINH_THUAN: ((10, 56, 0), (108, 6, 0)), LANG_SON: ((21, 51, 0), (106, 45, 0))}
"""Degrees, minutes, seconds north and east: the middle of each town."""


def save(picture: Image.Image, path: Path, number: int, town: Path, quality: int) -> None:
    """Write a picture as a phone would: lying as it was held, with camera and position in EXIF."""
    orientation = tuple(STORED)[number % len(STORED)]
    turn = STORED[orientation]
    north, east = PLACES[town]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE], exif[MODEL] = "Minh hoa", "dvk"
    position = {1: "N", 2: tuple(map(float, north)), 3: "E", 4: tuple(map(float, east))}
    exif.get_ifd(GPS).update(position)
    stored = picture if turn is None else picture.transpose(turn)
    stored.save(path, "JPEG", quality=quality, optimize=True, exif=exif)


def grain(size: tuple[int, int], seed: int) -> Image.Image:
    """Noise like a camera's, so that a drawing weighs what a photo does; the same for a seed."""
    side = 512
    tile = Image.frombytes("L", (side, side), random.Random(seed).randbytes(side * side))
    sheet = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            sheet.paste(tile, (x, y))
    return Image.merge("RGB", (sheet,) * 3)


def write_full(folder: Path, count: int) -> None:
    """Write `count` JPEGs of 12 MP into a folder, each with bytes of its own."""
    Sheet.size, Sheet.smooth = FULL_SIZE, 1
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(min(count, len(PICTURES))):
        path, scene = PICTURES[at]
        picture = scene().image
        for number in range(at, count, len(PICTURES)):
            grainy = Image.blend(picture, grain(FULL_SIZE, number), 0.06)
            target = folder / f"{number:03d}-{path.name}"
            save(grainy, target, number, path.parent, FULL_QUALITY)


def main() -> None:
    """Write every picture beside its post, or large ones into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", type=Path, metavar="FOLDER", help="12 MP JPEGs into this folder")
    parser.add_argument("--count", type=int, default=len(PICTURES), help="how many large ones")
    options = parser.parse_args()
    if options.full:
        write_full(options.full, options.count)
        return
    for number, (path, scene) in enumerate(PICTURES):
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = scene().image.resize(Sheet.size, Image.Resampling.LANCZOS)
        save(picture, path, number, path.parent, QUALITY)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
