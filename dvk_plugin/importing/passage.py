"""A sentence of a document, with what its surroundings say about the figures in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER_ONLY = re.compile(
    r"(?:(?:khoảng|gần|trên|hơn|dưới|ước)\s+)?[0-9][0-9.,]*(?:\s*/\s*[0-9][0-9.,]*)?", re.IGNORECASE
)
"""A number without a unit, as in a cell or after a label."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`above`: headings and the words that lead a list in. `before`: the end of the paragraph
    before it. `label`: words that tell the unit of the number after the colon of `text`, which
    stands without (a cell, `Số suất quà: 60`). `target`, `each`, `total`: what a table's column
    or row says of its figures."""

    text: str
    above: str = ""
    before: str = ""
    label: str = ""
    target: bool = False
    each: bool = False
    total: bool = False
    heading: bool = False
