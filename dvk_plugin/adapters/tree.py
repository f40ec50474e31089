"""A site as a documentation project that any generator builds: `dvk tree`.

    FOLDER/mkdocs.yml   name, address, menu, look; for MkDocs, ProperDocs and Zensical alike
    FOLDER/docs/        our pages as Markdown around finished HTML, the author's own, pictures,
                        feeds, open data, the index of the search, styles and scripts
    FOLDER/theme/       the frames of pages, which Jinja and Minijinja read, and those of the site

Whatever reads Markdown and copies all other files gives the same site at the same addresses;
without `theme/` it has the same words and numbers in another frame. MkDocs has no part in it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.adapters.dress import ICON, THEME, default_menu, header_words
from dvk_plugin.adapters.neutral_page import neutral_page, place_of
from dvk_plugin.adapters.sharing import locations, shared
from dvk_plugin.adapters.tree_config import (
    CONFIG,
    DOCS,
    THEME_FOLDER,
    HostConfig,
    read_host_config,
    tree_config,
)
from dvk_plugin.adapters.written_page import WrittenPage, neutral_written, read_written
from dvk_plugin.build import Output, build
from dvk_plugin.domain.issue import Issue, sort_issues
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.press.frame import frame_of, slot
from dvk_plugin.press.sheet import Press
from dvk_plugin.read.files import is_file_inside, read_text_file
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.gather import Written, with_written
from dvk_plugin.search.index import make_index
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.previews import SITE_CARD
from dvk_plugin.views.uris import SEARCH
from dvk_plugin.walk import stamps
from dvk_plugin.write.sitemap import FILE as SITEMAP
from dvk_plugin.write.sitemap import Location, sitemap_files

Files = Iterator[tuple[str, bytes | Path]]
"""Files by their uri in the tree, as bytes or as the file to copy; the first of a name counts."""


@dataclass
class Tree:
    """A site ready to be written as a tree. `written`: the author's own pages, by the uri of their
    files; `others`: his other files. `dead`: links that lead nowhere, by page, known once the files
    have been made."""

    site: Site
    settings: Settings
    config: HostConfig
    links: RelativeLinks
    output: Output
    written: Mapping[str, WrittenPage]
    others: tuple[str, ...]
    dead: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def files(self) -> Files:
        """Every file of the tree; the author's own stand before ours."""
        yield CONFIG, tree_config(self.config, self._words(), self._menu(), self._places()).encode()
        yield from self._theme()
        made = ((f"{DOCS}/{uri}", data) for uri, data in self._docs())
        for uri, data in made:
            yield uri, data
            if uri == f"{DOCS}/{SITEMAP}":  # generators have one of their own, unless a theme has
                text = data.read_bytes() if isinstance(data, Path) else data
                yield f"{THEME_FOLDER}/{SITEMAP}", b"{% raw %}" + text + b"{% endraw %}"

    def _docs(self) -> Files:
        docs, targets = self.settings.docs_path, self._targets()
        places = {**{uri: uri for uri in targets}, **self._places()}
        dialect = self.config.dialect
        for page in self.written.values():
            told = neutral_written(page, self.settings.site_name, dialect, places)
            yield page.uri, told.encode()
        for uri in self.others:
            yield uri, docs / uri
        yield from self._pages(targets)
        for bundle in self.output.bundles:
            yield from bundle.make().items()
        yield from self.output.pictures.items()
        yield from self._listed()
        if self.output.find is not None:
            pages = (page for page in self.written.values() if page.is_found)
            found = (Written(self.links.url(page.uri), page.title, page.body) for page in pages)
            searchable = with_written(self.output.find(), found)
            yield from make_index(searchable, self.settings.root).files.items()
        for uri in sorted(stamps(THEME / "assets")):
            yield f"assets/{uri}", THEME / "assets" / uri
        if self.config.has_our_icons:
            yield ICON, THEME / ICON

    def _pages(self, targets: frozenset[str]) -> Files:
        bare = frame_of(slot("content"))  # the generator's theme puts the frame around
        frames = {page.uri: bare for page in self.output.pages}
        places = self._places()
        press = Press(self.links, frames, self.config.dialect, targets, self.output.texts)
        for page in self.output.pages:
            sheet = press.sheet(page)
            if sheet.dead:
                self.dead[page.uri] = sheet.dead
            yield places[page.uri], neutral_page(page, sheet.html.decode(), self.links).encode()

    def _listed(self) -> Files:
        """The list of all pages, where the site knows its address."""
        if not self.links.absolute(SITE_CARD):
            return
        theirs = (Location(self.links.absolute(page.uri)) for page in self.written.values())
        ours = locations(self.output.pages, self.links)
        yield from sitemap_files((*theirs, *ours), self.links.absolute("")).items()

    def _theme(self) -> Files:
        """The site's own templates and files, then ours."""
        folder = self.settings.root / self.settings.theme_dir
        if self.settings.theme_dir:
            for uri in _files_in(folder, self.settings.root):
                yield f"{THEME_FOLDER}/{uri}", folder / uri
        for uri in sorted(stamps(THEME)):
            if uri != ICON and not uri.startswith("assets/"):
                yield f"{THEME_FOLDER}/{uri}", THEME / uri

    def _targets(self) -> frozenset[str]:
        """The uris of all that a text may link to."""
        return frozenset(
            (
                *(page.uri for page in self.output.pages),
                *(file for bundle in self.output.bundles for file in bundle.files),
                *self.output.pictures,
                *self.written,
                *self.others,
            )
        )

    def _places(self) -> Mapping[str, str]:
        """Where the sources of pages stand, by uri."""
        directories = self.config.directories
        ours = {page.uri: place_of(page.uri, directories=directories) for page in self.output.pages}
        return {**{uri: page.uri for uri, page in self.written.items()}, **ours}

    def _words(self) -> Mapping[str, object]:
        """What the frames' templates find in `extra.dvk`."""
        (home,) = (page for page in self.output.pages if page.uri == SITE_CARD)
        icons = self.config.has_our_icons
        search = {"search": self.links.url(f"{SEARCH}/index.md")} if self.settings.search else {}
        words = header_words(self.site, self.settings.weather, icons=icons)
        return {**words, **search, "sharing": shared(home, self.links)}

    def _menu(self) -> list[dict[str, str] | str]:
        ours = {page.uri for page in self.output.pages}
        return default_menu((page.uri for page in self.written.values()), ours)


