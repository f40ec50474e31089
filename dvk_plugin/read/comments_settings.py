"""The option `comments:` of the plugin: where readers' comments are kept.

comments: {isso: https://binh-luan.truong.edu.vn}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dvk_plugin.read.option_groups import Option, WrongOption, read_group

_EXAMPLE = "https://binh-luan.truong.edu.vn"
_ADDRESS = re.compile(
    r"(?:https://[A-Za-z0-9.-]+|http://(?:127\.0\.0\.1|localhost))(?::[0-9]{1,5})?(?:/[\w./-]*)?"
)


@dataclass(frozen=True)
class CommentsSettings:
    """`isso`: the address of the school's own Isso server, without a slash at its end."""

    isso: str


def read_comments_settings(value: object) -> CommentsSettings | WrongOption | None:
    """The settings in the value of `comments`; None where there shall be none."""
    if value is None or value is False:
        return None
    group = read_group("comments", value, COMMENTS_OPTIONS)
    if isinstance(group, WrongOption):
        return group
    if "isso" not in group:
        message = "Nhóm «comments» của dvk còn thiếu mục «isso»."
        return WrongOption("comments", message, f"comments: {{isso: {_EXAMPLE}}}")
    return CommentsSettings(str(group["isso"]))


def _address(value: object) -> str | None:
    fits = isinstance(value, str) and _ADDRESS.fullmatch(value)
    return value.rstrip("/") if fits and isinstance(value, str) else None


COMMENTS_OPTIONS: Mapping[str, Option] = {
    "isso": Option(
        _address, "địa chỉ bắt đầu bằng https:// (hoặc http://127.0.0.1 để chạy thử)", _EXAMPLE
    )
}
