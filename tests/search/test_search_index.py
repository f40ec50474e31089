"""The index as files: the same from the same pages, and only what changed is made anew."""

from __future__ import annotations

import json
import random
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvk_plugin.search.bundle import CONTENTS, FOLDER
from dvk_plugin.search.codes import number, pack, pack_pages
from dvk_plugin.search.findable import Caption, Findable, Kind, Searchable
from dvk_plugin.search.index import CACHE, Work, make_index
from dvk_plugin.search.segment import CARDS, make_segment, read_segment

FIRST = date(2022, 1, 3)


def a_post(at: int, body: str = "Các em hiến máu.") -> Findable:
    return Findable(
        Kind.POST,
        f"tin-tuc/bai-{at}/",
        f"Bài số {at}",
        notes=("Kinh phí huy động: 37.900.000 đồng",),
        body=body,
        day=FIRST + timedelta(days=at),
        school="truong-a",
        models=("ao-am",),
        captions=(Caption(f"Ảnh {at}", f"anh-{at}", "anh/a.webp", ("ao-am",)),),
    )


def searchable(count: int = 900) -> Searchable:
    """Posts of almost three years, and a model."""
    pages = [a_post(at) for at in range(count)]
    pages.append(Findable(Kind.MODEL, "mo-hinh/ao-am/", "Áo ấm", models=("ao-am",)))
    return Searchable(tuple(pages), {"truong-a": "CĐ A"}, {"ao-am": "Áo ấm"})


def unpacked(data: bytes) -> Any:
    return json.loads(zlib.decompress(data))


def test_nothing_changed_makes_nothing_anew(tmp_path: Path) -> None:
    cold = make_index(searchable(), tmp_path, workers=0)
    warm = make_index(searchable(), tmp_path, workers=0)
    assert cold.work.made > 8  # quarters of busy years, and what has no day
    assert warm.work == Work(0, cold.work.made)
    assert warm.files == cold.files


def edited(pages: list[Findable]) -> None:
    pages[500] = replace(pages[500], body="Sửa lại.")


def renamed(pages: list[Findable]) -> None:
    pages[500] = replace(pages[500], url="tin-tuc/ten-khac/")


def deleted(pages: list[Findable]) -> None:
    del pages[500]


def re_dated(pages: list[Findable]) -> None:
    pages[500] = replace(pages[500], day=FIRST)


def without_a_photo(pages: list[Findable]) -> None:
    pages[500] = replace(pages[500], captions=())


CHANGES = {edited: 1, renamed: 1, deleted: 1, re_dated: 2, without_a_photo: 1}
"""What happens to an archive → stretches of time that have to be made anew."""


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_gives_the_same_files_as_made_from_nothing(
    change: Callable[[list[Findable]], None], tmp_path: Path
) -> None:
    before = make_index(searchable(), tmp_path, workers=0)
    pages = list(searchable().pages)
    change(pages)
    changed = replace(searchable(), pages=tuple(pages))
    warm = make_index(changed, tmp_path, workers=0)
    made = CHANGES[change]
    assert (warm.work.made, warm.work.made + warm.work.reused) == (made, before.work.made)
    assert warm.files == make_index(changed, tmp_path / "elsewhere", workers=0).files
    assert warm.files != before.files


def test_an_edit_changes_few_files(tmp_path: Path) -> None:
    before = make_index(searchable(), tmp_path, workers=0)
    pages = list(searchable().pages)
    pages[500] = replace(pages[500], body=f"{pages[500].body} Trồng cây.")
    after = make_index(replace(searchable(), pages=tuple(pages)), tmp_path, workers=0)
    changed = {name for name, data in after.files.items() if before.files.get(name) != data}
    terms = {name for name in after.files if "/tu/" in name}
    assert len(changed & terms) <= 4 < len(terms) / 2, "of two words and two pairs"
    assert len(changed - terms) <= 2 + 92 // CARDS, "the contents and cards of three months"


def test_an_undone_edit_finds_what_was_kept_and_the_cache_stays_small(tmp_path: Path) -> None:
    first = make_index(searchable(), tmp_path, workers=0)
    pages = list(searchable().pages)
    for at in range(0, 900, 20):
        pages[at] = replace(pages[at], body=f"Sửa lần {at}.")
        make_index(replace(searchable(), pages=tuple(pages)), tmp_path, workers=0)
        assert len(list((tmp_path / CACHE).iterdir())) <= 2 * first.work.made
    last = replace(searchable(), pages=tuple(pages))
    pages[880] = searchable().pages[880]
    make_index(replace(searchable(), pages=tuple(pages)), tmp_path, workers=0)
    assert make_index(last, tmp_path, workers=0).work.made == 0


