"""Texts converted with less work: the HTML is that of plain Python-Markdown, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from dialects_sample import DIALECTS, converters, same
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from dvk_plugin.press import sparing
from dvk_plugin.press.sparing import Spared, make_sparing, words_of

ROOT = Path(__file__).parents[2]
PIECES = (
    *("Trao quà", " ", "  \n", "\n", "\n\n", "    ", "\t", "1. ", "- ", "* ", "+ ", "> ", "# "),
    *("**", "*", "_", "__", "***", "`", "``", "```", "~~~", "\\", "\\*", "\\[", "[", "]", "(", ")"),
    *("![", "](a.jpg)", "](b)", "[c]", "[c]: https://a.example 'T'\n", "[^1]", "[^1]: ", "[TOC]"),
    *("<", ">", "<b>", "</b>", "<div markdown>", "</div>", "<!--", "-->", "<?", "?>", "&", "&amp;"),
    *(
        "<https://a.example>",
        "<a@b.example>",
        "https://a.example/x_y",
        "&#38;",
        "!",
        ":",
        "|",
        "==",
    ),
    *(
        "| a | b |\n|---|---|\n| c | d |",
        "===",
        "---",
        "!!! note\n    ",
        "{#x .y}",
        "{: z=1}",
        "\x02",
    ),
    *("*[DV]: Dân vận\n", "DV", ": ", "--", "...", '"', "'", "(c)", "+/-", "++a++", "klzzwxh:0000"),
)
NASTY = (
    '**đậm _nghiêng** lẫn_ `mã ` `` ` `` \\` [a [b](c)] ![x](y "z") <b>*c*</b> &lt; &x; &#1;',
    "dòng một  \ndòng hai\\\ndòng ba\n===\n\n---\n***\n___\n- - -\n",
    "[TOC]\n\n# Một\n\n## Một\n\n[TOC]\n\n### *Hai* `TOC` [TOC]\n",
    "> trích\nlười\n\n1. a\n\n    - b\n\n        c\n2. d\n",
    "[1]: <https://a.example> (T)\n\nxem [một][1] [1] [một] ![hai][1]",
    "*" * 300 + "a" + "_" * 300,
    "[" * 200 + "a" + "]" * 200,
    "\x02\x03 \x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \0",
)


def expressions(dialect: str) -> Iterator[re.Pattern[str]]:
    plain, _ = converters(dialect)
    for processor in (*plain.inlinePatterns, *plain.parser.blockprocessors):
        for name in sparing._EXPRESSIONS:
            expression = getattr(processor, name, None)
            if isinstance(expression, re.Pattern):
                yield expression


@pytest.mark.parametrize("dialect", DIALECTS)
def test_texts_of_this_project_come_out_the_same(dialect: str) -> None:
    files = sorted(path for folder in ("posts", "docs") for path in (ROOT / folder).rglob("*.md"))
    assert len(files) > 20
    for path in files:
        same(dialect, path.read_text("utf-8"))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_come_out_the_same(dialect: str, text: str) -> None:
    same(dialect, text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([*DIALECTS]))
def test_any_text_comes_out_the_same(text: str, dialect: str) -> None:
    same(dialect, text)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_what_an_expression_matches_holds_what_it_is_said_to_need(data: st.DataObject) -> None:
    for dialect in DIALECTS:
        for expression in {*expressions(dialect)}:
            if words := words_of(expression):
                found = data.draw(st.from_regex(expression))
                assert any(word in found for word in words)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"(?<!\!)\[", ("[",)),
        (r"a?b{2}(?=x`+)", ("`",)),
        (r"<(\w+://[^<>]*)>", ("://",)),
        (r"  \n", ("  \n",)),
        (r"\*|__", ("*", "__")),
        (r"[*+-][ ]+(.*)", ("*", "+", "-")),
        (r"(?:#*|x)", ()),
        (r"\*|.", ()),
        (r"[^*]|[a-z]", ()),
        (r"(?i)<a", ()),
        (r"(?i:<a)", ()),
        (r"(?!<)(?<!>)(a)\1", ("a",)),
    ],
)
def test_what_must_stand_in_a_text(expression: str, words: tuple[str, ...]) -> None:
    assert words_of(re.compile(expression)) == words


def test_a_sentence_without_a_sign_costs_no_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    told = Spared.finditer

    def ask(self: Spared, text: str, *span: int) -> Any:
        asked.append(text)
        return told(self, text, *span)

    monkeypatch.setattr(Spared, "finditer", ask)
    _, ours = converters("ours")
    assert all(isinstance(one.getCompiledRegExp(), Spared) for one in ours.inlinePatterns)
    ours.reset().convert("Đoàn trao 20 suất quà.\n\nBà con **rất** vui.")
    assert 0 < len(asked) < len(ours.inlinePatterns)
    assert not [text for text in asked if "Đoàn" in text]


class _Shout(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = Element("b")
        element.text = m[0]
        return element, m.start(), m.end()


class _Foreign(Extension):
    """An expression of somebody else's, which needs no sign at all."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_Shout("vui", md), "vui", 5)


def test_an_expression_of_somebody_elses_is_always_run() -> None:
    ours = make_sparing(Markdown(extensions=["toc", _Foreign()]))
    assert ours.convert("Bà con rất vui.") == "<p>Bà con rất <b>vui</b>.</p>"


@pytest.mark.parametrize(
    ("part", "value"), [("_parse", None), ("_APPLY", "_gone"), ("_PLAIN", "**not given back**")]
)
def test_where_an_inner_part_is_another_all_is_as_plain(
    part: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparing, part, value)
    ours, plain = make_sparing(Markdown()), Markdown()
    for text in NASTY:
        assert ours.reset().convert(text) == plain.reset().convert(text)
    assert isinstance(ours.inlinePatterns[0].compiled_re, Spared) is (part != "_parse")
    assert "_InlineProcessor__handleInline" not in vars(ours.treeprocessors["inline"])
