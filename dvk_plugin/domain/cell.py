"""Texts in the cells of CSV and Excel files, so that no program takes them for a formula.

A text that begins like a formula gets a `'` before it, and so does one that begins with `'`:
that way the text can be read back unharmed. Source of the rule: OWASP, «CSV Injection».
"""

from __future__ import annotations

_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_MARK = "'"


def safe_text(text: str) -> str:
    """The text as a cell that is no formula."""
    return _MARK + text if text[:1] == _MARK or text[:1] in _STARTS else text


def plain_text(cell: str) -> str:
    """What `safe_text` was given; a cell typed by hand that begins with `'` alone stays."""
    begins = cell[1:2] == _MARK or cell[1:2] in _STARTS
    return cell[1:] if cell[:1] == _MARK and begins else cell
