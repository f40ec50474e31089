"""What is wrong with a YAML text that the parser refuses, told to somebody who knows no YAML.

The parser says where it lost the thread; the slip itself is often a line above. Each function
here knows one slip, and gives None for all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.source import Source
from dvk_plugin.read.places import Places
from dvk_plugin.read.refused_yaml import (
    PAIR,
    alias,
    escape,
    quoted_line,
    tab,
    tag,
    unreadable,
)

_QUOTED = re.compile(r"^\s*(?:- +)*(?:[^\s:#'\"][^:]*:\s+)?(?P<mark>['\"])")
_GLUED = re.compile(r"^(?P<head>\s*(?:- +)*[^\s:#'\"\[{][^:]*:)(?P<value>[^\s:/].*)$")
_INDENT = re.compile(r"^\s*(?:- +)*")
_CLOSING = {"[": "]", "{": "}"}


def explain(error: yaml.MarkedYAMLError, places: Places) -> Issue:
    """The finding for a text that could not be parsed.

    Rules: `yaml-nhay-kep`, `yaml-bi-danh`, `yaml-the-la`, `yaml-tab`, `yaml-ngoac`,
    `yaml-hai-cham`, `yaml-hong`.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return unreadable(places.line(0))
    opened = error.context_mark or mark
    slip = _Slip(
        places, f"{error.context or ''}: {error.problem or ''}",
        mark.line, mark.column, opened.line, opened.column,
    )  # fmt: skip
    found = (read(slip) for read in _SLIPS)
    return next(filter(None, found), None) or unreadable(places.line(mark.line))


@dataclass(frozen=True, slots=True)
class _Slip:
    """Where the parser stopped (`line`, `column`), and where what it was reading had begun."""

    places: Places
    problem: str
    line: int
    column: int
    from_line: int
    from_column: int

    @property
    def here(self) -> str:
        return self.places.text(self.line)

    @property
    def begun(self) -> Source:
        return self.places.at(self.from_line, self.from_column, 1)


# --- one slip each, the surest first


def _open_quote(slip: _Slip) -> Issue | None:
    if "quoted scalar" not in slip.problem:
        return None
    if "escape" in slip.problem:
        return escape(slip.places.at(slip.line, max(0, slip.column - 1), 2))
    return _not_closed(slip.begun)


def _not_closed(place: Source) -> Issue:
    opened = place.text[place.column - 1 :].rstrip()
    head = place.text[: place.column - 1].strip()
    return Issue(
        "yaml-nhay-kep",
        place,
        "Dấu nháy mở ở đây chưa được đóng lại.",
        f"thêm dấu nháy vào cuối: {head} {opened}{opened[:1]}",
    )


def _tricks(slip: _Slip) -> Issue | None:
    if "alias" in slip.problem or "anchor" in slip.problem:
        return alias(slip.places.at(slip.from_line, slip.from_column))
    if "tag" in slip.problem:
        return tag(slip.places.at(slip.from_line, slip.from_column))
    return None


def _odd_start(slip: _Slip) -> Issue | None:
    """`title: @abc`; a Tab where a value should start."""
    if "cannot start any token" not in slip.problem:
        return None
    char = slip.here[slip.column : slip.column + 1]
    place = slip.places.at(slip.line, slip.column, 1)
    if char == "\t":
        return tab(place)
    return Issue(
        "yaml-hong",
        place,
        f"Giá trị không được bắt đầu bằng ký tự «{char}» nếu không có dấu nháy.",
        quoted_line(place) or "đặt cả giá trị trong dấu nháy kép.",
    )


def _open_bracket(slip: _Slip) -> Issue | None:
    """`tags: [a, b` without its end; `{a: b: c}`."""
    if "flow" not in slip.problem:
        return None
    place = slip.begun
    opened = place.text[place.column - 1 : place.column]
    closing = _CLOSING.get(opened, "]")
    if closing in place.text[place.column :]:
        return Issue(
            "yaml-ngoac",
            slip.places.at(slip.line, slip.column, 1),
            f"Máy không hiểu cách viết ở chỗ này, bên trong dấu ngoặc {opened} {closing}.",
            "đặt dấu phẩy giữa các giá trị; giá trị có dấu hai chấm thì đặt trong dấu nháy kép.",
        )
    return Issue(
        "yaml-ngoac",
        place,
        f"Dấu ngoặc {opened} mở ở đây chưa được đóng lại.",
        f"thêm dấu {closing} vào cuối: {place.text.strip().rstrip(',')}{closing}",
    )


def _quote_above(slip: _Slip) -> Issue | None:
    """A quote that was never closed on its line and swallowed what follows."""
    for index in range(max(0, slip.line - 20), slip.line):
        text = slip.places.text(index)
        quoted = _QUOTED.match(text)
        if quoted and quoted["mark"] not in text[quoted.end() :]:
            return _not_closed(slip.places.at(index, quoted.end() - 1, 1))
    return None


