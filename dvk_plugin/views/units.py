"""Schools and party cells."""

from __future__ import annotations

from collections.abc import Iterator

from dvk_plugin.domain.registry import Branch, School
from dvk_plugin.tally.rows import Span
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.models import sections, standing
from dvk_plugin.views.news import newest
from dvk_plugin.views.numbers import board
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import rendered
from dvk_plugin.views.stats import stats_of
from dvk_plugin.views.uris import branch_uri, post_uri, school_uri

STATS = 8


def unit_pages(edition: Edition) -> Iterator[Page]:
    """The page of every school and of every party cell."""
    for school in edition.site.registry.schools.values():
        yield _school(edition, school)
        for branch in edition.site.registry.branches_of(school.slug):
            yield _branch(edition, school, branch)


def _school(edition: Edition, school: School) -> Page:
    uri = school_uri(school.slug)
    posts = edition.posts_of_school(school.slug)
    return Page(
        uri,
        school.name,
        content=rendered(
            "school.html",
            edition.href(uri),
            edition=edition,
            school=school,
            branches=edition.site.registry.branches_of(school.slug),
            stats=stats_of(edition, edition.tallies.of(Span(school.slug)), STATS),
            board=board(edition, Span(school.slug), school.name),
            models=[m for m in edition.site.models.values() if m.school == school.slug],
            standings=standing(edition),
            posts=posts,
        ),
        description=describe(f"{school.name}: mô hình, số liệu và tin bài.", newest(posts)),
        kind="unit",
        updated=edition.updated(posts),
        items=tuple(map(post_uri, posts)),
    )


def _branch(edition: Edition, school: School, branch: Branch) -> Page:
    uri = branch_uri(school.slug, branch.slug)
    models = [m for m in edition.site.models.values() if m.branch == branch.slug]
    posts = edition.posts_of_models(frozenset(model.slug for model in models))
    span = Span(school.slug, branch.slug)
    years = edition.tallies.years(span)
    return Page(
        uri,
        f"{branch.name} – {school.label}",
        content=rendered(
            "branch.html",
            edition.href(uri),
            edition=edition,
            school=school,
            branch=branch,
            models=models,
            standings=standing(edition),
            years=years,
            sections=sections(edition, span, years),
            posts=posts,
        ),
        description=describe(
            f"{branch.name}, {school.name}: mô hình, số liệu và tin bài.",
            "; ".join(model.name for model in models),
        ),
        kind="unit",
        updated=edition.updated(posts),
        items=tuple(map(post_uri, posts)),
    )
