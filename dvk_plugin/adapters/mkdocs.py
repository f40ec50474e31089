"""MkDocs: places what was computed among the host's files, and nothing else.

State lives for one build: `on_config` loads and renders everything before MkDocs empties the
site folder, so that a build which must stop leaves the published site as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig, _AbsoluteLinksValidationValue
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage

from dvk_plugin.adapters.figures import FigureExtension
from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.adapters.sharing import location, shared
from dvk_plugin.build import Output, build
from dvk_plugin.domain.issue import Issue, Severity, has_errors, render_issue, sort_issues
from dvk_plugin.domain.registry import School
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.load import load
from dvk_plugin.read.settings import OPTIONS, Settings, read_photos_option
from dvk_plugin.read.today import build_day
from dvk_plugin.search.gather import Written, with_written
from dvk_plugin.views.describe import describe, plain_text
from dvk_plugin.views.edition import SEARCH
from dvk_plugin.views.held import held_line
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.page import Page
from dvk_plugin.views.previews import SITE_CARD
from dvk_plugin.views.render import render
from dvk_plugin.write.sitemap import Location, sitemap_xml

log = logging.getLogger("mkdocs.plugins.dvk")
THEME = Path(__file__).parent.parent / "theme"
STYLES = "assets/dvk/dvk.css"
SEARCH_STYLES = "assets/dvk/search.css"
SEARCH_SCRIPT = "assets/dvk/search.js"
SCRIPTS = ("assets/dvk/dvk.js", "assets/dvk/lightbox.js")
FAVICON = "assets/images/favicon.png"
"""Material's own, which stands for «none given»."""
ICON = "favicon.ico"
SITEMAP = "sitemap.xml"
_NAV = (
    ("Trang chủ", "index.md"),
    ("Tin tức", "tin-tuc/index.md"),
    ("Mô hình", "mo-hinh/index.md"),
    ("Số liệu", "so-lieu/index.md"),
    ("Thư viện ảnh", "thu-vien-anh/index.md"),
)
_LISTS = ("list", "gallery")
_HOST_META = ("template", "search", "status", "icon", "comments")


class DvkConfig(base.Config):
    """Options of the plugin in `mkdocs.yml`; each means what its field of `Settings` says."""

    posts_dir = c.Type(str, default=Settings.posts_dir)
    models_dir = c.Type(str, default=Settings.models_dir)
    per_page = c.Type(int, default=Settings.per_page)
    register_per_page = c.Type(int, default=Settings.register_per_page)
    drafts = c.Type(bool, default=Settings.drafts)
    photos = c.Optional(c.Type(object))
    """Anything: `read_photos_option` tells in Vietnamese what is wrong with it."""
    data_license = c.Type(str, default=Settings.data_license)
    weather = c.Type(str, default=Settings.weather)
    search = c.Type(bool, default=Settings.search)


