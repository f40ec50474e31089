"""Addresses between pages hold on any host, below any folder."""

from __future__ import annotations

import pytest

from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.paginate import paginate, window


@pytest.mark.parametrize(
    ("target", "page", "href"),
    [
        ("mo-hinh/x.md", "index.md", "mo-hinh/x/"),
        ("index.md", "mo-hinh/x.md", "../../"),
        ("index.md", "index.md", "./"),
        ("tin-tuc/2023/a/index.md", "tin-tuc/2023/b/index.md", "../a/"),
        ("tin-tuc/2023/a/anh đẹp.jpg", "tin-tuc/2023/a/index.md", "anh%20%C4%91%E1%BA%B9p.jpg"),
        ("so-lieu/index.md", "so-lieu/gifts/index.md", "../"),
        ("so-lieu-cu/index.md", "so-lieu/gifts/index.md", "../../so-lieu-cu/"),
        ("anh/a-640.webp", "tin-tuc/2023/a/index.md", "../../../anh/a-640.webp"),
        ("feed.xml", "tin-tuc/index.md", "../feed.xml"),
        ("so-lieu/gifts/trang/2.md", "so-lieu/gifts/index.md", "trang/2/"),
    ],
)
def test_folder_addresses(target: str, page: str, href: str) -> None:
    assert RelativeLinks().href(target, page) == href


def test_file_addresses() -> None:
    links = RelativeLinks(directories=False)
    assert links.href("mo-hinh/x.md", "index.md") == "mo-hinh/x.html"
    assert links.href("index.md", "mo-hinh/x.md") == "../index.html"


def test_an_empty_list_has_one_empty_page() -> None:
    (leaf,) = paginate([], "tin-tuc", 10)
    assert (leaf.uri, leaf.previous, leaf.next) == ("tin-tuc/index.md", "", "")


def test_pages_hold_every_item_once_and_know_their_neighbours() -> None:
    leaves = list(paginate(range(25), "tin-tuc", 10))
    assert [item for leaf in leaves for item in leaf.items] == list(range(25))
    assert [leaf.uri for leaf in leaves][1:] == ["tin-tuc/trang/2.md", "tin-tuc/trang/3.md"]
    assert leaves[1].previous == leaves[0].uri
    assert leaves[1].next == leaves[2].uri
    assert leaves[2].first == 21


def test_a_window_of_pages_keeps_the_ends() -> None:
    assert window(1, 3) == (1, 2, 3)
    assert window(10, 20) == (1, None, 8, 9, 10, 11, 12, None, 20)
