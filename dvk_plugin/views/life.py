"""A model's life told in years: what it was, and how far it was recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.model import Model, State
from dvk_plugin.domain.recognition import Recognition


@dataclass(frozen=True, slots=True)
class LifeYear:
    """One year of a model. `state` is None where nobody told it."""

    year: int
    state: State | None = None
    recognitions: tuple[Recognition, ...] = ()
    honours: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()


def life_of(model: Model, recognitions: Sequence[Recognition]) -> tuple[LifeYear, ...]:
    """Every year that the model's file or a recognition tells of, the first year first."""
    told = {year.year: year for year in model.years}
    every = sorted(told.keys() | {one.year for one in recognitions})
    return tuple(
        LifeYear(
            year,
            told[year].state if year in told else None,
            tuple(one for one in recognitions if one.year == year),
            told[year].honours if year in told else (),
            told[year].documents if year in told else (),
        )
        for year in every
    )
