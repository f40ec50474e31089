"""The short ways through a text: each as exact as the long one, and each taken where it may be."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Comment, Element, QName, SubElement

import pytest
from dialects_sample import DIALECTS, converters, same
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HRProcessor
from markdown.extensions import Extension
from markdown.preprocessors import NormalizeWhitespace
from markdown.serializers import to_html_string, to_xhtml_string
from markdown.util import AtomicString

from dvk_plugin.press import plain_lines
from dvk_plugin.press.serializing import to_xhtml
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


WORDS = st.sampled_from(
    ["", "Trao quà", "a & b", "&amp;", "&#38; &x; &", "<b>", "a > b", '"', "\n", "\x02amp\x03", "ê"]
)
TAGS = st.sampled_from(
    ["p", "a", "img", "br", "BR", "hr", "script", "style", "SCRIPT", "code", "d", "", "x:y"]
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "checked", "href", "data-x", "Z"]),
    st.one_of(WORDS, st.just("checked"), st.none(), st.builds(QName, WORDS)),
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> Element:
    element = Element(draw(TAGS)) if draw(st.integers(0, 9)) else Comment()
    element.text = draw(st.one_of(st.none(), WORDS, WORDS.map(AtomicString)))
    element.tail = draw(st.one_of(st.none(), WORDS))
    for name, value in draw(ATTRIBUTES).items():
        element.set(name, value)
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        element.append(draw(elements(depth - 1)))
    return element


@settings(max_examples=300, deadline=None)
@given(elements())
def test_any_tree_is_written_the_same(root: Element) -> None:
    assert outcome(to_xhtml, root) == outcome(to_xhtml_string, root)


def outcome(write: Any, root: Element) -> str:
    try:
        return str(write(root))
    except TypeError as error:  # a comment without words
        return str(error)


def test_a_tree_deeper_than_the_stack_is_written_the_same() -> None:
    root = at = Element("div")
    for _ in range(5000):
        at = SubElement(at, "b")
    assert to_xhtml(root) == to_xhtml_string(root)


def test_html_that_is_no_xhtml_is_left_to_python_markdown() -> None:
    ours = make_sparing(Markdown(output_format="html"))
    assert ours.serializer is to_html_string
    assert ours.convert("a  \nb") == "<p>a<br>\nb</p>"
