"""Links between pages, by the uri of their sources; how they are written is the host's matter."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, urlsplit


class Links(Protocol):
    """The small port through which views link: hosts give addresses in different ways."""

    def href(self, target: str, page: str) -> str:
        """The address of `target` (a page's or file's uri) as seen from the page `page`."""
        ...

    def absolute(self, target: str) -> str:
        """The full address of `target`, or nothing where the site does not know its own."""
        ...


class RelativeLinks:
    """Addresses relative to the page: they hold on any host, below any folder."""

    def __init__(self, *, directories: bool = True, base: str = "") -> None:
        """`directories`: `a/b.md` is served as `a/b/`, not as `a/b.html`.

        `base`: where the site will stand, `https://truong.edu.vn/dang-uy/`; may be unknown.
        """
        self._directories = directories
        self._base = f"{base.rstrip('/')}/" if has_host(base) else ""

    def href(self, target: str, page: str) -> str:
        return relative_address(self.url(target), posixpath.dirname(self.url(page)))

    def absolute(self, target: str) -> str:
        if not self._base:
            return ""
        uri, mark, anchor = target.partition("#")
        return f"{self._base}{_quoted(self.url(uri))}{mark}{anchor}"

    def url(self, uri: str) -> str:
        """The address of a page or file from the site's root, not quoted."""
        if not uri.endswith(".md"):
            return uri
        stem = uri.removesuffix(".md")
        if not self._directories:
            return f"{stem}.html"
        folder = stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
        return folder


def has_host(address: str) -> bool:
    """Whether an address says by itself where it leads."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host)


_quoted = lru_cache(maxsize=4096)(quote)


@lru_cache(maxsize=4096)
def relative_address(there: str, folder: str) -> str:
    """The address `there` as seen from a page in `folder`, quoted; both from the site's root."""
    relative = posixpath.relpath(there or ".", folder or ".")
    if (there.endswith("/") or not there) and relative != ".":
        relative += "/"
    return quote("./" if relative == "." else relative)
