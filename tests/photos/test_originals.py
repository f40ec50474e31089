"""Photos in full size, for readers of sites that give them away: as bare as every other variant."""

from __future__ import annotations

from pathlib import Path

import pytest
from photos_sample import exif_tags, private_tags, scene, with_camera_data
from PIL import Image
from sample import CONFIG, post, write_picture, write_site

from dvk_plugin.build import Output, build
from dvk_plugin.load import load
from dvk_plugin.photos.plan import MAX_ORIGINAL, MAX_SIDE, plan_original
from dvk_plugin.photos.publish import Gallery, Work, publish
from dvk_plugin.views.links import RelativeLinks


def publish_full(path: Path, *blur: tuple[float, float, float, float]) -> Gallery:
    return publish({path.name: blur}, path.parent, originals=True)


def full(gallery: Gallery) -> Path:
    """The file in full size of a gallery's only photo."""
    (published,) = gallery.published.values()
    assert published.original is not None
    path = gallery.files[published.original.name]
    assert published.original.weight == path.stat().st_size
    return path


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
@pytest.mark.parametrize("size", [(60, 40), (3000, 2000)])
def test_it_has_every_pixel_upright_and_nothing_else(
    name: str, orientation: int, size: tuple[int, int], tmp_path: Path
) -> None:
    path = full(publish_full(with_camera_data(tmp_path / name, orientation, size)))
    assert path.name.endswith("-goc.jpg")
    with Image.open(path) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)
        got, want = image.getpixel((size[0] // 4, size[1] // 4)), scene(size).getpixel((0, 0))
        assert all(abs(a - b) < 24 for a, b in zip(got, want, strict=True))  # type: ignore[arg-type]
    for tags in exif_tags(path).values():
        assert private_tags(tags) == set()


def test_what_is_blurred_is_blurred_here_too(tmp_path: Path) -> None:
    image = Image.effect_noise((2400, 1600), 200)
    image.save(tmp_path / "a.png")
    with Image.open(full(publish_full(tmp_path / "a.png", (0.5, 0.0, 0.5, 0.5)))) as out:
        assert out.size == (2400, 1600)
        low, high = out.convert("L").crop((1200, 0, 2400, 800)).getextrema()
        assert high - low < 40  # type: ignore[operator]
        low, high = out.convert("L").crop((0, 0, 1190, 1600)).getextrema()
        assert high - low > 200  # type: ignore[operator]


def test_transparency_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "a.png")
    with Image.open(full(publish_full(tmp_path / "a.png"))) as image:
        assert min(image.getpixel((9, 9))) > 250  # type: ignore[arg-type, type-var]


def test_asking_for_them_later_leaves_the_other_variants_as_they_are(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    before = publish({"a.jpg": ()}, tmp_path)
    after = publish_full(path)
    assert after.work == Work(decoded=1, encoded=1, reused=1)
    assert set(after.files) - set(before.files) == {f"a-{full(after).name}"}
    assert publish_full(path).work == Work(reused=2)
    assert publish({"a.jpg": ()}, tmp_path).published == before.published


@pytest.mark.parametrize(
    ("size", "planned"),
    [
        ((4000, 3000), (4000, 3000)),
        ((60, 40), (60, 40)),
        ((12_000, 9_000), (6_000, 4_500)),
        ((100_001, 1), (50_001, 1)),
        ((1, 200_000), (1, 50_000)),
    ],
)
def test_only_what_would_be_too_large_is_reduced(
    size: tuple[int, int], planned: tuple[int, int]
) -> None:
    width, height = plan_original(*size)
    assert (width, height) == planned
    assert width * height <= MAX_ORIGINAL
    assert max(width, height) <= MAX_SIDE


def test_a_ribbon_that_jpeg_cannot_hold_comes_smaller(tmp_path: Path) -> None:
    Image.new("L", (100_000, 2)).save(tmp_path / "a.png")
    with Image.open(full(publish_full(tmp_path / "a.png"))) as image:
        assert image.size == (50_000, 1)


def built(root: Path, photos: str) -> Output:
    for name in ("a", "b"):
        write_picture(root / f"posts/mot/{name}.jpg", (80, 60), "red" if name == "a" else "blue")
    head = (
        "photos:\n  - {file: a.jpg, caption: Ảnh}\n"
        "  - {file: b.jpg, caption: Ảnh, consent: withdrawn}"
    )
    config = CONFIG.replace("[dvk]", f"[dvk: {{photos: {photos}}}]")
    settings = write_site(root, {"mkdocs.yml": config, "posts/mot/index.md": post(head)})
    site, issues = load(settings)
    output, more = build(site, settings, RelativeLinks())
    assert (issues, more) == ((), ())
    return output


def test_pages_offer_them_only_where_the_site_says_so_and_never_a_withdrawn_one(
    tmp_path: Path,
) -> None:
    output = built(tmp_path / "on", "{originals: true}")
    (uri,) = [uri for uri in output.pictures if uri.endswith("-goc.jpg")]
    assert uri.startswith("anh/a-")
    pages = {page.uri: str(page.content()) for page in output.pages}
    for page in ("tin-tuc/2024/mot/index.md", "thu-vien-anh/index.md"):
        assert f'{uri}" data-original-size="80 × 60 điểm ảnh, 0,1 MB"' in pages[page]
    assert not any(f'src="{uri}' in html or f"{uri} " in html for html in pages.values())
    output = built(tmp_path / "off", "{originals: false}")
    assert not any(uri.endswith("-goc.jpg") for uri in output.pictures)
    assert not any("data-original" in str(page.content()) for page in output.pages)
