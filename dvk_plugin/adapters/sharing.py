"""What a page's head tells those it is shared with, as the theme's templates take it."""

from __future__ import annotations

from typing import Any

from dvk_plugin.views.links import Links
from dvk_plugin.views.page import FeedLink, Page, Preview
from dvk_plugin.views.pictures import picture_uri
from dvk_plugin.write.feeds import ATOM, JSON
from dvk_plugin.write.sitemap import Location


def shared(page: Page, links: Links) -> dict[str, Any]:
    """`{preview: {url, width, height, alt}, feeds: [{title, atom, json}], published, modified,
    data}`.

    Plain text and full addresses; see theme/dvk/sharing.html. `published`: of posts alone.
    """
    return {
        "preview": _preview(page.preview, links) if page.preview else None,
        "feeds": [_feed(feed, links) for feed in page.feeds],
        "published": page.published.isoformat() if page.published else "",
        "modified": page.updated.isoformat() if page.updated else "",
        "data": page.data,
    }


def _preview(preview: Preview, links: Links) -> dict[str, Any]:
    return {
        "url": links.absolute(preview.uri),
        "width": preview.width,
        "height": preview.height,
        "alt": preview.alt,
    }


def _feed(feed: FeedLink, links: Links) -> dict[str, str]:
    return {
        "title": feed.title,
        "atom": links.absolute(feed.folder + ATOM),
        "json": links.absolute(feed.folder + JSON),
    }


def location(address: str, page: Page | None, links: Links) -> Location:
    """A page in the sitemap; `page` is None for one of the author's own."""
    if page is None:
        return Location(address)
    jpegs = (picture.jpeg for picture in page.pictures)
    images = tuple(links.absolute(picture_uri(jpeg.name)) for jpeg in jpegs if jpeg)
    return Location(address, page.updated, images)
