"""`posts/comments.json`, which `dvk comments export` keeps: post's key → comments, oldest first.

{"tin-tuc/2024/x": [{"author": "Lan", "day": "2024-04-01", "number": 1, "text": "Hay quá."}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dvk_plugin.domain.comment import Comment
from dvk_plugin.domain.issue import Issue
from dvk_plugin.read.kept_data import day_of, read_kept

COMMENTS_FILE = "comments.json"
Comments = Mapping[str, tuple[Comment, ...]]
NO_COMMENTS: Comments = MappingProxyType({})
_HINT = "lấy lại bản trước của tệp, hoặc xóa tệp rồi chạy lại «dvk comments export»."


def read_comments(path: Path, root: Path) -> tuple[Comments, tuple[Issue, ...]]:
    """The comments that were frozen. Rules: `tep-luu-hong`, `khong-mo-duoc`."""
    return read_kept(path, root, _comments, NO_COMMENTS, _HINT)


def _comments(data: Any) -> Comments:
    return MappingProxyType({key: tuple(map(_comment, several)) for key, several in data.items()})


def _comment(data: Any) -> Comment:
    found = Comment(**{**data, "day": day_of(data["day"])})
    texts, numbers = (found.author, found.text), (found.number, found.answers)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(texts)
    if not all(type(number) is int for number in numbers):
        raise TypeError(numbers)
    return found
