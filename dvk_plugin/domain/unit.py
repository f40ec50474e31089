"""Known units of measurement: canonical name → the words it is written with, dimension, label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dvk_plugin.domain.slug import tidy


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    `name` is canonical and never translated; `words` are its spellings in lower case;
    `dimension` says what is counted (units of different dimensions never compare);
    `label` is what a reader sees.
    """

    name: str
    words: tuple[str, ...]
    dimension: str
    label: str


MONEY = "VND"
PERCENT = "%"


def _unit(name: str, dimension: str, *spellings: str, label: str = "") -> Unit:
    return Unit(name, (name.lower(), *spellings), dimension, label or name)


# Names for people stay apart from each other («em» is not «người»), so that a page repeats the
# word the writer chose; what they share is the dimension.
UNITS: tuple[Unit, ...] = (
    _unit(MONEY, "money", "đồng", "đ", "₫", "vnđ", "đồng chẵn", "đồng việt nam", label="đồng"),
    _unit(PERCENT, "ratio", "phần trăm"),
    _unit("người", "persons", "con người"),
    _unit("em", "persons"),
    _unit("cháu", "persons"),
    _unit("cụ", "persons"),
    _unit("trẻ em", "persons", "trẻ", "đứa trẻ"),
    _unit("học sinh", "persons", "hs"),
    _unit("sinh viên", "persons", "sv"),
    _unit(
        "học sinh, sinh viên",
        "persons",
        "học sinh sinh viên",
        "học sinh và sinh viên",
        "học sinh - sinh viên",
        "học sinh-sinh viên",
        "học sinh/sinh viên",
        "hssv",
        "hs, sv",
        "hs-sv",
        "hs/sv",
    ),
    _unit("bà con", "persons"),
    _unit("đồng bào", "persons"),
    _unit("đồng chí", "persons", "đ/c", "đc"),
    _unit("đảng viên", "persons"),
    _unit("đoàn viên", "persons"),
    _unit("hội viên", "persons"),
    _unit("thanh niên", "persons"),
    _unit("tình nguyện viên", "persons"),
    _unit("thành viên", "persons"),
    _unit("bạn", "persons"),
    _unit("cán bộ", "persons"),
    _unit("giáo viên", "persons"),
    _unit("giảng viên", "persons"),
    _unit("viên chức", "persons"),
    _unit("bệnh nhân", "persons"),
    _unit("bệnh nhi", "persons"),
    _unit("học viên", "persons"),
    _unit("thiếu nhi", "persons"),
    _unit("chiến sĩ", "persons", "chiến sỹ"),
    _unit("người lao động", "persons"),
    _unit("nhân khẩu", "persons"),
    _unit("lượt", "turns", "lượt người", "lượt người dân"),
    _unit("hộ", "households"),
    _unit("gia đình", "households"),
    _unit("suất", "portions"),
    _unit("phần", "portions"),
    _unit("đơn vị", "count", "đv", "đ.v"),
    _unit("đơn vị máu", "blood", "đv máu", "đ.v máu"),
    _unit("trường", "schools", "ngôi trường"),
    _unit("mô hình", "models"),
    _unit("chương trình", "programmes"),
    _unit("phim", "films"),
    _unit("bài", "articles"),
    _unit("ảnh", "photos"),
    _unit("giấy khen", "awards", "tấm giấy khen"),
    _unit("bằng khen", "awards", "tấm bằng khen"),
    _unit("ngày công", "workdays"),
    _unit("buổi", "sessions"),
    _unit("cây", "trees"),
    _unit("căn", "houses"),
    _unit("cuốn", "books", "quyển"),
    _unit("m", "length", "mét"),
    _unit("km", "length", "kilômét", "ki-lô-mét", "cây số"),
    _unit("m2", "area", "m²", "mét vuông", "m vuông", label="m²"),
    _unit("km2", "area", "km²", "kilômét vuông", "ki-lô-mét vuông", label="km²"),
    _unit("ha", "area", "héc-ta", "héc ta", "hecta"),
    _unit("kg", "mass", "kí", "ký", "kí lô", "ký lô", "kilôgam", "ki-lô-gam", "kilogam"),
    _unit("gam", "mass", "gram"),
    _unit("tạ", "mass"),
    _unit("tấn", "mass"),
    _unit("lít", "volume", "lit"),
    _unit("ml", "volume", "mililít"),
    _unit("m3", "volume", "m³", "mét khối", "m khối", label="m³"),
)

_FALSE_FRIENDS = (
    # Each starts with the word of a unit and means another thing: «12 trường hợp» are cases.
    *("đồng ý", "đồng thuận", "đồng loạt", "đồng thời", "đồng hành", "đồng lòng"),
    *("đồng hồ", "đồng phục", "đồng nghiệp", "đồng đội", "đồng hương", "đồng tác giả"),
    *("phần mềm", "phần việc", "trường hợp", "hộ chiếu", "hộ lý", "căn cước", "cây cầu"),
    *("ký túc xá", "kí túc xá", "bài vị", "cụ thể"),
)

_BY_NAME = {unit.name: unit for unit in UNITS}
_BY_WORD = {word: unit for unit in UNITS for word in unit.words}


def _starts_with(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the longest of these at the start; a letter or digit may not follow one."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?:{either})(?:(?<=[%₫])|(?![^\W_]))")


_KNOWN = _starts_with(tuple(_BY_WORD))
_NOT_A_UNIT = _starts_with(_FALSE_FRIENDS)


def lowered(text: str) -> str:
    """The text in lower case, letter for letter: every place in it stays the same."""
    return text.replace("İ", "I").lower()  # the one letter that becomes two


def unit_named(name: str) -> Unit | None:
    """The unit with this canonical name (`VND`, `người`); None when there is none."""
    return _BY_NAME.get(name)


def read_unit(text: str) -> tuple[Unit | None, str]:
    """The longest known unit at the start of the text, and the rest, tidied.

    `Kí gạo` → (kg, `gạo`); `đồng chí` is a comrade and no money. Upper case, NFD and odd blanks
    do not matter. No known unit: None and the whole text.
    """
    shown = tidy(text)
    unit, rest = match_unit(lowered(shown))
    return unit, shown[len(shown) - len(rest) :]


def match_unit(low: str) -> tuple[Unit | None, str]:
    """The same for a text that is tidied and in lower case; of the rest no letter is changed."""
    bare = low.lstrip()
    known = None if _NOT_A_UNIT.match(bare) else _KNOWN.match(bare)
    if known is None:
        return None, bare
    return _BY_WORD[known.group()], bare[known.end() :].lstrip()
