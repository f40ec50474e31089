"""A site's year to a report: every section, in words and tables made of the tally's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from dvk_plugin.read.report_settings import PARTY, ReportSettings
from dvk_plugin.report import tables
from dvk_plugin.report.charts import aims_chart, owner_charts, pairs_chart
from dvk_plugin.report.document import (
    Blank,
    Block,
    Chart,
    Items,
    Paragraph,
    Report,
    Section,
    Shots,
    Table,
)
from dvk_plugin.report.facts import Facts, ModelFact
from dvk_plugin.report.figures import aims_of, comparisons_of, figures_of
from dvk_plugin.report.gaps import gaps
from dvk_plugin.report.grounds import grounds
from dvk_plugin.report.honours import recognition
from dvk_plugin.report.letterhead import head_of, labelled, reporter, signature_of
from dvk_plugin.report.models import models_of
from dvk_plugin.report.pictures import shots_of
from dvk_plugin.report.sentences import aim, lives, lower, result
from dvk_plugin.report.subject import Subject
from dvk_plugin.report.vouchers import register_of
from dvk_plugin.tally.recognition import lifecycle_metrics
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import format_date

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def make_report(
    subject: Subject,
    settings: ReportSettings,
    files: Mapping[str, Path],
    *,
    day: date | None = None,
    errors: int = 0,
) -> Report:
    """The report. `files`: published variants by name; `day` is put at its head; `errors` are
    the findings that keep figures out.
    """
    facts = Facts(
        tuple(figures_of(subject)),
        tuple(models_of(subject)),
        tuple(aims_of(subject)),
        tuple(comparisons_of(subject)),
        tuple(register_of(subject)),
    )
    sections = _numbered(_sections(subject, facts, errors))
    settings = settings.of(subject.school.slug)
    head = head_of(subject, settings, day)
    who = reporter(subject, settings)
    of = subject.school.name if subject.model else subject.name
    return Report(
        title=f"Báo cáo {lower(head.subject)} – {of}",
        year=subject.year,
        head=head,
        grounds=tuple(grounds(subject, is_party=head.header == PARTY)),
        lead=tuple(_lead(subject, facts, who)),
        sections=sections,
        signature=signature_of(subject, settings),
        appendices=labelled(_appendices(subject, facts, files), head, who),
        facts=facts,
    )


def _lead(subject: Subject, facts: Facts, who: str) -> Iterator[str]:
    """What the report rests on, and the day that it speaks for."""
    where = f"của {subject.name} trong năm {subject.year}"
    if not facts.register:
        years = ", ".join(map(str, subject.years)) or "chưa có năm nào"
        yield (
            f"Trang tin chưa có số liệu nào {where}, nên báo cáo này chưa nêu được kết quả. "
            f"Những năm đã có số liệu: {years}."
        )
        return
    day = subject.as_of
    of = "" if subject.name.startswith(who) else f" của {subject.name}"
    until = f", tính đến ngày {format_date(day)}" if day else ""
    yield (
        f"Thực hiện phong trào thi đua «Dân vận khéo», {who} báo cáo kết quả năm "
        f"{subject.year}{of}. Số liệu tổng hợp từ {len(subject.posts)} bài trên trang tin{until}; "
        "mỗi số đều có nguồn ở phụ lục kèm theo."
    )


def _sections(subject: Subject, facts: Facts, errors: int) -> Iterator[Section]:
    yield Section("Kết quả chung", tuple(_results(subject, facts)))
    models = tuple(_of_models(subject, facts))
    if models:
        yield Section("Kết quả của từng mô hình", tuple(owner_charts(subject)), models)
    yield Section("Chỉ tiêu và kết quả thực hiện", tuple(_aims(subject, facts)))
    yield Section("Công nhận, khen thưởng", (), recognition(subject, facts))
    yield Section(f"So sánh với năm {subject.year - 1}", tuple(_comparison(subject, facts)))
    yield Section("Những điều còn thiếu, cần bổ sung", tuple(_gaps(subject, facts, errors)))
    yield Section("Phương hướng, kiến nghị", (Blank(4),))


def _results(subject: Subject, facts: Facts) -> Iterator[Block]:
    part = subject.main_part
    known_lives = lifecycle_metrics(subject.edition.site.registry)
    main = [fact for fact in facts.figures if fact.part is part]
    if subject.model:
        yield from _summary(subject, facts.models[0])
    told_lives = lives(subject.who, (f for f in main if f.metric.key in known_lives))
    if told_lives:
        yield Paragraph(told_lives)
    results = [f for f in main if f.metric.key not in known_lives]
    if results:
        yield Items(tuple(result(subject.who, fact, subject.as_of) for fact in results))
    shared = [f for f in facts.figures if f.part is Part.SHARED and part is Part.OWN]
    if shared:
        own = subject.who if subject.branch and not subject.model else lower(subject.who)
        who = f"Cùng làm với mô hình, đơn vị khác, {own}"
        yield Items(tuple(result(who, fact, subject.as_of) for fact in shared))
    if not facts.figures:
        yield Paragraph(f"Năm {subject.year} chưa có số liệu.")
    elif part is Part.OWN:
        yield tables.by_line(facts.figures, f"Kết quả năm {subject.year}")
    else:
        yield tables.totals(facts.figures, part, subject.year)


def _of_models(subject: Subject, facts: Facts) -> Iterator[Section]:
    for model in facts.models[bool(subject.model) :]:
        place = f" ({model.branch})" if model.branch else ""
        yield Section(f"Mô hình «{model.name}»{place}", tuple(_model_blocks(subject, model)))


def _model_blocks(subject: Subject, model: ModelFact) -> Iterator[Block]:
    yield from _summary(subject, model)
    if model.facts:
        yield tables.by_line(model.facts, f"Số liệu của mô hình năm {subject.year}")
    elif not model.is_umbrella:
        yield Paragraph("Mô hình chưa có số liệu trong năm.")


def _summary(subject: Subject, model: ModelFact) -> Iterator[Block]:
    told = [model.summary] if model.summary else []
    if model.state:
        told.append(f"Năm {subject.year}: {model.state}.")
    if told:
        yield Paragraph(" ".join(told))


def _aims(subject: Subject, facts: Facts) -> Iterator[Block]:
    if not facts.aims:
        yield Paragraph(f"Các bài và trang mô hình chưa nêu chỉ tiêu nào của năm {subject.year}.")
        return
    yield Items(tuple(aim(_owner(subject, one.fact.whose), one) for one in facts.aims))
    yield tables.aims(facts.aims)
    yield from aims_chart(facts.aims)


def _owner(subject: Subject, whose: str) -> str:
    return "Toàn trường" if whose == subject.school.name else f"Mô hình «{whose}»"


def _comparison(subject: Subject, facts: Facts) -> Iterator[Block]:
    year = subject.year - 1
    if not any(one.before for one in facts.comparisons):
        yield Paragraph(f"Năm {year} chưa có số liệu nên chưa so sánh được.")
    elif not any(one.now for one in facts.comparisons):
        yield Paragraph(f"Năm {subject.year} chưa có số liệu nên chưa so sánh được.")
    else:
        yield tables.comparisons(facts.comparisons, subject.year)
        yield from pairs_chart(facts.comparisons, subject.year)


def _gaps(subject: Subject, facts: Facts, errors: int) -> Iterator[Block]:
    found = gaps(subject, facts, errors)
    if found:
        yield Items(found)
    elif facts.register:
        yield Paragraph("Không có số liệu nào được ghi là còn thiếu.")
    else:
        yield Paragraph(f"Chưa có số liệu nào của năm {subject.year}.")


def _appendices(subject: Subject, facts: Facts, files: Mapping[str, Path]) -> list[Section]:
    """Photos, then the register, which may have hundreds of pages."""
    found = []
    shots = tuple(shots_of(subject, files))
    if shots:
        found.append(Section("Hình ảnh", (Shots(shots),)))
    if facts.register:
        table = tables.sources(facts.register)
        found.append(Section("Nguồn số liệu", (table,), is_wide=True))
    return found


def _numbered(sections: Iterator[Section]) -> tuple[Section, ...]:
    """Sections as I, II, …, their parts as 1, 2, …, «Bảng 1» and «Hình 1» throughout."""
    table, chart = count(1), count(1)

    def numbered(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, title=f"Bảng {next(table)}. {block.title}")
        if isinstance(block, Chart):
            return replace(block, title=f"Hình {next(chart)}. {block.title}")
        return block

    def blocks(section: Section) -> tuple[Block, ...]:
        return tuple(map(numbered, section.blocks))

    found = []
    for roman, section in zip(_ROMAN, sections, strict=False):
        own = blocks(section)
        parts = tuple(
            replace(part, title=f"{at}. {part.title}", blocks=blocks(part))
            for at, part in enumerate(section.parts, 1)
        )
        found.append(replace(section, title=f"{roman}. {section.title}", blocks=own, parts=parts))
    return tuple(found)
