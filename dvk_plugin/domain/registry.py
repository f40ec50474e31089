"""What a site declares before any post: schools, party cells, metrics, levels, issuers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from dvk_plugin.domain.metric import CATALOGUE, Metric
from dvk_plugin.domain.source import NOWHERE, Source


@dataclass(frozen=True, slots=True)
class Link:
    """A way to reach a school. `kind`: phone, email, facebook, map, website or zalo."""

    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class School:
    slug: str
    name: str
    short: str = ""
    place: str = ""
    phone: str = ""
    links: tuple[Link, ...] = ()
    aliases: tuple[str, ...] = ()
    source: Source = NOWHERE

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Branch:
    """A party cell (chi bộ) of one school."""

    slug: str
    name: str
    school: str
    aliases: tuple[str, ...] = ()
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the recognition ladder; it can be awarded from `valid_from` to `valid_to`."""

    slug: str
    label: str
    rank: int
    body: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents."""

    slug: str
    name: str
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything declared, each kind keyed by slug in the order of declaration."""

    schools: Mapping[str, School] = field(default_factory=lambda: MappingProxyType({}))
    branches: Mapping[str, Branch] = field(default_factory=lambda: MappingProxyType({}))
    metrics: Mapping[str, Metric] = field(
        default_factory=lambda: MappingProxyType({metric.key: metric for metric in CATALOGUE})
    )
    levels: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))
    issuers: Mapping[str, Issuer] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def only_school(self) -> str:
        """The slug of the school when just one is declared, else empty."""
        return next(iter(self.schools)) if len(self.schools) == 1 else ""

    def branches_of(self, school: str) -> tuple[Branch, ...]:
        return tuple(branch for branch in self.branches.values() if branch.school == school)


def with_metrics(own: Iterable[Metric]) -> Mapping[str, Metric]:
    """The built-in catalogue with a site's own metrics added, or replaced where keys are equal."""
    return MappingProxyType({metric.key: metric for metric in (*CATALOGUE, *own)})
