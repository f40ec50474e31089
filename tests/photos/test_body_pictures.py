"""Pictures in texts: nothing is fetched from other sites, nothing is shown that is not listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import load_site, post, write_picture


def rules(root: Path, body: str, head: str = "") -> list[str]:
    write_picture(root / "posts/mot/a.jpg")
    _, issues = load_site(root, {"posts/mot/index.md": post(head, body)})
    return [issue.rule for issue in issues]


@pytest.mark.parametrize(
    "body",
    [
        "![x](https://bao.example/a.jpg)",
        "![x](HTTP://bao.example/a.jpg)",
        "![x](//bao.example/a.jpg)",
        "![x](<https://bao.example/a b.jpg>)",
        "[![x](https://bao.example/a.jpg)](https://bao.example)",
        "<img src=https://bao.example/a.jpg>",
        "<img alt='x'\n src='https://bao.example/a.jpg'>",
        '<img src="a.jpg" srcset="a.jpg 1x, https://bao.example/b.jpg 2x">',
        '<video poster="//bao.example/a.jpg"></video>',
        '<audio src="https://bao.example/a.mp3"></audio>',
        '<picture><source srcset="https://bao.example/a.webp"></picture>',
        '<svg><image href="https://bao.example/a.jpg"/></svg>',
        '<svg><use xlink:href="//bao.example/a.svg#b"/></svg>',
        '<p style="background: url(https://bao.example/a.jpg)">x</p>',
        '<table background="https://bao.example/a.jpg"></table>',
    ],
)
def test_what_would_be_fetched_from_another_site_is_an_error(body: str, tmp_path: Path) -> None:
    assert set(rules(tmp_path, body)) == {"anh-tren-mang"}


@pytest.mark.parametrize(
    "body",
    [
        "[x](https://bao.example/a.jpg)",
        '<a href="https://bao.example/a.jpg">x</a>',
        "Xem <https://bao.example/>, viết src = //bao.example cũng được.",
        "`![x](https://bao.example/a.jpg)`",
        "```html\n<img src='https://bao.example/a.jpg'>\n```",
        "<!-- ![x](https://bao.example/a.jpg) -->",
        "![x](/huong-dan/trang-chu.png)",
        "![x](data:image/gif;base64,R0lGODlhAQABAAAAACw=)",
        "![x](a.jpg) ![x](./a.jpg)",
    ],
)
def test_what_fetches_nothing_passes(body: str, tmp_path: Path) -> None:
    assert rules(tmp_path, body, "photos: [{file: a.jpg, caption: Ảnh}]") == []


@pytest.mark.parametrize("body", ["<img src=a.jpg>", "<IMG\nsrc='a.jpg' />", "<img>"])
def test_a_tag_is_answered_with_the_markdown_form(body: str, tmp_path: Path) -> None:
    assert rules(tmp_path, body, "photos: [{file: a.jpg, caption: Ảnh}]") == ["anh-the-img"]


@pytest.mark.parametrize(
    "body", ["![x](a.jpg)", "![x](la.jpg)", "![x](C:\\anh\\a.jpg)", "![](../a.jpg)"]
)
def test_a_picture_that_is_not_listed_is_an_error(body: str, tmp_path: Path) -> None:
    assert rules(tmp_path, body) == ["anh-chua-khai"]


def test_the_line_to_paste_makes_the_picture_appear(tmp_path: Path) -> None:
    write_picture(tmp_path / "posts/mot/Ảnh 1, a.jpg")
    body = "![Trao quà: 'đợt 2'](Ảnh 1, a.jpg)"
    _, (issue,) = load_site(tmp_path, {"posts/mot/index.md": post("", body)})
    site, issues = load_site(tmp_path, {"posts/mot/index.md": post(issue.hint, body)})
    assert issues == ()
    assert [photo.caption for photo in site.posts[0].photos] == ["Trao quà: 'đợt 2'"]


def test_equal_bytes_under_another_name_are_told_where_they_are_listed(tmp_path: Path) -> None:
    for name in ("mot/a", "hai/b", "hai/c"):
        write_picture(tmp_path / f"posts/{name}.jpg", colour="blue" if name == "hai/c" else "red")
    two = post("photos: [{file: b.jpg, caption: B}, {file: c.jpg, caption: C}]")
    _, (issue,) = load_site(
        tmp_path,
        {
            "posts/mot/index.md": post("photos: [{file: a.jpg, caption: A, consent: withdrawn}]"),
            "posts/hai/index.md": two.replace("Bài mẫu", "Bài hai"),
        },
    )
    assert (issue.rule, str(issue.source)) == ("anh-da-rut", "posts/hai/index.md:4:17")
    assert "posts/mot/index.md:4:17" in issue.message
