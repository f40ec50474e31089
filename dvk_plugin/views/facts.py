"""The figures of a post as its page tells them: in groups by owner, and a few at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.post import Post
from dvk_plugin.tally.booking import is_album
from dvk_plugin.views.corrections import correction_notes
from dvk_plugin.views.edition import Cell, Edition
from dvk_plugin.views.format import format_missing, format_quantity
from dvk_plugin.views.ground import Ground
from dvk_plugin.views.stats import Stat, rank
from dvk_plugin.views.uris import figure_anchor

GLANCE = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """An entry, and what other posts do to it: the address of its line in the register, whether it
    was replaced, and what is said of corrections.
    """

    entry: Entry
    line: str
    is_replaced: bool = False
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as its post reports it."""

    anchor: str
    label: str
    cell: Cell
    notes: tuple[str, ...] = ()
    is_inferred: bool = False
    is_replaced: bool = False


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Figures of the same owner. `model` is its slug where it is just one model."""

    title: str
    model: str
    facts: tuple[Fact, ...]


def reported(edition: Edition, post: Post) -> tuple[Reported, ...]:
    """The figures that a post reports, in the order of metrics and then of writing.

    Its pictures are there to be seen; they are counted in the register alone.
    """
    order = edition.metric_order
    mine = [e for e in edition.entries_of_post(post) if not is_album(e)]
    mine.sort(key=lambda e: (order[e.metric], e.source, e.id))
    return tuple(
        Reported(
            entry,
            edition.register_line(entry),
            entry.id in edition.corrections.replaced,
            tuple(correction_notes(edition, entry)),
        )
        for entry in mine
    )


def glance(ground: Ground, figures: Sequence[Reported]) -> tuple[Stat, ...]:
    """A few of a post's figures for those who read no further: one a metric, the usual ones."""
    metrics = ground.site.registry.metrics
    first: dict[str, Reported] = {}
    for one in figures:
        if one.entry.quantity.value is not None and not one.is_replaced:
            first.setdefault(one.entry.metric, one)
    chosen = sorted(first.values(), key=lambda one: rank(one.entry.metric))[:GLANCE]
    return tuple(Stat(metrics[one.entry.metric], _cell(one, short=True)) for one in chosen)


def group_facts(ground: Ground, figures: Iterable[Reported]) -> tuple[FactGroup, ...]:
    """Figures by whose they are: shared and school-wide ones first, then each model's."""
    found: dict[tuple[bool, str, str], list[Fact]] = {}
    for one in figures:
        entry = one.entry
        alone = entry.scope is Scope.MODELS and len(entry.models) == 1
        slug = next(iter(entry.models)) if alone else ""
        found.setdefault((alone, whose(ground, entry), slug), []).append(_fact(ground, one))
    ordered = sorted(found.items(), key=lambda item: item[0][0])
    return tuple(FactGroup(title, slug, tuple(facts)) for (_, title, slug), facts in ordered)


def _fact(ground: Ground, one: Reported) -> Fact:
    entry = one.entry
    return Fact(
        figure_anchor(entry),
        ground.site.registry.metrics[entry.metric].label,
        _cell(one),
        tuple(filter(None, (*_notes(one), format_missing(entry.also)))),
        entry.inferred,
        one.is_replaced,
    )


def _cell(one: Reported, *, short: bool = False) -> Cell:
    quantity = one.entry.quantity
    certainty = "unknown" if quantity.value is None else str(quantity.certainty)
    return Cell(format_quantity(quantity, short=short), one.line, certainty)


def whose(ground: Ground | Edition, entry: Entry) -> str:
    """Whose figure it is, in words: one model's, several models' together, the school's."""
    if entry.scope is Scope.JOINT:
        return "làm chung với đơn vị khác"
    if entry.scope is Scope.SCHOOL:
        return "toàn trường"
    if len(entry.models) == 1:
        return ground.site.models[next(iter(entry.models))].name
    return f"chung của {len(entry.models)} mô hình"


def _notes(one: Reported) -> Iterator[str]:
    entry = one.entry
    if one.is_replaced:  # the one in its place says the rest
        yield from one.corrected
        return
    if entry.kind is Kind.CUMULATIVE:
        yield "số lũy kế"
    if entry.kind is Kind.STOCK:
        yield "số hiện có"
    if entry.id.endswith("/each"):
        yield "tính từ số lượng và đơn giá"
    if entry.share is not None:
        yield f"phần của trường: {format_quantity(entry.share)}"
    if entry.target is not None:
        yield f"chỉ tiêu: {format_quantity(entry.target)}"
    if entry.note:
        yield entry.note
    yield from one.corrected
