"""Answers to names, choices and shapes that cannot be used: what is meant, or a line to paste."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.slug import fold, tidy
from dvk_plugin.read.names import Names
from dvk_plugin.read.tree import Node, Scalar, Sequence

_LONGEST_SHOWN = 80
_MISSPELT = re.compile(r"(?P<name>[a-z_]+):(?P<value>\S.*)")

# What a field or a choice is called in Vietnamese: not read, for one word has one meaning, but
# answered with the word to type.
_IN_VIETNAMESE = {
    "tiêu đề": "title",
    "ngày": "date",
    "ngày đăng": "date",
    "tính đến": "as_of",
    "trường": "school",
    "chi bộ": "branch",
    "mô hình": "models",
    "tên": "name",
    "số liệu": "metrics",
    "giá trị": "value",
    "chỉ tiêu": "target",
    "ghi chú": "note",
    "nguồn": "source",
    "văn bản": "documents",
    "số": "number",
    "công nhận": "recognitions",
    "mức": "level",
    "tệp": "file",
    "ảnh": "photos",
    "hình ảnh": "photos",
    "ảnh bìa": "cover",
    "chú thích": "caption",
    "từ khóa": "tags",
    "chuyên mục": "category",
    "tác giả": "authors",
    "tóm tắt": "summary",
    "bản nháp": "draft",
    "năm": "year",
    "đơn vị": "unit",
    "đơn vị tính": "unit",
    "lũy kế": "cumulative",
    "tăng thêm": "increment",
    "hiện có": "stock",
    "làm chung": "joint",
    "toàn trường": "school",
    "được công nhận": "recognised",
    "không công nhận": "not_recognised",
    "đề nghị": "proposed",
    "đăng ký": "registered",
    "thành lập": "new",
    "mới": "new",
    "duy trì": "maintained",
    "mở rộng": "expanded",
    "tạm dừng": "paused",
    "kết thúc": "ended",
    "đồng ý": "obtained",
    "đã đồng ý": "obtained",
    "nơi công cộng": "public_event",
    "chưa hỏi": "pending",
    "rút lại": "withdrawn",
}
_MEANT = {fold(word): name for word, name in _IN_VIETNAMESE.items()}

_EXAMPLES = {
    "photos": "photos:\n  - file: ten-anh.jpg\n    caption: Ai đang làm gì, ở đâu",
    "documents": "documents:\n  - number: 308-CV/TU\n    date: 26/11/2021",
    "recognitions": "recognitions:\n  - level: co-so\n    status: recognised",
    "metrics": "metrics:\n  gifts: 30 suất",
    "targets": "targets:\n  gifts: 30 suất",
    "years": "years:\n  2024:\n    state: registered",
    "links": "links:\n  facebook: https://www.facebook.com/…",
    "schools": "schools:\n  ma-truong:\n    name: Tên trường",
    "branches": "branches:\n  chi-bo-1:\n    name: Chi bộ 1",
    "levels": "levels:\n  co-so:\n    label: Cấp cơ sở",
    "issuers": "issuers:\n  tinh-uy:\n    name: Tỉnh ủy",
}
"""Lines to paste for fields that hold groups."""


def shown(text: str) -> str:
    """A text of the author's as a message quotes it: on one line, and not too long."""
    tidied = tidy(text)
    return tidied if len(tidied) <= _LONGEST_SHOWN else tidied[: _LONGEST_SHOWN - 1] + "…"


def needs_one_value(name: str, node: Node) -> Issue:
    """Rule `can-mot-gia-tri`; what stands first in a list is shown as the one value."""
    first = node.items[0] if isinstance(node, Sequence) and node.items else None
    value = first.text if isinstance(first, Scalar) else "nội dung"
    return Issue(
        "can-mot-gia-tri",
        node.source,
        f"Mục «{shown(name)}» chỉ nhận một giá trị, không nhận một nhóm hay danh sách ở đây.",
        f"{shown(name)}: {shown(value)}",
    )


def needs_a_table(name: str, node: Node, example: str = "") -> Issue:
    """Rule `can-mot-nhom`: a bare text where lines of their own are needed."""
    name = shown(name)
    hint = example or _EXAMPLES.get(name, f"{name}:\n  tên: giá trị")
    if isinstance(node, Scalar) and (glued := _MISSPELT.fullmatch(node.text)):
        hint = f"thêm một dấu cách sau dấu hai chấm: {glued['name']}: {shown(glued['value'])}"
    return Issue(
        "can-mot-nhom",
        node.source,
        f"Mục «{name}» cần các dòng con dạng «tên: giá trị», lùi vào hai dấu cách.",
        hint,
    )


def nearest_field(text: str, known: Iterable[str]) -> str:
    """The known name of a field most like a text, or that it means in Vietnamese; else empty."""
    words = set(known)
    meant = _MEANT.get(fold(text), "")
    if meant in words:
        return meant
    near = difflib.get_close_matches(text.lower(), sorted(words), n=1, cutoff=0.6)
    return near[0] if near else ""


def unknown_field(key: Scalar, known: Iterable[str]) -> Issue:
    """Rule `muc-la`: a misspelt field must not lose what it holds."""
    near = nearest_field(key.text, known)
    return Issue(
        "muc-la",
        key.source,
        f"Không có mục nào tên là «{shown(key.text)}» ở đây.",
        f"có phải là «{near}:» không?" if near else "xóa dòng này, hoặc xem lại tên mục.",
    )


def unknown_choice(name: str, scalar: Scalar, words: Iterable[str]) -> Issue:
    words = tuple(words)
    meant = _MEANT.get(fold(scalar.text), "")
    near = difflib.get_close_matches(tidy(scalar.text).lower(), words, n=1, cutoff=0.5)
    near = [meant] if meant in words else near
    return Issue(
        "lua-chon-la",
        scalar.source,
        f"Mục «{name}» không nhận «{shown(scalar.text)}»; chỉ nhận: {', '.join(words)}.",
        f"{name}: {near[0]}" if near else "chọn một trong các từ trên.",
    )


def unknown_name(scalar: Scalar, names: Names, rule: str, what: str, declare: str) -> Issue:
    """An unknown name: the nearest known one, or where to declare it.

    A name that stands for several things is answered with the short name of each.
    """
    owners = names.owners(scalar.text)
    if owners:
        return Issue(
            rule,
            scalar.source,
            f"«{shown(scalar.text)}» là tên chung của {len(owners)} {what}; chưa rõ ý nói "
            f"{what} nào.",
            f"ghi mã thay cho tên: {' hoặc '.join(f'«{key}»' for key in owners)}.",
        )
    near = names.nearest(scalar.text)
    return Issue(
        rule,
        scalar.source,
        f"Không có {what} nào tên là «{shown(scalar.text)}».",
        f"có phải là «{near}» không? Nếu là mới, {declare}." if near else f"{declare}.",
    )
