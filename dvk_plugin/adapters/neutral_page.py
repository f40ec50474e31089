"""A page of ours as Markdown for any generator: front matter, and HTML which it leaves alone.

What a page says is finished: its figures, links and pictures are in it. So no dialect of Markdown
may find anything to do there, neither Python-Markdown, whose extensions look at lines before they
know of HTML, nor CommonMark, where a blank line ends a block of HTML.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import Any

import yaml

from dvk_plugin.adapters.sharing import shared
from dvk_plugin.views.links import Links
from dvk_plugin.views.page import Page

_BLANK_NEXT = re.compile(r"\n(?=[ \t]*\n)")
_LIKE_MARKDOWN = re.compile(r"^( *)([-`~;+*#:|=!?\[])", re.MULTILINE)
"""What lines of Markdown begin with; no tag that goes over several lines has such a line."""


def place_of(uri: str, *, directories: bool) -> str:
    """Where the source of a page of ours stands: beside what it becomes.

    Of `a/b.md` becomes `a/b/index.html`, and some generators take the links in its HTML as from the
    one place, some as from the other; of `a/b/index.md` there is one only.
    """
    stem = uri.removesuffix(".md")
    is_moved = directories and uri.endswith(".md") and posixpath.basename(stem) != "index"
    return f"{stem}/index.md" if is_moved else uri


def neutral_page(page: Page, html: str, links: Links) -> str:
    """The source of a page of ours. `html`: all that it shows."""
    head = {
        "title": escape(page.title, quote=False),  # themes print both as they stand
        "description": escape(page.description),
        "hide": ["navigation", "toc"],
        "dvk": told_of(page, links),
    }
    return f"---\n{as_yaml(head)}---\n\n<div>\n{inert(html)}\n</div>\n"


def told_of(page: Page, links: Links) -> dict[str, Any]:
    """What theme/dvk/sharing.html and news.html take of a page, as plain text."""
    own = shared(page, links)
    return {
        "kind": page.kind,
        **own,
        "feeds": own["feeds"] if page.feeds else [],
        "published": page.published.isoformat() if page.published else "",
        "modified": page.updated.isoformat() if page.published and page.updated else "",
        "data": page.data() if links.absolute(page.uri) else "",
    }


def inert(html: str) -> str:
    """HTML that shows the same and has no blank line, no tab, and no line that begins as one of
    Markdown does."""
    one = _BLANK_NEXT.sub("&#10;", html.strip("\n").replace("\t", "&#9;"))
    return _LIKE_MARKDOWN.sub(lambda found: f"{found[1]}&#{ord(found[2])};", one)


class _Dumper(yaml.SafeDumper):
    """Quotes what begins like a number: readers of YAML do not agree which of that is text."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if text[:1] in _NUMERIC else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_NUMERIC = ("", *"0123456789+-.")
_Dumper.add_representer(str, _text)


def as_yaml(value: object) -> str:
    """Lines of YAML, each value on its own; plain data alone."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 30)
