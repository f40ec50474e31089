"""Pictures of a text are those that Markdown itself would show."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from markdown import Markdown

from dvk_plugin.read.pictures import written_pictures

FORMS = [
    "![a](x.jpg)",
    "![](x.jpg)",
    "![a](./anh%201.jpg)",
    "![a](anh 1.jpg)",
    "![a](anh (1).jpg)",
    "![a](<anh 1.jpg>)",
    '![a](<anh 1.jpg> "t")',
    '![a](x.jpg "một hai")',
    "![a](x.jpg 'một')",
    '![a](x.jpg\n"t")',
    "![a](  x.jpg  )",
    "![a\nb](x.jpg)",
    "![a [b] c](x.jpg)",
    "![a](x).jpg)",
    "[![a](x.jpg)](https://a.example)",
    "![a](x.jpg)![b](y.jpg) và ![c](z.jpg)",
    "![a][r]\n\n[r]: https://a.example/c.png",
    "![a][R]\n\n[r]: <x.jpg>",
    "![r]\n\n[r]: x.jpg",
    "![r][]\n\n[r]: x.jpg",
    "![r]",
    "\\![a](x.jpg)",
    "[a](x.jpg)",
    "!\\[a](x.jpg)",
    "`![a](x.jpg)`",
    "<!-- ![a](x.jpg) -->",
    "![a](//a.example/x.jpg)",
    "> ![a](x.jpg)\n\n- ![b](y.jpg)",
]


@pytest.mark.parametrize("text", FORMS)
def test_the_pictures_are_those_that_markdown_shows(text: str) -> None:
    html = re.sub(r"<!--.*?-->", "", Markdown().convert(text))
    tags = re.findall(r'<img alt="([^"]*)" src="([^"]*)"', html)
    shown = [(unescape(alt), unquote(unescape(src))) for alt, src in tags]
    assert [(one.alt, one.target) for one in written_pictures(text)] == shown


def test_a_picture_knows_its_characters() -> None:
    text = "`mã` và ![a](x.jpg), hết"
    (picture,) = written_pictures(text)
    assert text[picture.start : picture.end] == "![a](x.jpg)"


@pytest.mark.parametrize("part", ["![", "![a](", '![a](x "', "![[", "![a](x (", "![a] ", "<!--"])
def test_a_long_text_of_halves_comes_to_an_end(part: str) -> None:
    assert list(written_pictures(part * 20_000)) == []
