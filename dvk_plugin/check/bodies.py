"""Texts of posts: plain Markdown, nothing that runs in a reader's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source
from dvk_plugin.read.pictures import without_code

# A script address counts in a link, not in the words «học JavaScript: …».
_UNSAFE = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|style|link|meta|base)\b"
    r"|<[^<>]*\son[a-z]+\s*="
    r"|(?<=[(<=\"':])\s*(?:javascript|vbscript|data:text/html)\s*:",
    re.IGNORECASE,
)


def check_bodies(site: Site) -> Iterator[Issue]:
    """`noi-dung-chay-ma`: script, frames, event handlers or script addresses in a text."""
    for post in site.posts:
        body = post.body
        if not (_may_run(body) and _UNSAFE.search(body)):
            continue
        for match in _UNSAFE.finditer(without_code(body)):
            yield Issue(
                "noi-dung-chay-ma",
                place_in_body(post, *match.span()),
                f"Bài có «{match[0].strip()}», là đoạn mã có thể chạy trên máy người đọc.",
                "xóa đoạn này; muốn dẫn tới trang khác, viết [chữ hiển thị](https://…).",
            )


def _may_run(text: str) -> bool:
    """Whether a text has at all what `_UNSAFE` begins or ends with: few do, and that is told fast.

    An address that runs has its colon behind javascript, vbscript or html.
    """
    before = (part.rstrip()[-1:] for part in text.split(":")[:-1]) if ":" in text else ()
    return "<" in text or any(letter in "tTlL" for letter in before if letter)


def place_in_body(post: Post, start: int, end: int) -> Source:
    """Where characters of a post's text stand in its file; the first line of them."""
    body = post.body
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", start)
    line = body[first : last if last >= 0 else len(body)]
    width = min(end, first + len(line)) - start
    number = post.body_line + body.count("\n", 0, start)
    return Source(post.file, number, start - first + 1, max(1, width), line)
