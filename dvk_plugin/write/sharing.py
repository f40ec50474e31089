"""Pages as they are shared and found: unlike names, a preview, feeds, data for search engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dvk_plugin.cards.card import Card
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.format import format_date
from dvk_plugin.views.page import Page
from dvk_plugin.views.previews import SITE_CARD, preview_of
from dvk_plugin.views.uris import model_uri, post_uri
from dvk_plugin.write.feeds import Channel
from dvk_plugin.write.jsonld import LinkedData


def with_sharing(
    pages: Sequence[Page],
    edition: Edition,
    cards: Mapping[str, Card],
    feeds: Sequence[Channel],
    licence: str,
) -> tuple[Page, ...]:
    """The pages with all that a link to them shows. `cards`: page's uri → its card."""
    previews = {uri: preview_of(uri, card) for uri, card in cards.items()}
    links = {channel.page: channel.link for channel in feeds}
    found = []
    for page in with_unlike_names(pages, edition):
        own = dict.fromkeys((page.uri, SITE_CARD))
        preview = next((previews[uri] for uri in own if uri in previews), None)
        feeds_of_page = tuple(links[uri] for uri in own if uri in links)
        found.append(replace(page, preview=preview, feeds=feeds_of_page))
    data = LinkedData(edition, {page.uri: page for page in found}, licence)
    return tuple(_with_data(page, data) for page in found)


def _with_data(page: Page, data: LinkedData) -> Page:
    names: Callable[[], object] = partial(data.names, page)
    shown = (*page.shown, names) if page.shown else ()
    return replace(page, data=partial(data.of, page), shown=shown)


def with_unlike_names(pages: Sequence[Page], edition: Edition) -> Iterator[Page]:
    """The pages with titles and descriptions that no two of them share.

    Posts of one title are told apart by their day, models by their school, others and the rest
    by a number: `Hiến máu (15/03/2024)`.
    """
    marks = {post_uri(post): format_date(post.date) for post in edition.site.posts}
    for model in edition.site.models.values():
        marks[model_uri(model.slug)] = edition.school_name(model.school)
    titles = unlike([page.title for page in pages], [marks.get(page.uri, "") for page in pages])
    counts = Counter(page.description for page in pages)
    for page, title in zip(pages, titles, strict=True):
        if counts[page.description] > 1:
            told = describe(f"{title}: {page.description}")
            page = replace(page, description=told)
        yield replace(page, title=title)


def unlike(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The texts, those that occur twice told apart by their mark, and if need be by a number."""
    counts = Counter(texts)
    marked = [
        f"{text} ({mark})" if mark and counts[text] > 1 else text
        for text, mark in zip(texts, marks, strict=True)
    ]
    seen: set[str] = set()
    found = []
    for text in marked:
        number, name = 1, text
        while name in seen:
            number += 1
            name = f"{text} ({number})"
        seen.add(name)
        found.append(name)
    return found