def make_tree(settings: Settings, config: Path) -> tuple[Tree, tuple[Issue, ...]]:
    """The tree of a site, and all that is to be mended; with errors it is not to be written.

    Raises ImportError where the configuration names Python modules that are not installed.
    """
    host = read_host_config(config)
    site, issues = load(settings)
    links = RelativeLinks(directories=host.directories, base=settings.site_url)
    output, more = build(site, settings, links)
    written, others, wrong = _docs_of(settings, host, {page.uri for page in output.pages})
    tree = Tree(site, settings, host, links, output, written, others)
    return tree, sort_issues((*issues, *more, *wrong))


def _docs_of(
    settings: Settings, host: HostConfig, ours: Iterable[str]
) -> tuple[Mapping[str, WrittenPage], tuple[str, ...], tuple[Issue, ...]]:
    """The author's own pages by file, his other files, and pages that cannot be read."""
    docs, taken, excluded = settings.docs_path, set(ours), host.excluded
    pages: dict[str, WrittenPage] = {}
    others, issues = [], []
    for uri in sorted(_files_in(docs, settings.root), key=_place):
        place = _served_as(uri)
        if place in taken or excluded.match_file(uri):
            continue
        if not uri.endswith(".md"):
            others.append(uri)
            continue
        taken.add(place)
        text = read_text_file(docs / uri, settings.root)
        if isinstance(text, Issue):
            issues.append(text)
        else:
            pages[uri] = read_written(place, text, host.labels.get(uri, ""))
    return pages, tuple(others), tuple(issues)


def _served_as(uri: str) -> str:
    """The uri that a file counts as: `README.md` is the first page of a folder that has none."""
    folder, name = posixpath.split(uri)
    return posixpath.join(folder, "index.md") if name == "README.md" else uri


def _place(uri: str) -> tuple[tuple[int, str], ...]:
    """Where MkDocs has a file in its order: those of a folder before its folders, the first page
    first. The index of the search numbers pages so."""
    *folders, name = uri.split("/")
    first = {"index": 0, "README": 1}.get(name.partition(".")[0], 2)
    return (*((3, folder) for folder in folders), (first, name))


def _files_in(folder: Path, root: Path) -> list[str]:
    """The files below a folder that lie in the project, by uri."""
    return [uri for uri in sorted(stamps(folder)) if is_file_inside(folder / uri, root)]
