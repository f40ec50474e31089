"""What pages tell those they are shared with, as the theme's templates and the sitemap take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dvk_plugin.views.links import Links
from dvk_plugin.views.page import FeedLink, Page
from dvk_plugin.views.pictures import picture_uri
from dvk_plugin.write.feeds import ATOM, JSON
from dvk_plugin.write.sitemap import Location


def shared(page: Page, links: Links) -> dict[str, Any]:
    """`{preview: {url, width, height, alt}, feeds: [{title, atom, json}]}`, for pages that have
    none of their own. Plain text and full addresses; see theme/dvk/sharing.html.
    """
    preview = page.preview and {
        "url": links.absolute(page.preview.uri),
        "width": page.preview.width,
        "height": page.preview.height,
        "alt": page.preview.alt,
    }
    return {"preview": preview, "feeds": [feed_words(feed, links) for feed in page.feeds]}


def feed_words(feed: FeedLink, links: Links) -> dict[str, str]:
    """A feed by its name and the addresses of its two files."""
    return {
        "title": feed.title,
        "atom": links.absolute(feed.folder + ATOM),
        "json": links.absolute(feed.folder + JSON),
    }


def locations(pages: Iterable[Page], links: Links) -> Iterator[Location]:
    """Our pages in the sitemap, with the photos that stand on each."""
    for page in pages:
        jpegs = (picture.jpeg for picture in page.pictures)
        images = tuple(links.absolute(picture_uri(jpeg.name)) for jpeg in jpegs if jpeg)
        yield Location(links.absolute(page.uri), page.updated, images)
