"""Figures, targets and comparisons of a report's subject, as records."""

from __future__ import annotations

from collections.abc import Iterator

from dvk_plugin.domain.quantity import Bounds, Quantity, bounds_of
from dvk_plugin.report.facts import Aim, Comparison, Fact
from dvk_plugin.report.sentences import change_text, no_number
from dvk_plugin.report.subject import Subject
from dvk_plugin.tally.change import compute_change
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.rows import LINES, Row
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import format_percent, format_quantity
from dvk_plugin.views.stats import rank


def fact_of(subject: Subject, row: Row) -> Fact:
    """A row of the tally in words."""
    edition = subject.edition
    cell = edition.cell(row)
    model = edition.site.models.get(row.span.model)
    branch = edition.site.registry.branches.get(row.span.branch)
    whose = model.name if model else branch.name if branch else subject.school.name
    return Fact(
        row,
        whose,
        cell.text,
        cell.missing if cell.is_known else no_number(row.tally.figure.incomplete),
        cell.as_of,
        edition.links.absolute(cell.target) if cell.target else "",
    )


def figures_of(subject: Subject) -> Iterator[Fact]:
    """The subject's figures metric by metric: the total, then the lines that it is made of.

    A single model or party cell has no total: what it shares is not added to what is its own.
    """
    total = (Part.TOTAL,) if subject.main_part is Part.TOTAL else ()
    lines = {part: {r.metric.key: r for r in subject.rows(part)} for part in (*total, *LINES)}
    keys = dict.fromkeys(key for rows in lines.values() for key in rows)
    order = list(subject.edition.tallies.metrics)
    for key in sorted(keys, key=lambda key: (rank(key), order.index(key))):
        for rows in lines.values():
            if key in rows:
                yield fact_of(subject, rows[key])


def aims_of(subject: Subject) -> Iterator[Aim]:
    """Targets of the year beside what was reached; never added to anything."""
    for row in subject.aimed_rows():
        assert row.target is not None
        fact = fact_of(subject, row)
        achieved = ""
        if row.achievement is not None:
            achieved = format_percent(row.achievement, fact.figure.certainty)
        told = format_quantity(row.target)
        yield Aim(fact, row.target, told, achieved, verdict(fact.figure, row.target))


def verdict(figure: Figure, target: Quantity) -> str:
    """How a figure stands to its target, as far as qualifiers and gaps allow to say."""
    if figure.value is None:
        return "chưa có số liệu để đối chiếu"
    if target.value is None:
        return "chỉ tiêu không nêu số"
    reached, aimed = figure.bounds, bounds_of(target.value, target.hi, target.certainty)
    if reached.lo is not None and reached.lo >= target.value:
        return "vượt chỉ tiêu" if _is_above(reached, aimed) else "đạt chỉ tiêu"
    if reached.hi is not None and reached.hi < target.value:
        return "chưa đạt, theo phần đã ghi nhận" if figure.incomplete else "chưa đạt"
    return "chưa đủ căn cứ để kết luận"


def _is_above(reached: Bounds, aimed: Bounds) -> bool:
    top = aimed.lo if aimed.hi is None else aimed.hi
    return reached.lo is not None and top is not None and reached.lo > top


def comparisons_of(subject: Subject) -> Iterator[Comparison]:
    """Every metric of this year or the last beside its figure of the other year."""
    years = (subject.year, subject.year - 1)
    found = [
        {row.metric.key: row for row in subject.rows(subject.main_part, year=year)}
        for year in years
    ]
    for key, metric in subject.edition.tallies.metrics.items():
        rows = [rows.get(key) for rows in found]
        if any(rows):
            now, before = (fact_of(subject, row) if row else None for row in rows)
            figures = [one.figure if one else Figure() for one in (before, now)]
            change = compute_change(*figures)
            text = change_text(change, metric, *figures)
            yield Comparison(metric, now, before, change, text)
