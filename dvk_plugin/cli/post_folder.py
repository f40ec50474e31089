"""Where a new post goes, and whether another has its address already."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dvk_plugin.domain.slug import slugify
from dvk_plugin.load import post_files
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.files import relative_name
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.posts import address_name
from dvk_plugin.read.settings import Settings
from dvk_plugin.write.bundle import INDEX


def place(day: dt.date, slug: str) -> str:
    return f"{day.year:04d}/{slug}"


def taken_by(settings: Settings, day: dt.date, slug: str) -> Path | None:
    """The post that has the address, if any; or whatever stands in the folder already."""
    address = slugify(address_name(f"{slug}/{INDEX}"))
    folder = settings.posts_path / place(day, slug)
    if folder.is_dir() and any(folder.iterdir()):
        return folder / INDEX
    for path in post_files(settings):
        if slugify(address_name(relative_name(path, settings.root))) == address:
            head = read_page_file(path, settings.root).head
            if head is None or getattr(Fields(head, []).day("date"), "year", 0) == day.year:
                return path
    return None
