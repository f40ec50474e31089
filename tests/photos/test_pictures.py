"""Published pictures: upright, small, true in colour, without metadata; originals untouched."""

from __future__ import annotations

from pathlib import Path

import pillow_heif
import pytest
from photos_sample import (
    GPS,
    MAKE,
    TURNS,
    exif_tags,
    private_tags,
    publish_one,
    scene,
    variants,
    with_camera_data,
)
from PIL import Image, ImageChops

from dvk_plugin.photos.decode import decode, read_size
from dvk_plugin.photos.plan import MAX_HEIGHT, height_at, plan_fallbacks, plan_widths

SUFFIXES = (".jpg", ".JPEG", ".png", ".webp", ".heic", ".HEIF")


def write(path: Path, image: Image.Image, **options: object) -> Path:
    if path.suffix.lower() in (".heic", ".heif"):
        pillow_heif.register_heif_opener()
        image.save(path, "HEIF", quality=95, **options)
    else:
        image.save(path, **options)
    return path


def assert_upright(path: Path, size: tuple[int, int]) -> None:
    with Image.open(path) as out:
        assert out.size == size
        pixels = out.convert("RGB")
        for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)):
            at = (round(x * size[0]), round(y * size[1]))
            want, got = scene(size).getpixel(at), pixels.getpixel(at)
            assert isinstance(want, tuple)
            assert isinstance(got, tuple)
            assert all(abs(a - b) < 24 for a, b in zip(want, got, strict=True)), path.name


@pytest.mark.parametrize("size", [(60, 40), (900, 600)])
@pytest.mark.parametrize("orientation", TURNS)
def test_all_eight_orientations_come_out_upright(
    orientation: int, size: tuple[int, int], tmp_path: Path
) -> None:
    path = with_camera_data(tmp_path / "a.jpg", orientation, size)
    assert read_size(path) == size
    found = variants(publish_one(path, tmp_path))
    for (_, width), file in found.items():
        assert_upright(file, (width, height_at(width, size)))
    assert max(width for _, width in found) == size[0]


@pytest.mark.parametrize("orientation", TURNS)
def test_a_turned_picture_equals_the_upright_one(orientation: int, tmp_path: Path) -> None:
    """Pixel by pixel, without loss on the way: PNG keeps what it is given."""
    path = with_camera_data(tmp_path / "a.png", orientation)
    image = decode(path)
    assert isinstance(image, Image.Image)
    assert ImageChops.difference(image, scene()).getbbox() is None


