"""The site's settings: the `dvk` plugin's options and a few keys of `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source

DEFAULT_CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """Where things are, and how pages are cut. Folders are relative to `root`."""

    root: Path
    site_name: str = ""
    site_url: str = ""
    docs_dir: str = "docs"
    posts_dir: str = "posts"
    models_dir: str = "mo-hinh"
    per_page: int = 12
    register_per_page: int = 200
    drafts: bool = False
    photos_consent: str = "warn"

    @property
    def consent(self) -> str:
        """What a photo without its people's consent is: a warning (`warn`) or, `require`, an error.

        Unknown words are taken as the stricter one.
        """
        return "warn" if self.photos_consent == "warn" else "require"

    @property
    def posts_path(self) -> Path:
        return self.root / self.posts_dir

    @property
    def docs_path(self) -> Path:
        return self.root / self.docs_dir

    @property
    def models_path(self) -> Path:
        return self.docs_path / self.models_dir


OPTIONS = tuple(
    field.name
    for field in fields(Settings)
    if field.name not in ("root", "site_name", "site_url", "docs_dir")
)
"""Names of the plugin's options, each a field of `Settings`."""


class _AnyTag(yaml.SafeLoader):
    """`mkdocs.yml` may hold tags of the host (`!ENV`, `!!python/name:`); they read as nothing."""


_AnyTag.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(config: Path) -> Settings | Issue:
    """The settings in an `mkdocs.yml`. Rules: `thieu-cau-hinh`, `cau-hinh-hong`."""
    place = Source(config.name)
    try:
        data = yaml.load(config.read_text(encoding="utf-8-sig"), Loader=_AnyTag)
    except OSError:
        return Issue(
            "thieu-cau-hinh",
            place,
            f"Không thấy tệp {config.name} ở thư mục này.",
            "chuyển vào thư mục của trang rồi gõ lại lệnh, hoặc thêm «-f đường-dẫn/mkdocs.yml».",
        )
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return Issue(
            "cau-hinh-hong",
            replace(place, line=line),
            f"Tệp {config.name} không đúng cú pháp YAML ở gần dòng này.",
            "mỗi mục một dòng dạng «tên: giá trị».",
        )
    return make_settings(config.resolve().parent, data if isinstance(data, dict) else {})


def make_settings(root: Path, data: Mapping[str, Any]) -> Settings:
    """Settings from the keys of an `mkdocs.yml`; options unset keep their defaults."""
    options = _plugin_options(data.get("plugins"))
    known = {name: options[name] for name in OPTIONS if options.get(name) is not None}
    return Settings(
        root=root,
        site_name=str(data.get("site_name") or ""),
        site_url=str(data.get("site_url") or ""),
        docs_dir=str(data.get("docs_dir") or "docs"),
        **known,
    )


def _plugin_options(plugins: object) -> Mapping[str, Any]:
    """The options of `- dvk: {…}` in the list of plugins, or of `dvk:` in a table of them."""
    items = plugins.items() if isinstance(plugins, dict) else plugins
    for item in items if isinstance(items, list) else list(items or ()):  # type: ignore[call-overload]
        name, options = item if isinstance(item, tuple) else (item, None)
        if isinstance(item, dict):
            name, options = next(iter(item.items()), ("", None))
        if name == "dvk" and isinstance(options, dict):
            return options
    return {}