def _after_quote(slip: _Slip) -> Issue | None:
    """`title: "Bài" hay`: more text after the closing quote."""
    quoted = _QUOTED.match(slip.here)
    if quoted is None or slip.column <= quoted.end():
        return None
    head, value = slip.here[: quoted.end() - 1].strip(), slip.here[quoted.end() - 1 :].strip()
    other = "'" if quoted["mark"] == '"' else '"'
    if other in value:
        value, other = value.replace(quoted["mark"], "").replace(other, ""), quoted["mark"]
    return Issue(
        "yaml-nhay-kep",
        slip.places.at(slip.line, slip.column),
        "Sau dấu nháy đóng vẫn còn chữ; dấu nháy phải bao cả giá trị.",
        f"{head} {other}{value}{other}",
    )


def _glued(slip: _Slip) -> Issue | None:
    """`title:Bài` without a blank after the colon."""
    for index in dict.fromkeys((slip.from_line, slip.line, slip.line - 1)):
        text = slip.places.text(index)
        glued = _GLUED.match(text)
        if glued and not PAIR.match(text):
            return Issue(
                "yaml-hai-cham",
                slip.places.at(index, glued.end("head") - 1, 1),
                "Sau dấu hai chấm này còn thiếu một dấu cách.",
                f"{glued['head'].strip()} {glued['value'].strip()}",
            )
    return None


def _colon_in_value(slip: _Slip) -> Issue | None:
    """`title: Bài: một`."""
    pair = PAIR.match(slip.here)
    if "mapping values" not in slip.problem or pair is None:
        return None
    if not re.search(r":(?:\s|$)", pair["value"]):
        return None
    place = slip.places.at(slip.line, pair.start("value"), len(pair["value"]))
    return Issue(
        "yaml-hai-cham",
        place,
        "Giá trị có dấu hai chấm nên phải đặt trong dấu nháy kép.",
        quoted_line(place),
    )


def _bracketed_start(slip: _Slip) -> Issue | None:
    """`title: [Ảnh] Lễ khai giảng`."""
    pair = PAIR.match(slip.here)
    if pair is None or pair["value"][0] not in "[{" or slip.column <= pair.start("value"):
        return None
    place = slip.places.at(slip.line, pair.start("value"), len(pair["value"]))
    return Issue(
        "yaml-ngoac",
        place,
        "Giá trị bắt đầu bằng dấu ngoặc nên phải đặt trong dấu nháy kép.",
        quoted_line(place),
    )


def _list_in_line(slip: _Slip) -> Issue | None:
    """`title: - abc`."""
    if "block sequence entries" not in slip.problem:
        return None
    place = slip.places.at(slip.line, slip.column)
    return Issue(
        "yaml-hong",
        place,
        "Giá trị không được bắt đầu bằng dấu gạch ngang và dấu cách.",
        quoted_line(place) or "đặt cả giá trị trong dấu nháy kép.",
    )


def _wrong_indent(slip: _Slip) -> Issue | None:
    """A line that stands neither level with its neighbours nor under one that opens a group."""
    above = next((i for i in range(slip.line - 1, -1, -1) if slip.places.text(i).strip()), -1)
    level = PAIR.match(slip.here) or re.match(r"^\s*(?:- |[^\s:][^:]*:\s*$)", slip.here)
    if above < 0 or level is None or "simple key" in slip.problem:
        return None
    indent = _INDENT.match(slip.places.text(above))
    width = indent.end() if indent else 0
    if len(slip.here) - len(slip.here.lstrip()) == width:
        return None
    return Issue(
        "yaml-hong",
        slip.places.line(slip.line),
        "Đầu dòng này không thẳng hàng với các dòng cùng nhóm.",
        f"đặt đầu dòng thẳng với dòng trên, sau {width} dấu cách." if width
        else "đưa dòng này ra sát lề trái, hoặc lùi vào đúng hai dấu cách dưới mục chứa nó.",
    )  # fmt: skip


def _no_colon(slip: _Slip) -> Issue | None:
    """A line of plain text among the fields."""
    if "simple key" not in slip.problem:
        return None
    return Issue(
        "yaml-hong",
        slip.places.line(slip.from_line),
        "Dòng này chưa có dạng «tên: giá trị».",
        "nếu là phần tiếp của dòng trên thì lùi vào hai dấu cách; nếu là nội dung bài thì "
        "chuyển xuống dưới dòng ---.",
    )


_SLIPS: tuple[Callable[[_Slip], Issue | None], ...] = (
    _open_quote,
    _tricks,
    _odd_start,
    _open_bracket,
    _quote_above,
    _after_quote,
    _glued,
    _colon_in_value,
    _bracketed_start,
    _list_in_line,
    _wrong_indent,
    _no_colon,
)
