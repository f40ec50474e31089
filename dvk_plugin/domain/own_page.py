"""A page that the author wrote by hand, in the docs folder, as far as we have to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from dvk_plugin.domain.source import Places, Source, place_of


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`uri`: from the docs folder. `redirect_from`: paths at which it stood before."""

    uri: str
    title: str
    redirect_from: tuple[str, ...]
    source: Source
    places: Places = ()

    def place(self, name: str) -> Source:
        """Where a field stands; the page's head by default."""
        return place_of(name, self.places, self.source)
