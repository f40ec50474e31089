"""The site's settings: the `dvk` plugin's options and a few keys of `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.photo_settings import PhotoSettings, WrongOption, read_photo_settings
from dvk_plugin.read.places import Places

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
    photos: PhotoSettings = field(default_factory=PhotoSettings)
    data_license: str = ""
    weather: str = ""
    search: bool = True
    today: date | None = None
    """The day that the site is made for: posts for a later one are held back."""

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
    option.name
    for option in fields(Settings)
    if option.name not in ("root", "site_name", "site_url", "docs_dir", "today")
)
"""Names of the plugin's options, each a field of `Settings`."""


_ADDRESSES = ("data_license", "weather")


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
    photos = read_photos_option(_plugin_options(data.get("plugins")).get("photos"), config)
    if isinstance(photos, Issue):
        return photos
    return make_settings(config.resolve().parent, data, photos)


def read_photos_option(value: object, config: Path) -> PhotoSettings | Issue:
    """The plugin's option `photos`, which stands in a configuration file. Rule: `cau-hinh-hong`."""
    photos = read_photo_settings(value)
    if isinstance(photos, WrongOption):
        text = config.read_text(encoding="utf-8-sig")
        place = _line_with(photos.name, text, config.name)
        return Issue("cau-hinh-hong", place, photos.message, photos.hint)
    return photos


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
        if option.name not in OPTIONS or option.name == "photos" or value is None:
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
            what = "tên thư mục" if option.name.endswith("_dir") else "chữ"
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
    for number, line in enumerate(text.splitlines(), 1):
        if f"{name}:" in line:
            return Source(file, number, line.index(name) + 1, len(name), line)
    return Source(file)


def make_settings(root: Path, data: Mapping[str, Any], photos: PhotoSettings) -> Settings:
    """Settings from the keys of an `mkdocs.yml`; options unset keep their defaults."""
    options = _plugin_options(data.get("plugins"))
    known = {name: options[name] for name in OPTIONS if options.get(name) is not None}
    return Settings(
        root=root,
        site_name=str(data.get("site_name") or ""),
        site_url=str(data.get("site_url") or ""),
        docs_dir=str(data.get("docs_dir") or "docs"),
        **{**known, "photos": photos},
    )


def _plugin_options(plugins: object) -> Mapping[str, Any]:
    """The options of `- dvk: {…}` in the list of plugins, or of `dvk:` in a table of them."""
    if isinstance(plugins, dict):
        plugins = [plugins]
    for item in plugins if isinstance(plugins, list) else ():
        options = item.get("dvk") if isinstance(item, dict) else None
        if isinstance(options, dict):
            return options
    return {}
