"""MkDocs made ready for our pages: theme, styles and scripts, the menu, words of the header."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig, _AbsoluteLinksValidationValue
from mkdocs.structure.files import File, Files, InclusionLevel

from dvk_plugin.adapters.dress import (
    FAVICON,
    SCRIPTS,
    SEARCH_SCRIPT,
    SEARCH_STYLES,
    STYLES,
    THEME,
    default_menu,
    header_words,
    heading_id,
)
from dvk_plugin.domain.site import Site
from dvk_plugin.press.text import Dialect
from dvk_plugin.views.links import Links
from dvk_plugin.views.uris import SEARCH


class SiteFiles(Files):
    """The host's files, which knows ours too when it is asked for one: links may lead to them.

    The host never walks over ours, of which there are thousands.
    """

    def __init__(self, files: Iterable[File], ours: Callable[[str], File | None]) -> None:
        super().__init__(files)
        self._ours = ours

    def get_file_from_path(self, path: str) -> File | None:
        return super().get_file_from_path(path) or self._ours(path)


def ours_as_files(config: MkDocsConfig, uris: Collection[str]) -> Callable[[str], File | None]:
    """Our pages and files as the host's, each made when it is first asked for."""
    made: dict[str, File] = {}

    def find(uri: str) -> File | None:
        if uri in uris and uri not in made:
            out = InclusionLevel.NOT_IN_NAV
            made[uri] = File.generated(config, uri, content="", inclusion=out)
        return made.get(uri)

    return find


def default_nav(files: Files, ours: Collection[str]) -> list[dict[str, str] | str]:
    """A menu where nobody wrote one: our sections, then the author's own top pages and the first
    pages of folders."""
    return default_menu((file.src_uri for file in files.documentation_pages()), ours)


def prepare(config: MkDocsConfig, site: Site, weather: str) -> None:
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
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", heading_id)
    links = config.validation.links
    if links.absolute_links == logging.INFO:  # the default, which checks nothing
        links.absolute_links = _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS
    config.extra["dvk"] = header_words(site, weather, icons=has_our_icons(config))


def prepare_search(config: MkDocsConfig, links: Links) -> None:
    """The header's form, its look and its script."""
    config.extra["dvk"]["search"] = links.url(f"{SEARCH}/index.md")
    if SEARCH_STYLES not in config.extra_css:
        config.extra_css.insert(1, SEARCH_STYLES)
    if SEARCH_SCRIPT not in map(str, config.extra_javascript):
        script = c.ExtraScript().run_validation({"path": SEARCH_SCRIPT, "defer": True})
        config.extra_javascript.append(script)


def dialect_of(config: MkDocsConfig) -> Dialect:
    """The Markdown that texts are written in, whether the host is `prepare`d by now or not."""
    toc = {"slugify": heading_id, **config.mdx_configs.get("toc", {})}
    return Dialect(tuple(config.markdown_extensions), {**config.mdx_configs, "toc": toc})


def is_foreseen(config: MkDocsConfig) -> bool:
    """Whether all that the host makes of a site follows from its files.

    Other themes, plugins, hooks and extensions may ask the clock, Git or the network.
    """
    own = Path(config.config_file_path).read_text(encoding="utf-8-sig")
    extensions = {name for name in config.markdown_extensions if isinstance(name, str)}
    return (
        config.theme.name == "material"
        and config.plugins.keys() <= _PLUGINS
        and not config.hooks
        and not _ELSEWHERE.search(own)
        and not extensions & _READING
        and all(name in _PLAIN or name.startswith("pymdownx.") for name in extensions)
    )


_PLUGINS = {"dvk", "search", "material/search", "offline", "material/offline"}
_ELSEWHERE = re.compile(r"!ENV|^INHERIT\s*:", re.MULTILINE)
"""What makes a configuration depend on more than its own file."""
_PLAIN = {
    *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
    *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
}
_READING = {"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"}
"""Extensions that read other files."""


def has_our_icons(config: MkDocsConfig) -> bool:
    """Unless the site names a favicon of its own."""
    return bool(config.theme["favicon"] == FAVICON)


def is_of_theme(file: File) -> bool:
    return Path(file.abs_src_path or "").is_relative_to(THEME)
