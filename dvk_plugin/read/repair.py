"""Slips that have one remedy only, mended in an author's text; every other character is kept.

What could be meant in two ways is never touched here: it stays a finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.dates import read_date
from dvk_plugin.read.days import written_day
from dvk_plugin.read.misread import Misread
from dvk_plugin.read.numerals import written
from dvk_plugin.read.quantities import read_quantity
from dvk_plugin.read.refused_yaml import in_quotes
from dvk_plugin.read.tree import Node, Scalar, Sequence, Table

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|$)")
_PAIR = re.compile(
    r"(?P<head>\s*(?:- +)*[^\s:#'\"\[{-][^:]*:\s+)(?P<value>\S.*?)(?P<rest>\s*|\s+#.*)"
)
_MEANT_AS_TEXT = re.compile(
    r"[@`%!*]|- |&(?!\S+\s*(?:[\[{]|$))"  # a mark that no group follows
    r"|(?:\[[^\]]*\]|\{[^}]*\})\s*\S"  # `[Ảnh] Lễ khai giảng`
    r"|[^\"'\[{|>&].*:(?:\s|$)"  # `Bài: một`
)
_GLUED = re.compile(r"(?P<head>\s*(?:- +)*[^\s:#'\"\[{][^:]*:)(?P<value>[^\s:/].*)")
_COMMAS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3}){2,}(?![\d.,])")
_BARE = re.compile(r"(?<![\d.,])(?:[1-9]\d{4,17}|[1-9]\d{0,2}(?: \d{3})+)(?![\d.,])")
_DAYS = frozenset(("date", "as_of", "publish_at", "since", "amended", "valid_from", "valid_to"))
_PLAIN_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}")
_AMOUNTS = frozenset(("value", "target", "each"))
MOST = 200
"""Repairs of one file in one run; more is a file of another kind."""

Find = Callable[[str], tuple[Node | None, tuple[Issue, ...]]]
"""A text → its front matter, None where it cannot be read, and what is wrong with it."""
Repair = Callable[[str, Source], str | None]


def mend(text: str, find: Find, is_metric: Callable[[str], bool]) -> str:
    """The text with its surely mendable slips mended, its letters (`mend_letters`) first."""
    mended = _mend_findings(mend_letters(text), find)
    tree, _ = find(mended)
    if isinstance(tree, Table):
        for source, value in sorted(_plainer(tree, is_metric), reverse=True):
            mended = _with_line(mended, source, partial(_spanned, value=value))
    return mended


def is_mendable(issue: Issue) -> bool:
    """Whether the line of a finding can be mended without asking."""
    repair = REPAIRS.get(issue.rule)
    return repair is not None and repair(issue.source.text, issue.source) is not None


def mend_letters(text: str) -> str:
    """NFC; Ð (U+00D0) and Ɖ, which only look like it, as Đ; ð as đ."""
    return unicodedata.normalize("NFC", text).translate(str.maketrans("ÐƉð", "ĐĐđ"))


def _mend_findings(text: str, find: Find) -> str:
    for _ in range(MOST):
        _, issues = find(text)
        changed = next(_changes(text, issues, find), None)
        if changed is None:
            return text
        text = changed
    return text


def _changes(text: str, issues: tuple[Issue, ...], find: Find) -> Iterator[str]:
    """The text with one finding mended, for each that can be: it must be gone afterwards."""
    for issue in issues:
        repair = REPAIRS.get(issue.rule)
        changed = _with_line(text, issue.source, repair) if repair else text
        if changed != text:
            left = {(found.rule, found.source) for found in find(changed)[1]}
            if (issue.rule, issue.source) not in left:
                yield changed


def _with_line(text: str, source: Source, repair: Repair) -> str:
    """The text with one line changed; as it was where the repair declines."""
    lines = list(_LINE.finditer(text))
    line = lines[source.line - 1]
    changed = repair(line["text"], source)
    if changed is None:
        return text
    return text[: line.start("text")] + changed + text[line.end("text") :]


# --- one slip each: a line and the place of the finding → the line mended


def _quoted(line: str, source: Source) -> str | None:
    """A value that means something else to YAML, put in quotes; a comment stays outside."""
    pair = _PAIR.fullmatch(line)
    if pair is None or not _MEANT_AS_TEXT.match(pair["value"]):
        return None
    return f"{pair['head']}{in_quotes(pair['value'])}{pair['rest']}"


def _quoted_or_spaced(line: str, source: Source) -> str | None:
    glued = _GLUED.fullmatch(line)
    if glued and not _PAIR.fullmatch(line):
        return f"{glued['head']} {glued['value']}"
    return _quoted(line, source)


def _quoted_span(line: str, source: Source) -> str | None:
    return _spanned(line, source, in_quotes(_span(line, source)))


def _spaced(line: str, source: Source) -> str | None:
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", "  ") + line[len(indent) :]


def _day_first(line: str, source: Source) -> str | None:
    """`09/21/2023`, which is a day in one order only."""
    read = read_date(_span(line, source).strip("\"'"))
    sure = isinstance(read, Misread) and read.rule == "ngay-thang-dao"
    return _spanned(line, source, read.hint) if isinstance(read, Misread) and sure else None


def _dotted(line: str, source: Source) -> str | None:
    """`65,000,000 đồng`: two commas or more with three digits each part thousands."""
    span = _span(line, source)
    dotted = _COMMAS.sub(lambda run: run[0].replace(",", "."), span)
    if dotted == span or isinstance(read_quantity(dotted.strip("\"'")), Misread):
        return None
    return _spanned(line, source, dotted)


REPAIRS: Mapping[str, Repair] = {
    "yaml-hai-cham": _quoted_or_spaced,
    "yaml-ngoac": _quoted,
    "yaml-bi-danh": _quoted,
    "yaml-the-la": _quoted,
    "yaml-hong": _quoted,
    "yaml-phay": _quoted_span,
    "yaml-tab": _spaced,
    "ngay-thang-dao": _day_first,
    "so-mo-ho": _dotted,
}
"""Rules whose findings have a remedy that nobody needs to be asked about."""


def _span(line: str, source: Source) -> str:
    return line[source.column - 1 : source.column - 1 + source.width]


def _spanned(line: str, source: Source, value: str) -> str:
    start = source.column - 1
    return line[:start] + value + line[start + source.width :]


# --- what can be read, written the plain way


def _plainer(
    node: Node, is_metric: Callable[[str], bool], key: str = ""
) -> Iterator[tuple[Source, str]]:
    """Days and amounts that could be written plainer, with how; those on one line alone."""
    if isinstance(node, Table):
        for name, value in node.items:
            yield from _plainer(value, is_metric, name.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _plainer(item, is_metric, key)
    elif _span(node.source.text, node.source) == node.text:
        plain = _plain_day(node) if key in _DAYS else ""
        if key in _AMOUNTS or is_metric(key):
            plain = _plain_amount(node)
        if plain and plain != node.text:
            yield node.source, plain


def _plain_day(scalar: Scalar) -> str:
    """`ngày 21 tháng 9 năm 2023` → `21/09/2023`; what is plain already stays."""
    read = read_date(scalar.text)
    if isinstance(read, Misread) or _PLAIN_DAY.fullmatch(scalar.text):
        return ""
    return written_day(read)


def _plain_amount(scalar: Scalar) -> str:
    """`65000000 đồng` and `65 000 000 đồng` → `65.000.000 đồng`, when it reads the same."""
    read = read_quantity(scalar.text)
    if isinstance(read, Misread):
        return ""
    dotted = _BARE.sub(lambda run: written(Decimal(run[0].replace(" ", ""))), scalar.text)
    again = read_quantity(dotted)
    if isinstance(again, Misread):
        return ""
    same = (again.value, again.hi, again.unit, again.qualifier) == (
        read.value, read.hi, read.unit, read.qualifier,
    )  # fmt: skip
    return dotted if same else ""
