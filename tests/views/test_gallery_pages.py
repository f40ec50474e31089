"""The photo gallery: its pages of 24, and plain links to its cuts."""

from __future__ import annotations

import re
from pathlib import Path

from sample import load_site, post

from dvk_plugin.domain.post import Photo
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.gallery import gallery_pages
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.page import Page


def published(photo: Photo) -> Published:
    name = photo.name.removesuffix(".jpg")
    return Published(
        640,
        480,
        "#204060",
        (Variant(f"{name}.webp", 640, 480, "webp"), Variant(f"{name}.jpg", 640, 480, "jpeg")),
    )


def pages_of(root: Path, counts: dict[int, int]) -> dict[str, Page]:
    """The gallery's pages of a site with so many photos in a post of each year."""
    files = {}
    for year, count in counts.items():
        lines = [f"  - {{file: {year}-{n}.jpg, caption: Ảnh {n}}}" for n in range(count)]
        text = post("\n".join(["model: ao-am", "photos:", *lines]))
        files[f"posts/{year}/index.md"] = text.replace("15/03/2024", f"15/03/{year}")
    site, _ = load_site(root, files)
    photos = [photo for one in site.posts for photo in one.photos]
    edition = Edition(
        site,
        compute_tallies(site),
        RelativeLinks(),
        published={photo.file: published(photo) for photo in photos},
    )
    return {page.uri: page for page in gallery_pages(edition)}


def test_a_large_gallery_comes_in_pages_of_24(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {2024: 30, 2023: 5})
    assert sorted(pages) == [
        "thu-vien-anh/index.md",
        "thu-vien-anh/mo-hinh/ao-am/index.md",
        "thu-vien-anh/mo-hinh/ao-am/trang/2.md",
        "thu-vien-anh/nam/2023/index.md",
        "thu-vien-anh/nam/2024/index.md",
        "thu-vien-anh/nam/2024/trang/2.md",
        "thu-vien-anh/trang/2.md",
        "thu-vien-anh/truong/truong-a/index.md",
        "thu-vien-anh/truong/truong-a/trang/2.md",
    ]
    first, second = pages["thu-vien-anh/index.md"], pages["thu-vien-anh/trang/2.md"]
    assert first.after.count("<picture>") == 24
    assert second.after.count("<picture>") == 11
    assert re.findall(r"<h2>(.*?)</h2>", second.after) == ["Năm 2024", "Năm 2023"]
    assert 'href="../../nam/2023/"' in second.after


def test_only_the_first_photo_of_a_page_is_not_lazy(tmp_path: Path) -> None:
    html = pages_of(tmp_path, {2024: 3, 2023: 3})["thu-vien-anh/index.md"].after
    assert html.count('fetchpriority="high"') == 1
    assert html.count('loading="lazy"') == 5
    assert html.index("fetchpriority") < html.index('loading="lazy"')


def test_a_site_of_one_school_has_no_choice_of_schools(tmp_path: Path) -> None:
    html = pages_of(tmp_path, {2024: 1})["thu-vien-anh/index.md"].after
    assert "Lọc ảnh theo năm" in html
    assert "Lọc ảnh theo trường" not in html


def test_an_empty_gallery_says_so(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {})
    assert list(pages) == ["thu-vien-anh/index.md"]
    assert "Chưa có ảnh nào." in pages["thu-vien-anh/index.md"].after
