"""A passage made ready to be searched: abbreviations in full, what is no figure blotted out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.unit import lowered
from dvk_plugin.importing.abbreviations import in_full
from dvk_plugin.importing.metric_choice import Setting
from dvk_plugin.importing.noise import blotted
from dvk_plugin.importing.passage import Passage
from dvk_plugin.importing.phrases import Phrase
from dvk_plugin.importing.shape import PICTOGRAPH


@dataclass(frozen=True)
class Telling:
    """`sentence` is the passage as written, `text` the same in full; places are places of `text`,
    and of `low` and `blank`, its lower case with and without what is no figure."""

    passage: Passage

    @cached_property
    def sentence(self) -> str:
        return tidy(self.passage.text)

    @cached_property
    def text(self) -> str:
        return in_full(tidy(PICTOGRAPH.sub("|", self.sentence)))

    @cached_property
    def low(self) -> str:
        return lowered(self.text)

    @cached_property
    def blank(self) -> str:
        return lowered(blotted(self.text))

    @cached_property
    def label(self) -> str:
        return in_full(self.passage.label)

    @cached_property
    def above(self) -> str:
        """The headings, the words that lead a list in and the sentence before, in lower case."""
        return lowered(in_full(f"{self.passage.above} {self.passage.before}"))

    def setting(self, phrase: Phrase) -> Setting:
        return Setting(self.low[: phrase.start], self.low[phrase.end :], self.above)
