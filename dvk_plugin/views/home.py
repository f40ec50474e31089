"""The front page: what was reached, the newest posts, the models and photos."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dvk_plugin.domain.model import Model
from dvk_plugin.tally.rows import EVERYTHING
from dvk_plugin.views.describe import describe
from dvk_plugin.views.desk import every_span, targets
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.models import newest_aims, standing
from dvk_plugin.views.news import newest
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.readership import mark_of_reads, most_read
from dvk_plugin.views.render import render
from dvk_plugin.views.stats import stats_of
from dvk_plugin.views.uris import ROOT_PAGE

STATS, POSTS, MODELS, PHOTOS = 7, 5, 9, 12


def home_pages(edition: Edition) -> Iterator[Page]:
    """The front page. Its text is the author's own `index.md`."""
    name = edition.site.name
    yield Page(
        ROOT_PAGE,
        name,
        partial(_content, edition),
        description=describe(
            f"{name}: tin tức, mô hình «Dân vận khéo» và số liệu có nguồn.",
            newest(edition.site.posts),
        ),
        kind="home",
        updated=edition.updated(edition.site.posts),
        own=f"{edition.is_counted} {mark_of_reads(*most_read(edition.readership))}",
    )


def _content(edition: Edition) -> Content:
    posts = edition.site.posts[:POSTS]
    values = {
        "edition": edition,
        "stats": stats_of(edition, edition.tallies.of(EVERYTHING), STATS),
        "aims": targets(edition, every_span(edition)).newest,
        "posts": posts,
        "most_read": most_read(edition.readership),
        "models": models_in_the_news(edition),
        "count": len(edition.site.models),
        "standings": standing(edition),
        "model_aims": newest_aims(edition),
        "pictures": edition.pictures(posts)[:PHOTOS],
    }
    href = edition.href(ROOT_PAGE)
    return Content(
        before=render("home_before.html", href, **values),
        after=render("home_after.html", href, **values),
    )


def models_in_the_news(edition: Edition) -> tuple[Model, ...]:
    """A page's worth of models, those of the newest posts first, else as they are declared."""
    told = [slug for post in edition.site.posts for slug in post.models]
    models = edition.site.models
    order = dict.fromkeys((*told, *models))
    return tuple(models[slug] for slug in order if slug in models)[:MODELS]
