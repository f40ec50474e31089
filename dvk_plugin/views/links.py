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

    def root(self, page: str) -> str:
        """What leads from the page `page` to the site's root: nothing, or `../` some times."""
        ...

    def url(self, uri: str) -> str:
        """The address of a page or file from the site's root, not quoted."""
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
        return relative_address(self.url(target), self._folder(page))

    def root(self, page: str) -> str:
        """The way from a page to the site's root: nothing, or `../` some times."""
        folder = self._folder(page)
        return "../" * (folder.count("/") + 1) if folder else ""

    def absolute(self, target: str) -> str:
        if not self._base:
            return ""
        uri, mark, anchor = target.partition("#")
        return f"{self._base}{_quoted(self.url(uri))}{mark}{anchor}"

    def url(self, uri: str) -> str:
        """The address of a page or file from the site's root, not quoted."""
        if not uri.endswith(".md"):
            return uri
        return _page_url(uri, self._directories)

    def _folder(self, page: str) -> str:
        return _folder_of(self.url(page))


@lru_cache(maxsize=1 << 10)
def _folder_of(address: str) -> str:
    return posixpath.dirname(address)


@lru_cache(maxsize=1 << 15)
def _page_url(uri: str, directories: bool) -> str:
    stem = uri.removesuffix(".md")
    if not directories:
        return f"{stem}.html"
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def file_of(url: str) -> str:
    """The file that a host serves at an address of the site."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def has_host(address: str) -> bool:
    """Whether an address says by itself where it leads."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host)


_quoted = lru_cache(maxsize=1 << 15)(quote)


def relative_address(there: str, folder: str) -> str:
    """The address `there` as seen from a page in `folder`, quoted; both from the site's root."""
    top, slash, _ = there.partition("/")
    if not slash or not f"{folder}/".startswith(f"{top}/"):  # as most: nothing in common
        return "../" * (folder.count("/") + 1 if folder else 0) + _quoted(there) or "./"
    steps, parts = there.split("/"), folder.split("/") if folder else []
    common = 0
    for step, part in zip(steps[:-1], parts, strict=False):
        if step != part:
            break
        common += 1
    return "../" * (len(parts) - common) + _quoted("/".join(steps[common:])) or "./"
