"""All names that a post may use, gathered once the registry and the models are declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dvk_plugin.domain.registry import Registry
from dvk_plugin.read.names import Names


@dataclass(frozen=True)
class Lexicon:
    """The registry, and for each kind of thing the ways to write its name."""

    registry: Registry
    schools: Names
    branches: Names
    metrics: Names
    levels: Names
    issuers: Names
    models: Names

    def is_metric(self, text: str) -> bool:
        return self.metrics.find(text) is not None


def make_lexicon(registry: Registry, models: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """The lexicon of a registry and of models: slug → names and aliases."""
    return Lexicon(
        registry,
        Names({s.slug: (s.name, s.short, *s.aliases) for s in registry.schools.values()}),
        Names({b.slug: (b.name, *b.aliases) for b in registry.branches.values()}),
        _metric_names(registry),
        Names({level.slug: (level.label,) for level in registry.levels.values()}),
        Names({issuer.slug: (issuer.name,) for issuer in registry.issuers.values()}),
        Names(models),
    )


def _metric_names(registry: Registry) -> Names:
    return Names({m.key: (m.label, *m.aliases) for m in registry.metrics.values()})
