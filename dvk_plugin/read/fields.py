"""A table of front matter taken field by field, every fault noted beside its place.

Empty values (`null`, `[]`, `''`) mean «not given»: form editors write them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.period import Period
from dvk_plugin.domain.slug import fold, tidy
from dvk_plugin.domain.source import Places, Source
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.names import Names, name_key
from dvk_plugin.read.tree import Node, Scalar, Sequence, Table

Choice = TypeVar("Choice", bound=StrEnum)
_YES = ("true", "yes", "on", "có", "co", "đúng", "1")
_NO = ("false", "no", "off", "không", "khong", "sai", "0")
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


class Fields:
    """Reads one table. Each getter takes a field away; `leftovers` are those nobody asked for.

    `issues` is the list that all tables of one file share.
    """

    def __init__(self, table: Table, issues: list[Issue]) -> None:
        self.source = table.source
        self.issues = issues
        self._nodes = {tidy(key.text): (key, node) for key, node in table.items}
        self._asked: set[str] = set()

    def node(self, *names: str) -> Node | None:
        """The first of the named fields that is given and not empty."""
        found = None
        for name in map(tidy, names):
            self._asked.add(name)
            key_node = self._nodes.get(name)
            if found is None and key_node is not None and not key_node[1].is_empty:
                found = key_node[1]
        return found

    def lacks(self, *names: str) -> bool:
        """Whether none of the fields is given, not even under a name misspelt.

        What is given but cannot be read has its own finding; so has the misspelt name.
        """
        if self.node(*names) is not None:
            return False
        known = [*self._asked, *names]
        return not any(nearest_field(key.text, known) in names for key, _ in self.leftovers())

    def place(self, name: str) -> Source:
        """Where the field's value stands, or the table where it is not given."""
        pair = self._nodes.get(name)
        return pair[1].source if pair else self.source

    def places(self, *names: str) -> Places:
        """The places of those of the named fields that are given."""
        return tuple((name, self._nodes[name][1].source) for name in names if name in self._nodes)

    def pairs(self) -> tuple[tuple[Scalar, Node], ...]:
        """Every field with its value, asked for or not."""
        return tuple(self._nodes.values())

    def leftovers(self) -> Iterator[tuple[Scalar, Node]]:
        """Fields that no getter asked for."""
        for name, (key, node) in self._nodes.items():
            if name not in self._asked:
                yield key, node

    def refuse_leftovers(self, also_known: Iterable[str] = ()) -> None:
        """Every field that nobody asked for becomes an issue with the nearest known name."""
        known = [*self._asked, *also_known]
        for key, _ in self.leftovers():
            self.add(unknown_field(key, known))

    def add(self, issue: Issue) -> None:
        self.issues.append(issue)

    def scalar(self, *names: str) -> Scalar | None:
        """A field that must be one text. Rule: `can-mot-gia-tri`."""
        node = self.node(*names)
        if node is None or isinstance(node, Scalar):
            return node
        self.add(needs_one_value(names[0], node.source))
        return None

    def text(self, *names: str) -> str:
        scalar = self.scalar(*names)
        return tidy(scalar.text) if scalar else ""

    def scalars(self, *names: str) -> tuple[Scalar, ...]:
        """A field that is one text or a list of texts."""
        node = self.node(*names)
        if node is None:
            return ()
        found = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                self.add(needs_one_value(names[0], item.source))
            elif not item.is_empty:
                found.append(item)
        return tuple(found)

    def texts(self, *names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tidy(scalar.text) for scalar in self.scalars(*names)))

    def tables(self, name: str) -> tuple[Fields, ...]:
        """A field that is one table or a list of tables. Rule: `can-mot-nhom`."""
        node = self.node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        if wrong := [item for item in items if not (isinstance(item, Table) or item.is_empty)]:
            self.add(needs_a_table(name, wrong[0]))
        return tuple(Fields(item, self.issues) for item in items if isinstance(item, Table))

    def entries(self, name: str) -> tuple[tuple[Scalar, Node], ...]:
        """The pairs of a field that is a table keyed by names. Rule: `can-mot-nhom`."""
        node = self.node(name)
        if node is None:
            return ()
        if isinstance(node, Table):
            return node.items
        self.add(needs_a_table(name, node))
        return ()

    def flag(self, name: str) -> bool:
        """A yes or no, in Vietnamese or YAML words. Rule: `can-co-khong`."""
        scalar = self.scalar(name)
        word = tidy(scalar.text).lower() if scalar else "no"
        if word in _NO:
            return False
        if scalar and word not in _YES:
            self.add(
                Issue(
                    "can-co-khong",
                    scalar.source,
                    f"Mục «{name}» chỉ nhận true (có) hoặc false (không).",
                    f"{name}: true",
                )
            )
        return True

    def day(self, name: str) -> date | None:
        """A date. Rules: those of `read_date`."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        read = read_date(scalar.text)
        if isinstance(read, Misread):
            self.misread(read, scalar.source)
            return None
        return read

    def period(self, name: str) -> Period | None:
        scalar = self.scalar(name)
        if scalar is None:
            return None
        read = read_period(scalar.text)
        if isinstance(read, Misread):
            self.misread(read, scalar.source)
            return None
        return read

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """One word of a closed list. Rule: `lua-chon-la`."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        words = [str(member) for member in kind]
        word = tidy(scalar.text).lower()
        if word in words:
            return kind(word)
        self.add(unknown_choice(name, scalar, words))
        return None

    def word(self, name: str, words: tuple[str, ...]) -> str:
        """One of the given Vietnamese words, however capitalised. Rule: `lua-chon-la`."""
        scalar = self.scalar(name)
        if scalar is None:
            return ""
        for word in words:
            if name_key(word) == name_key(scalar.text):
                return word
        self.add(unknown_choice(name, scalar, words))
        return ""

    def key(self, scalar: Scalar, names: Names, rule: str, what: str, declare: str) -> str:
        """The key that a text names; unknown, an issue with the nearest name, and empty."""
        key = names.find(scalar.text)
        if key is None:
            self.add(unknown_name(scalar, names, rule, what, declare))
        return key or ""

    def misread(self, misread: Misread, source: Source) -> None:
        self.add(Issue(misread.rule, source, misread.message, misread.hint))


def shown(text: str) -> str:
    """A text of the author's as a message quotes it: on one line, and not too long."""
    tidied = tidy(text)
    return tidied if len(tidied) <= _LONGEST_SHOWN else tidied[: _LONGEST_SHOWN - 1] + "…"


def needs_one_value(name: str, source: Source) -> Issue:
    return Issue(
        "can-mot-gia-tri",
        source,
        f"Mục «{shown(name)}» chỉ nhận một giá trị, không nhận một nhóm hay danh sách ở đây.",
        f"{shown(name)}: nội dung",
    )


def needs_a_table(name: str, node: Node) -> Issue:
    """Rule `can-mot-nhom`: a bare text where lines of their own are needed."""
    name = shown(name)
    hint = _EXAMPLES.get(name, f"{name}:\n  tên: giá trị")
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
            f"«{shown(scalar.text)}» là tên chung của {len(owners)} {what}, không rõ là {what} nào.",
            f"ghi mã thay cho tên: {' hoặc '.join(f'«{key}»' for key in owners)}.",
        )
    near = names.nearest(scalar.text)
    return Issue(
        rule,
        scalar.source,
        f"Không có {what} nào tên là «{shown(scalar.text)}».",
        f"có phải là «{near}» không? Nếu là mới, {declare}." if near else f"{declare}.",
    )
