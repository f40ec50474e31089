"""Markdown without its marks."""

from __future__ import annotations

import pytest

from dvk_plugin.search.plaintext import plain_text

CASES = {
    "## Đến với **người dân**\n\nTại _hai_ xã": "Đến với người dân Tại hai xã",
    "[mô hình](/mo-hinh/a.md) và [b][c]": "mô hình và b",
    'xem [bài](a.md "tựa"), trang': "xem bài, trang",
    "trước ![chú thích](a.jpg){ .rong } sau": "trước sau",
    "- một\n- hai\n\n1. ba\n> bốn\n> - năm": "một hai ba bốn năm",
    "| Nội dung | Số |\n| --- | ---: |\n| Quà | 60 |": "Nội dung Số Quà 60",
    "!!! note\n    Ghi nhớ": "Ghi nhớ",
    "```yaml\nfunds: 5\n```": "funds: 5",
    "a &lt;b&gt; &amp; c<br>d <!-- kín --> e": "a <b> & c d e",
    "<script>alert(1)</script>": "alert(1)",
    "ten_bien và `mã`, 5 * 3": "ten_bien và mã, 5 3",
    "08-HD/BDVTU\n---\n2021–2025": "08-HD/BDVTU 2021–2025",
    "": "",
}


@pytest.mark.parametrize("markdown", CASES)
def test_marks_go_and_words_stay(markdown: str) -> None:
    assert plain_text(markdown) == CASES[markdown]


@pytest.mark.parametrize(
    "unit", ["[", "![", "![a](", "<", "<!--", "{.", "*", "_", "a_", "|-", "> ", " ", "[a](", "`"]
)
def test_a_long_text_of_marks_alone_comes_to_an_end(unit: str) -> None:
    """With steps in the square of its length this would take hours."""
    text = plain_text(f"{unit * 300_000}\nx")
    assert text.endswith("x")
