"""Names of the site that a user types: schools, models and metrics, found by a few letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dvk_plugin.cli.console import Slip
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.registry import School
from dvk_plugin.load import load_lexicon
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.models import read_model
from dvk_plugin.read.names import Names
from dvk_plugin.read.settings import Settings

MOST_TOLD = 6


@dataclass(frozen=True)
class SiteNames:
    """What posts can name. `models`: by slug."""

    lexicon: Lexicon
    models: Mapping[str, Model]

    @property
    def schools(self) -> Mapping[str, School]:
        return self.lexicon.registry.schools

    def models_of(self, school: str) -> dict[str, Model]:
        return {slug: model for slug, model in self.models.items() if model.school == school}

    def suggest_models(self, typed: str, school: str) -> Iterator[tuple[str, str]]:
        """Names of the school's models that what is typed may mean, with their slugs."""
        mine = self.models_of(school)
        for slug in self.lexicon.models.like(typed):
            if slug in mine:
                yield mine[slug].name, slug

    def model(self, text: str, school: str) -> str | Slip:
        """The slug of the one model of the school that a few words mean."""
        mine = self.models_of(school)
        names = self.lexicon.models
        like = {slug: mine[slug].name for slug in names.like(text) if slug in mine}
        return names.find(text, among=mine) or _one_of(text, like, names, "mô hình")

    def exact_model(self, text: str, school: str) -> str | Slip:
        """The slug of the model of the school with this very name."""
        names = self.lexicon.models
        return names.find(text, among=self.models_of(school)) or unknown(text, names, "mô hình")

    def suggest_metrics(self, typed: str) -> Iterator[tuple[str, str]]:
        """Labels of metrics that what is typed may mean, with their keys."""
        for key in self.lexicon.metrics.like(typed):
            yield self.lexicon.registry.metrics[key].label, key

    def metric(self, text: str) -> str | Slip:
        """The key of the one metric that is meant."""
        metrics = self.lexicon.registry.metrics
        names = self.lexicon.metrics
        like = {key: metrics[key].label for key in names.like(text)}
        return names.find(text) or _one_of(text, like, names, "chỉ số")


def load_names(settings: Settings) -> SiteNames:
    """The names that the registry and the models' files declare."""
    lexicon, pages, _ = load_lexicon(settings)
    models = (read_model(page, lexicon)[0] for page in pages)
    return SiteNames(lexicon, {model.slug: model for model in models if model})


def exact_name(text: str, names: Names, what: str) -> str | Slip:
    """The key that a text names in full."""
    return names.find(text) or unknown(text, names, what)


def _one_of(text: str, found: Mapping[str, str], names: Names, what: str) -> str | Slip:
    """The only one found; of several the user has to choose."""
    if len(found) == 1:
        return next(iter(found))
    if not found:
        return unknown(text, names, what)
    told = ", ".join(f"«{name}»" for name in [*found.values()][:MOST_TOLD])
    return Slip(f"«{text}» có thể là nhiều {what}.", f"chọn một: {told}.")


def unknown(text: str, names: Names, what: str) -> Slip:
    """Why a name cannot be used, and which is near."""
    near = names.nearest(text)
    hint = f"có phải là «{near}» không?" if near else "xem các tên ở trang Danh mục."
    return Slip(f"Không có {what} nào tên là «{text}».", hint)
