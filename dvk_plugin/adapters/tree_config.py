"""A site's `mkdocs.yml` read without MkDocs, and the one that goes into a tree.

MkDocs, ProperDocs and Zensical all read it. The author's own lines stay as they are, tags such as
`!ENV` with them; what only our plugin understands is exchanged for what it would have set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from dvk_plugin.adapters.dress import (
    FAVICON,
    SCRIPTS,
    SEARCH_SCRIPT,
    SEARCH_STYLES,
    STYLES,
    heading_id,
)
from dvk_plugin.adapters.neutral_page import as_yaml
from dvk_plugin.press.text import Dialect

DOCS, THEME_FOLDER, CONFIG = "docs", "theme", "mkdocs.yml"
_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs has before a site names any."""
_NEEDED = "attr_list"
"""Reads the marks that headings are given."""
_EXCLUDED = (".*", "/templates/")
"""As in MkDocs, before a site names any."""
_OURS = (
    *("docs_dir", "site_dir", "theme", "plugins", "hooks", "watch", "nav", "extra"),
    *("extra_css", "extra_javascript", "markdown_extensions"),
)
"""Keys that are written anew."""


class _Loader(yaml.UnsafeLoader):
    """Reads `!!python/name:` as MkDocs does from the same file; tags of its own as nothing."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class HostConfig:
    """What a configuration file says beside the plugin's options. `nodes`: all of it as YAML."""

    data: Mapping[str, Any]
    nodes: yaml.MappingNode

    @property
    def directories(self) -> bool:
        """Whether `a.md` is served as `a/`."""
        return self.data.get("use_directory_urls") is not False

    @property
    def dialect(self) -> Dialect:
        named = dict(_items(self.data.get("markdown_extensions")))
        options = {name: given for name, given in named.items() if isinstance(given, dict)}
        toc = {"slugify": heading_id, **options.get("toc", {})}
        return Dialect(tuple(dict.fromkeys((*_EXTENSIONS, *named))), {**options, "toc": toc})

    @property
    def excluded(self) -> GitIgnoreSpec:
        """Which files of the docs folder are no part of the site."""
        told = (str(self.data.get(key) or "") for key in ("exclude_docs", "draft_docs"))
        lines = (line for text in told for line in text.splitlines())
        return GitIgnoreSpec.from_lines([*_EXCLUDED, *lines])

    @property
    def labels(self) -> Mapping[str, str]:
        """What the menu calls a page, by uri."""
        return dict(_labels(self.data.get("nav")))

    @property
    def has_our_icons(self) -> bool:
        theme = self.data.get("theme")
        named = theme.get("favicon") if isinstance(theme, dict) else None
        return named in (None, FAVICON)

    @property
    def foreign(self) -> tuple[str, ...]:
        """Plugins and hooks that are none of ours: a tree goes without them."""
        plugins = (name for name, _ in _items(self.data.get("plugins")))
        return (*(name for name in plugins if name not in ("dvk", "search")), *self.hooks)

    @property
    def hooks(self) -> tuple[str, ...]:
        return tuple(map(str, self.data.get("hooks") or ()))


