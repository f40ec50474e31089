"""A page as a value: where it stands, what it is called, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `uri` is its Markdown source's place in the docs folder (`mo-hinh/x.md`).

    `body` is Markdown, the author's own; `before` and `after` are HTML around it. `title` and
    `description` are plain text. `updated` is the day of the newest post that it shows.
    """

    uri: str
    title: str
    before: str = ""
    body: str = ""
    after: str = ""
    description: str = ""
    kind: str = "list"
    updated: date | None = None
