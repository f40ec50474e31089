"""Text that any file can hold."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold (section 2.2), nor DEL."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)
