"""The short ways through a text: each as exact as the long one, and each taken where it may be."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from dialects_sample import DIALECTS, converters, same
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HRProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import NormalizeWhitespace

from dvk_plugin.press import plain_lines
from dvk_plugin.press.sparing import make_sparing

BLOCKS = (
    *("Trao quà cho bà con.", "Bà con **rất** vui,\ncả *thôn\nmừng* lắm.", "“Cảm ơn”, bà nói."),
    *(
        "- một\n- hai",
        "- một\n\n- hai",
        "1. một\n2. hai",
        "2024 là năm\n2025. kế tiếp",
        "12",
        "* a *b*",
    ),
    *("* * *", "**", "*[DV]: Dân vận", "*[DV] Dân vận", "**đậm**", "***", "*nghiêng*\n***\nchữ"),
    *("    thụt vào", "  hai dấu cách", "\tthụt vào", "    - con\n    - cháu", "        sâu hơn"),
    *("> trích\nlười", "> - a\n> - b\n\n> c", ">", "chữ\n> trích", "chữ\n# mục\nchữ", "# mục #"),
    *(
        "Mục\n===",
        "Mục\n---\nchữ",
        "Mục\nhai\n---",
        "chữ\n- a",
        "chữ\n1. a",
        "chữ\n***",
        "chữ\n    b",
    ),
    *(
        "a | b\n--|--\nc | d",
        "Cột a | b\n---|---\n1 | 2",
        "| a |\n|---|",
        "chữ | chữ",
        "a|b\n:-:|-",
    ),
    *(
        "!!! note\n    trong",
        "chữ\n!!! note",
        "    tiếp theo",
        "![ảnh](a.jpg)",
        "![ảnh](a.jpg)\n![](b)",
    ),
    *("[1]: https://a.example", "chữ\n[1]: https://a.example 'T'", "[một][1] [hai] ![ba][1]"),
    *("[^1]: chú thích", "chữ[^1]", "chữ\n[^1]: chú thích\n\n    tiếp", "DV và DV", "[TOC]"),
    *("chữ\n: nghĩa", ": nghĩa", "Từ\n:   nghĩa\n\n    tiếp", "(c) ai đó", "'nháy'", '"nháy"'),
    *("chữ\n{: .x #y}", "## Mục {#m .x}", "- a {: .x}", "**đậm**{.x}", "{: .x}", "chữ {chữ}"),
    *(
        "dòng  \nngắt",
        "dòng\\\nngắt",
        "\\* không",
        "\\- không",
        "&amp; &#38; & &x;",
        "&#38 và &#x26 và &lt",
        "a < b > c",
    ),
    *(
        '<div markdown="1">\n\nchữ *a*\n\n</div>',
        "<div>chữ</div>",
        "<b>chữ</b>",
        "<!-- x -->",
        "chữ\n<hr>",
    ),
    *(
        "```\nmã\n```",
        "~~~\n# a\n~~~",
        "```\nhở",
        "`mã`",
        "a\r\nb",
        "a\n \nb",
        "a\u00a0b",
        "\u00a0a",
    ),
    *(
        "a\u2028b",
        "\u2028a",
        "a\x0b- b",
        "a\x0c# b",
        "tie\u0302\u0301ng Vie\u0323\u0302t",
        "\u0301a",
    ),
    *(
        "٣. ba",
        "٣ ba",
        "١٢٣",
        "²",
        "½ cân",
        "_nghiêng_",
        "__đậm__",
        "_ _ _",
        "— gạch",
        "…",
        "🎉 mừng",
    ),
    *(
        "- # mục\n  chữ",
        "- a\n    b\n\n    c",
        "1. a\n\n    1. b\n\n        c\n\nd",
        "- [ ] a\n- [x] b",
    ),
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(BLOCKS), st.sampled_from(("\n\n", "\n", "\n\n\n", "\r\n\r\n")))
    ),
    st.sampled_from([*DIALECTS]),
)
def test_blocks_in_any_order_come_out_the_same(blocks: list[tuple[str, str]], dialect: str) -> None:
    same(dialect, "".join(block + end for block, end in blocks))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_block_comes_out_the_same_alone_and_in_others(dialect: str) -> None:
    for block in BLOCKS:
        same(dialect, block)
        for mark in ("> ", "    ", "- ", "Chữ\n", "!!! note\n\n    ", "[^1]: ", "Từ\n:   "):
            same(dialect, mark + block)
            same(dialect, f"- a\n\n{mark}" + block.replace("\n", "\n    "))


def asked(ours: Markdown, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The blocks of which it is asked whether they hold a line across."""
    found = []

    def ask(self: HRProcessor, parent: Element, block: str) -> bool:
        found.append(block)
        return False

    monkeypatch.setattr(HRProcessor, "test", ask)
    ours.reset().convert(text)
    return found


