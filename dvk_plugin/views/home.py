"""The front page: key figures with their day, the newest posts, the models, some photos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dvk_plugin.domain.metric import Metric
from dvk_plugin.tally.rows import EVERYTHING
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Cell, Edition
from dvk_plugin.views.models import standing
from dvk_plugin.views.news import newest
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import render

KEY_METRICS = (
    "funds_raised",
    "scholarships",
    "beneficiaries",
    "people_examined",
    "gifts",
    "blood_units",
    "participations",
    "models_registered",
)
TILES, POSTS, PHOTOS = 8, 6, 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure."""

    metric: Metric
    cell: Cell


def home_pages(edition: Edition) -> Iterator[Page]:
    uri = "index.md"
    values = {
        "edition": edition,
        "tiles": tiles(edition),
        "posts": edition.site.posts[:POSTS],
        "models": tuple(edition.site.models.values()),
        "standings": standing(edition),
        "pictures": edition.pictures(edition.site.posts[:POSTS])[:PHOTOS],
    }
    name = edition.site.name
    yield Page(
        uri,
        name,
        before=render("home_before.html", edition.href(uri), **values),
        after=render("home_after.html", edition.href(uri), **values),
        description=describe(
            f"{name}: tin tức, mô hình «Dân vận khéo» và số liệu có nguồn.",
            newest(edition.site.posts),
        ),
        kind="home",
        updated=edition.updated(edition.site.posts),
    )


def tiles(edition: Edition) -> tuple[Tile, ...]:
    """Up to eight known figures over everything and all time, the usual ones first."""
    rows = {row.metric.key: row for row in edition.tallies.of(EVERYTHING)}
    order = [*(key for key in KEY_METRICS if key in rows), *rows]
    known = (rows[key] for key in dict.fromkeys(order) if key != "photos")
    found = [
        Tile(row.metric, edition.cell(row, short=True)) for row in known if row.tally.figure.value
    ]
    return tuple(found[:TILES])
