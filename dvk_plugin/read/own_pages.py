"""Pages of the author's own that say where they stood before.

---
redirect_from: gioi-thieu/cu/
---
# Giới thiệu
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.own_page import OwnPage
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.files import is_file_inside
from dvk_plugin.read.frontmatter import read_page_file
from dvk_plugin.read.old_addresses import FIELD, read_old_addresses

_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)


def read_own_pages(
    docs: Path, models: Path, root: Path
) -> tuple[tuple[OwnPage, ...], tuple[Issue, ...]]:
    """Those that name old addresses, by uri. Models' pages are not among them: they have readers
    of their own. Rule: `dia-chi-cu-sai`; all else in their heads is the host's matter."""
    pages: list[OwnPage] = []
    issues: list[Issue] = []
    for path in sorted(docs.rglob("*.md")):
        is_model = path.parent == models and path.name != "index.md"
        if is_model or not is_file_inside(path, root) or not _names_old_addresses(path):
            continue
        page = read_page_file(path, root)
        if page.head is None:
            continue
        fields = Fields(page.head, issues)
        old, places = read_old_addresses(fields)
        heading = _HEADING.search(page.body)
        title = fields.text("title") or (heading[1] if heading else path.stem)
        uri = path.relative_to(docs).as_posix()
        if old:
            pages.append(OwnPage(uri, title, old, page.head.source, places))
    return tuple(pages), tuple(issues)


def _names_old_addresses(path: Path) -> bool:
    with suppress(OSError):
        return FIELD.encode() in path.read_bytes()
    return False
