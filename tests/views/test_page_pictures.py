"""Photos on pages: what a browser may choose from, captions, albums by year, photos in texts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown import Markdown
from sample import post, write_picture, write_site

from dvk_plugin.domain.post import Photo, Post
from dvk_plugin.photos.plan import Published, Variant
from dvk_plugin.press.figures import FigureExtension
from dvk_plugin.read.pictures import pictures_in
from dvk_plugin.views.page import Figure
from dvk_plugin.views.photo_html import CARD, GRID, LEAD, image_html, photo_html
from dvk_plugin.views.pictures import Picture, by_year, caption_html, caption_text

PUBLISHED = Published(
    1280,
    960,
    "#9a18f0",
    (
        Variant("a-320.webp", 320, 240, "webp"),
        Variant("a-640.webp", 640, 480, "webp"),
        Variant("a-1280.webp", 1280, 960, "webp"),
        Variant("a-640.jpg", 640, 480, "jpeg"),
        Variant("a-1280.jpg", 1280, 960, "jpeg"),
    ),
)


def picture(year: int = 2024, spoken: str = "", **photo: str) -> Picture:
    day = date(year, 3, 15)
    caption = photo.pop("caption", "Trao quà")
    return Picture(
        Photo("posts/a/x.jpg", "x.jpg", caption, **photo),
        Post(f"tin-tuc/{year}/a", "a", "posts/a/index.md", "A", day, day),
        PUBLISHED,
        spoken,
    )


def test_a_browser_chooses_by_width() -> None:
    assert picture().srcset("webp", lambda uri: f"../{uri}") == (
        "../anh/a-320.webp 320w, ../anh/a-640.webp 640w, ../anh/a-1280.webp 1280w"
    )
    assert picture().srcset("webp", str, 640) == "anh/a-320.webp 320w, anh/a-640.webp 640w"
    assert picture().srcset("webp", str, 641) == picture().srcset("webp", str)
    assert picture().fallback == "anh/a-640.jpg"
    assert picture().largest == "anh/a-1280.webp"


def test_a_jpeg_is_one_picture_beside_webp_and_several_without() -> None:
    html = image_html(str, picture(), 'Áo "ấm"', CARD)
    assert html.count("srcset=") == html.count("sizes=") == 1
    assert "1280w" not in html
    assert '<img class="dvk-r9 dvk-g1 dvk-bf" src="anh/a-640.jpg" alt="Áo &#34;ấm&#34;"' in html
    jpegs = replace(PUBLISHED, variants=PUBLISHED.variants[3:])
    html = image_html(str, replace(picture(), published=jpegs), "", GRID)
    assert "<source" not in html
    assert 'srcset="anh/a-640.jpg 640w, anh/a-1280.jpg 1280w" sizes="(min-width: 56em)' in html


def test_words_about_a_photo_are_no_html() -> None:
    hostile = dict.fromkeys(("caption", "alt", "credit"), "<script>'\"&")
    html = photo_html(str, picture(**hostile), LEAD, to_post=True)
    assert "<script" not in html
    assert html.count("&lt;script&gt;&#39;&#34;&amp;") == 3


def test_the_ground_is_the_colour_in_classes() -> None:
    assert picture().ground == "dvk-r9 dvk-g1 dvk-bf"


def test_alt_is_the_description_else_the_one_in_the_text_else_the_caption() -> None:
    assert picture(alt="Hai người", spoken="x").alt == "Hai người"
    assert picture(spoken="Ba người").alt == "Ba người"
    plain = picture(caption="Trao quà, xem [bài](https://a.example/b)")
    assert plain.alt == "Trao quà, xem bài"
    assert not plain.is_described


@pytest.mark.parametrize(
    ("caption", "html"),
    [
        ("A & B <b>", "A &amp; B &lt;b&gt;"),
        (
            'xem [bài "1"](https://a.example/?x=1&y=2).',
            'xem <a href="https://a.example/?x=1&amp;y=2" rel="noopener">bài &#34;1&#34;</a>.',
        ),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](http://a.example)", "[a](http://a.example)"),
        ('[a](https://a.example/"onclick=1)', "[a](https://a.example/&#34;onclick=1)"),
        ("[năm 2023]", "[năm 2023]"),
    ],
)
def test_a_caption_may_have_links_and_nothing_else(caption: str, html: str) -> None:
    assert caption_html(caption) == html


def test_a_caption_that_is_the_alt_is_not_read_twice_but_its_links_are() -> None:
    assert caption_html("Xem [bài](https://a.example)", spoken=False) == (
        '<span aria-hidden="true">Xem </span><a href="https://a.example" rel="noopener">bài</a>'
    )
    assert caption_text("Xem [bài](https://a.example)") == "Xem bài"


def test_years_keep_the_order_of_the_posts() -> None:
    mine = [picture(2024), picture(2024, alt="b"), picture(2023)]
    assert [(year, len(some)) for year, some in by_year(mine)] == [(2024, 2), (2023, 1)]


def test_pictures_of_a_text_are_found_outside_of_code() -> None:
    body = (
        "![Một](a.jpg)\n\n![](./b%20c.jpg 'x')\n\n![Ba](<d e.jpg>)\n\n"
        "```\n![Mã](ma.jpg)\n```\n`![](ma2.jpg)`\n\n![Lại](a.jpg)"
    )
    assert pictures_in(body) == {"a.jpg": "Một", "b c.jpg": "", "d e.jpg": "Ba"}


def converted(text: str) -> str:
    extension = FigureExtension()
    extension.figures = {
        "a.jpg": Figure(lambda inline: "<span>a</span>" if inline else "<div>A</div>"),
        "b.jpg": Figure(lambda inline: "<span>b</span>" if inline else "<div>B</div>"),
        "rut.jpg": Figure(),
    }
    return str(Markdown(extensions=[extension, "attr_list"]).convert(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![x](a.jpg)", "<div>A</div>"),
        ("![x](./a.jpg)\n![y](b.jpg){width=3}", "<div>A</div>\n<div>B</div>"),
        ("chữ ![x](a.jpg) chữ", "<p>chữ <span>a</span> chữ</p>"),
        ("**đậm ![x](a.jpg)** và ![y](b.jpg).",
         "<p><strong>đậm <span>a</span></strong> và <span>b</span>.</p>"),
        ("![x](rut.jpg)", "<p></p>"),
        ("![x](la.jpg)", '<p><img alt="x" src="la.jpg" /></p>'),
        ("`![x](a.jpg)`", "<p><code>![x](a.jpg)</code></p>"),
        ("![x][1]\n\n[1]: a.jpg", "<div>A</div>"),
    ],
)  # fmt: skip
def test_photos_in_a_text_become_figures(text: str, html: str) -> None:
    assert converted(text) == html


def test_a_photo_in_the_text_is_shown_there_once_and_its_original_nowhere(tmp_path: Path) -> None:
    head = """
        photos:
          - {file: a.jpg, caption: "Ảnh một & hai", consent: obtained}
          - {file: b.jpg, caption: Ảnh ba, alt: Mô tả, consent: obtained}
          - {file: c.jpg, caption: Ảnh rút, consent: withdrawn}
    """
    body = "Mở đầu.\n\n![Lời tả riêng](a.jpg)\n\n![Ảnh rút](c.jpg)\n\nKết."
    write_site(tmp_path, {"posts/2024/mot/index.md": post(head, body)})
    for name, colour in (("a", "red"), ("b", "green"), ("c", "blue")):
        write_picture(tmp_path / f"posts/2024/mot/{name}.jpg", (900, 600), colour)
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert ".jpg" not in done.stderr, done.stderr
    folder = tmp_path / "site/tin-tuc/2024/mot"
    html = (folder / "index.html").read_text("utf-8")
    text, _, rest = html.partition("</head>")[2].partition("Kết.")
    assert text.count("<picture>") == 1
    assert 'alt="Lời tả riêng"' in text
    assert "Ảnh một &amp; hai" in text
    assert 'fetchpriority="high"' in text
    assert rest.count("<picture>") == 1
    assert 'alt="Mô tả"' in rest
    assert 'loading="lazy"' in rest
    assert "Ảnh rút" not in html
    assert [path.name for path in folder.iterdir()] == ["index.html"]
