"""The share card of every page: what it says, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from dvk_plugin.cards.card import HEIGHT, WIDTH, Card, card_name
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.rows import Span
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.edition import Edition, span_of
from dvk_plugin.views.format import format_as_of, format_date, format_missing, format_quantity
from dvk_plugin.views.page import Preview
from dvk_plugin.views.pictures import Picture
from dvk_plugin.views.stats import KEY_METRICS
from dvk_plugin.views.uris import model_uri, post_uri, school_uri

CARDS = "chia-se"
"""Folder of every share card; its name is made from its content."""
SITE_CARD = "index.md"
"""The page whose card stands for all pages that have none of their own."""


def share_cards(edition: Edition) -> Mapping[str, Card]:
    """Uri of a page → its card: the front page, every post, model and school."""
    return dict(_cards(edition))


def preview_of(uri: str, card: Card) -> Preview:
    """The picture of a page's card. Its name begins like the page's address."""
    path = PurePosixPath(uri)
    stem = path.parent.name if path.stem == "index" else path.stem
    return Preview(f"{CARDS}/{card_name(stem or 'trang', card)}", WIDTH, HEIGHT, card.title)


def _cards(edition: Edition) -> Iterator[tuple[str, Card]]:
    host = urlsplit(edition.links.absolute(SITE_CARD)).hostname or ""
    words = "Tin tức, mô hình và số liệu «Dân vận khéo»"
    yield SITE_CARD, Card(site=host, title=edition.site.name, below=words)
    for post in edition.site.posts:
        yield post_uri(post), _post_card(edition, post)
    for model in edition.site.models.values():
        yield model_uri(model.slug), _model_card(edition, model)
    for school in edition.site.registry.schools.values():
        figure, label = _key_figure(edition, Span(school.slug), Part.TOTAL)
        yield (
            school_uri(school.slug),
            Card(edition.site.name, school.name, "", school.place, figure, label),
        )


def _post_card(edition: Edition, post: Post) -> Card:
    figure, label = _reported(edition, post)
    return Card(
        edition.site.name,
        post.title,
        edition.school_name(post.school),
        format_date(post.date),
        figure,
        label,
        _variant(edition.cover(post)),
    )


def _reported(edition: Edition, post: Post) -> tuple[str, str]:
    """The first of the usual key figures that a post reports of its own work."""
    metrics = edition.site.registry.metrics
    order = [*dict.fromkeys((*KEY_METRICS, *metrics))]
    entries = [e for e in edition.entries_of_post(post) if e.id not in edition.corrections.replaced]
    mine = [entry for entry in entries if _is_plain(entry)]
    for entry in sorted(mine, key=lambda e: (order.index(e.metric), e.source, e.id))[:1]:
        words = (metrics[entry.metric].label, format_as_of(entry.as_of), format_missing(entry.also))
        return format_quantity(entry.quantity), _label(*words)
    return "", ""


def _is_plain(entry: Entry) -> bool:
    """Whether a figure says what was done, so that it needs no explanation beside it."""
    is_own = entry.kind is Kind.INCREMENT and entry.scope is not Scope.JOINT
    return is_own and not entry.derived and entry.quantity.value is not None


def _model_card(edition: Edition, model: Model) -> Card:
    figure, label = _key_figure(edition, span_of(model), Part.OWN)
    posts = edition.posts_of_models(edition.site.family(model.slug))
    mine = (p for p in edition.pictures(posts) if model.slug in (p.photo.models or p.post.models))
    return Card(
        edition.site.name,
        model.name,
        "Mô hình «Dân vận khéo»",
        edition.school_name(model.school),
        figure,
        label,
        _variant(next(mine, None)),
    )


def _key_figure(edition: Edition, span: Span, part: Part) -> tuple[str, str]:
    """The first usual figure of a span over all time, as its page shows it, with all its words."""
    rows = {row.metric.key: row for row in edition.tallies.of(span, None, part)}
    for key in dict.fromkeys((*(key for key in KEY_METRICS if key in rows), *rows)):
        row = rows[key]
        if key != PHOTOS and row.tally.figure.value:
            cell = edition.cell(row)
            return cell.text, _label(row.metric.label, cell.as_of, cell.missing)
    return "", ""


def _label(*words: str) -> str:
    return "; ".join(filter(None, words))


def _variant(picture: Picture | None) -> str:
    """The name of the variant to draw: a JPEG no larger than needed."""
    return PurePosixPath(picture.fallback).name if picture else ""
