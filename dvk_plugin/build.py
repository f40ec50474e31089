"""A site to its output: pages, files for machines, and pictures. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvk_plugin.domain.issue import Issue, sort_issues
from dvk_plugin.domain.site import Site
from dvk_plugin.photos.cache import published_file
from dvk_plugin.photos.plan import read_size
from dvk_plugin.read.files import is_file_inside
from dvk_plugin.read.settings import Settings
from dvk_plugin.tally.rows import Tallies, compute_tallies
from dvk_plugin.views.edition import DATA, Edition, picture_uri
from dvk_plugin.views.gallery import gallery_pages
from dvk_plugin.views.home import home_pages
from dvk_plugin.views.links import Links
from dvk_plugin.views.models import model_pages
from dvk_plugin.views.news import news_pages
from dvk_plugin.views.numbers import number_pages
from dvk_plugin.views.page import Page
from dvk_plugin.views.post import post_pages
from dvk_plugin.views.register import register_pages
from dvk_plugin.views.units import unit_pages
from dvk_plugin.write.opendata import tally_csv, tally_json

VIEWS = (
    home_pages,
    news_pages,
    post_pages,
    model_pages,
    gallery_pages,
    number_pages,
    register_pages,
    unit_pages,
)
"""Every kind of page, each a function from an edition to pages."""


@dataclass(frozen=True)
class Output:
    """What a host has to place: pages, files by uri, and pictures by uri."""

    pages: tuple[Page, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)


def build(site: Site, settings: Settings, links: Links) -> tuple[Output, tuple[Issue, ...]]:
    """The output of a site, and what came out wrong on the way (damaged pictures)."""
    pictures, issues = _pictures(site, settings.root)
    tallies = compute_tallies(site)
    edition = Edition(
        site=site,
        tallies=tallies,
        links=links,
        per_page=settings.per_page,
        register_per_page=settings.register_per_page,
        sizes=_sizes(site, settings.root, pictures),
    )
    pages = tuple(page for view in VIEWS for page in view(edition))
    return Output(pages, _files(tallies), pictures), issues


def _files(tallies: Tallies) -> Mapping[str, bytes]:
    return {
        f"{DATA}/tally.json": tally_json(tallies.rows),
        f"{DATA}/tally.csv": tally_csv(tallies.rows),
    }


def _pictures(site: Site, root: Path) -> tuple[Mapping[str, Path], tuple[Issue, ...]]:
    """Uri of each published picture → the file with its published form."""
    found: dict[str, Path] = {}
    issues = []
    for post in site.posts:
        for photo in post.published_photos:
            path = root / photo.file
            if not is_file_inside(path, root):
                continue
            published = published_file(path, root)
            if published is None:
                issues.append(
                    Issue(
                        "anh-hong",
                        photo.source,
                        f"Tệp ảnh «{photo.name}» bị hỏng hoặc không phải là ảnh.",
                        "mở ảnh trên máy, lưu lại thành JPEG rồi chép đè.",
                    )
                )
            else:
                found[picture_uri(post, photo)] = published
    return found, sort_issues(issues)


def _sizes(site: Site, root: Path, pictures: Mapping[str, Path]) -> Mapping[str, tuple[int, int]]:
    sizes = {
        photo.file: read_size(root / photo.file)
        for post in site.posts
        for photo in post.published_photos
        if picture_uri(post, photo) in pictures
    }
    return {file: size for file, size in sizes.items() if size is not None}
