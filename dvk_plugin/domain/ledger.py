"""The book of figures: entries, each a measure booked to models, school and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.period import Period
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """The post (or model page) that reported a figure, where in its file, in its own words.

    `url` is the post's full address where it stands on another site.
    """

    post: str
    source: Source = NOWHERE
    quote: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure with every default filled in. `id` is unique: `school/post/metric[/n]`.

    `citations` holds more than one place once equal figures are merged. `joint` is the name by
    which several schools know a figure of theirs together, `share` the school's part of it.
    """

    id: str
    metric: str
    quantity: Quantity
    school: str
    period: Period
    as_of: date
    kind: Kind = Kind.INCREMENT
    scope: Scope = Scope.MODELS
    models: frozenset[str] = frozenset()
    since: date | None = None
    citations: tuple[Citation, ...] = ()
    also: tuple[str, ...] = ()
    part_of: str = ""
    same_as: str = ""
    supersedes: str = ""
    amended: date | None = None
    reason: str = ""
    inferred: bool = False
    disjoint: bool = False
    derived: bool = False
    each: Quantity | None = None
    target: Quantity | None = None
    joint: str = ""
    share: Quantity | None = None
    note: str = ""

    @property
    def post(self) -> str:
        """The key of the post that reported it first."""
        return self.citations[0].post if self.citations else ""

    @property
    def source(self) -> Source:
        return self.citations[0].source if self.citations else NOWHERE

    @property
    def series(self) -> tuple[str, str, frozenset[str] | None, date | None]:
        """School, metric, models (None: the whole school) and start: what can be compared."""
        models = self.models if self.scope is Scope.MODELS else None
        return (self.school, self.metric, models, self.since)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every entry by its id, in the order of ids; the order of files plays no part."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
