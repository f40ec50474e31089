"""Addresses that a page had before: `redirect_from: [tin-tuc/2023/ten-cu/, /bai-12.html]`."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Places
from dvk_plugin.read.answers import shown
from dvk_plugin.read.fields import Fields

FIELD = "redirect_from"
_ADDRESS = re.compile(r"(?:[\w-][\w.~-]*/)*[\w-][\w.~-]*/?")


def read_old_addresses(fields: Fields) -> tuple[tuple[str, ...], Places]:
    """Paths from the site's root, without the first slash, and where each stands.

    A full address counts by its path. Rule: `dia-chi-cu-sai`.
    """
    found: dict[str, Places] = {}
    for scalar in fields.scalars(FIELD):
        path = _path(tidy(scalar.text))
        if path:
            found.setdefault(path, ((f"{FIELD}/{path}", scalar.source),))
        else:
            fields.add(
                Issue(
                    "dia-chi-cu-sai",
                    scalar.source,
                    f"«{shown(scalar.text)}» không phải là địa chỉ của một trang.",
                    f"{FIELD}: tin-tuc/2023/ten-cu/",
                )
            )
    return tuple(found), tuple(place for places in found.values() for place in places)


def _path(text: str) -> str:
    """The path in an address; nothing where it is none, or the first page's."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    path = unquote(parts.path).lstrip("/").removesuffix("index.html")
    is_page = parts.scheme in ("", "http", "https") and not parts.query
    return path if is_page and _ADDRESS.fullmatch(path) else ""