def test_builds_beside_each_other_share_the_cache(tmp_path: Path) -> None:
    """As a preview with drafts beside a build without: each finds its own."""
    alone = make_index(searchable(300), tmp_path / "alone", workers=0)
    drafts = replace(searchable(300), pages=(*searchable(300).pages, a_post(301)))
    works = []

    def build(what: Searchable) -> None:
        for _ in range(3):
            works.append(make_index(what, tmp_path, workers=0))

    threads = [threading.Thread(target=build, args=(what,)) for what in (searchable(300), drafts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(works) == 6
    assert sum(one.files == alone.files for one in works) == 3
    assert make_index(searchable(300), tmp_path, workers=0).work.made == 0
    assert make_index(drafts, tmp_path, workers=0).work.made == 0


def test_processes_and_order_do_not_matter(tmp_path: Path) -> None:
    pages = list(searchable().pages)
    random.Random(3).shuffle(pages)
    shuffled = replace(searchable(), pages=tuple(pages))
    alone = make_index(searchable(), tmp_path / "a", workers=0)
    together = make_index(shuffled, tmp_path / "b", workers=2)
    assert alone.files == together.files


@pytest.mark.parametrize("damage", [b"", b"\0\0\0\2{}", b"\xff\xff\xff\xff", b"half", b"bit"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cold = make_index(searchable(10), tmp_path)
    for path in (tmp_path / CACHE).iterdir():
        data = path.read_bytes()
        bit = data[:-9] + bytes((data[-9] ^ 1,)) + data[-8:]
        path.write_bytes({b"half": data[:-9], b"bit": bit}.get(damage, damage))
    again = make_index(searchable(10), tmp_path)
    assert again.work == cold.work
    assert again.files == cold.files


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("", encoding="utf-8")
    index = make_index(searchable(10), tmp_path)
    assert index.files == make_index(searchable(10), tmp_path / "other").files


def test_an_empty_site_has_an_index_too(tmp_path: Path) -> None:
    index = make_index(Searchable(), tmp_path)
    assert unpacked(index.files[CONTENTS])["segments"] == []
    assert sorted(index.files) == [f"{FOLDER}/goi-y.bin", CONTENTS, f"{FOLDER}/tu/0.bin"]


def test_hostile_words_are_kept_as_words(tmp_path: Path) -> None:
    bad = "</script><img src=x onerror=alert(1)>\ud800 𝒳 \x00"
    page = replace(a_post(0, bad), title=bad, captions=(Caption(bad, "anh-x"),), notes=(bad,))
    index = make_index(Searchable((page,)), tmp_path)
    (cards,) = [data for name, data in index.files.items() if "/the/" in name]
    assert unpacked(cards)[0]["t"].startswith("</script>")


def test_files_of_terms_stay_small_whatever_the_archive(tmp_path: Path) -> None:
    """Four times the posts: the files grow in number, and what one query reads hardly."""
    rng = random.Random(1)
    syllables = [f"{a}{b}{c}" for a in "bcdghklmnt" for b in "aeiou" for c in ("", "n", "ng", "t")]
    pages = [a_post(at, " ".join(rng.choices(syllables, k=200))) for at in range(800)]
    few, many = (
        make_index(Searchable(tuple(pages[:count])), tmp_path / str(count), workers=2).files
        for count in (200, 800)
    )
    largest = [max(len(d) for n, d in files.items() if "/tu/" in n) for files in (few, many)]
    assert largest[1] < largest[0] * 2.5


def test_a_segment_reads_back() -> None:
    data = make_segment([a_post(0), a_post(1)])
    segment = read_segment(data)
    assert segment.shape == "b1b1"
    assert segment.to_bytes() == data
    assert segment.phrases["kinh phí"] == 2
    assert segment.frequencies["mau"] == 2


@given(st.sets(st.tuples(st.integers(0, 10**6), st.integers(0, 7)), min_size=1))
def test_places_read_back_as_they_were_packed(places: set[tuple[int, int]]) -> None:
    wanted = sorted(dict(places).items())
    data = pack([page << 3 | weight for page, weight in wanted])
    found, page, at = [], -1, 0
    while at < len(data):
        value = shift = 0
        while True:
            value |= (data[at] & 127) << shift
            shift, at = shift + 7, at + 1
            if data[at - 1] < 128:
                break
        page += 1 + (value >> 3)
        found.append((page, value & 7))
    assert found == wanted


@given(st.sets(st.integers(0, 10**6), min_size=1))
def test_pages_without_weights_are_packed_as_steps(pages: set[int]) -> None:
    rising = sorted(pages)
    steps = [rising[0], *(b - a - 1 for a, b in pairwise(rising))]
    assert pack_pages(rising) == b"".join(map(number, steps))


def test_numbers_take_a_byte_for_seven_bits() -> None:
    assert [len(number(value)) for value in (0, 127, 128, 16383, 16384, 1 << 21)] == [
        1, 1, 2, 2, 3, 4,
    ]  # fmt: skip
