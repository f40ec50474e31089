"""An edition to everything that can be found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.order import order_key
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.registry import Branch, School
from dvk_plugin.search.findable import Caption, Findable, Kind, Searchable
from dvk_plugin.tally.rows import EVERYTHING
from dvk_plugin.views import open_data, together
from dvk_plugin.views.compare import compare_title, compared
from dvk_plugin.views.desk import FEDERATION
from dvk_plugin.views.edition import Edition, models_named
from dvk_plugin.views.facts import whose
from dvk_plugin.views.format import UNKNOWN, format_figure, format_quantity
from dvk_plugin.views.pictures import caption_text
from dvk_plugin.views.uris import DATA, branch_uri, metric_uri, model_uri, post_uri, school_uri

_ROOT = "index.md"
_LINES = 50
"""So many of a register's newest figures can be found by; the posts tell them all."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page of the author's own docs folder: its address, title and Markdown."""

    url: str
    title: str
    text: str


def gather(edition: Edition) -> Searchable:
    """Posts newest first, then models, pages of numbers, schools and cells; and the filters."""
    registry = edition.site.registry
    found = [_post(edition, post) for post in edition.site.posts]
    found += [_model(edition, model) for model in edition.site.models.values()]
    found += [_register(edition, metric) for metric in edition.tallies.metrics.values()]
    found += [*_comparisons(edition), *_federation(edition), _open_data(edition)]
    found += [_school(edition, school) for school in registry.schools.values()]
    found += [_branch(edition, branch) for branch in registry.branches.values()]
    schools = {school.slug: school.label for school in registry.schools.values()}
    models = sorted(edition.site.models.values(), key=lambda model: order_key(model.name))
    return Searchable(tuple(found), schools, {model.slug: model.name for model in models})


def with_written(searchable: Searchable, written: Iterable[Written]) -> Searchable:
    """Models with the text of their pages, and the author's other pages as guide pages."""
    others = {page.url: page for page in written}
    pages = [
        replace(page, body=others.pop(page.url).text) if page.url in others else page
        for page in searchable.pages
    ]
    pages += [Findable(Kind.GUIDE, p.url, p.title, body=p.text) for p in others.values()]
    return replace(searchable, pages=tuple(pages))


def _url(edition: Edition, uri: str) -> str:
    return edition.links.href(uri, _ROOT).removeprefix("./")


def _post(edition: Edition, post: Post) -> Findable:
    school = edition.site.registry.schools.get(post.school)
    models = sorted(models_named(post) & edition.site.models.keys())
    credit = (post.credit.name,) if post.credit else ()
    return Findable(
        Kind.POST,
        _url(edition, post_uri(post)),
        post.title,
        names=tuple(edition.site.models[slug].name for slug in models),
        notes=tuple(
            note
            for note in (
                post.summary,
                *_facts(edition, post),
                *_documents(post.documents),
                *post.tags,
                post.category,
                *post.authors,
                *credit,
                school.name if school else "",
            )
            if note
        ),
        body=post.body,
        said=tuple(_said(edition, post)),
        day=post.date,
        school=post.school,
        by=edition.school_name(post.school),
        models=tuple(models),
        captions=tuple(_captions(edition, post)),
    )


def _said(edition: Edition, post: Post) -> Iterator[str]:
    for one in edition.site.comments.get(post.key, ()) if post.comments else ():
        yield f"{one.author}: {one.text}" if one.author else one.text


def _facts(edition: Edition, post: Post) -> Iterator[str]:
    metrics = edition.site.registry.metrics
    for measure in post.measures:
        label = metrics[measure.metric].label if measure.metric in metrics else measure.metric
        also = f", {', '.join(measure.also)}" if measure.also else ""
        yield f"{label}: {format_quantity(measure.quantity)}{also}"


def _documents(documents: Sequence[Document]) -> Iterator[str]:
    for one in documents:
        yield ", ".join(text for text in (one.number, one.issuer, one.subject) if text)


