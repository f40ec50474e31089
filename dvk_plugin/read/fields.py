"""A table of front matter taken field by field, every fault noted beside its place.

Empty values (`null`, `[]`, `''`) mean «not given»: form editors write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.period import Period
from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.source import Places, Source
from dvk_plugin.read.answers import (
    nearest_field,
    needs_a_table,
    needs_one_value,
    unknown_choice,
    unknown_field,
    unknown_name,
)
from dvk_plugin.read.dates import read_date, read_period
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.names import Names, name_key
from dvk_plugin.read.tree import Node, Scalar, Sequence, Table

Choice = TypeVar("Choice", bound=StrEnum)
YES = ("true", "yes", "on", "có", "co", "đúng", "1")
NO = ("false", "no", "off", "không", "khong", "sai", "0")
_DAY_OR_PERIOD = re.compile(r"(?:năm học )?[0-9/-]+")


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
        self._asked.update(names)
        for name in names:
            key_node = self._nodes.get(name)
            if key_node is not None and not key_node[1].is_empty:
                return key_node[1]
        return None

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
        self.add(needs_one_value(names[0], node))
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
                self.add(needs_one_value(names[0], item))
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
        if word in NO:
            return False
        if scalar and word not in YES:
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
            self.misread(_with_name(name, read), scalar.source)
            return None
        return read

    def period(self, name: str) -> Period | None:
        scalar = self.scalar(name)
        if scalar is None:
            return None
        read = read_period(scalar.text)
        if isinstance(read, Misread):
            self.misread(_with_name(name, read), scalar.source)
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


def _with_name(name: str, misread: Misread) -> Misread:
    """The same with the whole line as hint, where the hint is a day or period to type."""
    is_value = _DAY_OR_PERIOD.fullmatch(misread.hint)
    return replace(misread, hint=f"{name}: {misread.hint}") if is_value else misread
