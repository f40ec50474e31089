"""Words as search compares them. The browser's tests read the same table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.search.words import fold_word, read_words, spell

TABLE = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["text"] or "empty")
def test_a_text_reads_as_the_table_says(case: dict[str, Any]) -> None:
    reading = read_words(case["text"])
    assert reading.words == case["words"]
    assert [fold_word(word) for word in reading.words] == case["folds"]
    values = [[value.number, value.start, value.end] for value in reading.values]
    assert values == case.get("values", [])


@given(st.text())
def test_any_text_reads_and_a_spelling_is_spelled_already(text: str) -> None:
    for word in read_words(text).words:
        assert word
        assert spell(word) == word or word[0].isdigit()


@given(st.integers(1, 10**15))
def test_a_number_is_one_word_however_it_is_grouped(number: int) -> None:
    plain, grouped = str(number), f"{number:,}".replace(",", ".")
    assert read_words(plain).words == read_words(grouped).words == [plain]


@given(st.integers(1, 9999), st.sampled_from(["nghìn", "triệu", "tỷ"]))
def test_a_value_with_its_scale_is_the_number_in_digits(number: int, scale: str) -> None:
    size = {"nghìn": 3, "triệu": 6, "tỷ": 9}[scale]
    written = f"{number}".replace(".", ",")
    (value,) = read_words(f"{written} {scale} đồng").values
    assert read_words(str(number * 10**size)).words == [value.number]