def read_host_config(path: Path) -> HostConfig:
    """The configuration in a file whose settings could be read. Raises ImportError where it names
    a Python object that is not installed."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.constructor.ConstructorError as error:
        raise ImportError(error.problem or "") from error
    nodes = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(data, dict) and isinstance(nodes, yaml.MappingNode)
    return HostConfig(data, nodes)


def tree_config(
    config: HostConfig, words: Mapping[str, Any], menu: list[Any], places: Mapping[str, str]
) -> str:
    """The `mkdocs.yml` of a tree. `words`: `extra.dvk`; `menu`: where the author wrote none;
    `places`: where pages of the menu stand."""
    own = {key.value: value for key, value in config.nodes.value}
    has_search = bool(words.get("search"))
    kept = [(key, value) for key, value in config.nodes.value if key.value not in _OURS]
    made: dict[str, yaml.Node] = {
        "docs_dir": _node(DOCS),
        "theme": _theme(own.get("theme")),
        "plugins": _node([] if has_search else ["search"]),
        "markdown_extensions": _extensions(own.get("markdown_extensions"), config),
        "extra_css": _list(_styles(config.data, search=has_search)),
        "extra_javascript": _scripts(own.get("extra_javascript"), config, search=has_search),
        "extra": _with(own.get("extra"), {"dvk": dict(words)}),
        "nav": _moved(own["nav"] if config.data.get("nav") else _node(menu), places),
    }
    pairs = [*kept, *((_node(name), node) for name, node in made.items())]
    root = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    return yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=1 << 30)


def _theme(node: yaml.Node | None) -> yaml.Node:
    """The author's theme with our templates. Zensical's older look is Material's, which they are
    made for."""
    name = node.value if isinstance(node, yaml.ScalarNode) and node.value else "material"
    ours = {"custom_dir": THEME_FOLDER, "variant": "classic"}
    if not isinstance(node, yaml.MappingNode):
        return _node({"name": name, **ours})
    is_named = any(key.value == "name" for key, _ in node.value)
    return _with(node, ours if is_named else {"name": name, **ours})


def _moved(nav: yaml.Node, places: Mapping[str, str]) -> yaml.Node:
    """The menu, its pages by where they stand."""
    if isinstance(nav, yaml.ScalarNode):
        return _node(places[nav.value]) if nav.value in places else nav
    if isinstance(nav, yaml.MappingNode):
        nav.value = [(key, _moved(value, places)) for key, value in nav.value]
    else:
        nav.value = [_moved(item, places) for item in nav.value]
    return nav


def _styles(data: Mapping[str, Any], *, search: bool) -> list[str]:
    ours = [STYLES, *([SEARCH_STYLES] if search else [])]
    return [*ours, *(str(one) for one in data.get("extra_css") or () if one not in ours)]


def _scripts(node: yaml.Node | None, config: HostConfig, *, search: bool) -> yaml.Node:
    """The author's scripts as he wrote them, then ours."""
    own = config.data.get("extra_javascript") or ()
    ours: list[dict[str, Any]] = [{"path": path, "type": "module"} for path in SCRIPTS]
    if search:
        ours.append({"path": SEARCH_SCRIPT, "defer": True})
    more = [_node(one) for one in ours if one["path"] not in own]
    before = node.value if isinstance(node, yaml.SequenceNode) else []
    return _list([*before, *more])


def _extensions(node: yaml.Node | None, config: HostConfig) -> yaml.Node:
    """The author's extensions as he wrote them, in a list, and the one that is needed."""
    if isinstance(node, yaml.MappingNode):
        given = [
            key if value.tag.endswith(":null") else _pair(key, value) for key, value in node.value
        ]
    else:
        given = list(node.value) if isinstance(node, yaml.SequenceNode) else []
    has_it = {"attr_list", "extra", "markdown.extensions.attr_list"} & {*config.dialect.extensions}
    return _list(given if has_it else [*given, _node(_NEEDED)])


def _with(node: yaml.Node | None, more: Mapping[str, Any]) -> yaml.Node:
    """A table with keys put in place of its own."""
    own = node.value if isinstance(node, yaml.MappingNode) else []
    kept = [(key, value) for key, value in own if key.value not in more]
    pairs = [*kept, *((_node(key), _node(value)) for key, value in more.items())]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


def _pair(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, value)], flow_style=False)


def _list(items: Iterable[Any]) -> yaml.Node:
    nodes = [item if isinstance(item, yaml.Node) else _node(item) for item in items]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=False)


def _node(value: object) -> yaml.Node:
    node = yaml.compose(as_yaml(value), Loader=yaml.SafeLoader)
    assert node is not None
    return node


def _items(listed: object) -> Iterator[tuple[str, Any]]:
    """Names with their options, from a list or table of them."""
    if isinstance(listed, dict):
        listed = [listed]
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield from ((str(name), options) for name, options in item.items())
        else:
            yield str(item), None


def _labels(nav: object) -> Iterator[tuple[str, str]]:
    for label, target in _items(nav):
        if isinstance(target, str):
            yield target, label
        else:
            yield from _labels(target)
