"""Recognition and honours in a report: what was recognised and what was only proposed, apart."""

from __future__ import annotations

from collections.abc import Iterator

from dvk_plugin.domain.recognition import Status
from dvk_plugin.report.document import Items, Paragraph, Section
from dvk_plugin.report.facts import Facts, ModelFact
from dvk_plugin.report.sentences import listed
from dvk_plugin.report.subject import Subject

_TITLES = {
    Status.RECOGNISED: "Đã được công nhận",
    Status.PROPOSED: "Đã đề nghị, chưa có kết quả",
    Status.NOT_RECOGNISED: "Không được công nhận",
}


def recognition(subject: Subject, facts: Facts) -> tuple[Section, ...]:
    """A part for each standing that any model has, then what is not known, then honours."""
    models = tuple(model for model in facts.models if not model.is_umbrella)
    return tuple(_parts(subject, facts, models))


def _parts(subject: Subject, facts: Facts, models: tuple[ModelFact, ...]) -> Iterator[Section]:
    for status, title in _TITLES.items():
        told = tuple(
            f"Mô hình {name_of(model)}: {standing.told}."
            for model in models
            for standing in model.standings
            if standing.status == status
        )
        if told:
            yield Section(title, (Items(told),))
    unknown = [name_of(model) for model in models if not model.standings]
    if unknown:
        text = f"Chưa có thông tin về việc công nhận năm {subject.year} của {listed(unknown)}."
        yield Section("Chưa có thông tin", (Paragraph(text),))
    honours = tuple(
        f"Mô hình {name_of(model)}: {honour.rstrip('.')}."
        for model in facts.models
        for honour in model.honours
    )
    if honours:
        yield Section("Khen thưởng", (Items(honours),))
    if not models:
        text = f"Chưa có thông tin về mô hình nào trong năm {subject.year}."
        yield Section("Chưa có thông tin", (Paragraph(text),))


def name_of(model: ModelFact) -> str:
    """`«Áo ấm» (Chi bộ 1)`."""
    return f"«{model.name}»" + (f" ({model.branch})" if model.branch else "")