class DvkPlugin(BasePlugin[DvkConfig]):
    """The `dvk` plugin."""

    _command: str = "build"
    _output: Output = Output()
    _pages: Mapping[str, Page] = {}
    _updated: str = ""
    _links: RelativeLinks = RelativeLinks()
    _locations: list[Location]
    _figures: FigureExtension = FigureExtension()
    _written: tuple[Written, ...] = ()
    _indexing: Indexing = Indexing()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, check and render; stop a build on errors, show them in a preview."""
        self._indexing.stop()
        settings = self._settings(config)
        site, issues = load(settings)
        self._links = RelativeLinks(directories=config.use_directory_urls, base=settings.site_url)
        output, more = build(site, settings, self._links)
        issues = sort_issues((*issues, *more))
        for issue in issues:
            level = logging.ERROR if issue.severity is Severity.ERROR else logging.WARNING
            log.log(level, "%s\n", render_issue(issue))
        if held := held_line(site):
            log.info("%s", held)
        if has_errors(issues) and self._command != "serve":
            raise Abort(f"Có {len(issues)} điều cần sửa ở trên; trang chưa được dựng lại.")
        self._output = output
        self._pages = {page.uri: page for page in output.pages}
        self._updated = site.as_of.isoformat() if site.as_of else ""
        self._locations = []
        self._written = ()
        _prepare_host(config, site, issues, settings.weather)
        self._prepare_sharing(config)
        if settings.search:
            _prepare_search(config, self._links)
        self._figures = FigureExtension()
        config.markdown_extensions.append(self._figures)
        return config

    def _settings(self, config: MkDocsConfig) -> Settings:
        file = Path(config.config_file_path)
        root = file.resolve().parent
        options = {name: self.config[name] for name in OPTIONS}
        options["photos"] = read_photos_option(self.config.photos, file)
        if isinstance(options["photos"], Issue):
            log.error("%s\n", render_issue(options["photos"]))
            raise Abort("Có một điều cần sửa trong cấu hình; trang chưa được dựng lại.")
        if self._command == "serve":
            options["drafts"] = True
        return Settings(
            root=root,
            site_name=config.site_name,
            site_url=config.site_url or "",
            docs_dir=Path(config.docs_dir).resolve().relative_to(root).as_posix(),
            today=build_day(),
            **options,
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, files and pictures; what the author has at the same place stays."""
        if config.nav is None:
            config.nav = [*({label: uri} for label, uri in _NAV), *_other_pages(files, self._pages)]
        for page in self._pages.values():
            if files.get_file_from_path(page.uri) is None:
                files.append(_generated(config, page.uri, content=page.body))
        for uri, data in self._output.files.items():
            if files.get_file_from_path(uri) is None:
                files.append(_generated(config, uri, content=data))
        icon = files.get_file_from_path(ICON)
        if icon and not _has_our_icons(config) and _is_of_theme(icon):
            files.remove(icon)
        if not self._has_address or files.get_file_from_path(SITEMAP):
            config.theme.static_templates.discard(SITEMAP)
        for uri, path in self._output.pictures.items():
            files.append(_generated(config, uri, abs_src_path=str(path)))
        for file in files.documentation_pages():
            if file.src_uri in self._pages and file.inclusion.is_in_nav():
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give the page its title, description and day. The theme takes them as ready HTML."""
        page.update_date = self._updated or "1970-01-01"
        ours = self._pages.get(page.file.src_uri)
        self._figures.figures = ours.figures if ours else {}
        if page.canonical_url:
            self._locations.append(location(page.canonical_url, ours, self._links))
        if ours is None:
            if not page.meta.get("description"):
                told = describe(plain_text(markdown), f"{page.title} – {config.site_name}")
                page.meta["description"] = escape(told)
            return markdown
        kept = {key: page.meta[key] for key in _HOST_META if key in page.meta}
        page.meta = {
            **kept,
            "title": escape(ours.title),
            "description": escape(ours.description),
            "hide": ["navigation", "toc"],
            "dvk": {"kind": ours.kind, **shared(ours, self._links)},
        }
        if ours.kind in _LISTS:  # what they list is found on pages of its own
            page.meta["search"] = {"exclude": True}
        if ours.updated:
            page.update_date = ours.updated.isoformat()
        return markdown

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put what was rendered around the author's text."""
        ours = self._pages.get(page.file.src_uri)
        if (ours is None or ours.kind == "model") and not _is_left_out(page):
            title = unescape(str(page.title or ""))
            self._written += (Written(page.url, title, page.markdown or ""),)
        return html if ours is None else f"{ours.before}\n{html}\n{ours.after}"

    @property
    def _has_address(self) -> bool:
        return bool(self._links.absolute(SITE_CARD))

    def _prepare_sharing(self, config: MkDocsConfig) -> None:
        """What pages of the author's own are shared with, and icons unless the site has its own."""
        home = self._pages[SITE_CARD]
        config.extra["dvk"]["sharing"] = shared(home, self._links)
        config.extra["dvk"]["icons"] = _has_our_icons(config)
        if not self._has_address:
            log.info(
                "mkdocs.yml chưa có «site_url», địa chỉ của trang trên mạng: trang vẫn dựng đủ, "
                "chỉ chưa có ảnh chia sẻ, nguồn tin (feed) và sitemap."
            )

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Our sitemap in place of the host's; the host packs it into `sitemap.xml.gz` too."""
        return sitemap_xml(self._locations) if template_name == SITEMAP else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index; in a preview in the background, since pages come first there."""
        if self._output.searchable is None:
            return
        searchable = with_written(self._output.searchable, self._written)
        root, site = Path(config.config_file_path).resolve().parent, Path(config.site_dir)
        if self._command == "serve":
            self._indexing.start(searchable, root, site)
            return
        try:
            work = self._indexing.run(searchable, root, site)
        except OSError as error:
            raise Abort(f"Không ghi được chỉ mục tìm kiếm vào {site.name}: {error}") from error
        log.info("Tìm kiếm: lập chỉ mục %d phần, giữ nguyên %d phần", work.made, work.reused)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the posts beside the docs folder, which MkDocs watches itself."""
        posts = self._settings(config).posts_path
        if posts.is_dir():
            server.watch(str(posts))
        return server


