"""What spares most texts the slow patterns never spares one that those would find."""

from __future__ import annotations

import random
import re

from dvk_plugin.check.bodies import _UNSAFE, _may_run
from dvk_plugin.read.pictures import written_pictures

PIECES = (
    *("<", ">", "(", ")", "[", "]", "!", "\\", ":", "=", '"', "'", "`", "~~~", "\n", " ", "\u00a0"),
    *("javascript", "JavaScript", "vbscript", "data:text/html", "script", "on", "onclick", "img"),
    *("chi tiết", "a.jpg", "https", "<!--", "-->", "[a]: b.jpg", "![", "](", "\x0b"),
)


def texts() -> list[str]:
    chance = random.Random(6)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(30_000)]


def test_no_text_that_runs_is_passed_over() -> None:
    unsafe = [text for text in texts() if _UNSAFE.search(text)]
    assert len(unsafe) > 200
    assert all(map(_may_run, unsafe))
    assert sum("<" not in text for text in unsafe) > 20
    assert not _may_run("Chương trình: trao quà; https://a.example/ (xem ảnh)")


def test_pictures_are_found_as_by_the_pattern_alone() -> None:
    escaped = re.compile(r"\\!\[[^\[\]]*\]\([^()]*\)")
    assert [one.alt for one in written_pictures(r"\![a](a.jpg) ![b](b.jpg)")] == ["b"]
    assert [one.alt for one in written_pictures("![a](a.jpg)")] == ["a"]
    for text in texts():
        for one in written_pictures(text):
            assert text[one.start : one.start + 2] == "!["
            assert not escaped.match(text, max(0, one.start - 1))
