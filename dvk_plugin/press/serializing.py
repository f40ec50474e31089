"""A parsed text to XHTML, as Python-Markdown writes it, in half the time.

Nearly all that stands in such a tree are elements with names, texts and attributes that are words.
Whatever else there is (comments, attributes without a value, a tree deeper than the stack) is left
to Python-Markdown, for the whole tree.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.serializers import (  # type: ignore[import-untyped]
    HTML_EMPTY,
    RE_AMP,
    to_xhtml_string,
)

_RAW = ("script", "style")


def serialize_sparingly(markdown: Markdown) -> None:
    """Let the converter write its trees in this way, if it writes XHTML."""
    if markdown.serializer is to_xhtml_string:
        markdown.serializer = to_xhtml


def to_xhtml(root: Element) -> str:
    """An element with all that is in it, and what follows it, as XHTML."""
    parts: list[str] = []
    try:
        _write(root, parts.append)
        return "".join(parts)
    except (TypeError, AttributeError, RecursionError):  # not words alone, or too deep
        return str(to_xhtml_string(root))


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    name = tag.lower()
    attributes = _attributes(element) if element.attrib else ""
    if name in HTML_EMPTY:
        write(f"<{tag}{attributes} />")
    else:
        write(f"<{tag}{attributes}>")
        if text:
            write(text if name in _RAW else _escape(text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    if tail:
        write(_escape(tail))


def _attributes(element: Element) -> str:
    return "".join(f' {name}="{_quoted(value)}"' for name, value in sorted(element.items()))


def _quoted(value: str) -> str:
    return _escape(value).replace('"', "&quot;")


def _escape(text: str) -> str:
    """`&` becomes `&amp;` only where it begins no entity."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
