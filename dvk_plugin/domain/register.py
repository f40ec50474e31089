"""What one site's `register.csv` tells: its schools, metrics and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.registry import School


@dataclass(frozen=True, slots=True)
class Register:
    """The figures of one site. `file` is where they were read, `digest` tells equal files apart.

    `lives` are facts of models' lives, which are counted one a model. `metrics` holds the metrics
    of `entries`, `life_metrics` those of `lives`. `lines`: an entry's id → the full address of its
    line in the site's own register. `silent`: schools of the site that have no figure yet.
    """

    file: str
    digest: str = ""
    schools: Mapping[str, School] = field(default_factory=lambda: MappingProxyType({}))
    metrics: Mapping[str, Metric] = field(default_factory=lambda: MappingProxyType({}))
    life_metrics: Mapping[str, Metric] = field(default_factory=lambda: MappingProxyType({}))
    entries: tuple[Entry, ...] = ()
    lives: tuple[Entry, ...] = ()
    lines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    silent: Mapping[str, School] = field(default_factory=lambda: MappingProxyType({}))

    def as_of(self, school: str) -> date | None:
        """The newest day that a school's figures speak for."""
        every = (*self.entries, *self.lives)
        return max((entry.as_of for entry in every if entry.school == school), default=None)
