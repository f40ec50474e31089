"""What a report does not know: figures missing, incomplete, inexact, inferred or left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.report.facts import Fact, Facts, ModelFact, Voucher
from dvk_plugin.report.sentences import listed, lower, missing, residual
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.recognition import lifecycle_metrics
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import format_as_of, format_period, format_quantity


def gaps(subject: Subject, facts: Facts, errors: int) -> tuple[str, ...]:
    """Sentences, the gravest first; empty where nothing is missing.

    `errors`: findings of `dvk check` that keep figures out of the sums.
    """
    found = []
    if errors:
        found.append(
            f"Bài viết và danh mục còn {errors} lỗi chưa sửa (lệnh «dvk check» chỉ rõ từng chỗ); "
            "số liệu ở những chỗ ấy chưa được tính."
        )
    found += _without_figures(facts.models)
    totals = tuple(_totals(subject, facts))
    found += [missing(fact) for fact in totals if fact.figure.incomplete]
    found += [residual(fact) for fact in _of_subject(subject, facts, Part.RESIDUAL)]
    found += _straddling(subject)
    found += _inexact(totals)
    found += _inferred(facts.register)
    found += _restated(subject, facts.register)
    return tuple(found)


def _of_subject(subject: Subject, facts: Facts, part: Part) -> Iterator[Fact]:
    own = (fact for fact in facts.figures if fact.span == subject.span and fact.part is part)
    return (fact for fact in own if fact.figure.value != 0)


def _totals(subject: Subject, facts: Facts) -> Iterator[Fact]:
    lives = lifecycle_metrics(subject.edition.site.registry)
    part = subject.main_part
    return (f for f in _of_subject(subject, facts, part) if f.metric.key not in lives)


def _without_figures(models: Iterable[ModelFact]) -> Iterator[str]:
    """Models, umbrellas apart, that nothing of their own was reported of."""
    names = [
        f"«{model.name}»" + (f" ({model.branch})" if model.branch else "")
        for model in models
        if not model.is_umbrella and not has_own(model)
    ]
    if names:
        yield f"Chưa có số liệu riêng của {len(names)} mô hình: {listed(names)}."


def has_own(model: ModelFact) -> bool:
    """Whether any figure of the model's own is known."""
    known = (fact for fact in model.facts if fact.figure.value is not None)
    return any(fact.part in (Part.OWN, Part.RESIDUAL) for fact in known)


def _straddling(subject: Subject) -> Iterator[str]:
    """Law 4: what straddles years is in no year's total."""
    for row in subject.edition.tallies.of(subject.span, None, Part.UNPLACED):
        for entry in row.tally.entries:
            if entry.period.start.year <= subject.year <= entry.period.last_day.year:
                when = format_period(entry.period, entry.kind)
                yield (
                    f"{row.metric.label}: {format_quantity(entry.quantity)} thuộc hoạt động kéo "
                    f"dài qua nhiều năm ({when}), không tính vào năm {subject.year}."
                )


def _inexact(totals: Sequence[Fact]) -> Iterator[str]:
    told = [
        f"{lower(fact.metric.label)} ({fact.text})"
        for fact in totals
        if fact.figure.value is not None and fact.figure.certainty is not Certainty.EXACT
    ]
    if told:
        yield f"Số liệu chưa chính xác tuyệt đối, cần xác minh nếu có thể: {listed(told)}."


def _inferred(register: Iterable[Voucher]) -> Iterator[str]:
    told = [
        f"{lower(v.metric.label)} ({v.text})"
        for v in register
        if v.is_inferred and v.quantity.value is not None
    ]
    if told:
        yield (
            "Nguồn không nói rõ thuộc mô hình nào, ban biên tập căn cứ nội dung bài mà xếp vào: "
            f"{listed(told)}."
        )


def _restated(subject: Subject, register: Iterable[Voucher]) -> Iterator[str]:
    """Figures that were reported anew in the year: the new one counts, the old one is told."""
    entries = subject.edition.site.ledger.entries
    for voucher in register:
        entry = entries.get(voucher.id)
        old = entries.get(entry.supersedes) if entry else None
        if old is not None:
            yield (
                f"{voucher.metric.label}: {voucher.text} ({format_as_of(voucher.as_of)}) thay cho "
                f"số đã báo trước đó là {format_quantity(old.quantity)} "
                f"({format_as_of(old.as_of)})."
            )
