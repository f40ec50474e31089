"""What readers said of a post, as it was approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `text` is as its author typed it and untrusted, as is `author`, may be empty.

    `number` is the server's; `answers` that of the comment above it, 0 where it stands alone.
    """

    number: int
    author: str
    day: date
    text: str
    answers: int = 0
