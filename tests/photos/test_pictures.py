"""Published pictures: upright, small, without metadata; originals untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from dvk_plugin.photos.cache import published_file
from dvk_plugin.photos.encode import encode
from dvk_plugin.photos.plan import MAX_EDGE, fit, read_size

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


def scene() -> Image.Image:
    """Four quarters in four colours: no two turns of it look alike."""
    image = Image.new("RGB", (60, 40), "red")
    for box, colour in (((30, 0), "green"), ((0, 20), "blue"), ((30, 20), "yellow")):
        image.paste(Image.new("RGB", (30, 20), colour), box)
    return image


def with_camera_data(path: Path, orientation: int) -> Path:
    turn = TURNS[orientation]
    image = scene() if turn is None else scene().transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "Máy ảnh"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 56.0, 0.0), 3: "E", 4: (108.0, 6.0, 0.0)})
    image.save(path, quality=95, exif=exif, comment=b"rieng tu")
    return path


@pytest.mark.parametrize("orientation", TURNS)
def test_all_eight_orientations_come_out_upright(orientation: int, tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", orientation)
    assert read_size(path) == (60, 40)
    (tmp_path / "out.jpg").write_bytes(encode(path) or b"")
    with Image.open(tmp_path / "out.jpg") as out:
        assert out.size == (60, 40)
        for x, y in ((10, 10), (50, 10), (10, 30), (50, 30)):
            want, got = scene().getpixel((x, y)), out.convert("RGB").getpixel((x, y))
            assert isinstance(want, tuple)
            assert isinstance(got, tuple)
            assert all(abs(a - b) < 24 for a, b in zip(want, got, strict=True))


def test_nothing_private_is_left_and_the_original_stays(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 6)
    before = path.read_bytes()
    data = encode(path)
    assert data is not None
    assert path.read_bytes() == before
    assert b"Exif" not in data
    assert b"rieng tu" not in data
    (tmp_path / "out.jpg").write_bytes(data)
    with Image.open(tmp_path / "out.jpg") as out:
        assert not out.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & out.info.keys()


@pytest.mark.parametrize(
    ("size", "published"),
    [((4000, 3000), (1600, 1200)), ((3000, 4000), (1200, 1600)), ((800, 600), (800, 600))],
)
def test_large_pictures_are_scaled_and_small_ones_never_enlarged(
    size: tuple[int, int], published: tuple[int, int]
) -> None:
    assert fit(*size) == published
    assert max(fit(10_000, 1)) == MAX_EDGE


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "RGBA", "LA", "I;16", "1"])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_every_mode_of_picture_can_be_published(mode: str, suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"a{suffix}"
    kind = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    Image.new(mode, (30, 20)).save(source, kind)
    data = encode(source)
    assert data is not None
    (tmp_path / f"out{suffix}").write_bytes(data)
    with Image.open(tmp_path / f"out{suffix}") as out:
        assert out.size == (30, 20)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff\xe0garbage"])
def test_what_is_no_picture_is_nothing(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert read_size(path) is None
    assert encode(path) is None
    assert published_file(path, tmp_path) is None


def test_a_truncated_picture_is_nothing(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    path.write_bytes(path.read_bytes()[:-400])
    assert encode(path) is None


def test_a_picture_is_encoded_once(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    first = published_file(path, tmp_path)
    assert first is not None
    written = first.stat().st_mtime_ns
    assert published_file(path, tmp_path) == first
    assert first.stat().st_mtime_ns == written
    assert [p for p in first.parent.iterdir() if p != first] == []
