"""Parts of a picture made unrecognisable, in the upright picture, beyond repair."""

from __future__ import annotations

from pathlib import Path

import pytest
from photos_sample import TURNS, publish_one, variants
from PIL import Image

from dvk_plugin.photos.decode import decode

BOX = (0.5, 0.0, 0.5, 0.5)


def stripes(path: Path, orientation: int) -> Path:
    """Black and white stripes of four pixels; upright, they are `400 × 200`."""
    image = Image.new("L", (400, 200), 255)
    for x in range(0, 400, 8):
        image.paste(0, (x, 0, x + 4, 200))
    turn = TURNS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    (image if turn is None else image.transpose(turn)).save(path, exif=exif)
    return path


def contrast(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    low, high = image.convert("L").crop(box).getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return high - low


@pytest.mark.parametrize("orientation", TURNS)
def test_the_part_is_gone_and_the_rest_is_whole(orientation: int, tmp_path: Path) -> None:
    image = decode(stripes(tmp_path / "a.png", orientation), (BOX,))
    assert isinstance(image, Image.Image)
    assert image.size == (400, 200)
    assert contrast(image, (202, 2, 398, 98)) < 30
    for kept in ((2, 2, 190, 98), (2, 110, 398, 198)):
        assert contrast(image, kept) > 200


def test_every_variant_is_blurred_and_has_a_name_of_its_own(tmp_path: Path) -> None:
    path = stripes(tmp_path / "a.png", 1)
    open_names = set(publish_one(path, tmp_path).files)
    gallery = publish_one(path, tmp_path, BOX)
    assert not open_names & set(gallery.files)
    for (_, width), file in variants(gallery).items():
        with Image.open(file) as image:
            assert contrast(image, (width * 6 // 10, 5, width * 9 // 10, width // 5)) < 40


@pytest.mark.parametrize(
    "box", [(0.999, 0.999, 1.0, 1.0), (0.0, 0.0, 0.000001, 0.000001), (0.0, 0.0, 1.0, 1.0)]
)
def test_boxes_at_the_edge_and_tiny_ones_do_no_harm(
    box: tuple[float, float, float, float], tmp_path: Path
) -> None:
    assert isinstance(decode(stripes(tmp_path / "a.png", 1), (box,)), Image.Image)
