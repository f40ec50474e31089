"""The page of a post that an editor has just saved, before the site is built: a first look.

What is added up from several posts needs the whole build, which follows. What a post says itself
stands on its own page at once, be it a title, a figure or a caption.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dvk_plugin.check.rules import check_texts
from dvk_plugin.domain.issue import has_errors
from dvk_plugin.domain.post import Photo, Post, newest_first
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import NOWHERE
from dvk_plugin.load import load_lexicon
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.posts import read_post
from dvk_plugin.read.settings import Settings
from dvk_plugin.tally.booking import book, rebook
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.page import Page
from dvk_plugin.views.post import post_page
from dvk_plugin.write.jsonld import LinkedData


def glanced(
    edition: Edition, pages: Sequence[Page], uris: Iterable[str], settings: Settings
) -> tuple[Page, ...]:
    """The pages of changed posts (files by their uri in the posts' folder), as far as they alone
    tell; none unless each of them was there before, at its address, with its photos, and is free
    of errors. `edition` and `pages`: those of the last build.
    """
    posts = _changed(edition.site, uris, settings)
    if posts is None:
        return ()
    site = _with_posts(edition.site, posts)
    if site is None:
        return ()
    new = replace(edition, site=site)
    known = {page.uri: page for page in pages}
    data = LinkedData(new, known, settings.data_license)
    places = (at for at, post in enumerate(site.posts) if post.file in posts)
    return tuple(_as_shared(post_page(new, at), known, data) for at in places)


def _changed(site: Site, uris: Iterable[str], settings: Settings) -> Mapping[str, Post] | None:
    """The changed posts as they are now, by file."""
    lexicon, _, _ = load_lexicon(settings)
    found = {}
    for uri in uris:
        page = read_page_file(settings.posts_path / uri, settings.root)
        new, issues = read_post(page, lexicon)
        old = site.posts_by_file.get(page.file)
        if new is None or old is None or has_errors(issues):
            return None
        if check_texts(Site(registry=lexicon.registry, posts=(new,)), settings.root):
            return None
        photos = _known_photos(new, old)
        is_there = (new.key, new.draft, new.publish_at) == (old.key, old.draft, old.publish_at)
        if photos is None or not is_there:
            return None
        found[page.file] = replace(new, photos=photos)
    return found


def _known_photos(new: Post, old: Post) -> tuple[Photo, ...] | None:
    """A post's photos with what is known of them; None where there is one to be published, taken
    back or blurred in another way: no picture is shown that a build has not looked at."""
    before = {photo.name: photo for photo in old.photos}
    found = []
    for photo in new.photos:
        was = before.get(photo.name)
        if was is None or was.withdrawn_with != NOWHERE:
            return None
        if (photo.consent, photo.blur) != (was.consent, was.blur):
            return None
        found.append(replace(photo, file=was.file, digest=was.digest))
    return tuple(found)


def _with_posts(site: Site, posts: Mapping[str, Post]) -> Site | None:
    """The site with these posts in place of those of their files; None where ids collide."""
    every = newest_first(posts.get(post.file, post) for post in site.posts)
    ledger = rebook(site.ledger, posts.values(), site.registry.metrics)
    if ledger is None:
        ledger, issues = book(every, site.registry.metrics)
        if issues:
            return None
    return replace(site, posts=every, ledger=ledger)


def _as_shared(page: Page, known: Mapping[str, Page], data: LinkedData) -> Page:
    """A page with its preview and feeds of before."""
    old = known[page.uri]
    return replace(
        page, preview=old.preview, feeds=old.feeds, data=partial(data.of, page), shown=()
    )
