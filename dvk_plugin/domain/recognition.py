"""Recognition of a model at a level of the ladder: proposed is not recognised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dvk_plugin.domain.source import NOWHERE, Source


class Status(StrEnum):
    PROPOSED = "proposed"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.PROPOSED: "đề nghị công nhận",
    Status.RECOGNISED: "đã công nhận",
    Status.NOT_RECOGNISED: "không được công nhận",
}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What one text says of one model in one year at one level."""

    model: str
    year: int
    level: str
    status: Status
    body: str = ""
    document: str = ""
    date: dt.date | None = None
    source: Source = NOWHERE
    post: str = ""
