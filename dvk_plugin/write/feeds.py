"""News feeds of the site, of each model and of each school: Atom (RFC 4287) and JSON Feed 1.1.

Atom and not RSS 2.0: its dates, ids and kinds of text are defined to the letter and have a schema,
and every reader takes it. JSON Feed is for programs. Nothing in a feed depends on the clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dvk_plugin.domain.post import Post
from dvk_plugin.domain.slug import tidy
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.facts import group_facts, reported
from dvk_plugin.views.page import FeedLink
from dvk_plugin.views.pictures import picture_uri
from dvk_plugin.views.render import render
from dvk_plugin.views.uris import model_uri, post_uri, school_uri
from dvk_plugin.write.opendata import to_json

ATOM, JSON = "feed.xml", "feed.json"
NEWEST = 30
"""Posts in a feed."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, written in any way."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: its name, the page whose news it tells, the posts, newest first."""

    title: str
    subtitle: str
    page: str
    folder: str
    posts: Sequence[Post]

    @property
    def link(self) -> FeedLink:
        return FeedLink(self.title, self.folder)


@dataclass(frozen=True, slots=True)
class _Item:
    """A post as both formats tell it; addresses are absolute."""

    id: str
    url: str
    title: str
    day: str
    changed: str
    summary: str
    html: str
    image: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def channels(edition: Edition) -> Iterator[Channel]:
    """The site's feed, then those of the models and schools that have posts."""
    site = edition.site
    if not site.posts or not edition.links.absolute("index.md"):
        return
    yield Channel(site.name, "Tin mới", "index.md", "", site.posts)
    for model in site.models.values():
        posts = edition.posts_of_models(site.family(model.slug))
        if posts:
            page = model_uri(model.slug)
            title = f"{model.name} – {site.name}"
            yield Channel(title, "Tin của mô hình", page, page.removesuffix(".md") + "/", posts)
    for school in site.registry.schools.values():
        posts = edition.posts_of_school(school.slug)
        if posts:
            page = school_uri(school.slug)
            title = f"{school.name} – {site.name}"
            yield Channel(title, "Tin của trường", page, page.removesuffix("index.md"), posts)


def feed_names(feeds: Sequence[Channel]) -> Iterator[str]:
    """The uris of both files of every feed."""
    for channel in feeds:
        yield f"{channel.folder}{ATOM}"
        yield f"{channel.folder}{JSON}"


def feed_files(edition: Edition, feeds: Sequence[Channel]) -> Mapping[str, bytes]:
    """Both files of every feed, by uri."""
    files = {}
    known: dict[str, _Item] = {}
    for channel in feeds:
        items = []
        for post in channel.posts[:NEWEST]:
            items.append(known.get(post.key) or known.setdefault(post.key, _item(edition, post)))
        files[f"{channel.folder}{ATOM}"] = _atom(edition, channel, items)
        files[f"{channel.folder}{JSON}"] = _json(edition, channel, items)
    return files


def _item(edition: Edition, post: Post) -> _Item:
    uri = post_uri(post)
    cover = edition.cover(post)
    jpeg = cover.jpeg if cover else None
    html = render(
        "feed_entry.html",
        edition.links.absolute,
        edition=edition,
        post=post,
        uri=uri,
        cover=cover,
        jpeg=jpeg,
        groups=group_facts(edition.ground, reported(edition, post)),
    )
    return _Item(
        id=_tag(edition, post.date, post.key),
        url=edition.links.absolute(uri),
        title=_clean(post.title),
        day=_moment(post.date),
        changed=_moment(edition.corrections.updated(post)),
        summary=_clean(describe(post.summary, post.lead, post.title)),
        html=_clean(html).strip(),
        image=edition.links.absolute(picture_uri(jpeg.name)) if jpeg else "",
        authors=tuple(map(_clean, post.authors)) or (_clean(_publisher(edition, post)),),
        tags=tuple(_clean(tag) for tag in (post.category, *post.tags) if tag),
    )


def _publisher(edition: Edition, post: Post) -> str:
    school = edition.site.registry.schools.get(post.school)
    return school.name if school else edition.site.name


def _tag(edition: Edition, day: date, key: str) -> str:
    """An id for ever (RFC 4151): it outlives a move from http to https or to another folder."""
    host = urlsplit(edition.links.absolute("index.md")).hostname or ""
    return f"tag:{host.encode('idna').decode()},{day.isoformat()}:{key}"


def _moment(day: date) -> str:
    """The start of a day in Việt Nam, as RFC 3339 wants it."""
    return f"{day.isoformat()}T00:00:00+07:00"


def _clean(text: str) -> str:
    """NFC without what XML cannot hold."""
    return unicodedata.normalize("NFC", _NOT_XML.sub("", text))


def _atom(edition: Edition, channel: Channel, items: Sequence[_Item]) -> bytes:
    address = edition.links.absolute
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    _text(feed, "title", _clean(tidy(channel.title)))
    _text(feed, "subtitle", _clean(tidy(f"{channel.subtitle} trên {edition.site.name}")))
    # The id of a feed bears no day of its posts, which come and go.
    _text(feed, "id", _tag(edition, date(2000, 1, 1), channel.folder or "tin-tuc"))
    _text(feed, "updated", max(item.changed for item in items))
    _link(feed, "self", address(channel.folder + ATOM), "application/atom+xml")
    _link(feed, "alternate", address(channel.page), "text/html")
    _text(SubElement(feed, "author"), "name", _clean(tidy(edition.site.name)))
    _text(feed, "icon", address("assets/dvk/icons/icon-192.png"))
    for item in items:
        _entry(SubElement(feed, "entry"), item)
    indent(feed)
    text = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(entry: Element, item: _Item) -> None:
    _text(entry, "title", item.title)
    _text(entry, "id", item.id)
    _link(entry, "alternate", item.url, "text/html")
    if item.image:
        _link(entry, "enclosure", item.image, "image/jpeg")
    _text(entry, "published", item.day)
    _text(entry, "updated", item.changed)
    for name in item.authors:
        _text(SubElement(entry, "author"), "name", name)
    for tag in item.tags:
        SubElement(entry, "category", {"term": tag})
    _text(entry, "summary", item.summary)
    _text(entry, "content", item.html, type="html")


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _link(parent: Element, rel: str, href: str, media_type: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": media_type, "href": href})


def _json(edition: Edition, channel: Channel, items: Sequence[_Item]) -> bytes:
    address = edition.links.absolute
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(tidy(channel.title)),
        "description": _clean(tidy(f"{channel.subtitle} trên {edition.site.name}")),
        "home_page_url": address(channel.page),
        "feed_url": address(channel.folder + JSON),
        "icon": address("assets/dvk/icons/icon-512.png"),
        "language": "vi",
        "authors": [{"name": _clean(tidy(edition.site.name)), "url": address("index.md")}],
        "items": [_json_item(item) for item in items],
    }
    return to_json(data).encode()


def _json_item(item: _Item) -> dict[str, Any]:
    data = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.day,
        "date_modified": item.changed,
        "authors": [{"name": name} for name in item.authors],
        "tags": [*item.tags],
        "image": item.image,
        "language": "vi",
    }
    return {key: value for key, value in data.items() if value not in ("", [])}
