"""What a build remembers comes back the same, and nothing but values ever does."""

from __future__ import annotations

import pickle
from dataclasses import replace
from enum import Enum
from pathlib import Path

import pytest
from sample import load_site, post, write_site

from dvk_plugin import reading
from dvk_plugin.domain.post import Consent
from dvk_plugin.domain.quantity import Certainty
from dvk_plugin.load import load
from dvk_plugin.memory import Shared, keep, pack, recall, unpack

FULL = post(
    "model: ao-am\nfunds: [khoảng 5 triệu đồng, {value: 3-4 triệu đồng, period: 2024}]\n"
    "tags: [áo ấm]\npublish_at: 16/03/2024\nsource: {name: Báo A, url: https://a.example/}\n"
    "documents: [{number: 12-QĐ, date: 01/03/2024}]\n"
    "recognitions: [{level: tinh, year: 2024}]",
    "Một câu «dài» – và ![](a.jpg)",
)


def test_values_come_back_the_same(tmp_path: Path) -> None:
    site, issues = load_site(tmp_path, {"posts/a.md": FULL, "posts/b.md": post("gift: 3 suất")})
    values = (*site.posts, *site.held)
    assert len(values) == 2
    assert issues
    for value in (*values, *issues, *site.models.values(), site.registry):
        assert unpack(pack(value)) == value
        assert repr(unpack(pack(value))) == repr(value)
    assert [p.places for p in unpack(pack(values))] == [p.places for p in values]


def test_members_of_enums_come_back_by_their_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.2, which Debian 12 has, pickles them as a call of `getattr`."""
    monkeypatch.setattr(
        Enum, "__reduce_ex__", lambda self, _protocol: (getattr, (type(self), self.name))
    )
    assert unpack(pack((Certainty.EXACT, Consent.OBTAINED))) == (Certainty.EXACT, Consent.OBTAINED)


@pytest.mark.parametrize("foreign", [print, Path("a"), pickle.Unpickler, pytest.raises])
def test_nothing_but_values_comes_back(foreign: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(foreign))


def test_a_memory_is_whole_or_nothing(tmp_path: Path) -> None:
    assert keep(tmp_path, "thu", "dấu", {"a": (1, b"xyz")})
    assert recall(tmp_path, "thu", "dấu") == {"a": (1, b"xyz")}
    assert recall(tmp_path, "thu", "dấu khác") is None
    path = tmp_path / ".cache/dvk/thu"
    whole = path.read_bytes()
    for data in (whole[:-1], whole[:20], b"", whole[:-3] + b"abc", whole.replace(b"xyz", b"xyw")):
        path.write_bytes(data)
        assert recall(tmp_path, "thu", "dấu") is None


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = reading.read_page_file
    monkeypatch.setattr(
        reading, "read_page_file", lambda path, root: (read.append(path.name), real(path, root))[1]
    )

    def names() -> list[str]:
        read.clear()
        site, _ = load(settings)
        assert [p.title for p in site.posts] == [titles[p.file] for p in site.posts]
        return sorted(read)

    titles = {f"posts/{name}.md": f"Bài {name * at}" for at, name in enumerate("abcd", 1)}
    files = {file: post("").replace("Bài mẫu", title) for file, title in titles.items()}
    settings = write_site(tmp_path, files)
    assert names() == ["a.md", "b.md", "c.md", "d.md"]
    assert names() == []
    titles["posts/b.md"] = "Bài nay dài hơn trước nhiều"
    write_site(tmp_path, {"posts/b.md": post("").replace("Bài mẫu", titles["posts/b.md"])})
    assert names() == ["b.md"]
    (tmp_path / "posts/a.md").unlink()
    assert names() == []
    (tmp_path / "posts/a.md").write_text(files["posts/a.md"], encoding="utf-8")
    assert names() == ["a.md"]


def test_a_post_keeps_its_text_as_bytes_and_is_a_value_still(tmp_path: Path) -> None:
    files = {"posts/a.md": FULL, "posts/b.md": FULL.replace("Một câu", "Hai câu")}
    site, _ = load_site(tmp_path, files)
    one, other = site.held
    assert one.body == "Một câu «dài» – và ![](a.jpg)\n"
    assert one != replace(one, text=other.text)
    for again in (replace(one), pickle.loads(pickle.dumps(one)), unpack(pack(one))):
        assert again == one
        assert hash(again) == hash(one)
        assert again.body == one.body


def test_short_texts_of_many_values_are_kept_once(tmp_path: Path) -> None:
    site, _ = load_site(tmp_path, {"posts/a.md": FULL, "posts/b.md": FULL})
    packed = [pack(post) for post in site.held]
    shared = Shared()
    one, other = (unpack(data, shared) for data in packed)
    assert (one, other) == site.held
    assert one.tags[0] is other.tags[0]
    assert one.measures[0].metric is other.measures[0].metric
    assert one.source.text is other.source.text
    alone = unpack(packed[0])
    assert alone == one
    assert alone.tags[0] is not one.tags[0]