def test_nothing_private_is_left_and_the_original_stays(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 6, (900, 600))
    before = path.read_bytes()
    for file in variants(publish_one(path, tmp_path)).values():
        data = file.read_bytes()
        for word in (b"Exif", b"rieng", b"ICC_PROFILE", b"ICCP", b"EXIF", b"XMP", b"http"):
            assert word not in data
        with Image.open(file) as out:
            assert not out.getexif()
            assert not {"exif", "comment", "icc_profile", "xmp"} & out.info.keys()
    assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_exiftool_finds_nothing_of_the_camera(suffix: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[MAKE] = "May anh rieng"
    exif.get_ifd(GPS).update({1: "N", 2: (10.0, 56.0, 0.0), 3: "E", 4: (108.0, 6.0, 0.0)})
    path = write(tmp_path / f"a{suffix}", scene((900, 600)), exif=exif)

    assert "GPS:GPSLatitude" in exif_tags(path)[str(path)]  # the test would see it
    files = variants(publish_one(path, tmp_path)).values()
    for file, tags in exif_tags(*files).items():
        assert private_tags(tags) == set(), file


@pytest.mark.parametrize(
    ("size", "widths", "fallbacks"),
    [
        ((4000, 3000), (320, 640, 1280, 1920), (640, 1280)),
        ((3000, 4000), (320, 640, 1280, 1920), (640, 1280)),
        ((800, 600), (320, 640, 800), (640, 800)),
        ((640, 480), (320, 640), (640,)),
        ((200, 100), (200,), (200,)),
        ((1, 5000), (1,), (1,)),
    ],
)
def test_widths_are_those_of_screens_and_nothing_is_enlarged(
    size: tuple[int, int], widths: tuple[int, ...], fallbacks: tuple[int, ...]
) -> None:
    assert plan_widths(*size) == widths
    assert plan_fallbacks(widths) == fallbacks


@pytest.mark.parametrize("size", [(1080, 50_000), (1, 100_000), (60_000, 30), (100_000, 1)])
def test_ribbons_are_published_in_a_size_that_formats_can_hold(
    size: tuple[int, int], tmp_path: Path
) -> None:
    Image.new("L", size).save(tmp_path / "a.png")
    gallery = publish_one(tmp_path / "a.png", tmp_path)
    (published,) = gallery.published.values()
    assert 1 <= published.height <= MAX_HEIGHT


def test_variants_come_webp_first_then_jpeg_each_wider_than_the_last(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "Khám bệnh ở La Dạ.JPG", 1, (1500, 1000))
    gallery = publish_one(path, tmp_path)
    (published,) = gallery.published.values()
    kinds = [(v.kind, v.width) for v in published.variants]
    webp = [("webp", w) for w in (320, 640, 1280, 1500)]
    assert kinds == [*webp, ("jpeg", 640), ("jpeg", 1280)]
    assert (published.width, published.height) == (1500, 1000)
    for variant in published.variants:
        assert variant.name.startswith("kham-benh-o-la-da-")
        suffix = {"webp": "webp", "jpeg": "jpg"}[variant.kind]
        assert variant.name.endswith(f"-{variant.width}.{suffix}")
        with Image.open(gallery.files[variant.name]) as image:
            assert (image.format or "").lower() == variant.kind
            assert image.size == (variant.width, variant.height)


def test_the_placeholder_is_the_mean_colour(tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "#3366cc").save(tmp_path / "a.png")
    (published,) = publish_one(tmp_path / "a.png", tmp_path).published.values()
    assert published.colour == "#3366cc"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "RGBA", "LA", "I;16", "1", "F"])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".heic"])
def test_every_mode_of_picture_under_any_name_can_be_published(
    mode: str, suffix: str, tmp_path: Path
) -> None:
    source = tmp_path / f"a{suffix}"
    kind = "TIFF" if mode in ("CMYK", "I;16", "F") else "PNG"
    Image.new(mode, (30, 20)).save(source, kind)
    for file in variants(publish_one(source, tmp_path)).values():
        with Image.open(file) as out:
            assert out.size == (30, 20)


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    Image.new("I;16", (30, 20), 32896).save(tmp_path / "a.png")
    image = decode(tmp_path / "a.png")
    assert isinstance(image, Image.Image)
    assert image.getpixel((5, 5)) == (128, 128, 128)


def test_cmyk_photos_keep_their_colours(tmp_path: Path) -> None:
    scene().convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert_upright(variants(publish_one(tmp_path / "a.jpg", tmp_path))["webp", 60], (60, 40))


@pytest.mark.parametrize("suffix", [".webp", ".png"])
def test_of_an_animation_the_first_frame_is_shown(suffix: str, tmp_path: Path) -> None:
    other = Image.new("RGB", (60, 40), "black")
    options = {"save_all": True, "append_images": [other], "duration": 100}
    if suffix == ".webp":
        options["lossless"] = True
    scene().save(tmp_path / f"a{suffix}", **options)
    assert_upright(variants(publish_one(tmp_path / f"a{suffix}", tmp_path))["webp", 60], (60, 40))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_file_is_read(suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"a{suffix}", scene())
    assert_upright(variants(publish_one(path, tmp_path))["jpeg", 60], (60, 40))


def test_transparency_stays_in_webp_and_is_white_in_jpeg(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "a.png")
    found = variants(publish_one(tmp_path / "a.png", tmp_path))
    with Image.open(found["webp", 40]) as webp, Image.open(found["jpeg", 40]) as jpeg:
        assert webp.convert("RGBA").getpixel((9, 9))[3] == 0  # type: ignore[index]
        assert min(jpeg.getpixel((9, 9))) > 250  # type: ignore[arg-type, type-var]
