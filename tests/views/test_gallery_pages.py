"""The photo gallery: its pages of 24, and plain links to its cuts."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from sample import REGISTRY, load_site, post

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
    return pages_of_posts(root, [(year, "truong-a", "ao-am", n) for year, n in counts.items()])


def pages_of_posts(root: Path, posts: list[tuple[int, str, str, int]]) -> dict[str, Page]:
    """The same for posts, each of a year, a school and a model, with so many photos."""
    files = {}
    for at, (year, school, model, count) in enumerate(posts):
        lines = [f"  - {{file: {year}-{at}-{n}.jpg, caption: Ảnh {n}}}" for n in range(count)]
        head = [f"school: {school}", *([f"model: {model}"] if model else []), "photos:", *lines]
        files[f"posts/{at}/index.md"] = post("\n".join(head)).replace("15/03/2024", f"15/03/{year}")
    if any(school == "truong-b" for _, school, _, _ in posts):
        files["posts/registry.yml"] = REGISTRY.replace(
            "branches:", "  truong-b: {name: Trường Cao đẳng B, short: CĐ B}\nbranches:"
        ).replace("{name: Chi bộ", "{school: truong-a, name: Chi bộ")
        files["docs/mo-hinh/cho-me.md"] = "---\nname: Chợ mế\nschool: truong-b\n---\n"
        for slug, name in (("ao-am", "Áo ấm"), ("bep-com", "Bếp cơm")):
            files[f"docs/mo-hinh/{slug}.md"] = f"---\nname: {name}\nschool: truong-a\n---\n"
    site, issues = load_site(root, files)
    assert {issue.rule for issue in issues} <= {"khong-thay-anh"}
    photos = [photo for one in site.posts for photo in one.photos]
    edition = Edition(
        site,
        compute_tallies(site),
        RelativeLinks(),
        published={photo.file: published(photo) for photo in photos},
    )
    return {page.uri: page for page in gallery_pages(edition)}


def rows(page: Page) -> dict[str, list[str]]:
    """The rows of filters: `Năm` → `2024 3 ../nam/2024/`, the current one with a star."""
    found = {}
    for label, row in re.findall(
        r'aria-label="Lọc ảnh theo ([^"]+)">(.*?)</nav>', page.content().after, re.S
    ):
        found[label] = [
            f"{'*' if current else ''}{text} {count} {href}"
            for href, current, text, count in re.findall(
                r'<a href="([^"]*)"( aria-current="page")?>(.*?) <span[^>]*>(\d+)</span>', row
            )
        ]
    return found


def test_a_large_gallery_comes_in_pages_of_24(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {2024: 30, 2023: 5})
    assert sorted(pages) == [
        "thu-vien-anh/index.md",
        "thu-vien-anh/mo-hinh/ao-am/index.md",
        "thu-vien-anh/mo-hinh/ao-am/nam/2023/index.md",
        "thu-vien-anh/mo-hinh/ao-am/nam/2024/index.md",
        "thu-vien-anh/mo-hinh/ao-am/nam/2024/trang/2.md",
        "thu-vien-anh/mo-hinh/ao-am/trang/2.md",
        "thu-vien-anh/nam/2023/index.md",
        "thu-vien-anh/nam/2024/index.md",
        "thu-vien-anh/nam/2024/trang/2.md",
        "thu-vien-anh/trang/2.md",
    ]
    first, second = pages["thu-vien-anh/index.md"], pages["thu-vien-anh/trang/2.md"]
    assert first.content().after.count("<picture>") == 24
    assert second.content().after.count("<picture>") == 11
    assert re.findall(r"<h2>(.*?)</h2>", second.content().after) == ["Năm 2024", "Năm 2023"]
    assert 'href="../../nam/2023/"' in second.content().after


def test_only_the_first_photo_of_a_page_is_not_lazy(tmp_path: Path) -> None:
    html = pages_of(tmp_path, {2024: 3, 2023: 3})["thu-vien-anh/index.md"].content().after
    assert html.count('fetchpriority="high"') == 1
    assert html.count('loading="lazy"') == 5
    assert html.index("fetchpriority") < html.index('loading="lazy"')


def test_what_leaves_no_choice_is_no_row(tmp_path: Path) -> None:
    assert rows(pages_of(tmp_path / "one", {2024: 1})["thu-vien-anh/index.md"]) == {}
    assert list(rows(pages_of(tmp_path / "two", {2024: 1, 2023: 1})["thu-vien-anh/index.md"])) == [
        "năm"
    ]


TWO_SCHOOLS = [
    (2024, "truong-a", "ao-am", 3),
    (2023, "truong-a", "ao-am", 2),
    (2023, "truong-a", "bep-com", 1),
    (2024, "truong-b", "cho-me", 4),
    (2022, "truong-b", "", 1),
]


def test_a_reader_narrows_by_school_then_by_year_then_by_model(tmp_path: Path) -> None:
    pages = pages_of_posts(tmp_path, TWO_SCHOOLS)
    start = "thu-vien-anh"
    assert rows(pages[f"{start}/index.md"]) == {
        "năm": ["*Tất cả 11 ./", "2024 7 nam/2024/", "2023 3 nam/2023/", "2022 1 nam/2022/"],
        "trường": ["*Tất cả 11 ./", "CĐ A 6 truong/truong-a/", "CĐ B 5 truong/truong-b/"],
        "mô hình": [
            "*Tất cả 11 ./",
            "Áo ấm 5 mo-hinh/ao-am/",
            "Bếp cơm 1 mo-hinh/bep-com/",
            "Chợ mế 4 mo-hinh/cho-me/",
        ],
    }
    assert rows(pages[f"{start}/truong/truong-a/index.md"]) == {
        "năm": ["*Tất cả 6 ./", "2024 3 nam/2024/", "2023 3 nam/2023/"],
        "trường": ["Tất cả 11 ../../", "*CĐ A 6 ./", "CĐ B 5 ../truong-b/"],
        "mô hình": [
            "*Tất cả 6 ./",
            "Áo ấm 5 ../../mo-hinh/ao-am/",
            "Bếp cơm 1 ../../mo-hinh/bep-com/",
        ],
    }
    page = pages[f"{start}/truong/truong-a/nam/2023/index.md"]
    assert rows(page) == {
        "năm": ["Tất cả 6 ../../", "2024 3 ../2024/", "*2023 3 ./"],
        "trường": ["Tất cả 3 ../../../../nam/2023/", "*CĐ A 3 ./"],
        "mô hình": [
            "*Tất cả 3 ./",
            "Áo ấm 2 ../../../../mo-hinh/ao-am/nam/2023/",
            "Bếp cơm 1 ../../../../mo-hinh/bep-com/",
        ],
    }
    assert page.title == "Ảnh của Trường Cao đẳng A năm 2023"
    assert 'href="../../">Ảnh của Trường Cao đẳng A</a>' in page.content().after
    assert rows(pages[f"{start}/mo-hinh/ao-am/nam/2023/index.md"]) == {
        "năm": ["Tất cả 5 ../../", "2024 3 ../2024/", "*2023 2 ./"],
        "mô hình": [
            "Tất cả 3 ../../../../truong/truong-a/nam/2023/",
            "*Áo ấm 2 ./",
            "Bếp cơm 1 ../../../bep-com/",
        ],
    }


def test_only_what_has_photos_of_its_own_is_a_page(tmp_path: Path) -> None:
    """The only year of a model is all of its photos; a year without photos is nothing."""
    pages = pages_of_posts(tmp_path, TWO_SCHOOLS)
    assert sorted(uri.removesuffix("/index.md") for uri in pages) == [
        "thu-vien-anh",
        "thu-vien-anh/mo-hinh/ao-am",
        "thu-vien-anh/mo-hinh/ao-am/nam/2023",
        "thu-vien-anh/mo-hinh/ao-am/nam/2024",
        "thu-vien-anh/mo-hinh/bep-com",
        "thu-vien-anh/mo-hinh/cho-me",
        "thu-vien-anh/nam/2022",
        "thu-vien-anh/nam/2023",
        "thu-vien-anh/nam/2024",
        "thu-vien-anh/truong/truong-a",
        "thu-vien-anh/truong/truong-a/nam/2023",
        "thu-vien-anh/truong/truong-a/nam/2024",
        "thu-vien-anh/truong/truong-b",
        "thu-vien-anh/truong/truong-b/nam/2022",
        "thu-vien-anh/truong/truong-b/nam/2024",
    ]


def test_every_filter_leads_to_a_page_with_as_many_photos_as_it_says(tmp_path: Path) -> None:
    pages = pages_of_posts(tmp_path, TWO_SCHOOLS)
    for uri, page in pages.items():
        for row in rows(page).values():
            for chip in row:
                _, count, href = chip.rsplit(" ", 2)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), href))
                assert pages[f"{target}/index.md"].content().after.count("<picture>") == int(count)


def test_an_empty_gallery_says_so(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {})
    assert list(pages) == ["thu-vien-anh/index.md"]
    assert "Chưa có ảnh nào." in pages["thu-vien-anh/index.md"].content().after
