"""The site's settings: the `dvk` plugin's options and a few keys of `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.admin_settings import AdminSettings, read_admin_settings
from dvk_plugin.read.comments_settings import CommentsSettings, read_comments_settings
from dvk_plugin.read.option_groups import WrongOption
from dvk_plugin.read.photo_settings import PhotoSettings, read_photo_settings
from dvk_plugin.read.places import Places
from dvk_plugin.read.publish_settings import TargetSettings, read_publish_settings
from dvk_plugin.read.report_settings import ReportSettings, read_report_settings

DEFAULT_CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """Where things are, and how pages are cut. Folders are relative to `root`."""

    root: Path
    site_name: str = ""
    site_url: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    use_directory_urls: bool = True
    """Whether `a.md` is served as `a/`, not as `a.html`."""
    theme_dir: str = ""
    """The site's own templates and theme files; none where empty."""
    posts_dir: str = "posts"
    models_dir: str = "mo-hinh"
    per_page: int = 12
    register_per_page: int = 200
    drafts: bool = False
    photos: PhotoSettings = field(default_factory=PhotoSettings)
    data_license: str = ""
    weather: str = ""
    search: bool = True
    report: ReportSettings = field(default_factory=ReportSettings)
    admin: AdminSettings | None = None
    """The form in the browser; None where it is not published."""
    comments: CommentsSettings | None = None
    """Where readers' comments are kept; None where there are none."""
    federation: str = ""
    publish: Mapping[str, TargetSettings] = field(default_factory=dict)
    """Where the finished site goes; no page is made of it."""
    today: date | None = None
    """The day that the site is made for: posts for a later one are held back."""

    @property
    def posts_path(self) -> Path:
        return self.root / self.posts_dir

    @property
    def docs_path(self) -> Path:
        return self.root / self.docs_dir

    @property
    def site_path(self) -> Path:
        return (self.root / self.site_dir).resolve()

    @property
    def models_path(self) -> Path:
        return self.docs_path / self.models_dir


_OF_HOST = (
    "root",
    "site_name",
    "site_url",
    "docs_dir",
    "site_dir",
    "use_directory_urls",
    "theme_dir",
    "today",
)
OPTIONS = tuple(option.name for option in fields(Settings) if option.name not in _OF_HOST)
"""Names of the plugin's options, each a field of `Settings`."""


_ADDRESSES = ("data_license", "weather")
GROUPS: Mapping[str, Callable[[object], object]] = {
    "photos": read_photo_settings,
    "admin": read_admin_settings,
    "comments": read_comments_settings,
    "report": read_report_settings,
    "publish": read_publish_settings,
}
"""Options that are groups of their own → their readers."""


class _AnyTag(yaml.SafeLoader):
    """`mkdocs.yml` may hold tags of the host (`!ENV`, `!!python/name:`); they read as nothing."""