def _has_our_icons(config: MkDocsConfig) -> bool:
    """Unless the site names a favicon of its own."""
    return bool(config.theme["favicon"] == FAVICON)


def _is_of_theme(file: File) -> bool:
    return Path(file.abs_src_path or "").is_relative_to(THEME)


def _generated(config: MkDocsConfig, uri: str, **content: Any) -> File:
    return File.generated(config, uri, inclusion=InclusionLevel.NOT_IN_NAV, **content)


def _other_pages(files: Files, ours: Mapping[str, Page]) -> list[str]:
    """The author's own top pages and first pages of folders, for a menu nobody wrote."""
    uris = sorted(file.src_uri for file in files.documentation_pages())
    return [
        uri
        for uri in uris
        if uri not in ours and (uri.count("/") == 0 or uri.endswith("/index.md"))
    ]


def _prepare_host(
    config: MkDocsConfig, site: Site, issues: tuple[Issue, ...], weather: str
) -> None:
    """Our theme files, style sheet, heading ids and the words of the header."""
    theme = str(THEME)
    if theme not in config.theme.dirs:
        own = config.theme.custom_dir  # the site's own templates stay before ours
        config.theme.dirs.insert(1 if own else 0, theme)
    if STYLES not in config.extra_css:
        config.extra_css.insert(0, STYLES)
    for path in SCRIPTS:
        if path not in map(str, config.extra_javascript):
            script = c.ExtraScript().run_validation({"path": path, "type": "module"})
            config.extra_javascript.append(script)
    # Instant navigation exchanges parts of Material's frame, which pages of the plugin do without.
    features = config.theme.get("features") or []
    config.theme["features"] = [name for name in features if "navigation.instant" not in name]
    toc = config.mdx_configs.setdefault("toc", {})
    toc.setdefault("slugify", heading_id)
    links = config.validation.links
    if links.absolute_links == logging.INFO:  # the default, which checks nothing
        links.absolute_links = _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS
    schools = tuple(site.registry.schools.values())
    config.extra["dvk"] = {
        "contacts": contacts(schools[0]) if schools else [],
        "notice": render("notice.html", str, issues=issues) if issues else "",
        "weather": escape(weather) if weather.startswith("https://") else "",
    }


def _prepare_search(config: MkDocsConfig, links: RelativeLinks) -> None:
    """The header's form, its look and its script."""
    config.extra["dvk"]["search"] = links.url(f"{SEARCH}/index.md")
    if SEARCH_STYLES not in config.extra_css:
        config.extra_css.insert(1, SEARCH_STYLES)
    if SEARCH_SCRIPT not in map(str, config.extra_javascript):
        script = c.ExtraScript().run_validation({"path": SEARCH_SCRIPT, "defer": True})
        config.extra_javascript.append(script)


def _is_left_out(page: HostPage) -> bool:
    """Whether the author keeps a page out of the search: `search: {exclude: true}`."""
    told = page.meta.get("search")
    return isinstance(told, dict) and bool(told.get("exclude"))


def heading_id(text: str, separator: str) -> str:
    """The mark of a heading; Python-Markdown's own would lose every đ."""
    return slugify(text).replace("-", separator)


def contacts(school: School) -> list[dict[str, str]]:
    """Ways to reach a school, as the header shows them; every text is ready HTML."""
    found = []
    if school.phone:
        number = school.phone.replace(" ", "").replace(".", "")
        found.append({"kind": "phone", "label": school.phone, "href": f"tel:{number}"})
    found += [{"kind": k.kind, "label": school.label, "href": k.href} for k in school.links]
    return [{key: escape(text) for key, text in contact.items()} for contact in found]
