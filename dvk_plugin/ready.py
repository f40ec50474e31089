"""A site made ready to be shown: the photos that it publishes and what its views work from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dvk_plugin.domain.site import Site
from dvk_plugin.photos.plan import Box, Published, is_beside, is_photo
from dvk_plugin.read.files import is_file_inside
from dvk_plugin.read.settings import Settings
from dvk_plugin.tally.federation import federate
from dvk_plugin.tally.rows import Tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import Links
from dvk_plugin.walk import join


def wanted_photos(site: Site, root: Path) -> Mapping[str, tuple[Box, ...]]:
    """The photos to publish: file → parts to blur, those of every mention together."""
    wanted: dict[str, tuple[Box, ...]] = {}
    for post in site.posts:
        for photo in post.published_photos:
            is_ours = is_photo(photo.name) and is_beside(photo.name)
            if is_ours and is_file_inside(join(root, photo.file), root):
                boxes = dict.fromkeys((*wanted.get(photo.file, ()), *photo.blur))
                wanted[photo.file] = tuple(sorted(boxes))
    return wanted


def make_edition(
    site: Site,
    tallies: Tallies,
    settings: Settings,
    links: Links,
    published: Mapping[str, Published],
) -> Edition:
    """What views work from, for a site whose photos (by file) are published so."""
    return Edition(
        site=site,
        tallies=tallies,
        links=links,
        per_page=settings.per_page,
        register_per_page=settings.register_per_page,
        published=published,
        search=settings.search,
        licence=settings.data_license,
        federation=federate(site.federated) if site.federated else None,
        isso=settings.comments.isso if settings.comments else "",
    )
