"""Approved comments as the file beside the posts that keeps them."""

from __future__ import annotations

import json
from dataclasses import asdict

from dvk_plugin.domain.comment import Comment
from dvk_plugin.read.comments import Comments


def comments_json(comments: Comments) -> bytes:
    """The file: the same comments give the same bytes; a line for each comment's part."""
    data = {key: [_plain(comment) for comment in several] for key, several in comments.items()}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _plain(comment: Comment) -> dict[str, object]:
    data = {**asdict(comment), "day": comment.day.isoformat()}
    return {name: value for name, value in data.items() if value != 0}
