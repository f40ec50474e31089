"""The page of the search, and lists by letter for readers without JavaScript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dvk_plugin.domain.order import initial, order_key
from dvk_plugin.domain.post import Post
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.news import Chip
from dvk_plugin.views.page import Page
from dvk_plugin.views.paginate import paginate
from dvk_plugin.views.render import rendered
from dvk_plugin.views.uris import SEARCH, metric_uri, model_uri, post_uri, school_uri, year_uri

PER_PAGE = 100
_SLUGS = {"đ": "dd", "0": "so"}
_LABELS = {"a": "A, Ă, Â", "e": "E, Ê", "o": "O, Ô, Ơ", "u": "U, Ư", "0": "0–9"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in a list by letter: what it is of, and a post's day."""

    title: str
    uri: str
    what: str
    post: Post | None = None


def search_pages(edition: Edition) -> Iterator[Page]:
    """`tim-kiem/`, and `tim-kiem/chu/<letter>/` for each letter that a title begins with."""
    if not edition.search:
        return
    letters = _by_letter(edition)
    chips = [Chip(_label(letter), _uri(letter), len(mine)) for letter, mine in letters.items()]
    uri = f"{SEARCH}/index.md"
    counts: dict[int, int] = defaultdict(int)
    for post in edition.site.posts:
        counts[post.date.year] += 1
    years = [Chip(str(year), year_uri(year), counts[year]) for year in sorted(counts, reverse=True)]
    content = rendered("search.html", edition.href(uri), letters=chips, years=years)
    yield Page(
        uri,
        "Tìm kiếm",
        content=content,
        shown=(content.shown,),
        description=f"Tìm bài viết, mô hình, ảnh và số liệu trên {edition.site.name}.",
        updated=edition.updated(edition.site.posts),
    )
    for letter, mine in letters.items():
        yield from _letter(edition, letter, mine, chips)


def _by_letter(edition: Edition) -> Mapping[str, list[Heading]]:
    found: dict[str, list[Heading]] = defaultdict(list)
    for heading in sorted(_headings(edition), key=lambda one: (order_key(one.title), one.uri)):
        found[initial(heading.title) or "0"].append(heading)
    return {letter: found[letter] for letter in sorted(found, key=order_key)}


def _headings(edition: Edition) -> Iterator[Heading]:
    for post in edition.site.posts:
        yield Heading(post.title, post_uri(post), "bài", post)
    for model in edition.site.models.values():
        yield Heading(model.name, model_uri(model.slug), "mô hình")
    for metric in edition.tallies.metrics.values():
        yield Heading(metric.label, metric_uri(metric), "số liệu")
    for school in edition.site.registry.schools.values():
        yield Heading(school.name, school_uri(school.slug), "đơn vị")


def _letter(
    edition: Edition, letter: str, mine: list[Heading], letters: list[Chip]
) -> Iterator[Page]:
    label = _label(letter)
    chips = [Chip(one.label, one.uri, one.count, one.label == label) for one in letters]
    for leaf in paginate(mine, f"{SEARCH}/chu/{_slug(letter)}", PER_PAGE):
        title = f"Chữ {label}" if letter != "0" else f"Chữ số {label}"
        name = title if leaf.number == 1 else f"{title} – trang {leaf.number}"
        content = rendered(
            "letter.html", edition.href(leaf.uri), title=title, leaf=leaf, letters=chips
        )
        yield Page(
            leaf.uri,
            name,
            content=content,
            shown=(content.shown,),
            description=f"{name}: bài viết, mô hình và số liệu của {edition.site.name}.",
            updated=edition.updated(one.post for one in leaf.items if one.post),
        )


def _slug(letter: str) -> str:
    return _SLUGS.get(letter, letter)


def _uri(letter: str) -> str:
    return f"{SEARCH}/chu/{_slug(letter)}/index.md"


def _label(letter: str) -> str:
    return _LABELS.get(letter, letter.upper())