def _captions(edition: Edition, post: Post) -> Iterator[Caption]:
    for picture in edition.pictures((post,)):
        yield Caption(
            caption_text(picture.photo.caption),
            picture.anchor,
            _url(edition, picture.smallest),
            picture.photo.models or post.models,
        )


def _model(edition: Edition, model: Model) -> Findable:
    registry = edition.site.registry
    branch = registry.branches.get(model.branch)
    school = registry.schools.get(model.school)
    dossier = (line for lines in model.dossier.values() for line in lines)
    documents = (line for year in model.years for line in _documents(year.documents))
    honours = (line for year in model.years for line in year.honours)
    notes = (
        model.summary,
        *dossier,
        *documents,
        *honours,
        branch.name if branch else "",
        school.name if school else "",
    )
    return Findable(
        Kind.MODEL,
        _url(edition, model_uri(model.slug)),
        model.name,
        names=model.aliases,
        notes=tuple(note for note in notes if note),
        school=model.school,
        by=edition.school_name(model.school),
        models=(model.slug,),
    )


def _register(edition: Edition, metric: Metric) -> Findable:
    total = edition.cell(edition.tallies.find(metric.key, EVERYTHING))
    lines = []
    for entry in edition.register_entries(metric.key)[-_LINES:]:
        quotes = " ".join(f"«{one.quote}»" for one in entry.citations if one.quote)
        lines.append(f"{format_quantity(entry.quantity)} {whose(edition, entry)} {quotes}")
    return Findable(
        Kind.NUMBERS,
        _url(edition, metric_uri(metric)),
        metric.label,
        names=metric.aliases,
        notes=(f"Tổng cộng: {total.text}",),
        body=".\n".join(lines),
    )


def _comparisons(edition: Edition) -> Iterator[Findable]:
    """A school's name is a note: whoever looks for the school shall find its own page first."""
    for uri, span, year in compared(edition):
        school = edition.school_name(span.school) if span.school else ""
        told = "So sánh từng chỉ số của hai năm, mức đạt chỉ tiêu"
        yield Findable(
            Kind.NUMBERS,
            _url(edition, uri),
            compare_title(edition, EVERYTHING, year),
            notes=(told, school) if school else (told,),
            school=span.school,
            by=school,
        )


def _federation(edition: Edition) -> Iterator[Findable]:
    if edition.federation is None:
        return
    every = edition.federation.all
    schools = tuple(school.name for school in edition.federation.schools.values())
    yield Findable(
        Kind.NUMBERS,
        _url(edition, FEDERATION),
        together.TITLE,
        notes=("Tổng của các trường, số làm chung tính một lần", *schools),
    )
    for metric in every.metrics.values():
        row = every.find(metric.key)
        total = format_figure(row.tally.figure, metric) if row else UNKNOWN
        uri, title = together.metric_page_uri(metric), together.metric_title(metric)
        notes = (f"Tổng cộng: {total}",)
        yield Findable(Kind.NUMBERS, _url(edition, uri), title, notes=notes)


def _open_data(edition: Edition) -> Findable:
    files = " ".join(f"{one.title} ({one.name})." for one in open_data.FILES)
    uri = f"{DATA}/index.md"
    notes = ("Tải số liệu về, CSV và JSON",)
    return Findable(Kind.NUMBERS, _url(edition, uri), open_data.TITLE, notes=notes, body=files)


def _school(edition: Edition, school: School) -> Findable:
    return Findable(
        Kind.UNIT,
        _url(edition, school_uri(school.slug)),
        school.name,
        names=tuple(dict.fromkeys(name for name in (school.short, *school.aliases) if name)),
        notes=tuple(note for note in (school.place, school.phone) if note),
        school=school.slug,
    )


def _branch(edition: Edition, branch: Branch) -> Findable:
    school = edition.school_name(branch.school)
    return Findable(
        Kind.UNIT,
        _url(edition, branch_uri(branch.school, branch.slug)),
        f"{branch.name} – {school}",
        names=branch.aliases,
        school=branch.school,
        by=school,
    )
