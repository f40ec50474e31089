"""Old addresses lead to the new ones: a small page at each, for any host, without scripts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source
from dvk_plugin.read.old_addresses import FIELD
from dvk_plugin.views.links import Links
from dvk_plugin.views.uris import model_uri, post_uri

_PAGE = """\
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{address}">
<title>{title}</title>
</head>
<body>
<p>Trang này đã chuyển sang địa chỉ mới: <a href="{href}">{title}</a></p>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old path from the site's root, the uri and title of the page that it leads to."""

    old: str
    uri: str
    title: str
    source: Source


def redirects_of(site: Site) -> tuple[Redirect, ...]:
    """What posts, models and hand-written pages say of their old addresses."""
    return tuple(
        sorted(
            (
                Redirect(old, uri, title, place(f"{FIELD}/{old}"))
                for uri, title, olds, place in (
                    *((post_uri(p), p.title, p.redirect_from, p.place) for p in site.posts),
                    *(
                        (model_uri(m.slug), m.name, m.redirect_from, m.place)
                        for m in site.models.values()
                    ),
                    *((p.uri, p.title, p.redirect_from, p.place) for p in site.own_pages),
                )
                for old in olds
            ),
            key=lambda redirect: (redirect.old, redirect.source),
        )
    )


def file_at(path: str) -> str:
    """The file that a host serves at a path: `a/` → `a/index.html`; nothing where no page can
    stand there (`a.php`)."""
    if path.endswith("/") or not path:
        return f"{path}index.html"
    ending = PurePosixPath(path).suffix
    if ending in (".html", ".htm"):
        return path
    return "" if ending else f"{path}/index.html"


def check_redirects(redirects: Iterable[Redirect], taken: Collection[str]) -> Iterator[Issue]:
    """`dia-chi-cu-trung`: an old address at which a page stands, or that two pages claim.

    `taken`: the files of all pages.
    """
    first: dict[str, Redirect] = {}
    for redirect in redirects:
        file = file_at(redirect.old) or redirect.old
        if file in taken:
            what = f"Địa chỉ cũ /{redirect.old} đang là địa chỉ của một trang khác."
        elif file in first:
            what = f"Địa chỉ cũ /{redirect.old} cũng được ghi ở {first[file].source}."
        else:
            first[file] = redirect
            continue
        yield Issue("dia-chi-cu-trung", redirect.source, what, f"xóa địa chỉ này khỏi {FIELD}.")


def redirect_files(
    redirects: Iterable[Redirect], links: Links, taken: Collection[str]
) -> Mapping[str, bytes]:
    """The pages at old addresses, by uri. Nothing stands in the way of a real page."""
    found: dict[str, bytes] = {}
    for redirect in redirects:
        file = file_at(redirect.old)
        if file and file not in taken and file not in found:
            href = links.href(redirect.uri, _source(file))
            told = {
                "href": escape(href),
                "address": escape(links.absolute(redirect.uri) or href),
                "title": escape(redirect.title),
            }
            found[file] = _PAGE.format(**told).encode()
    return found


def _source(file: str) -> str:
    """The uri of a page that would be served as this file, wherever pages have folders."""
    name = PurePosixPath(file)
    return str(name.with_suffix(".md") if name.name == "index.html" else name.parent / "index.md")


def targets(redirects: Iterable[Redirect], links: Links) -> Mapping[str, str]:
    """Old path → new path, both from the site's root."""
    found: dict[str, str] = {}
    for redirect in redirects:
        found.setdefault(redirect.old, links.url(redirect.uri))
    return found
