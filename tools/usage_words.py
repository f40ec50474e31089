"""Makes `messages.mo`, which gettext reads, of the Vietnamese words in `messages.po`.

python tools/usage_words.py
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dvk_plugin.cli.console import LOCALE

FOLDER = LOCALE / "vi" / "LC_MESSAGES"
WORDS, MADE = FOLDER / "messages.po", FOLDER / "messages.mo"

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""The same words are the same bytes whenever they are made."""


def compiled(words: Path = WORDS) -> bytes:
    """The words in the form that gettext reads."""
    with words.open("rb") as file:
        catalog = read_po(file, locale="vi")
    catalog.creation_date = catalog.revision_date = NO_DAY
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


if __name__ == "__main__":
    MADE.write_bytes(compiled())
    print(f"{MADE.name}: {MADE.stat().st_size} byte")
