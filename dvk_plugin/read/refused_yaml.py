"""What YAML knows and a post may not use: tabs, escapes, anchors, tags; what to write instead."""

from __future__ import annotations

import re
from dataclasses import replace

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source

PAIR = re.compile(r"^(?P<head>\s*(?:- +)*[^\s:#'\"\[{-][^:]*:)\s+(?P<value>\S.*?)\s*$")
"""A line `name: value`, as `head` and `value`."""


def tab(place: Source) -> Issue:
    return Issue(
        "yaml-tab",
        place,
        "Ở đây có dấu Tab; phần này chỉ nhận dấu cách.",
        "xóa dấu Tab và gõ hai dấu cách thay vào.",
    )


def escape(place: Source) -> Issue:
    """`"D:\\anh"`: between double quotes `\\a` is one character, that shows nothing."""
    return Issue(
        "yaml-nhay-kep",
        place,
        "Trong dấu nháy kép, dấu \\ có nghĩa riêng nên không viết như vậy được.",
        "thay dấu \\ bằng dấu /, hoặc dùng dấu nháy đơn cho cả giá trị.",
    )


def alias(place: Source) -> Issue:
    """Anchors and aliases: no use in a post, only dangers."""
    written = place.text[place.column - 1 :]
    if group := re.match(r"(&\S+)\s*(?:[\[{]|$)", written):
        place = replace(place, width=len(group[1]))
        hint = f"xóa «{group[1]}», và viết đủ giá trị ở mỗi chỗ có dấu *."
    else:
        hint = quoted_line(place)
    return Issue(
        "yaml-bi-danh",
        place,
        "Giá trị không được bắt đầu bằng dấu & hoặc *, vì hai dấu này có nghĩa riêng.",
        hint or 'đặt cả giá trị trong dấu nháy kép, ví dụ: title: "* Tin vui".',
    )


def tag(place: Source) -> Issue:
    return Issue(
        "yaml-the-la",
        place,
        "Giá trị không được bắt đầu bằng dấu !, vì dấu này có nghĩa riêng.",
        quoted_line(place) or 'đặt cả giá trị trong dấu nháy kép, ví dụ: title: "!Tin vui".',
    )


def unreadable(place: Source) -> Issue:
    return Issue(
        "yaml-hong",
        place,
        "Máy không hiểu cách viết ở dòng này hoặc ngay dòng trên.",
        "mỗi mục một dòng dạng «tên: giá trị», mục con lùi vào hai dấu cách; "
        "giá trị có ký tự lạ thì đặt trong dấu nháy kép.",
    )


def in_quotes(value: str) -> str:
    """The value in double quotes, ready to be pasted."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quoted_line(place: Source) -> str:
    pair = PAIR.match(place.text)
    return f"{pair['head'].strip()} {in_quotes(pair['value'])}" if pair else ""
