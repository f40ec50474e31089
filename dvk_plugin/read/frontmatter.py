"""A Markdown file split into its front matter (a tree) and its body.

---
title: Thăm Trung tâm Bảo trợ
date: 21/09/2023
---
Nội dung bài…
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.files import read_text_file, relative_name
from dvk_plugin.read.tree import Table, read_yaml

_OPENING = re.compile(r"\s*^(?P<fence>---[ \t]*)$", re.MULTILINE)
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[a-z_]+:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Page:
    """A file's front matter and body.

    `head` is None when it could not be read; its place is the `---` that opens it. `head_mark`
    is a digest of its text.
    """

    file: str
    head: Table | None
    body: str
    issues: tuple[Issue, ...] = ()
    body_line: int = 1
    head_mark: str = ""


def read_page_file(path: Path, root: Path) -> Page:
    """The page in a Markdown file below `root`; never raises for what is in it."""
    file = relative_name(path, root)
    text = read_text_file(path, root)
    if isinstance(text, Issue):
        return Page(file, None, "", (text,))
    return read_page(text, file)


def read_page(text: str, file: str) -> Page:
    """The page in a text. Rules: those of `read_yaml`, and `thieu-phan-dau`,
    `phan-dau-chua-dong`, `phan-dau-khong-phai-bang`."""
    opening = _OPENING.match(text)
    if opening is None:
        return Page(file, None, text, (_no_head(file, text),))
    number = text.count("\n", 0, opening.start("fence")) + 1
    place = Source(file, number, 1, 3, opening["fence"])
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return Page(file, None, "", (_not_closed(place),))
    head = text[opening.end() + 1 : closing.start()]
    tree, issues = read_yaml(head, file, first_line=number + 1)
    body = text[closing.end() :].lstrip("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    if tree is None and not issues:
        return Page(file, Table((), place), body, (), line)
    if tree is not None and not isinstance(tree, Table):
        return Page(file, None, body, (*issues, _not_a_table(tree.source)), line)
    told = text[: closing.start()]
    mark = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return Page(file, tree and replace(tree, source=place), body, issues, line, mark)


def _no_head(file: str, text: str) -> Issue:
    first = text.split("\n", 1)[0]
    return Issue(
        "thieu-phan-dau",
        Source(file, 1, 1, max(1, len(first.rstrip())), first),
        "Tệp này chưa có phần đầu giữa hai dòng ---.",
        "thêm một dòng --- lên trên dòng này."
        if _FIELD.match(first)
        else "thêm vào đầu tệp:\n---\ntitle: Tiêu đề bài\ndate: 21/09/2023\n---",
    )


def _not_closed(place: Source) -> Issue:
    return Issue(
        "phan-dau-chua-dong",
        place,
        "Phần đầu tệp mở bằng --- nhưng chưa có dòng --- đóng lại.",
        "thêm một dòng chỉ gồm --- ngay trước nội dung bài.",
    )


def _not_a_table(source: Source) -> Issue:
    return Issue(
        "phan-dau-khong-phai-bang",
        source,
        "Phần đầu tệp phải gồm các dòng dạng «tên: giá trị».",
        "title: Tiêu đề bài",
    )
