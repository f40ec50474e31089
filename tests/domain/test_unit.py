"""Known units: their spellings, what they are not, and what is left of the text."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.domain.slug import tidy
from dvk_plugin.domain.unit import UNITS, lowered, read_unit, unit_named

STARTS = [
    ("đồng", "VND", ""),
    ("đồng chẵn", "VND", ""),
    ("đ", "VND", ""),
    ("VNĐ", "VND", ""),
    ("vnd", "VND", ""),
    ("đồng/suất", "VND", "/suất"),
    ("Ðồng", "VND", ""),  # U+00D0
    ("%", "%", ""),
    ("phần trăm", "%", ""),
    ("% kế hoạch", "%", "kế hoạch"),
    ("người", "người", ""),
    ("NGƯỜI dân", "người", "dân"),
    ("em", "em", ""),
    ("học sinh lớp 5", "học sinh", "lớp 5"),
    ("học sinh, sinh viên", "học sinh, sinh viên", ""),
    ("HSSV", "học sinh, sinh viên", ""),
    ("bà con", "bà con", ""),
    ("đ/c đảng viên", "đồng chí", "đảng viên"),
    ("đồng chí", "đồng chí", ""),
    ("đồng bào", "đồng bào", ""),
    ("lượt", "lượt", ""),
    ("lượt người", "lượt", ""),
    ("lượt sinh viên", "lượt", "sinh viên"),
    ("suất quà", "suất", "quà"),
    ("phần quà", "phần", "quà"),
    ("đơn vị", "đơn vị", ""),
    ("đơn vị máu", "đơn vị máu", ""),
    ("đ.v máu", "đơn vị máu", ""),
    ("ĐV máu", "đơn vị máu", ""),
    ("đơn vị\u00a0máu", "đơn vị máu", ""),
    ("giấy khen", "giấy khen", ""),
    ("ngày công", "ngày công", ""),
    ("mô hình tiêu biểu", "mô hình", "tiêu biểu"),
    ("m2", "m2", ""),
    ("m²", "m2", ""),
    ("mét vuông", "m2", ""),
    ("m", "m", ""),
    ("km đường", "km", "đường"),
    ("kí gạo", "kg", "gạo"),
    ("Kg Gạo", "kg", "Gạo"),
    ("ký", "kg", ""),
    ("kilôgam", "kg", ""),
    ("tấn", "tấn", ""),
    ("tạ", "tạ", ""),
    ("lít", "lít", ""),
    ("ha rừng", "ha", "rừng"),
    (" suất", "suất", ""),
]

NO_UNITS = [
    "",
    "xe",
    "trường hợp",
    "đồng hồ",
    "đồng phục",
    "phần mềm",
    "ký túc xá",
    "hộ chiếu",
    "cây cầu",
    "emm",
    "m9",
    "kgx",
    "1 suất",
]


@pytest.mark.parametrize(("text", "name", "rest"), STARTS)
def test_the_longest_unit_at_the_start_is_read(text: str, name: str, rest: str) -> None:
    unit, left = read_unit(text)
    assert unit is not None
    assert (unit.name, left) == (name, rest)


@pytest.mark.parametrize("text", NO_UNITS)
def test_a_text_without_a_known_unit_is_left_whole(text: str) -> None:
    assert read_unit(text) == (None, text)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_spelling_leads_to_its_unit(unit) -> None:
    for word in unit.words:
        assert word == lowered(tidy(word))
        for typed in (word, word.upper(), unicodedata.normalize("NFD", word)):
            assert read_unit(typed) == (unit, "")


def test_names_and_words_belong_to_one_unit() -> None:
    words = Counter(word for unit in UNITS for word in unit.words)
    names = Counter(unit.name for unit in UNITS)
    assert max(words.values()) == max(names.values()) == 1


def test_a_unit_is_found_by_its_canonical_name_only() -> None:
    money = unit_named("VND")
    assert money is not None
    assert (money.dimension, money.label) == ("money", "đồng")
    assert unit_named("đồng") is None


def test_people_and_turns_are_different_dimensions() -> None:
    dimensions = [unit.dimension for name in ("người", "em", "lượt") if (unit := unit_named(name))]
    assert dimensions == ["persons", "persons", "turns"]


@given(st.text())
def test_the_rest_is_the_end_of_the_text(text: str) -> None:
    _, rest = read_unit(text)
    assert tidy(text).endswith(rest)


@given(st.text())
def test_lower_case_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)
