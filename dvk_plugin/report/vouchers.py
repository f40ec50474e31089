"""The register behind a report: every figure of the year, counted or not, with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind
from dvk_plugin.domain.metric import Adds
from dvk_plugin.report.facts import Place, Voucher
from dvk_plugin.report.sentences import no_number
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.booking import PHOTOS
from dvk_plugin.tally.checkpoints import is_nothing, is_residual
from dvk_plugin.tally.rows import LINES, Row
from dvk_plugin.tally.running import by_day
from dvk_plugin.tally.totals import Part, year_of
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.facts import whose
from dvk_plugin.views.format import format_missing, format_period, format_quantity
from dvk_plugin.views.register import status_of


def register_of(subject: Subject) -> Iterator[Voucher]:
    """Every figure of the year, in the order of metrics and then of days."""
    for key in subject.edition.tallies.metrics:
        if key != PHOTOS:
            yield from _of_metric(subject, key)


def _of_metric(subject: Subject, key: str) -> Iterator[Voucher]:
    rows = _rows(subject, key)
    counted: dict[str, tuple[Entry, Row]] = {
        entry.id: (entry, row) for row in rows.values() for entry in row.tally.entries
    }
    amounts = {part for part, row in rows.items() if _is_plain_sum(row)}
    others = {
        entry.id: (entry, None)
        for entry in subject.edition.register_entries(key)
        if entry.id not in counted and _belongs(subject, entry)
    }
    for entry, row in sorted({**others, **counted}.values(), key=lambda pair: by_day(pair[0])):
        if is_residual(entry) and is_nothing(entry):
            continue
        part = row.part if row else Part.TOTAL
        is_counted = row is not None and part in amounts and part in _lines(subject)
        amount = entry.quantity.value if is_counted else None
        yield _voucher(subject.edition, entry, part, amount, is_known=row is not None)


def _rows(subject: Subject, key: str) -> Mapping[Part, Row]:
    """The lines of a metric in the year; an umbrella's models stand under its total alone."""
    found = {}
    for part in (Part.TOTAL, *LINES):
        row = subject.edition.tallies.find(key, subject.span, subject.year, part)
        if row is not None:
            found[part] = row
    return found


def _lines(subject: Subject) -> tuple[Part, ...]:
    """The lines that are summed: all of a school's; of others not those of the whole school.

    What belongs to models under an umbrella stands under its total alone.
    """
    if subject.model or subject.branch:
        return (Part.TOTAL, Part.OWN, Part.SHARED, Part.RESIDUAL)
    return LINES


def _is_plain_sum(row: Row) -> bool:
    """Whether a figure is what its entries come to when they are simply added up."""
    figure = row.tally.figure
    if figure.hi is not None or figure.value is None:
        return False
    values = [entry.quantity.value for entry in row.tally.entries]
    return sum((v for v in values if v is not None), Decimal(0)) == figure.value


def _belongs(subject: Subject, entry: Entry) -> bool:
    """Whether an uncounted entry is of the subject and the year (a running total: of its day)."""
    if entry.school != subject.school.slug:
        return False
    if (subject.model or subject.branch) and not entry.models & subject.family:
        return False
    if entry.kind is Kind.CUMULATIVE:
        return entry.as_of.year == subject.year
    return year_of(entry) == subject.year


def _voucher(
    edition: Edition, entry: Entry, part: Part, amount: Decimal | None, *, is_known: bool
) -> Voucher:
    metric = edition.tallies.metrics[entry.metric]
    status = status_of(edition, entry)
    if is_known and not status and amount is None and metric.adds is Adds.DISTINCT:
        status = "các nhóm có thể trùng nhau, không cộng dồn"
    unknown = entry.quantity.value is None
    notes = (
        "ban biên tập suy luận từ nội dung bài" if entry.inferred else "",
        "tính từ số lượng và đơn giá" if entry.id.endswith("/each") else "",
        no_number(entry.also) if unknown else format_missing(entry.also),
        entry.note,
    )
    return Voucher(
        id=entry.id,
        metric=metric,
        when=format_period(entry.period, entry.kind),
        whose=whose(edition, entry),
        part=part,
        quantity=entry.quantity,
        text=format_quantity(entry.quantity),
        counted=amount,
        status=status,
        note="; ".join(filter(None, notes)),
        places=tuple(_places(edition, entry)),
        link=edition.links.absolute(edition.register_line(entry)),
        as_of=entry.as_of,
        is_inferred=entry.inferred,
    )


def _places(edition: Edition, entry: Entry) -> Iterator[Place]:
    for citation in entry.citations:
        post = edition.site.posts_by_key.get(citation.post)
        model = edition.site.models.get(citation.post.removeprefix("mo-hinh/"))
        title = post.title if post else model.name if model else ""
        yield Place(title, f"{citation.source.file}:{citation.source.line}", citation.quote)
