"""Readers ask for exactly the fields that `read/shapes.py` lists, as what they are said to hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sample import load_site, post, write_picture

from dvk_plugin.domain.measure import Kind, Scope
from dvk_plugin.domain.metric import Adds
from dvk_plugin.domain.post import Consent
from dvk_plugin.read import shapes
from dvk_plugin.read.fields import Fields
from dvk_plugin.read.registry import LINK_KINDS
from dvk_plugin.read.shape import Field, Holds, Shape, names

LINKS = next(field.inside for field in shapes.SCHOOL if field.name == "links")
OF_POST = next(field.inside for field in shapes.POST if field.name == "recognitions")
TABLES: dict[str, Shape] = {
    "post": shapes.POST,
    "measure": shapes.MEASURE,
    "photo": shapes.PHOTO,
    "document": shapes.DOCUMENT,
    "recognition in a post": OF_POST,
    "recognition in a model": shapes.RECOGNITION,
    "credit": shapes.CREDIT,
    "model": shapes.MODEL,
    "year of a model": shapes.MODEL_YEAR,
    "registry": shapes.REGISTRY,
    "school": shapes.SCHOOL,
    "links": LINKS,
    "branch": shapes.BRANCH,
    "metric": shapes.METRIC,
    "level": shapes.LEVEL,
    "issuer": shapes.ISSUER,
}
GETTERS: dict[str, set[Holds]] = {
    "day": {Holds.DAY},
    "period": {Holds.PERIOD},
    "flag": {Holds.FLAG, Holds.CHOICE},
    "choice": {Holds.CHOICE},
    "word": {Holds.CHOICE},
    "tables": {Holds.TABLES, Holds.TABLE},
    "entries": {Holds.FIGURES, Holds.AMOUNTS, Holds.YEARS, Holds.DECLARED},
    "texts": {Holds.LINES, Holds.MODELS},
}

FILES = {
    "posts/bai/index.md": post(
        "school: truong-a\nmodels: [ao-am]\nmetrics: {gifts: {value: 5 suất}}\n"
        "photos: [{file: a.png, caption: Ảnh, consent: obtained}]\n"
        "documents: [{number: 1-KH}]\nrecognitions: [{level: co-so}]\nsource: {name: Báo}"
    ),
    "docs/mo-hinh/ao-am.md": "---\nname: Áo ấm\nyears:\n  2024:\n    state: new\n"
    "    recognitions: [{level: co-so}]\n    documents: [{number: 2-KH}]\n---\n",
    "posts/registry.yml": "schools: {truong-a: {name: Trường A, links: {zalo: zalo.me/1}}}\n"
    "branches: {chi-bo-1: {name: Chi bộ 1}, chi-bo-2: {name: Chi bộ 2}}\n"
    "metrics: {sach: {label: Sách, unit: cuốn}}\n"
    "levels: {co-so: {label: Cấp cơ sở}}\nissuers: {tinh-uy: {name: Tỉnh ủy}}\n",
}


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Fields]:
    """Every table that is read of a site in which each kind of table stands."""
    seen: list[Fields] = []
    made = Fields.__init__

    def watched(self: Fields, *args: Any) -> None:
        made(self, *args)
        seen.append(self)

    monkeypatch.setattr(Fields, "__init__", watched)
    write_picture(tmp_path / "posts/bai/a.png")
    _, issues = load_site(tmp_path, FILES)
    assert issues == ()
    return seen


def test_readers_know_the_listed_fields_and_no_others(tables: list[Fields]) -> None:
    listed = {name: frozenset(names(shape)) for name, shape in TABLES.items()}
    asked = {frozenset(table._asked) for table in tables}
    asked -= {frozenset(), frozenset({"name", "aliases"})}  # placeholders, names read beforehand
    assert [name for name, fields in listed.items() if fields not in asked] == []
    assert [sorted(fields) for fields in asked if fields not in listed.values()] == []


def test_each_field_is_read_as_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, set[Holds]] = {}
    for shape in TABLES.values():
        for field in shape:
            for name in (field.name, *field.also):
                told.setdefault(name, set()).add(field.holds)
    wrong: list[tuple[str, str]] = []

    def watch(getter: str) -> None:
        read: Callable[..., Any] = getattr(Fields, getter)

        def watched(self: Fields, name: str, *args: Any) -> Any:
            if not told.get(name, set()) & GETTERS[getter]:
                wrong.append((getter, name))
            return read(self, name, *args)

        monkeypatch.setattr(Fields, getter, watched)

    for getter in GETTERS:
        watch(getter)
    load_site(tmp_path, FILES)
    assert wrong == []


def choices(shape: Shape, name: str) -> list[str]:
    return [word for field in shape if field.name == name for word, _ in field.words]


def test_choices_are_those_of_the_domain() -> None:
    assert choices(shapes.MEASURE, "kind") == list(Kind)
    assert choices(shapes.MEASURE, "scope") == list(Scope)
    assert choices(shapes.PHOTO, "consent") == list(Consent)
    assert choices(shapes.METRIC, "adds") == list(Adds)
    assert tuple(names(LINKS)) == LINK_KINDS


def all_fields(shape: Shape) -> list[Field]:
    return [found for field in shape for found in (field, *all_fields(field.inside))]


def test_every_field_has_a_label_of_its_own_in_its_table() -> None:
    for name, shape in TABLES.items():
        labels = [field.label for field in shape]
        assert len(set(labels)) == len(labels), name
    assert all(bool(f.words) == (f.holds is Holds.CHOICE) for f in all_fields(shapes.POST))
