"""Words in lines: nothing wider than the line, nothing lost without «…»."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.cards.lines import wrap


def count(text: str) -> float:
    return float(len(text))


def test_lines_break_at_blanks_and_are_even() -> None:
    lines, is_whole = wrap("một hai ba bốn năm sáu", 20, 3, count)
    assert (lines, is_whole) == (["một hai ba", "bốn năm sáu"], True)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines, is_whole = wrap("một hai ba bốn năm sáu, bảy", 10, 2, count)
    assert (lines, is_whole) == (["một hai ba", "bốn năm…"], False)


def test_a_word_wider_than_a_line_is_broken() -> None:
    assert wrap("abcdefghij", 4, 3, count) == (["abcd", "efgh", "ij"], True)


def test_no_words_are_no_lines() -> None:
    assert wrap("  ", 10, 2, count) == ([], True)


@given(st.text(max_size=200), st.integers(2, 40), st.integers(1, 6))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: int, most: int) -> None:
    lines, is_whole = wrap(text, width, most, count)
    assert len(lines) <= most
    assert all(len(line) <= width for line in lines)
    told, shown = "".join(text.split()), "".join("".join(lines).split())
    if is_whole:
        assert shown == told
    else:
        assert lines[-1].endswith("…")
