"""Law 1, roots: what is left to add once every figure is looked at but once.

Superseded figures go, equal ones (`same_as`) merge, parts (`part_of`) stay out of sums, and a
derived value yields to a stated one of the same series in the same post. What is left is a set
keyed by id: the order of files is irrelevant, and repeating changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dvk_plugin.domain.ledger import Citation, Entry, Ledger
from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.tally.booking import worth_id

T = TypeVar("T", bound=Hashable)
_SURENESS = {Certainty.EXACT: 0, Certainty.LOWER: 1, Certainty.UPPER: 1, Certainty.APPROX: 2}


def compute_roots(ledger: Ledger) -> tuple[Entry, ...]:
    """The entries that sums are made of, by id: increments, running totals and stocks alike.

    References to ids that are not in the ledger, and those that run in a circle, count for
    nothing: they are findings, and a figure is never lost over them.
    """
    groups = equal_groups(ledger.entries)
    parts = frozenset(_edges(groups, lambda entry: entry.part_of))
    replaced = frozenset(
        old for olds in _edges(groups, lambda entry: entry.supersedes).values() for old in olds
    )
    worth = frozenset(worth_id(entry.id) for number in replaced for entry in groups[number])
    stay = [
        merge(group)
        for number, group in enumerate(groups)
        if number not in parts and number not in replaced and group[0].id not in worth
    ]
    derived = {entry.metric for entry in stay if entry.derived}
    stated = {_slot(entry) for entry in stay if entry.metric in derived and _is_stated(entry)}
    roots = (e for e in stay if not (e.derived and stated and _slot(e) in stated))
    return tuple(sorted(roots, key=lambda entry: entry.id))


def replacements(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Id of a superseded figure → the figure that stands in its place, at the end of the chain.

    The money that a superseded count came to is replaced with it. Circles replace nothing.
    """
    edges = {e.id: frozenset((e.supersedes,)) for e in entries.values() if e.supersedes in entries}
    ring = circular(edges)
    next_of = {e.supersedes: e for key, e in entries.items() if key in edges and key not in ring}
    found: dict[str, Entry] = {}
    for old in next_of:
        new = next_of[old]
        while new.id in next_of:
            new = next_of[new.id]
        found[old] = new
        if worth_id(old) in entries:
            found[worth_id(old)] = entries.get(worth_id(new.id), new)
    return found


Edges = Mapping[T, frozenset[T]]


def _edges(groups: Sequence[tuple[Entry, ...]], reference: Callable[[Entry], str]) -> Edges[int]:
    """Number of a group → numbers of the groups it refers to, circles left out."""
    pointing = [
        (number, to)
        for number, group in enumerate(groups)
        for entry in group
        if (to := reference(entry))
    ]
    if not pointing:
        return {}
    home = {entry.id: number for number, group in enumerate(groups) for entry in group}
    edges: dict[int, set[int]] = {}
    for number, to in pointing:
        if home.get(to, number) != number:
            edges.setdefault(number, set()).add(home[to])
    frozen = {start: frozenset(ends) for start, ends in edges.items()}
    in_circle = circular(frozen)
    return {start: ends for start, ends in frozen.items() if start not in in_circle}


def circular(edges: Edges[T]) -> frozenset[T]:
    """The nodes that lead back to themselves."""
    return frozenset(node for node in edges if node in _reachable(node, edges))


def _reachable(start: T, edges: Edges[T]) -> set[T]:
    seen: set[T] = set()
    todo = list(edges.get(start, ()))
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(edges.get(node, ()))
    return seen


def equal_groups(entries: Mapping[str, Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Entries joined by `same_as`, whichever names which; most groups hold one entry."""
    joined = [entry for entry in entries.values() if entry.same_as and entry.same_as in entries]
    parent = {key: key for entry in joined for key in (entry.id, entry.same_as)}

    def top(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for entry in joined:
        one, other = sorted((top(entry.id), top(entry.same_as)))
        parent[other] = one
    groups: dict[str, list[Entry]] = {}
    for key, entry in entries.items():
        groups.setdefault(top(key) if key in parent else key, []).append(entry)
    return tuple(tuple(sorted(group, key=lambda e: e.id)) for group in groups.values())


def merge(group: tuple[Entry, ...]) -> Entry:
    """One entry for figures that are the same: the surest value, everybody's models and places.

    It keeps the id and scope of the one that the others point at.
    """
    if len(group) == 1:
        return group[0]
    head = next((e for e in group if not e.same_as), group[0])
    best = min(group, key=_trust)
    return replace(
        head,
        quantity=best.quantity,
        models=frozenset().union(*(entry.models for entry in group)),
        scope=Scope.JOINT if any(e.scope is Scope.JOINT for e in group) else head.scope,
        citations=_citations(head, group),
        also=tuple(dict.fromkeys(text for entry in group for text in entry.also)),
        part_of=next((e.part_of for e in group if e.part_of), ""),
        supersedes=next((e.supersedes for e in group if e.supersedes), ""),
        target=next((e.target for e in group if e.target), None),
        inferred=all(entry.inferred for entry in group),
        same_as="",
    )


def _trust(entry: Entry) -> tuple[bool, int, int, str]:
    """Sort key: a number before none, exact before inexact, newer before older."""
    quantity = entry.quantity
    newest = -entry.as_of.toordinal()
    return (quantity.value is None, _SURENESS[quantity.certainty], newest, entry.id)


def _citations(head: Entry, group: Iterable[Entry]) -> tuple[Citation, ...]:
    rest = sorted(c for entry in group if entry is not head for c in entry.citations)
    return tuple(dict.fromkeys((*head.citations, *rest)))


def _is_stated(entry: Entry) -> bool:
    counts = entry.kind is Kind.INCREMENT and entry.quantity.value is not None
    return counts and not entry.derived


def _slot(entry: Entry) -> tuple[object, ...]:
    return (entry.post, *entry.series)
