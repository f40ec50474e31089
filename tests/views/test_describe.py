"""Descriptions: 50–160 characters of real content, and never half a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.read.lead import plain_text
from dvk_plugin.views.describe import LEAST, MOST, describe, shorten

MARKDOWN = """\
# Đầu đề

!!! note "Ghi chú"

Sáng nay, **các đảng viên** đến [xã Đa Kai](https://xa.example/a_b){.x} _khám bệnh_.

![](a.jpg)

| cột | số |
|---|---|
| a | 1 |

- Trao `ten_tep` và `docs/<mã>.md`

```
mã lệnh
```

<script>alert(1)</script><b>Xong</b> \\*thật\\*.
"""


def test_marks_and_what_is_no_sentence_go() -> None:
    assert plain_text(MARKDOWN) == (
        "Sáng nay, các đảng viên đến xã Đa Kai khám bệnh. Trao ten_tep và docs/<mã>.md Xong *thật*."
    )


def test_parts_are_taken_while_they_find_room() -> None:
    first, second = "Chi bộ 2 khám bệnh cho bà con xã Đa Kai ngày 21/09/2023", "Mới nhất: bài mẫu"
    assert describe(first, second) == f"{first}. {second}."
    assert describe(first, "x" * 150) == f"{first}."
    assert describe(first, first) == f"{first}."


@given(st.lists(st.text(max_size=300), max_size=4))
def test_a_description_is_never_too_short_nor_too_long(parts: list[str]) -> None:
    words = [part for part in parts if not any(char.isdigit() for char in part)]
    assert len(describe(*parts)) <= MOST
    assert len(describe(*words)) >= LEAST


@pytest.mark.parametrize("room", range(60, 120))
@pytest.mark.parametrize(
    "figure", ["khoảng 65 triệu đồng", "1 tỷ 350 triệu đồng", "trên 14.700 suất", "từ 70 đến 130"]
)
def test_a_figure_is_whole_or_not_there(figure: str, room: int) -> None:
    """However much room there is: without its word «khoảng» or «triệu» a number is another."""
    text = f"Trong năm qua chi bộ vận động cho bà con được {figure} người dân các xã vùng sâu"
    cut = shorten(text, room)
    assert len(cut) <= room
    assert figure in cut or not any(char.isdigit() for char in cut)


def test_a_long_text_ends_with_a_sentence_if_it_can() -> None:
    first = "Chi bộ 2 khám bệnh và phát thuốc cho bà con ở xã Đa Kai, huyện Đức Linh."
    assert shorten(f"{first} {'Còn nữa ' * 30}", 160) == first
