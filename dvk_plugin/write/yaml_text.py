"""Words as a front matter can hold them: plain where our reader reads them back, else quoted."""

from __future__ import annotations

from collections.abc import Iterable

from dvk_plugin.domain.slug import tidy
from dvk_plugin.read.refused_yaml import in_quotes
from dvk_plugin.read.tree import Scalar, Sequence, Table, read_yaml


def as_value(text: str) -> str:
    """The text as the value of a field: `Bài: một` → `"Bài: một"`."""
    words = tidy(text)
    return words if _reads_back(f"a: {words}", words) else in_quotes(words)


def as_item(text: str) -> str:
    """The same between brackets, where a comma would cut it: `"37,9 triệu đồng"`."""
    words = tidy(text)
    return words if _reads_back(f"a: [{words}]", words) else in_quotes(words)


def as_list(texts: Iterable[str]) -> str:
    """`[clb-hien-mau, dong-hanh]`."""
    return f"[{', '.join(map(as_item, texts))}]"


def _reads_back(line: str, words: str) -> bool:
    tree, issues = read_yaml(line, "")
    if issues or not isinstance(tree, Table):
        return False
    (_, node) = tree.items[0]
    if isinstance(node, Sequence) and len(node.items) == 1:
        node = node.items[0]
    return isinstance(node, Scalar) and not node.is_empty and node.text == words
