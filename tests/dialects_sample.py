"""Converters in several dialects, plain and sparing, and their comparison."""

from __future__ import annotations

from functools import cache

from markdown import Markdown

from dvk_plugin.press.sparing import make_sparing

DIALECTS = {
    "plain": [],
    "mkdocs": ["toc", "tables", "fenced_code"],
    "ours": ["toc", "tables", "fenced_code", "attr_list", "md_in_html", "admonition"],
    "extra": ["extra", "toc", "sane_lists", "nl2br", "smarty", "wikilinks", "legacy_em"],
    "pymdownx": [
        *("toc", "tables", "attr_list", "pymdownx.superfences", "pymdownx.betterem"),
        *("pymdownx.mark", "pymdownx.tilde", "pymdownx.caret", "pymdownx.keys"),
        *("pymdownx.magiclink", "pymdownx.smartsymbols", "pymdownx.tasklist", "pymdownx.details"),
    ],
}


@cache
def converters(dialect: str) -> tuple[Markdown, Markdown]:
    """Plain, and ours, which a test uses again and again, as the press does."""
    plain, ours = (Markdown(extensions=DIALECTS[dialect]) for _ in range(2))
    return plain, make_sparing(ours)


def same(dialect: str, text: str) -> None:
    plain, ours = converters(dialect)
    assert ours.reset().convert(text) == plain.reset().convert(text)
    assert getattr(ours, "toc_tokens", 0) == getattr(plain, "toc_tokens", 0)
    assert getattr(ours, "toc", "") == getattr(plain, "toc", "")
