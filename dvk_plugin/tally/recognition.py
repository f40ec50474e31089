"""Lives of models in numbers: how many were registered, new, expanded, recognised or proposed.

Models are counted, each once, over any span of years. An umbrella is no model of its own here:
the models under it are counted. No report of a level gives no figure, never 0; a proposal that
was not decided gives 0 recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dvk_plugin.domain.ledger import Citation, Entry
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.model import Model, State
from dvk_plugin.domain.period import year_period
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.recognition import Recognition, Status
from dvk_plugin.domain.registry import Registry
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source

UNIT = "mô hình"
REGISTERED = "models_registered"
_STATES = {
    State.NEW: "models_new",
    State.MAINTAINED: "models_maintained",
    State.EXPANDED: "models_expanded",
    State.PAUSED: "models_paused",
    State.ENDED: "models_ended",
}
AMONG_REGISTERED = frozenset(key for state, key in _STATES.items() if state.is_active)
"""What counts some of the models that `REGISTERED` counts."""
_LABELS = {
    REGISTERED: "Mô hình đăng ký, hoạt động",
    "models_new": "Mô hình thành lập mới",
    "models_maintained": "Mô hình duy trì",
    "models_expanded": "Mô hình duy trì, mở rộng",
    "models_paused": "Mô hình tạm dừng",
    "models_ended": "Mô hình kết thúc",
}


def lifecycle_metrics(registry: Registry) -> Mapping[str, Metric]:
    """Metrics of models' lives: states first, then each level recognised and proposed."""
    labels = dict(_LABELS)
    for level in registry.levels.values():
        name = level.label[:1].lower() + level.label[1:]
        labels[recognised_key(level.slug)] = f"Mô hình được công nhận ({name})"
        labels[proposed_key(level.slug)] = f"Mô hình đề nghị công nhận ({name})"
    return {key: Metric(key, label, UNIT, "models") for key, label in labels.items()}


def recognised_key(level: str) -> str:
    return f"models_recognised_{level.replace('-', '_')}"


def proposed_key(level: str) -> str:
    return f"models_proposed_{level.replace('-', '_')}"


def all_recognitions(site: Site) -> tuple[Recognition, ...]:
    """What model files and posts say of recognition, by model, year and level."""
    said = [r for model in site.models.values() for year in model.years for r in year.recognitions]
    said.extend(r for post in site.posts for r in post.recognitions)
    return tuple(sorted(said, key=lambda r: (r.model, r.year, r.level, r.source)))


def decided(recognitions: Iterable[Recognition]) -> Mapping[tuple[str, int, str], Recognition]:
    """(model, year, level) → where it stands: a decision outweighs a proposal."""
    found: dict[tuple[str, int, str], Recognition] = {}
    for one in recognitions:
        key = (one.model, one.year, one.level)
        if key not in found or found[key].status is Status.PROPOSED:
            found[key] = one
    return found


def lifecycle_entries(site: Site) -> tuple[Entry, ...]:
    """One entry of 1 (or 0) for each model, year and fact, ready to be counted by model."""
    days = _reporting_days(site)
    booked = (
        replace(entry, as_of=days.get((entry.school, entry.period.start.year), entry.as_of))
        for entry in (*_state_entries(site), *_recognition_entries(site))
    )
    return tuple(sorted(booked, key=lambda entry: entry.id))


def _reporting_days(site: Site) -> Mapping[tuple[str, int], date]:
    """(school, year) → the last day that its posts of the year speak for.

    Model files give years without days, and a figure must not claim to know the year's end.
    """
    days: dict[tuple[str, int], date] = {}
    for post in site.posts:
        key = (post.school, post.as_of.year)
        days[key] = max(post.as_of, days.get(key, post.as_of))
    return days


def _state_entries(site: Site) -> Iterator[Entry]:
    for model in site.models.values():
        if model.slug in site.children:
            continue
        for year in model.years:
            if year.state is None:
                continue
            if year.state.is_active:
                yield _entry(model, REGISTERED, year.year, 1, year.source, year.state.label)
            if year.state in _STATES:
                key = _STATES[year.state]
                yield _entry(model, key, year.year, 1, year.source, year.state.label)


def _recognition_entries(site: Site) -> Iterator[Entry]:
    for (slug, year, level), said in decided(all_recognitions(site)).items():
        model = site.models.get(slug)
        if model is None or slug in site.children:
            continue
        recognised = int(said.status is Status.RECOGNISED)
        label = said.status.label
        yield _entry(model, recognised_key(level), year, recognised, said.source, label)
        if said.status is Status.PROPOSED:
            yield _entry(model, proposed_key(level), year, 1, said.source, label)


def _entry(model: Model, metric: str, year: int, count: int, source: Source, quote: str) -> Entry:
    return Entry(
        id=f"{model.school}/mo-hinh/{model.slug}/{year}/{metric}",
        metric=metric,
        quantity=Quantity(Decimal(count), UNIT),
        school=model.school,
        period=year_period(year),
        as_of=date(year, 12, 31),
        models=frozenset({model.slug}),
        citations=(Citation(f"mo-hinh/{model.slug}", source, quote),),
    )


def one_per_model(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """For each model the entry of most weight, the latest of these: models count once."""
    best: dict[frozenset[str], Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.quantity.value or 0, e.as_of, e.id)):
        best[entry.models] = entry
    return tuple(sorted(best.values(), key=lambda entry: entry.id))
