"""Official documents that posts and models name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A dispatch, plan or guidance: `308-CV/TU` of 26/11/2021, and who issued it about what."""

    number: str
    date: dt.date | None = None
    issuer: str = ""
    subject: str = ""
