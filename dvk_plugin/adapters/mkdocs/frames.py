"""The frames of our pages, from the host's theme: each rendered once, with marks for words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import script_tag_filter

from dvk_plugin.adapters.sharing import feed_words
from dvk_plugin.press.frame import BASE, HOME, ROOT, Frame, frame_of, slot
from dvk_plugin.views.compiled import Compiled
from dvk_plugin.views.links import Links
from dvk_plugin.views.page import Page

_NOWHERE: Any = {"page": None, "base_url": ""}


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages with the same frame. `here`: entries of the menu that lead to the page or above it."""

    kind: str
    here: tuple[tuple[int, bool], ...]
    preview: tuple[int, int] | None
    is_dated: bool
    is_corrected: bool
    feeds: int


def frames_of(
    pages: Iterable[Page],
    config: MkDocsConfig,
    nav: Navigation,
    env: Environment,
    links: Links,
) -> dict[str, Frame]:
    """The frame of each page, by uri."""
    shell = _with_root_links(env)
    targets = _targets(nav)
    made: dict[Kind, Frame] = {}
    found = {}
    for page in pages:
        kind = _kind(page, targets, links)
        if kind not in made:
            made[kind] = _frame(page, config, nav, shell, links)
        found[page.uri] = made[kind]
    return found


def _kind(page: Page, targets: Sequence[str], links: Links) -> Kind:
    url = links.url(page.uri)
    return Kind(
        page.kind,
        tuple(
            (at, url == target)
            for at, target in enumerate(targets)
            if url == target or (target not in ("", "./", ".") and url.startswith(target))
        ),
        (page.preview.width, page.preview.height) if page.preview else None,
        page.published is not None,
        page.published != page.updated,
        len(page.feeds),
    )


def _targets(nav: Navigation) -> list[str]:
    """Addresses that the menu leads to, sections by what is in them."""
    found: list[str] = []
    todo: list[Any] = list(nav)
    while todo:
        item = todo.pop(0)
        if isinstance(item, Section):
            todo = [*item.children, *todo]
        elif isinstance(item, (HostPage, Link)):
            found.append(item.url or "")
    return found


def _with_root_links(env: Environment) -> Environment:
    """The theme's templates, giving addresses from the site's root with a mark before them."""

    def url(value: object) -> str:
        address: str = normalize_url(str(value))
        if address in ("", ".", "./"):
            return slot(HOME)
        is_whole = address.startswith(("/", "#")) or bool(urlsplit(address).scheme)
        return address if is_whole else slot(ROOT) + address

    shell = env.overlay()
    if env.bytecode_cache is not None:
        shell.bytecode_cache = Compiled("frames")

    def script_tag(script: Any) -> str:
        tag = str(script_tag_filter(_NOWHERE, script))
        return Markup(tag.replace(f'"{escape(script)}"', f'"{escape(url(script))}"', 1))

    shell.filters = {
        **env.filters,
        "url": url,
        "script_tag": script_tag,
    }
    return shell


def _frame(
    page: Page, config: MkDocsConfig, nav: Navigation, env: Environment, links: Links
) -> Frame:
    """The frame of all pages like this one."""
    host = HostPage(None, File.generated(config, page.uri, content=""), config)
    host.canonical_url = slot("address") if links.absolute(page.uri) else None
    host.content = slot("content")
    host.meta = {
        "title": slot("title"),
        "description": slot("description"),
        "hide": ["navigation", "toc"],
        "dvk": {"kind": page.kind, **_shared(page, links)},
    }
    context = {**get_context(nav, [], config, host), "base_url": slot(BASE)}
    return frame_of(env.get_template("main.html").render(context))


def _shared(page: Page, links: Links) -> dict[str, Any]:
    """What theme/dvk/sharing.html takes, with marks for what differs."""
    preview = page.preview and {
        "url": slot("preview_url"),
        "width": page.preview.width,
        "height": page.preview.height,
        "alt": slot("preview_alt"),
    }
    feeds = [
        {"title": slot("feed_title"), "atom": slot("feed_atom"), "json": slot("feed_json")}
        for _ in page.feeds[:-1]
    ]
    return {
        "preview": preview,
        "feeds": [*feeds, *(feed_words(feed, links) for feed in page.feeds[-1:])],
        "published": slot("published") if page.published else "",
        "modified": slot("published" if page.published == page.updated else "modified"),
        "data": slot("data") if links.absolute(page.uri) else "",
    }
