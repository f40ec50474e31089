"""Mends pages in place whose authors changed nothing but a text: no site is needed for that.

Everything else that such a post has (title, figures, photos, the words that its text begins with)
may show on other pages too, so that a change of it goes the full way, as does whatever would give
a finding. What comes out is what the full way prints (`tests/press/test_mending.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dvk_plugin.check.rules import check_texts
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load_lexicon
from dvk_plugin.photo_files import with_found_files
from dvk_plugin.photos.publish import publish
from dvk_plugin.press.folder import stamp_of, write_if_new
from dvk_plugin.press.printing import Record
from dvk_plugin.press.receipt import Receipt, Told, mark_of
from dvk_plugin.press.text import Converter
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.posts import read_post
from dvk_plugin.read.settings import Settings
from dvk_plugin.ready import make_edition, wanted_photos
from dvk_plugin.tally.rows import Tallies
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.links import Links
from dvk_plugin.views.post import figures_in
from dvk_plugin.views.uris import post_uri
from dvk_plugin.walk import Stamp


@dataclass(frozen=True, slots=True)
class Mended:
    """A post with another text, and the text's HTML. `stamp`: of its file, from before reading."""

    post: Post
    html: str
    stamp: Stamp


def mended(
    receipt: Receipt,
    changed: Mapping[str, Stamp],
    settings: Settings,
    records: Mapping[str, Record],
    converter: Callable[[], Converter],
) -> Mapping[str, Mended] | None:
    """The changed posts by their files in the posts' folder; None unless each has just another
    text, free of faults. `records`: what is known of the site's files. `converter` is made only
    where it is needed."""
    pages = [records.get(receipt.posts[uri].page) for uri in changed]
    if not all(record and not record.dead for record in pages):  # not printed, or with dead links
        return None
    lexicon, _, _ = load_lexicon(settings)
    posts = [_post(uri, receipt.posts[uri], settings, lexicon) for uri in changed]
    site = Site(registry=lexicon.registry, posts=tuple(post for post in posts if post))
    if len(site.posts) < len(changed):
        return None
    press = converter()
    edition = _edition(site, settings, press.links)
    found = {}
    for (uri, stamp), post in zip(changed.items(), site.posts, strict=True):
        text = press.convert(post.body, post_uri(post), figures_in(edition, post))
        if text.dead:
            return None
        found[uri] = Mended(post, text.html, stamp)
    return found


def _edition(site: Site, settings: Settings, links: Links) -> Edition:
    """What shows pictures amid texts; there are no figures in it."""
    gallery = publish(
        wanted_photos(site, settings.root), settings.root, originals=settings.photos.originals
    )
    return make_edition(site, Tallies(), settings, links, gallery.published)


def _post(uri: str, told: Told, settings: Settings, lexicon: Lexicon) -> Post | None:
    page = read_page_file(settings.posts_path / uri, settings.root)
    post, issues = read_post(page, lexicon)
    if post is None or issues or mark_of(post) != told.head:
        return None
    site = Site(registry=lexicon.registry, posts=(post,))
    return None if check_texts(site, settings.root) else with_found_files(post, settings.root)


def mend(
    receipt: Receipt, texts: Mapping[str, Mended], folder: Path, records: Mapping[str, Record]
) -> tuple[Receipt, dict[str, Record]]:
    """Put texts into the pages of their posts in a site's folder: the receipt, without a mark of
    what is left then, and what is known of the files. Raises OSError where a page cannot be
    written.
    """
    told, known = dict(receipt.posts), dict(records)
    for uri, mended in texts.items():
        file, html = told[uri].page, mended.html.encode()
        start, end = known[file].text
        page = (folder / file).read_bytes()
        write_if_new(folder / file, page[:start] + html + page[end:])
        # No mark: should the text be as it was some day, this page is not the one of that day.
        known[file] = Record("", stamp_of(folder / file), (), (start, start + len(html)), ())
        told[uri] = replace(told[uri], stamp=mended.stamp)
    return replace(receipt, posts=told, left=""), known
