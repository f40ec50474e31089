"""The plugin's options in `mkdocs.yml`, as MkDocs reads them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig

from dvk_plugin.domain.issue import Issue
from dvk_plugin.read.settings import OPTIONS, Settings, read_groups
from dvk_plugin.read.today import build_day


class DvkConfig(base.Config):
    """Each means what its field of `Settings` says."""

    posts_dir = c.Type(str, default=Settings.posts_dir)
    models_dir = c.Type(str, default=Settings.models_dir)
    per_page = c.Type(int, default=Settings.per_page)
    register_per_page = c.Type(int, default=Settings.register_per_page)
    drafts = c.Type(bool, default=Settings.drafts)
    photos = c.Optional(c.Type(object))
    report = c.Optional(c.Type(object))
    admin = c.Optional(c.Type(object))
    comments = c.Optional(c.Type(object))
    publish = c.Optional(c.Type(object))
    """Groups may be anything: `read_groups` tells in Vietnamese what is wrong with them."""
    data_license = c.Type(str, default=Settings.data_license)
    weather = c.Type(str, default=Settings.weather)
    search = c.Type(bool, default=Settings.search)
    federation = c.Type(str, default=Settings.federation)


def settings_of(config: MkDocsConfig, own: DvkConfig, *, preview: bool) -> Settings | Issue:
    """The settings of a site; a preview shows drafts. An issue where an option is wrong."""
    file = Path(config.config_file_path)
    root = file.resolve().parent
    options = {name: own[name] for name in OPTIONS}
    groups = read_groups(options, file)
    if isinstance(groups, Issue):
        return groups
    options.update(groups)
    options["drafts"] = options["drafts"] or preview
    return Settings(
        root=root,
        site_name=config.site_name,
        site_url=config.site_url or "",
        docs_dir=Path(config.docs_dir).resolve().relative_to(root).as_posix(),
        site_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
        theme_dir=config.theme.custom_dir or "",
        today=build_day(),
        **options,
    )