_AnyTag.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(config: Path) -> Settings | Issue:
    """The settings in an `mkdocs.yml`. Rules: `thieu-cau-hinh`, `cau-hinh-hong`."""
    text = ""
    try:
        text = config.read_text(encoding="utf-8-sig")
        data = yaml.load(text, Loader=_AnyTag)
    except OSError:
        return Issue(
            "thieu-cau-hinh",
            Source(config.name),
            f"Không thấy tệp {config.name} ở thư mục này.",
            "chuyển vào thư mục của trang rồi gõ lại lệnh, hoặc thêm «-f đường-dẫn/mkdocs.yml».",
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        return _broken(config.name, text, mark.line if mark else 0)
    if not isinstance(data, dict):
        return _broken(config.name, text, 0)
    if wrong := _wrong_option(_plugin_options(data.get("plugins")), text, config.name):
        return wrong
    groups = read_groups(_plugin_options(data.get("plugins")), config)
    if isinstance(groups, Issue):
        return groups
    return make_settings(config.resolve().parent, data, groups)


def read_groups(options: Mapping[str, Any], config: Path) -> Mapping[str, object] | Issue:
    """The options that are groups, which stand in a configuration file. Rule: `cau-hinh-hong`."""
    found = {}
    for name, read in GROUPS.items():
        found[name] = group = read(options.get(name))
        if isinstance(group, WrongOption):
            text = config.read_text(encoding="utf-8-sig")
            place = _line_with(group.name, text, config.name)
            return Issue("cau-hinh-hong", place, group.message, group.hint)
    return found


def _broken(file: str, text: str, line: int) -> Issue:
    """What is wrong near a line (from 0) of a configuration file."""
    return Issue(
        "cau-hinh-hong",
        Places(file, text.split("\n"), 1).line(line),
        f"Máy không hiểu cách viết trong tệp {file} ở gần dòng này.",
        "mỗi mục một dòng dạng «tên: giá trị».",
    )


def _wrong_option(options: Mapping[str, Any], text: str, file: str) -> Issue | None:
    """The first option of another type than its default; sizes of pages are 1 or more."""
    for option in fields(Settings):
        value = options.get(option.name)
        if option.name not in OPTIONS or option.name in GROUPS or value is None:
            continue
        if isinstance(option.default, bool):
            good, what = isinstance(value, bool), "true hoặc false"
        elif isinstance(option.default, int):
            good, what = (
                isinstance(value, int) and value is not True and value > 0,
                "số từ 1 trở lên",
            )
        elif option.name in _ADDRESSES:
            good = isinstance(value, str) and (not value or value.startswith("https://"))
            what = "địa chỉ bắt đầu bằng https://"
        else:
            is_folder = option.name.endswith("_dir") or option.name == "federation"
            what = "tên thư mục" if is_folder else "chữ"
            good = isinstance(value, str)
        if not good:
            return Issue(
                "cau-hinh-hong",
                _line_with(option.name, text, file),
                f"Tùy chọn «{option.name}» của dvk phải là {what}.",
                f"{option.name}: {str(option.default).lower()}",
            )
    return None


def _line_with(name: str, text: str, file: str) -> Source:
    """Where an option of ours stands: other parts of the file may have keys of the same name."""
    place = re.compile(rf"(?<![\w-]){re.escape(name)}(?=\s*:)")
    found = place.search(text, max(text.find("dvk"), 0))
    if found is None:
        return Source(file)
    start = text.rfind("\n", 0, found.start()) + 1
    line = text[start:].partition("\n")[0].rstrip("\r")
    number = text.count("\n", 0, found.start()) + 1
    return Source(file, number, found.start() - start + 1, len(name), line)


def make_settings(root: Path, data: Mapping[str, Any], groups: Mapping[str, object]) -> Settings:
    """Settings from the keys of an `mkdocs.yml`; options unset keep their defaults."""
    options = _plugin_options(data.get("plugins"))
    known = {name: options[name] for name in OPTIONS if options.get(name) is not None}
    return Settings(
        root=root,
        site_name=str(data.get("site_name") or ""),
        site_url=str(data.get("site_url") or ""),
        docs_dir=str(data.get("docs_dir") or "docs"),
        site_dir=str(data.get("site_dir") or "site"),
        use_directory_urls=data.get("use_directory_urls") is not False,
        theme_dir=_theme_dir(data.get("theme")),
        **{**known, **groups},
    )


def _theme_dir(theme: object) -> str:
    return str(theme.get("custom_dir") or "") if isinstance(theme, dict) else ""


def _plugin_options(plugins: object) -> Mapping[str, Any]:
    """The options of `- dvk: {…}` in the list of plugins, or of `dvk:` in a table of them."""
    if isinstance(plugins, dict):
        plugins = [plugins]
    for item in plugins if isinstance(plugins, list) else ():
        options = item.get("dvk") if isinstance(item, dict) else None
        if isinstance(options, dict):
            return options
    return {}
