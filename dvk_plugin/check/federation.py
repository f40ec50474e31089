"""Schools' registers side by side: the same school twice, metrics that differ, joint figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dvk_plugin.check.figures import number, written
from dvk_plugin.check.references import place_in_post
from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Bounds, bounds_of
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source
from dvk_plugin.tally.federation import Federation, Together, federate
from dvk_plugin.tally.figure import figure_of


def check_shares(site: Site) -> Iterator[Issue]:
    """`phan-gop-khong-chung`, `phan-gop-qua-tong`: a school's share of what it did with others."""
    for entry in site.ledger.entries.values():
        if entry.share is None:
            continue
        place = place_in_post(entry, "share", site)
        if entry.scope is not Scope.JOINT:
            yield Issue(
                "phan-gop-khong-chung",
                place,
                "Mục «share» là phần của trường trong một số làm chung với trường khác, nhưng số "
                "này không phải số làm chung.",
                "thêm dòng «scope: joint», hoặc bỏ mục share.",
            )
        elif figure_of(entry).bounds.below(_bounds_of_share(entry)):
            yield Issue(
                "phan-gop-qua-tong",
                place,
                f"Phần của trường «{entry.share.text}» lớn hơn cả số làm chung «{written(entry)}».",
                "value là số của tất cả các trường, share là phần của trường mình; xem lại hai số.",
            )


def _bounds_of_share(entry: Entry) -> Bounds:
    assert entry.share is not None
    return bounds_of(entry.share.value, entry.share.hi, entry.share.certainty)


def check_federation(site: Site) -> Iterator[Issue]:
    """What does not fit between the registers that a site adds up."""
    return check_registers(site.federated) if site.federated else iter(())


def check_registers(
    registers: Iterable[Register], federation: Federation | None = None
) -> Iterator[Issue]:
    """Errors make sums wrong, so that none may be shown; warnings are shown beside them.

    Rules: `du-lieu-trung-truong`, `du-lieu-khac-chi-so` (errors), `du-lieu-mau-thuan`,
    `du-lieu-phan-qua-tong`, `du-lieu-nghi-trung` (warnings).
    """
    registers = sorted(registers, key=lambda register: register.file)
    yield from _twice(registers)
    yield from _described_differently(registers)
    federation = federation or federate(registers)
    for one in federation.disputed:
        yield from _dispute(federation, one)
    yield from _perhaps_joint(registers)


def _twice(registers: Iterable[Register]) -> Iterator[Issue]:
    """The same file twice is no harm."""
    first: dict[str, Register] = {}
    for register in registers:
        for slug, school in register.schools.items():
            other = first.setdefault(slug, register)
            if other.digest != register.digest:
                days = [f"{r.as_of(slug):%d/%m/%Y}" for r in (register, other)]
                yield Issue(
                    "du-lieu-trung-truong",
                    Source(register.file),
                    f"Trường «{school.label}» ({slug}) có cả ở đây, tính đến {days[0]}, và ở "
                    f"{other.file}, tính đến {days[1]}; cộng cả hai sẽ tính hai lần.",
                    "giữ tệp mới hơn, xóa tệp kia; là hai trường khác nhau thì đổi mã một trường.",
                )


def _described_differently(registers: Iterable[Register]) -> Iterator[Issue]:
    first: dict[str, tuple[Metric, Register]] = {}
    for register in registers:
        for key, metric in chain(register.metrics.items(), register.life_metrics.items()):
            other, where = first.setdefault(key, (metric, register))
            if _nature(other) != _nature(metric):
                yield Issue(
                    "du-lieu-khac-chi-so",
                    Source(register.file),
                    f"Chỉ số «{metric.label}» ({key}) ở đây tính bằng «{metric.unit}», còn ở "
                    f"{where.file} tính bằng «{other.unit}», hoặc cộng theo cách khác.",
                    "thống nhất đơn vị và cách cộng trong registry.yml của các trường.",
                )


def _nature(metric: Metric) -> tuple[object, ...]:
    return (metric.unit, metric.adds, metric.across_models, metric.dimension)


def _dispute(federation: Federation, one: Together) -> Iterator[Issue]:
    if one.contradictions:
        told = "; ".join(_told(federation, entry) for entry in one.told)
        yield Issue(
            "du-lieu-mau-thuan",
            Source(federation.registers[one.contradictions[0][1].school].file),
            f"Số làm chung «{one.entry.joint or one.entry.id}» không khớp giữa các trường: {told}. "
            f"Tổng đang lấy «{_counted(one)}».",
            "hỏi lại các trường rồi đính chính ở bài có số sai.",
            Severity.WARNING,
        )
    if one.is_overclaimed:
        schools = ", ".join(federation.schools[e.school].label for e in one.told if e.share)
        yield Issue(
            "du-lieu-phan-qua-tong",
            Source(federation.registers[one.entry.school].file),
            f"Số làm chung «{one.entry.joint or one.entry.id}»: phần của các trường ({schools}) "
            f"cộng lại là {number(one.shares.value)}, lớn hơn cả tổng «{_counted(one)}».",
            "hỏi lại các trường rồi đính chính phần (share) ghi sai.",
            Severity.WARNING,
        )


def _counted(one: Together) -> str:
    """What stands in the total, which need not be the words of the first."""
    return one.entry.quantity.text or number(one.entry.quantity.value)


def _told(federation: Federation, entry: Entry) -> str:
    """A school's word with its place."""
    citation = entry.citations[0]
    where = citation.url or citation.source
    return f"{federation.schools[entry.school].label} ghi «{written(entry)}» ({where})"


def _perhaps_joint(registers: Iterable[Register]) -> Iterator[Issue]:
    """Figures with the chosen id of another school's joint one that do not say they are joint."""
    every = [(register, entry) for register in registers for entry in register.entries]
    joint = {(e.joint, e.metric) for _, e in every if e.scope is Scope.JOINT}
    for register, entry in every:
        name = entry.id.removeprefix(f"{entry.school}/")
        if entry.scope is not Scope.JOINT and (name, entry.metric) in joint:
            yield Issue(
                "du-lieu-nghi-trung",
                Source(register.file),
                f"Số «{written(entry)}» mang mã «{name}» như một số làm chung của trường khác, "
                "nhưng không ghi là làm chung, nên đang được cộng riêng.",
                "nếu là một việc, thêm «scope: joint» ở bài của trường này; nếu không, đổi mã.",
                Severity.WARNING,
            )
