"""Several sites' registers added up: what schools did together counts once.

Each site is settled on its own, by the same laws as where it was published, so that a school's
figures here are those of its own pages. Then roots that several schools told as one merge. What
a running total of several schools holds beyond its parts cannot be told apart from theirs: it
is named as missing, and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from dvk_plugin.domain.ledger import Entry, Ledger
from dvk_plugin.domain.measure import Scope
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import VAGUE
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import Registry, School
from dvk_plugin.domain.site import Site
from dvk_plugin.tally.checkpoints import Books, settle
from dvk_plugin.tally.figure import Figure, compute_sum, figure_of
from dvk_plugin.tally.roots import compute_roots, equal_groups, merge
from dvk_plugin.tally.rows import EVERYTHING, Row, Span, Tallies, tallies_of

JOINT_REST = "phần còn lại của số lũy kế làm chung"


@dataclass(frozen=True, slots=True)
class Together:
    """One figure that schools have in common: as it counts, and as each of them told it."""

    entry: Entry
    told: tuple[Entry, ...]

    @property
    def shares(self) -> Figure:
        """The sum of the parts that schools claim; unknown where none does."""
        parts = (entry.share for entry in self.told if entry.share is not None)
        return compute_sum(Figure(part.value, part.hi, part.certainty) for part in parts)

    @property
    def contradictions(self) -> tuple[tuple[Entry, Entry], ...]:
        """Pairs that cannot both be right."""
        return tuple(
            (one, other)
            for one, other in combinations(self.told, 2)
            if figure_of(one).bounds.apart(figure_of(other).bounds)
        )

    @property
    def is_overclaimed(self) -> bool:
        """Whether the shares come to more than the whole."""
        return figure_of(self.entry).bounds.below(self.shares.bounds)


@dataclass(frozen=True)
class Federation:
    """The sums of several sites' schools; rows are computed when they are first asked for.

    `registers`: school → what its site reported, by slug. `books`: file of a register → its books
    as its own site has them; `united` are those of all, where joint figures count once. `silent`:
    schools that no site has a figure of.
    """

    registers: Mapping[str, Register] = field(default_factory=dict)
    books: Mapping[str, Books] = field(default_factory=dict)
    united: Books = field(default_factory=Books)
    together: tuple[Together, ...] = ()
    silent: Mapping[str, School] = field(default_factory=dict)

    @cached_property
    def all(self) -> Tallies:
        """The tallies of all schools together: rows over everything, and no others."""
        files = self._files.values()
        metrics = _merged(register.metrics for register in files)
        site = Site(registry=Registry(schools=self.schools, metrics=metrics))
        lives = tuple(entry for register in files for entry in register.lives)
        life_metrics = _merged(register.life_metrics for register in files)
        every = tallies_of(site, self.united, lives, life_metrics)
        return replace(every, rows=tuple(row for row in every.rows if row.span == EVERYTHING))

    @cached_property
    def schools(self) -> Mapping[str, School]:
        return {slug: register.schools[slug] for slug, register in self.registers.items()}

    def rows(self, school: str) -> tuple[Row, ...]:
        """Every row of a school, as its own site publishes it."""
        return self._own[self.registers[school].file].about(Span(school))

    def row(self, school: str, metric: str) -> Row | None:
        """A school's own total of all time."""
        return self._own[self.registers[school].file].find(metric, Span(school))

    def line(self, entry: Entry) -> str:
        """The address of an entry's line in the register of its school's site; may be unknown."""
        return self.registers[entry.school].lines.get(entry.id, "")

    @property
    def disputed(self) -> tuple[Together, ...]:
        """What schools do not agree on."""
        return tuple(one for one in self.together if one.contradictions or one.is_overclaimed)

    @cached_property
    def _files(self) -> Mapping[str, Register]:
        return {register.file: register for register in self.registers.values()}

    @cached_property
    def _own(self) -> Mapping[str, Tallies]:
        """File of a register → the tallies of its site."""
        return {
            file: tallies_of(
                Site(registry=Registry(schools=register.schools, metrics=register.metrics)),
                self.books[file],
                register.lives,
                register.life_metrics,
            )
            for file, register in self._files.items()
        }


def federate(registers: Iterable[Register]) -> Federation:
    """The federation of these registers; of a school in two of them, the first file's counts.

    That a school is there twice is a finding, and so are metrics that two files describe
    differently (the first description stands); see `check_registers`.
    """
    kept: dict[str, Register] = {}
    silent: dict[str, School] = {}
    books: dict[str, Books] = {}
    for register in sorted(registers, key=lambda register: register.file):
        silent = {**register.silent, **silent}
        if not register.schools.keys() & kept.keys():
            kept.update(dict.fromkeys(register.schools, register))
            ledger = Ledger({entry.id: entry for entry in register.entries})
            books[register.file] = settle(compute_roots(ledger), register.metrics)
    united, together = _united(tuple(books.values()))
    unheard = {slug: silent[slug] for slug in sorted(silent.keys() - kept.keys())}
    return Federation(dict(sorted(kept.items())), books, united, together, unheard)


def _merged(every: Iterable[Mapping[str, Metric]]) -> Mapping[str, Metric]:
    found: dict[str, Metric] = {}
    for metrics in every:
        for key, metric in metrics.items():
            found.setdefault(key, metric)
    return found


def _united(every: Sequence[Books]) -> tuple[Books, tuple[Together, ...]]:
    """The books of all sites as one, and what schools have in common."""
    increments, first = _merged_roots([e for books in every for e in books.increments])
    stocks, second = _merged_roots([e for books in every for e in books.stocks])
    residuals = {key: r for books in every for key, r in books.residuals.items()}
    joint = {key for key, r in residuals.items() if r.checkpoint.scope is Scope.JOINT}
    rest = (
        replace(residuals[key].entry, quantity=VAGUE, also=(JOINT_REST,)) for key in sorted(joint)
    )
    own = {key: residual for key, residual in residuals.items() if key not in joint}
    together = sorted((*first, *second), key=lambda one: (one.entry.metric, one.entry.id))
    return Books((*increments, *rest), stocks, own), tuple(together)


def _merged_roots(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Together, ...]]:
    """The entries, those told by several schools as one merged; and these with who told what."""
    linked = {entry.id: entry for entry in _linked(entries)}
    merged, together = [], []
    for group in equal_groups(linked):
        entry = merge(group)
        merged.append(entry)
        if len(group) > 1 or entry.scope is Scope.JOINT:
            together.append(Together(entry, group))
    return tuple(merged), tuple(together)


def _linked(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries that share a joint name say so by `same_as`; they name the first by id."""
    first: dict[tuple[str, str], str] = {}
    for entry in sorted(entries, key=lambda entry: entry.id):
        if entry.scope is not Scope.JOINT or not entry.joint:
            yield entry
            continue
        head = first.setdefault((entry.joint, entry.metric), entry.id)
        yield entry if head == entry.id else replace(entry, same_as=head)
