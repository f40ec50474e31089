"""A site to its output: pages, files for machines, and pictures. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dvk_plugin.cards.publish import FOLDER, Deck, publish_cards
from dvk_plugin.domain.issue import Issue, sort_issues
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source
from dvk_plugin.fingerprint import digest
from dvk_plugin.marks import Marks, marks_of
from dvk_plugin.photos.decode import Fault
from dvk_plugin.photos.faults import fault_issues
from dvk_plugin.photos.publish import Work, forget, publish
from dvk_plugin.processes import collecting_rarely
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.settings import Settings
from dvk_plugin.ready import make_edition, wanted_photos
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.gather import Written, gather, with_written
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.timings import stage
from dvk_plugin.views.compare import compare_pages
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.federation import federation_pages
from dvk_plugin.views.gallery import gallery_pages
from dvk_plugin.views.home import home_pages
from dvk_plugin.views.links import Links, file_of
from dvk_plugin.views.models import model_pages
from dvk_plugin.views.news import news_pages
from dvk_plugin.views.numbers import number_pages
from dvk_plugin.views.open_data import open_data_pages
from dvk_plugin.views.page import Page
from dvk_plugin.views.pictures import PICTURES
from dvk_plugin.views.post import post_pages
from dvk_plugin.views.previews import SITE_CARD, preview_of, share_cards
from dvk_plugin.views.privacy import privacy_pages
from dvk_plugin.views.register import register_pages
from dvk_plugin.views.search import search_pages
from dvk_plugin.views.units import unit_pages
from dvk_plugin.views.uris import model_uri
from dvk_plugin.write.admin import ADMIN_FILES, admin_assets, admin_files
from dvk_plugin.write.datapackage import DATA_FILES, data_files
from dvk_plugin.write.feeds import Channel, channels, feed_files, feed_names
from dvk_plugin.write.manifest import MANIFEST, ROBOTS, manifest_json, robots_txt
from dvk_plugin.write.redirects import Redirect, check_redirects, redirect_files, redirects_of
from dvk_plugin.write.sharing import with_sharing

VIEWS = (
    home_pages,
    news_pages,
    post_pages,
    model_pages,
    gallery_pages,
    number_pages,
    register_pages,
    compare_pages,
    federation_pages,
    open_data_pages,
    unit_pages,
    search_pages,
    privacy_pages,
)
"""Every kind of page, each a function from an edition to pages."""


@dataclass(frozen=True)
class Bundle:
    """Files for machines that are made together.

    `own`: a mark of what they hold beyond `Marks.whole`, or (`apart`) beyond `Marks.ground`.
    """

    files: tuple[str, ...]
    make: Callable[[], Mapping[str, bytes]]
    own: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Output:
    """What a host has to place: pages, files for machines, and pictures by uri.

    `texts`: what the author wrote in the docs folder for pages that are otherwise ours, by uri.
    `marks` tell what pages and files are made of. `work` and `deck` tell what photos and share
    cards cost this time. `find`: what an index is made of, found when all is printed, which needs
    none of it; None where the site has no search. `edition`: what all of it was made from.
    """

    edition: Edition
    pages: tuple[Page, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    pictures: Mapping[str, Path] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    work: Work = field(default_factory=Work)
    deck: Deck = field(default_factory=Deck)
    find: Callable[[], Searchable] | None = None

    @property
    def files(self) -> Mapping[str, bytes]:
        """Every file for machines, made now."""
        return {uri: data for bundle in self.bundles for uri, data in bundle.make().items()}


@collecting_rarely()
def build(site: Site, settings: Settings, links: Links) -> tuple[Output, tuple[Issue, ...]]:
    """The output of a site, and what came out wrong on the way (damaged pictures)."""
    forget(_withdrawn(site), settings.root)
    with stage("Ảnh"):
        gallery = publish(
            wanted_photos(site, settings.root),
            settings.root,
            originals=settings.photos.originals,
            keep=settings.photos.cache_mb * 1024**2,
        )
    with stage("Cộng số liệu"):
        tallies = compute_tallies(site)
    edition = make_edition(site, tallies, settings, links, gallery.published)
    cards = share_cards(edition) if links.absolute(SITE_CARD) else {}
    feeds = tuple(channels(edition))
    pages = with_sharing(render_pages(edition), edition, cards, feeds, settings.data_license)
    with stage("Ảnh chia sẻ"):
        deck = publish_cards(
            {preview_of(uri, card).uri: card for uri, card in cards.items()},
            gallery.files,
            settings.root,
        )
    pictures = {f"{PICTURES}/{name}": path for name, path in gallery.files.items()}
    if settings.admin:
        pictures |= admin_assets()
    texts = written_texts(pages, settings)
    redirects = redirects_of(site)
    taken = page_files(pages, settings, links)
    output = Output(
        edition,
        pages,
        (*_bundles(edition, feeds, settings), *_old_addresses(redirects, links, taken)),
        {**pictures, **deck.files},
        texts,
        marks_of(site, settings, gallery.published),
        gallery.work,
        deck,
        partial(_searchable, edition, texts) if settings.search else None,
    )
    issues = (*_issues(site, gallery.faults, deck), *check_redirects(redirects, taken))
    return output, sort_issues(issues)


def page_files(pages: Iterable[Page], settings: Settings, links: Links) -> frozenset[str]:
    """The files of all pages, ours and the author's own, as a host serves them."""
    docs = settings.docs_path
    own = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    return frozenset(file_of(links.url(uri)) for uri in (*(page.uri for page in pages), *own))


