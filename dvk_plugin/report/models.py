"""Models in a report's year: their figures by line, their life and how far they were recognised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.recognition import Recognition, Status
from dvk_plugin.report.facts import Fact, ModelFact, Standing
from dvk_plugin.report.figures import fact_of
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.rows import LINES
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.edition import span_of
from dvk_plugin.views.format import format_date
from dvk_plugin.views.life import life_of
from dvk_plugin.views.models import standing
from dvk_plugin.views.uris import model_uri


def models_of(subject: Subject) -> Iterator[ModelFact]:
    """Every model that the report tells of; of a model's report that model first."""
    standings = standing(subject.edition)
    own = (subject.model,) if subject.model else ()
    for model in (*own, *subject.models):
        yield _model(subject, model, standings)


def _model(
    subject: Subject, model: Model, standings: Mapping[str, tuple[Recognition, ...]]
) -> ModelFact:
    edition = subject.edition
    told = [y for y in life_of(model, standings.get(model.slug, ())) if y.year == subject.year]
    year = told[0] if told else None
    branch = edition.site.registry.branches.get(model.branch)
    return ModelFact(
        slug=model.slug,
        name=model.name,
        branch=branch.name if branch else "",
        sector=model.sector,
        state=year.state.label if year and year.state else "",
        summary=model.summary,
        is_umbrella=model.slug in edition.site.children,
        standings=tuple(_standing(subject, one) for one in year.recognitions) if year else (),
        honours=year.honours if year else (),
        facts=tuple(_facts(subject, model)),
        link=edition.links.absolute(model_uri(model.slug)),
    )


def _facts(subject: Subject, model: Model) -> Iterator[Fact]:
    """Own, shared, school-wide and residual lines; of an umbrella what its models come to, too."""
    parts = (Part.TOTAL, *LINES) if model.slug in subject.edition.site.children else LINES
    for part in parts:
        for row in subject.rows(part, span_of(model)):
            yield fact_of(subject, row)


def _standing(subject: Subject, one: Recognition) -> Standing:
    """`cấp cơ sở, do Đảng ủy Trường công nhận, văn bản số 12-QĐ/ĐU ngày 05/12/2023`."""
    level = subject.edition.site.registry.levels[one.level]
    body = one.body or level.body
    label = level.label[:1].lower() + level.label[1:]
    verb = "công nhận" if one.status is Status.RECOGNISED else "xét công nhận"
    told = [label]
    if body:
        told.append(f"do {body} {verb}")
    if one.document:
        told.append(f"văn bản số {one.document}")
    if one.date:
        told.append(f"ngày {format_date(one.date)}")
    return Standing(level.label, str(one.status), ", ".join(told))
