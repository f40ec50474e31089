"""A text that cannot be read, as a value: which rule, what to tell the editor, what to type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text could not be read. Whoever knows its place makes an `Issue` of it.

    `message` and `hint` are Vietnamese; `readings` are the ways an ambiguous text can be meant,
    written so that nobody can doubt them.
    """

    rule: str
    message: str
    hint: str = ""
    readings: tuple[str, ...] = ()