def written_texts(pages: Iterable[Page], settings: Settings) -> Mapping[str, str]:
    """The texts that the author has in the docs folder at the place of these pages, by uri."""
    root = settings.docs_path
    there = {path.relative_to(root).as_posix() for path in root.rglob("*.md")}
    uris = (page.uri for page in pages if page.uri in there)
    return {uri: read_page_file(root / uri, settings.root).body for uri in uris}


def _searchable(edition: Edition, texts: Mapping[str, str]) -> Searchable:
    """What can be found, models with the texts of their pages."""
    models = edition.site.models.values()
    written = [
        Written(edition.links.url(uri), model.name, texts[uri])
        for model in models
        if (uri := model_uri(model.slug)) in texts
    ]
    return with_written(gather(edition), written)


def render_pages(edition: Edition) -> tuple[Page, ...]:
    """Every page of an edition."""
    return tuple(page for view in VIEWS for page in view(edition))


def _withdrawn(site: Site) -> list[str]:
    return [photo.file for post in site.posts for photo in post.photos if not photo.is_published]


def _bundles(edition: Edition, feeds: Sequence[Channel], settings: Settings) -> Iterator[Bundle]:
    leads = digest(post.lead for post in edition.site.posts)
    yield Bundle(tuple(feed_names(feeds)), partial(feed_files, edition, feeds), leads)
    yield Bundle(DATA_FILES, partial(data_files, edition, settings.data_license))
    yield Bundle((MANIFEST, ROBOTS), partial(_small_files, edition.site, edition.links), apart=True)
    if settings.admin:
        yield Bundle(ADMIN_FILES, partial(admin_files, edition.site, settings))


def _old_addresses(
    redirects: Sequence[Redirect], links: Links, taken: frozenset[str]
) -> Iterator[Bundle]:
    files = redirect_files(redirects, links, taken)
    if files:
        texts = (f"{file} {data.decode()}" for file, data in files.items())
        yield Bundle(tuple(files), lambda: files, digest(texts), apart=True)


def _small_files(site: Site, links: Links) -> Mapping[str, bytes]:
    return {MANIFEST: manifest_json(site.name), ROBOTS: robots_txt(links.absolute("sitemap.xml"))}


_CARDS_UNWRITABLE = Issue(
    "khong-ghi-duoc",
    Source(FOLDER),
    "Không ghi được ảnh chia sẻ vào thư mục .cache của trang.",
    "kiểm tra chỗ trống trên đĩa và quyền ghi rồi thử lại.",
)


def _issues(site: Site, faults: Mapping[str, Fault], deck: Deck) -> tuple[Issue, ...]:
    return (*([_CARDS_UNWRITABLE] if deck.failed else []), *fault_issues(site.posts, faults))
