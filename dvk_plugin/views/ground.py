"""What any page may show beside its own values: names, and how a post looks in a list.

Nothing here is added up from several posts. So a page that is made of values and of this changes
with those values, with the registry, the models' files and the settings, and with nothing else:
`Page.shown` and `fingerprint.py` rely on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.registry import Registry
from dvk_plugin.views.pictures import Picture


@dataclass(frozen=True, slots=True)
class Names:
    """Of a site: its own name, what is declared, and the keys of posts that it holds back."""

    name: str
    registry: Registry
    models: Mapping[str, Model]
    held_keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """Stands in templates where others have the whole edition; asked the same way."""

    site: Names
    cover: Callable[[Post], Picture | None]

    def school_name(self, slug: str) -> str:
        """A school's short name; of one that nobody declared, its slug."""
        school = self.site.registry.schools.get(slug)
        return school.label if school else slug
