"""The order of the Vietnamese dictionary."""

from __future__ import annotations

import random

import pytest

from dvk_plugin.domain.order import initial, order_key

SORTED = [
    "2 năm", "10 năm", "An Khê", "Áo ấm", "Ăn sáng", "Ấm lòng", "Bé", "Bẹ", "Bê", "Cha", "Chà",
    "Chả", "Chã", "Chá", "Chạ", "Chợ mế", "Dân vận", "Đảng", "Đồng hành", "Em", "Ế",
    "Ưu tiên", "Y tế",
]  # fmt: skip


def test_names_stand_as_in_the_dictionary() -> None:
    shuffled = SORTED[2:]
    random.Random(5).shuffle(shuffled)
    assert sorted(shuffled, key=order_key) == SORTED[2:]
    assert sorted(["ấm", "Ấm áp", "2", "!"], key=order_key) == ["!", "2", "ấm", "Ấm áp"]


@pytest.mark.parametrize(
    ("title", "letter"),
    [("“Ấm lòng", "a"), ("Đồng hành", "đ"), ("Ðảng", "đ"), ("5 năm", "0"), ("Ưu tiên", "u"),
     ("❤️ Hiến máu", "h"), ("…", ""), ("日本", "")],
)  # fmt: skip
def test_a_title_is_listed_under_its_first_letter(title: str, letter: str) -> None:
    assert initial(title) == letter
