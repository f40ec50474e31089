"""Python-Markdown: links of an author's text, from sources to addresses.

A link may name the source of a page, from the text's own place (`../kham-benh/index.md`) or from
the docs folder (`/mo-hinh/ao-am.md`), as in MkDocs; what leads elsewhere stays as it is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from markdown.util import AMP_SUBSTITUTE  # type: ignore[import-untyped]

from dvk_plugin.views.links import Links

LAST = 0
"""Priority: after all that makes links."""
_ATTRIBUTES = {"a": "href", "img": "src"}


class LinkExtension(Extension):  # type: ignore[misc]
    """Follows links from `page`, which changes from text to text; notes in `dead` those astray.

    `asked`: the uris that links named, and whether there was such a one.
    """

    def __init__(self, links: Links, targets: Collection[str]) -> None:
        """`targets`: the uris of all that a link may lead to."""
        super().__init__()
        self.links = links
        self.targets = targets
        self.page = ""
        self.dead: list[str] = []
        self.asked: dict[str, bool] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Follow(md, self), "dvk_links", LAST)

    def address(self, link: str) -> str:
        """A link as it must stand on the page."""
        scheme, host, path, query, anchor = urlsplit(link)
        if scheme or host or not path or AMP_SUBSTITUTE in link:
            return link
        uri = target_uri(self.page, unquote(path))
        self.asked[uri] = uri in self.targets
        if not self.asked[uri]:
            self.dead.append(link)
            return link
        return urlunsplit(("", "", self.links.href(uri, self.page), query, anchor))


def target_uri(page: str, path: str) -> str:
    """The uri that a path in the text of a page means."""
    start = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(start, path.lstrip("/")))


class _Follow(Treeprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, extension: LinkExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _ATTRIBUTES.get(element.tag)
            link = element.get(attribute) if attribute else None
            if attribute and link:
                element.set(attribute, self._extension.address(link))
