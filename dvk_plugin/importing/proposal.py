"""One figure of a document, proposed to the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.importing.roles import FigureRole
from dvk_plugin.read.misread import Misread


@dataclass(frozen=True, slots=True)
class Proposal:
    """One figure for an editor to accept. `metric` is None when no metric fits.

    `target` and `each` are amounts as written that belong to it; `part`: it is a part of the
    proposal before it of the same metric; `total`: it sums a table's rows above it;
    `doubt`: why it cannot be read.
    """

    metric: Metric | None
    quantity: Quantity
    text: str
    sentence: str
    role: FigureRole = FigureRole.RESULT
    cumulative: bool = False
    since: date | None = None
    year: int | None = None
    school_wide: bool = False
    models: tuple[str, ...] = ()
    inferred: bool = False
    target: str = ""
    each: str = ""
    total: bool = False
    again: tuple[str, ...] = ()
    doubt: Misread | None = None

    @property
    def key(self) -> str:
        return self.metric.key if self.metric else ""
