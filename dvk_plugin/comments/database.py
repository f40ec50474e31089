"""Isso's database read, never written: the approved comments of each post."""

from __future__ import annotations

import html
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from dvk_plugin.domain.comment import Comment
from dvk_plugin.domain.slug import composed, tidy
from dvk_plugin.read.comments import Comments

VIETNAM = timezone(timedelta(hours=7))
WAIT = 5.0
"""Seconds to wait while Isso writes."""
_APPROVED = """
SELECT t.uri, c.id, c.parent, c.created, c.author, c.text
FROM comments AS c JOIN threads AS t ON t.id = c.tid
WHERE c.mode = 1 ORDER BY c.created, c.id
"""


class Locked(Exception):
    """Somebody else keeps the database to himself."""


class NoDatabase(Exception):
    """The file is damaged, or no database of Isso."""


def read_database(path: Path, keys: Collection[str], base: str) -> tuple[Comments, int]:
    """The approved comments of posts by their keys, and how many belong to no post.

    `base`: the site's own path (`/dang-uy/`). Raises OSError, Locked or NoDatabase.
    """
    with path.open("rb"):
        pass  # sqlite says of every file that it cannot open the same
    found: dict[str, list[Comment]] = defaultdict(list)
    strays = 0
    for uri, comment in _comments(path):
        key = uri.strip("/").removeprefix(base.strip("/")).strip("/").removesuffix("/index.html")
        if key in keys:
            found[key].append(comment)
        else:
            strays += 1
    return {key: tuple(_settled(several)) for key, several in found.items()}, strays


def _comments(path: Path) -> Iterator[tuple[str, Comment]]:
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, timeout=WAIT, uri=True)) as db:
            db.text_factory = lambda data: data.decode("utf-8", "replace")
            rows = db.execute(_APPROVED).fetchall()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        is_busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        raise (Locked if is_busy else NoDatabase)(str(error)) from error
    for uri, number, parent, created, author, text in rows:
        yield str(uri), Comment(number, _name(author), _day(created), _text(text), _above(parent))


def _name(author: object) -> str:
    """A name as it was typed: Isso keeps it escaped."""
    return tidy(html.unescape(str(author or "")))


def _text(text: object) -> str:
    """Lines as they were typed, without blanks at their ends and characters that nobody sees."""
    lines = composed(str(text)).replace("\r\n", "\n").split("\n")
    return "\n".join(map(tidy, lines)).strip("\n")


def _above(parent: object) -> int:
    return parent if isinstance(parent, int) else 0


def _day(created: object) -> date:
    try:
        return datetime.fromtimestamp(float(str(created)), UTC).astimezone(VIETNAM).date()
    except (ValueError, OverflowError, OSError):
        return date(1970, 1, 1)


def _settled(several: list[Comment]) -> Iterator[Comment]:
    """Comments of a post; one whose comment above is gone stands alone."""
    there = {comment.number for comment in several}
    for one in several:
        above = one.answers if one.answers in there else 0
        yield Comment(one.number, one.author, one.day, one.text, above)
