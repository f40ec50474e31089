"""What of a site can be found, and by which words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from registers_sample import table
from sample import load_site, post

from dvk_plugin.build import render_pages
from dvk_plugin.domain.post import Photo
from dvk_plugin.domain.register import Register
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.read.register import read_register
from dvk_plugin.read.settings import Settings
from dvk_plugin.ready import make_edition
from dvk_plugin.search.findable import Findable, Kind, Searchable
from dvk_plugin.search.gather import Written, gather, with_written
from dvk_plugin.tally.federation import federate
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import RelativeLinks

POST = post(
    """
    model: ao-am
    summary: Trao áo
    tags: [vùng cao]
    category: Tin tức
    documents: [{number: 308-CV/TU, subject: Phát động}]
    metrics:
      funds_raised: {value: "37,9 triệu đồng", also: [thuốc]}
      gifts: {value: 60 suất, models: [bep-com]}
    photos:
      - {file: trao-ao.jpg, caption: "Trao áo, xem [bài](https://a.vn)", models: [cho-me]}
      - {file: trao ao.jpg, caption: Lần hai}
      - {file: rut.jpg, caption: Đã rút, consent: withdrawn}
    """,
    "Các em nhận áo.",
)


def edition_of(root: Path, *, search: bool = True) -> Edition:
    site, _ = load_site(root, {"posts/2024/mot/index.md": POST})
    settings = Settings(root=root, site_name="Trang mẫu", search=search)

    def published(photo: Photo) -> Published:
        names = [(320, "a-320.webp"), (640, "a-640.webp")]
        return Published(
            640, 480, "#000000", tuple(Variant(name, w, w, "webp") for w, name in names)
        )

    photos = [photo for one in site.posts for photo in one.published_photos]
    pictures = {photo.file: published(photo) for photo in photos}
    return make_edition(site, compute_tallies(site), settings, RelativeLinks(), pictures)


def the(kind: Kind, searchable: Searchable) -> list[Findable]:
    return [page for page in searchable.pages if page.kind is kind]


def test_a_post_is_found_by_all_that_it_tells(tmp_path: Path) -> None:
    (found,) = the(Kind.POST, gather(edition_of(tmp_path)))
    assert found.url == "tin-tuc/2024/mot/"
    assert found.names == ("Áo ấm", "Bếp cơm", "Chợ mế")
    assert found.models == ("ao-am", "bep-com", "cho-me")
    assert found.school == "truong-a"
    assert found.by == "CĐ A"
    for words in (
        "Trao áo",
        "Kinh phí huy động: 37.900.000 đồng, thuốc",
        "308-CV/TU, Phát động",
        "vùng cao",
        "Tin tức",
        "Trường Cao đẳng A",
    ):
        assert words in found.notes


def test_captions_lead_to_their_photos_and_withdrawn_ones_nowhere(tmp_path: Path) -> None:
    edition = edition_of(tmp_path)
    (found,) = the(Kind.POST, gather(edition))
    assert [(c.text, c.anchor, c.thumb, c.models) for c in found.captions] == [
        ("Trao áo, xem bài", "anh-trao-ao-1", "anh/a-320.webp", ("cho-me",)),
        ("Lần hai", "anh-trao-ao-2", "anh/a-320.webp", ("ao-am",)),
    ]
    (page,) = [page for page in render_pages(edition) if page.uri == "tin-tuc/2024/mot/index.md"]
    for caption in found.captions:
        html = page.content().before + page.content().after
        assert html.count(f'<figure id="{caption.anchor}">') == 1


def test_models_registers_and_schools_are_found(tmp_path: Path) -> None:
    searchable = gather(edition_of(tmp_path))
    assert [page.title for page in the(Kind.MODEL, searchable)] == ["Áo ấm", "Bếp cơm", "Chợ mế"]
    registers = {page.title: page for page in the(Kind.NUMBERS, searchable)}
    funds = registers["Kinh phí huy động"]
    assert funds.url == "so-lieu/funds_raised/"
    assert "kinh phí" in funds.names
    assert funds.notes == ("Tổng cộng: 37.900.000 đồng",)
    assert "37.900.000 đồng Áo ấm" in funds.body
    units = [page.title for page in the(Kind.UNIT, searchable)]
    assert units == ["Trường Cao đẳng A", "Chi bộ 1 – CĐ A", "Chi bộ 2 – CĐ A"]
    assert searchable.schools == {"truong-a": "CĐ A"}
    assert list(searchable.models.values()) == ["Áo ấm", "Bếp cơm", "Chợ mế"]


def test_pages_of_numbers_beside_registers_are_found_at_their_own_addresses(tmp_path: Path) -> None:
    other = {"school": "truong-b", "school_name": "Trường Cao đẳng B", "value": "50"}
    other |= {"id": "truong-b/2024/a/gifts"}
    register = read_register(table(other), "b.csv")
    assert isinstance(register, Register)
    edition = replace(edition_of(tmp_path), federation=federate([register]))
    found = {page.title: page for page in the(Kind.NUMBERS, gather(edition))}
    assert found["Năm 2024 so với năm 2023"].url == "so-lieu/so-sanh/"
    assert found["Số liệu toàn khối"].url == "so-lieu/toan-khoi/"
    assert "Trường Cao đẳng B" in found["Số liệu toàn khối"].notes
    assert found["Dữ liệu mở"].url == "du-lieu/"
    assert "register.csv" in found["Dữ liệu mở"].body
    assert found["Suất quà, toàn khối"].notes == ("Tổng cộng: 50 suất",)
    assert {page.url for page in found.values()} <= {
        page.uri.removesuffix("index.md") for page in render_pages(edition)
    }
    alone = {page.url for page in the(Kind.NUMBERS, gather(edition_of(tmp_path / "mot")))}
    assert not {url for url in alone if "toan-khoi" in url}


def test_the_authors_own_pages_are_guide_pages_but_those_of_models(tmp_path: Path) -> None:
    searchable = gather(edition_of(tmp_path))
    told = with_written(
        searchable,
        [Written("mo-hinh/ao-am/", "Áo ấm", "Kể chuyện."), Written("lien-he/", "Liên hệ", "Gọi.")],
    )
    assert the(Kind.MODEL, told)[0].body == "Kể chuyện."
    (guide,) = the(Kind.GUIDE, told)
    assert (guide.url, guide.title, guide.body) == ("lien-he/", "Liên hệ", "Gọi.")


def test_lists_by_letter_hold_every_title_once(tmp_path: Path) -> None:
    pages = {page.uri: page for page in render_pages(edition_of(tmp_path))}
    home = pages["tim-kiem/index.md"].content().after
    assert 'action="./"' in home
    assert "../tin-tuc/nam/2024/" in home
    assert "chu/b/" in home
    letter = pages["tim-kiem/chu/b/index.md"].content().after
    assert letter.index("Bài mẫu") < letter.index("Bếp cơm")
    assert "tim-kiem/chu/a/index.md" in pages
    assert "tim-kiem/chu/dd/index.md" not in pages


def test_a_site_without_search_has_none_of_its_pages(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, search=False)
    assert not [page for page in render_pages(edition) if page.uri.startswith("tim-kiem")]
