"""A table of front matter taken field by field, every fault noted beside its place.

Empty values (`null`, `[]`, `''`) mean «not given»: form editors write them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.period import Period
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Source
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.names import Names, name_key
from dvk_plugin.read.tree import Node, Scalar, Sequence, Table

Choice = TypeVar("Choice", bound=StrEnum)
_YES = ("true", "yes", "on", "có", "co", "đúng", "1")
_NO = ("false", "no", "off", "không", "khong", "sai", "0")


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
        for name in names:
            self._asked.add(name)
            key_node = self._nodes.get(name)
            if found is None and key_node is not None and not key_node[1].is_empty:
                found = key_node[1]
        return found

    def place(self, name: str) -> Source:
        """Where the field's value stands, or the table where it is not given."""
        pair = self._nodes.get(name)
        return pair[1].source if pair else self.source

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
        found = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Table):
                found.append(Fields(item, self.issues))
            elif not item.is_empty:
                self.add(needs_a_table(name, item.source))
        return tuple(found)

    def entries(self, name: str) -> tuple[tuple[Scalar, Node], ...]:
        """The pairs of a field that is a table keyed by names. Rule: `can-mot-nhom`."""
        node = self.node(name)
        if node is None:
            return ()
        if isinstance(node, Table):
            return node.items
        self.add(needs_a_table(name, node.source))
        return ()

    def flag(self, name: str) -> bool:
        """A yes or no, in Vietnamese or YAML words. Rule: `can-co-khong`."""
        scalar = self.scalar(name)
        if scalar is None or scalar.text.lower() in _NO:
            return False
        if scalar.text.lower() not in _YES:
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
        if scalar.text.lower() in words:
            return kind(scalar.text.lower())
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


def needs_one_value(name: str, source: Source) -> Issue:
    return Issue(
        "can-mot-gia-tri",
        source,
        f"Mục «{name}» cần một giá trị chữ hoặc số, không phải một nhóm.",
        f"{name}: nội dung",
    )


def needs_a_table(name: str, source: Source) -> Issue:
    return Issue(
        "can-mot-nhom",
        source,
        f"Mục «{name}» cần các dòng con dạng «tên: giá trị».",
        f"xuống dòng sau «{name}:», lùi vào hai dấu cách rồi viết «tên: giá trị».",
    )


def unknown_field(key: Scalar, known: Iterable[str]) -> Issue:
    """Rule `muc-la`: a misspelt field must not lose what it holds."""
    near = difflib.get_close_matches(key.text, sorted(set(known)), n=1, cutoff=0.6)
    hint = f"có phải là «{near[0]}:» không?" if near else "xóa dòng này, hoặc xem lại tên mục."
    return Issue("muc-la", key.source, f"Không có mục nào tên là «{key.text}».", hint)


def unknown_choice(name: str, scalar: Scalar, words: Iterable[str]) -> Issue:
    words = tuple(words)
    near = difflib.get_close_matches(scalar.text.lower(), words, n=1, cutoff=0.5)
    hint = f"{name}: {near[0]}" if near else f"chọn một trong: {', '.join(words)}."
    return Issue(
        "lua-chon-la",
        scalar.source,
        f"Mục «{name}» không nhận «{scalar.text}»; chỉ nhận: {', '.join(words)}.",
        hint,
        Severity.ERROR,
    )


def unknown_name(scalar: Scalar, names: Names, rule: str, what: str, declare: str) -> Issue:
    """An unknown name: the nearest known one, or where to declare it."""
    near = names.nearest(scalar.text)
    return Issue(
        rule,
        scalar.source,
        f"Không có {what} nào tên là «{scalar.text}».",
        f"có phải là «{near}» không? Nếu là mới, {declare}." if near else f"{declare}.",
    )
