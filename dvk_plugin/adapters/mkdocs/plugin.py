"""MkDocs reads the configuration, renders the author's own pages and lends the theme's frame; all
else is ours.

State lives for one build. `on_config` loads and checks everything, so that a build which must
stop leaves the published site as it was. From then on MkDocs builds into a folder aside; in
`on_post_build` our pages are printed straight into the site, what MkDocs made is moved there,
and what is left over goes.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from dvk_plugin.adapters.dress import ICON
from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.adapters.mkdocs.frames import frames_of
from dvk_plugin.adapters.mkdocs.host import (
    SiteFiles,
    default_nav,
    dialect_of,
    has_our_icons,
    is_foreseen,
    is_of_theme,
    ours_as_files,
    prepare,
    prepare_search,
)
from dvk_plugin.adapters.mkdocs.options import DvkConfig, settings_of
from dvk_plugin.adapters.mkdocs.serving import hold_back, make_quick
from dvk_plugin.adapters.preview import Preview, with_notice, with_pages
from dvk_plugin.adapters.sharing import locations, shared
from dvk_plugin.adapters.standing import leave
from dvk_plugin.adapters.telling import dead_links, tell
from dvk_plugin.aside import remove_old
from dvk_plugin.build import Bundle, Output, build
from dvk_plugin.domain.issue import Issue, has_errors, render_issue, sort_issues
from dvk_plugin.domain.site import Site
from dvk_plugin.fingerprint import digest
from dvk_plugin.load import load
from dvk_plugin.memory import FOLDER
from dvk_plugin.press.receipt import Receipt, Sources, make_receipt, sources_of
from dvk_plugin.press.sheet import Press
from dvk_plugin.press.site import Places, prepare_site, publish_site
from dvk_plugin.processes import collect_rarely, end_quickly, give_memory_back
from dvk_plugin.progress import log as progress_log
from dvk_plugin.read.lead import plain_text
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.bundle import FOLDER as SEARCH_INDEX
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.gather import Written, with_written
from dvk_plugin.timings import stage
from dvk_plugin.views.compiled import Compiled
from dvk_plugin.views.describe import describe
from dvk_plugin.views.held import held_line
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.previews import SITE_CARD
from dvk_plugin.views.render import render
from dvk_plugin.write.sitemap import FILE as SITEMAP
from dvk_plugin.write.sitemap import Location, sitemap_files, sitemap_names

log = logging.getLogger("mkdocs.plugins.dvk")


class DvkPlugin(BasePlugin[DvkConfig]):
    """The `dvk` plugin."""

    _command: str = "build"
    _settings: Settings
    _sources: Sources
    _known: Site
    _findings: tuple[Issue, ...] = ()
    _output: Output
    _links: RelativeLinks = RelativeLinks()
    _uris: frozenset[str] = frozenset()
    _site: Path
    _aside: str | None = None
    _files: Files
    _nav: Navigation
    _env: Environment
    _updated: str = ""
    _notice: str = ""
    _locations: list[Location]
    _written: tuple[Written, ...] = ()
    _preview: Preview | None = None
    _server: LiveReloadServer | None = None
    _indexing: Indexing = Indexing()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._command = command
        give_memory_back()
        end_quickly()
        if command != "serve":  # a preview goes on, and so does its garbage
            collect_rarely()
        progress_log.disabled = not log.isEnabledFor(logging.INFO)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, check and compute; stop a build on errors, show them in a preview."""
        self._indexing.stop()
        settings = settings_of(config, self.config, preview=self._command == "serve")
        if isinstance(settings, Issue):
            log.error("%s\n", render_issue(settings))
            raise Abort("Có một điều cần sửa trong cấu hình; trang chưa được dựng lại.")
        self._sources = sources_of(settings)
        with stage("Đọc và soát"):
            site, issues = load(settings)
        self._settings, self._known = settings, site
        self._links = RelativeLinks(directories=config.use_directory_urls, base=settings.site_url)
        output, more = build(site, settings, self._links)
        issues = sort_issues((*issues, *more))
        tell(issues)
        if held := held_line(site):
            log.info("%s", held)
        if has_errors(issues) and self._command != "serve":
            raise Abort(f"Có {len(issues)} điều cần sửa ở trên; trang chưa được dựng lại.")
        self._output = output
        self._uris = frozenset(
            (
                *(page.uri for page in output.pages),
                *(file for bundle in output.bundles for file in bundle.files),
                *output.pictures,
            )
        )
        self._updated = site.as_of.isoformat() if site.as_of else "1970-01-01"
        self._findings = issues
        self._notice = render("notice.html", str, issues=issues) if issues else ""
        self._locations = []
        self._written = ()
        prepare(config, site, settings.weather)
        config.extra["dvk"]["preview"] = self._command == "serve"
        self._prepare_sharing(config)
        if settings.search:
            prepare_search(config, self._links)
        self._step_aside(config)
        return config

    def _prepare_sharing(self, config: MkDocsConfig) -> None:
        """What pages of the author's own are shared with."""
        (home,) = (page for page in self._output.pages if page.uri == SITE_CARD)
        config.extra["dvk"]["sharing"] = shared(home, self._links)
        if not self._has_address:
            log.info(
                "mkdocs.yml chưa có «site_url», địa chỉ của trang trên mạng: trang vẫn dựng đủ, "
                "chỉ chưa có ảnh chia sẻ, nguồn tin (feed) và sitemap."
            )

    @property
    def _has_address(self) -> bool:
        return bool(self._links.absolute(SITE_CARD))

    def _step_aside(self, config: MkDocsConfig) -> None:
        """Let the host, which empties the folder that it builds into, work in another one."""
        self._site = self._settings.site_path
        aside = self._settings.root / FOLDER
        try:
            aside.mkdir(parents=True, exist_ok=True)
            remove_old(aside, "mkdocs-*")
            self._aside = tempfile.mkdtemp(prefix="mkdocs-", dir=aside)
        except OSError:  # a project that cannot be written to
            self._aside = tempfile.mkdtemp(prefix="mkdocs-")
        config.site_dir = self._aside

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave to the host what is the author's own; other files of ours stay behind his."""
        for uri in self._output.texts:
            if file := files.get_file_from_path(uri):
                files.remove(file)
        if config.nav is None:
            config.nav = default_nav(files, self._uris)
        icon = files.get_file_from_path(ICON)
        if icon and not has_our_icons(config) and is_of_theme(icon):
            files.remove(icon)
        config.theme.static_templates.discard(SITEMAP)  # the host's bears the clock's time
        self._files = SiteFiles(files, ours_as_files(config, self._uris))
        return self._files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Name our pages in the menu that its author did not name."""
        titles = {page.uri: page.title for page in self._output.pages}
        for page in nav.pages:
            uri = page.file.src_uri
            if uri in titles:
                page.meta = {"title": page.title or titles[uri]}
                page.title = page.title or titles[uri]
        self._nav = nav
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page of the author's own its description, its day and its place in the sitemap."""
        page.update_date = self._updated
        if page.canonical_url:
            self._locations.append(Location(page.canonical_url))
        if not page.meta.get("description"):
            told = describe(plain_text(markdown), f"{page.title} – {config.site_name}")
            page.meta["description"] = escape(told)
        if not _is_left_out(page):
            self._written += (Written(page.url, str(page.title or ""), markdown),)
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if is_foreseen(config):  # what others' filters do with constants may change any time
            env.bytecode_cache = Compiled("host")
        self._env = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put our pages into the site, beside what the host made, and index them."""
        others = (SEARCH_INDEX,) if self._settings.search else ()
        places = Places(Path(config.site_dir), self._site, self._settings.root, others)
        try:
            if self._command == "serve":
                self._prepare(config, places)
            else:
                self._print(config, places)
        except OSError as error:
            raise Abort(f"Không ghi được trang vào {self._site.name}: {error}") from error
        finally:
            self._step_back(config)

    def _print(self, config: MkDocsConfig, places: Places) -> None:
        with stage("In trang"):
            printed = publish_site(self._with_sitemap(), self._press(config), places)
        with stage("Chỉ mục tìm kiếm"):
            searchable = self._searchable
            if searchable is not None:
                self._index(searchable)
        notes = tuple(dead_links(printed.dead, self._known.posts, self._links))
        for note in notes:
            log.warning("%s", note)
        if receipt := self._receipt(config, notes):
            leave(receipt, searchable, self._settings, Path(config.config_file_path))
        log.info("Trang: in %d, giữ nguyên %d", printed.made, printed.passed)

    def _index(self, searchable: Searchable) -> None:
        try:
            work = self._indexing.run(searchable, self._settings.root, self._site)
        except OSError as error:
            told = f"Không ghi được chỉ mục tìm kiếm vào {self._site.name}: {error}"
            raise Abort(told) from error
        log.info("Tìm kiếm: lập chỉ mục %d phần, giữ nguyên %d phần", work.made, work.reused)

    def _prepare(self, config: MkDocsConfig, places: Places) -> None:
        """Make the site ready to be looked at: what nobody asks for is not printed."""
        if self._server is not None:
            hold_back(self._server)
        known = self._preview.demand.records if self._preview else {}
        press = self._press(config)
        self._preview = Preview(
            self._settings,
            press,
            prepare_site(self._with_sitemap(), press, places, known),
            self._receipt(config, ()),
            self._output,
            self._searchable,
            self._indexing,
        )

    def _receipt(self, config: MkDocsConfig, notes: tuple[str, ...]) -> Receipt | None:
        """What the next build may find still standing; None where it cannot know."""
        if not is_foreseen(config):
            return None
        told = self._known, self._settings, self._links, self._findings, notes
        return make_receipt(self._sources, *told, self._targets, len(self._output.pages))

    @property
    def _searchable(self) -> Searchable | None:
        """What can be found, the author's own pages too; None without a search."""
        find = self._output.find
        return None if find is None else with_written(find(), self._written)

    @property
    def _targets(self) -> frozenset[str]:
        """The uris of all that a text may link to."""
        return self._uris | {file.src_uri for file in self._files}

    def _with_sitemap(self) -> Output:
        """What is to be placed, with the list of all pages where the site knows its address."""
        if not self._has_address or self._files.src_uris.get(SITEMAP):
            return self._output
        names = sitemap_names(len(self._locations) + len(self._output.pages))
        bundle = Bundle(names, self._sitemap, digest(map(repr, self._listed())), apart=True)
        return replace(self._output, bundles=(*self._output.bundles, bundle))

    def _sitemap(self) -> Mapping[str, bytes]:
        return sitemap_files(tuple(self._listed()), self._links.absolute(""))

    def _listed(self) -> Iterator[Location]:
        """What the sitemap lists; found anew when asked for, since it holds each photo's address
        once for every page that shows it."""
        yield from self._locations
        yield from locations(self._output.pages, self._links)

    def _press(self, config: MkDocsConfig) -> Press:
        pages = self._output.pages
        return Press(
            self._links,
            frames_of(pages, config, self._nav, self._env, self._links),
            dialect_of(config),
            self._targets,
            self._output.texts,
        )

    def on_build_error(self, *, error: Exception) -> None:
        if self._aside:
            shutil.rmtree(self._aside, ignore_errors=True)

    def _step_back(self, config: MkDocsConfig) -> None:
        """Remove the folder aside; whoever comes after us finds the site where it belongs."""
        shutil.rmtree(config.site_dir, ignore_errors=True)
        config.site_dir = str(self._site)
        self._aside = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch what lies beside the docs folder, which MkDocs watches itself; show findings."""
        settings = self._settings
        federation = (settings.root / settings.federation,) if settings.federation else ()
        for folder in (settings.posts_path, *federation):
            if folder.is_dir():
                server.watch(str(folder))
        pages = with_pages(server.serve_request, server.mount_path, self._show)
        server.set_app(with_notice(pages, lambda: self._notice))
        make_quick(server, lambda: self._preview)
        self._server = server
        return server

    def _show(self, file: str) -> None:
        if self._preview is not None:
            self._preview.print(file)


def _is_left_out(page: HostPage) -> bool:
    """Whether the author keeps a page out of the search: `search: {exclude: true}`."""
    told = page.meta.get("search")
    return isinstance(told, dict) and bool(told.get("exclude"))