PARAGRAPHS = "Trao quà.\n\n**Bà con** vui,\n*rất* vui.\n\n![](a.jpg)\n\n1200 suất.\n\n“Vui”."


def test_a_plain_paragraph_is_asked_of_no_other_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for dialect in ("plain", "ours", "extra"):
        _, ours = converters(dialect)
        assert asked(ours, f"{PARAGRAPHS}\n\n_xa_", monkeypatch) == ["_xa_"]


class _Question(BlockProcessor):
    """A block of somebody else's: a line that begins with `Hỏi`."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("Hỏi")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "h6").text = blocks.pop(0)


class _Foreign(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Question(md.parser), "question", 35)


def test_with_a_block_of_somebody_elses_all_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = make_sparing(Markdown(extensions=[_Foreign()]))
    assert ours.convert("Hỏi gì?\n\nĐáp.") == "<h6>Hỏi gì?</h6>\n<p>Đáp.</p>"
    assert len(asked(ours, PARAGRAPHS, monkeypatch)) == 5


def test_block_processors_can_still_be_looked_up() -> None:
    plain, ours = converters("ours")
    before, after = plain.parser.blockprocessors, ours.parser.blockprocessors
    assert len(after) == len(before) + 1
    assert "hr" in after and type(after["hr"]) is HRProcessor
    assert after.get_index_for_name("hr") == before.get_index_for_name("hr") + 1


def test_lines_are_prepared_only_where_a_sign_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[list[str]] = []
    told = NormalizeWhitespace.run

    def run(self: Any, lines: list[str]) -> list[str]:
        found.append(lines)
        return told(self, lines)

    monkeypatch.setattr(NormalizeWhitespace, "run", run)
    ours = make_sparing(Markdown())
    found.clear()
    for text in (
        "Trao quà.",
        "Trao\tquà.",
        "Trao\x02quà.",
        "Trao quà.\r\n\r\nVui.",
        "Trao\n  \nquà",
    ):
        ours.reset().convert(text)
    assert ["Trao quà."] not in found
    assert len(found) == 4


def test_lines_are_prepared_as_ever_where_that_does_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NormalizeWhitespace, "run", lambda self, lines: [*map(str.upper, lines)])
    markdown = Markdown()
    plain_lines.spare_lines(markdown)
    assert markdown.convert("vui") == "<p>VUI</p>"


LINKS = (
    *(
        "[",
        "]",
        "](",
        "![",
        "(",
        ")",
        "<",
        ">",
        '"',
        "'",
        " ",
        "\\",
        "`",
        "*",
        "_",
        "\n",
        "&",
        "\x02",
    ),
    *("[chữ](a.md)", "![](a.jpg)", "[chữ](<a b> 'tên')", '[chữ](a.md "tên")', "[chữ](a_(b).md)"),
    *(
        "a.jpg",
        "chữ",
        "https://a.example",
        "[1]",
        "()",
        "(a b)",
        "[a [b] c](d)",
        "[c](d\\)e)",
        "&amp;",
    ),
    "\n\n[1]: https://a.example\n\n",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINKS), max_size=12).map("".join), st.sampled_from([*DIALECTS]))
def test_links_come_out_the_same(text: str, dialect: str) -> None:
    same(dialect, text)


def test_plain_links_are_not_followed_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[str] = []

    def follow_with(told: Any) -> Any:
        def follow(self: Any, text: str, start: int) -> Any:
            followed.append(text[start:])
            return told(self, text, start)

        return follow

    for name in ("getText", "getLink"):
        told = getattr(LinkInlineProcessor, name)
        monkeypatch.setattr(LinkInlineProcessor, name, follow_with(told))
    ours = make_sparing(Markdown())
    assert "<a" in ours.convert("[a](b.md)") and "<img" in ours.reset().convert("![a](b.jpg)")
    assert followed == []
    for text in ("[a [b]](c.md)", "[a](b 'c')"):
        ours.reset().convert(text)
    assert {"a [b]](c.md)", "(b 'c')"} <= {*followed}


def test_where_nobody_else_has_a_part_tags_of_blocks_are_remembered() -> None:
    for extensions, is_block in ((["extra"], False), (["extra", _Foreign()], True)):
        ours = make_sparing(Markdown(extensions=extensions))
        assert ours.is_block_level("p") and not ours.is_block_level("hoi")
        ours.block_level_elements.append("hoi")
        assert ours.is_block_level("hoi") is is_block
