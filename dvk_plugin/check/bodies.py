"""Texts of posts: plain Markdown, nothing that runs in a reader's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source

# A script address counts in a link, not in the words «học JavaScript: …».
_UNSAFE = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|style|link|meta|base)\b"
    r"|<[^<>]*\son[a-z]+\s*="
    r"|(?<=[(<=\"':])\s*(?:javascript|vbscript|data:text/html)\s*:",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def check_bodies(site: Site) -> Iterator[Issue]:
    """`noi-dung-chay-ma`: script, frames, event handlers or script addresses in a text."""
    for post in site.posts:
        if not _UNSAFE.search(post.body):
            continue
        text = _CODE.sub(lambda code: re.sub(r"\S", " ", code[0]), post.body)
        for match in _UNSAFE.finditer(text):
            yield Issue(
                "noi-dung-chay-ma",
                _place(post.file, post.body, post.body_line, match),
                f"Bài có «{match[0].strip()}», là đoạn mã có thể chạy trên máy người đọc.",
                "xóa đoạn này; muốn dẫn tới trang khác, viết [chữ hiển thị](https://…).",
            )


def _place(file: str, body: str, first_line: int, match: re.Match[str]) -> Source:
    line = body.count("\n", 0, match.start())
    start = body.rfind("\n", 0, match.start()) + 1
    end = body.find("\n", match.start())
    text = body[start : end if end >= 0 else len(body)]
    width = min(match.end(), start + len(text)) - match.start()
    return Source(file, first_line + line, match.start() - start + 1, max(1, width), text)
