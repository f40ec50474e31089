"""Python-Markdown: a post's photos inside its text, shown from what was published of them.

Works on the parsed text, before the host looks for the files that pictures point to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]

from dvk_plugin.read.pictures import file_key
from dvk_plugin.views.page import Figure

AFTER_ATTRIBUTES = 6
"""Priority: `attr_list` at 8 has read its braces, MkDocs at 0 has not yet followed links."""
_MARK = re.compile(r' id="anh-[^"]*"')


class FigureExtension(Extension):  # type: ignore[misc]
    """Puts `figures` in place of pictures; the host changes them from page to page."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: Mapping[str, Figure] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Figures(md, self), "dvk_figures", AFTER_ATTRIBUTES)


class _Figures(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, extension: FigureExtension) -> None:
        super().__init__(md)
        self._extension = extension
        self._told: set[str] = set()

    def run(self, root: Element) -> None:
        self._told.clear()
        if self._extension.figures:
            self._walk(root)

    def _walk(self, parent: Element) -> None:
        if parent.tag == "p" and self._is_album(parent):
            figures = [figure.block for child in parent if (figure := self._figure(child))]
            for child in [*parent]:
                parent.remove(child)
            parent.text = self._stash("\n".join(figures))
            return
        for child in [*parent]:
            figure = self._figure(child)
            if figure is not None:
                _replace(parent, child, self._stash(figure.inline))
            elif next(child.iter("img"), None) is not None:
                self._walk(child)

    def _is_album(self, paragraph: Element) -> bool:
        """Whether a paragraph has our pictures and nothing else."""
        texts = [paragraph.text, *(child.tail for child in paragraph)]
        ours = [self._figure(child) is not None for child in paragraph]
        return bool(ours) and all(ours) and not any(text and text.strip() for text in texts)

    def _figure(self, element: Element) -> Figure | None:
        if element.tag != "img":
            return None
        return self._extension.figures.get(file_key(unquote(element.get("src", ""))))

    def _stash(self, html: str) -> str:
        html = _MARK.sub(self._once, html)
        return cast(str, self.md.htmlStash.store(html)) if html else ""

    def _once(self, mark: re.Match[str]) -> str:
        """A picture's mark where it is shown first: a page has each mark once."""
        is_new = mark[0] not in self._told
        self._told.add(mark[0])
        return mark[0] if is_new else ""


def _replace(parent: Element, child: Element, text: str) -> None:
    """Take a child out of its parent, with `text` in its place and its tail kept."""
    at = [*parent].index(child)
    text += child.tail or ""
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)
