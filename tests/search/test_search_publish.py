"""The index in the site's folder: what is there already is left alone, what is of before goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_search_index import searchable

from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.search.bundle import CONTENTS, FOLDER
from dvk_plugin.search.findable import Searchable
from dvk_plugin.search.index import make_index


def held(site: Path) -> dict[str, bytes]:
    files = (path for path in (site / FOLDER).rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are written from now on."""
    paths: list[Path] = []
    write = Path.write_bytes

    def told(path: Path, data: bytes) -> int:
        paths.append(path)
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", told)
    return paths


def test_nothing_changed_writes_nothing(tmp_path: Path, written: list[Path]) -> None:
    site = tmp_path / "site"
    Indexing().run(searchable(300), tmp_path, site)
    assert held(site) == make_index(searchable(300), tmp_path / "other").files
    assert written[-1] == site / CONTENTS, "who reads the contents finds the rest"
    written.clear()
    Indexing().run(searchable(300), tmp_path, site)
    assert written == []


def test_an_edit_writes_little_and_removes_what_was(tmp_path: Path, written: list[Path]) -> None:
    site = tmp_path / "site"
    Indexing().run(searchable(300), tmp_path, site)
    all_of_them = len(written)
    written.clear()
    pages = list(searchable(300).pages)
    pages[7] = replace(pages[7], body=f"{pages[7].body} Trồng cây.")
    edited = replace(searchable(300), pages=tuple(pages))
    Indexing().run(edited, tmp_path, site)
    assert 0 < len(written) < all_of_them / 2
    assert held(site) == make_index(edited, tmp_path / "other").files
    folders = {path.name for path in (site / FOLDER / "the").iterdir()}
    assert len(folders) == len({name.split("/")[3] for name in held(site) if "/the/" in name})


def test_damaged_and_foreign_files_of_the_site_are_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    Indexing().run(searchable(30), tmp_path, site)
    (site / CONTENTS).write_bytes(b"")
    (site / FOLDER / "tu/0.bin").unlink()
    (site / FOLDER / "cu.bin").write_text("{}", encoding="utf-8")
    (site / FOLDER / "cua-tac-gia.pdf").write_text("", encoding="utf-8")
    Indexing().run(searchable(30), tmp_path, site)
    told = make_index(searchable(30), tmp_path / "other").files
    assert held(site) == {**told, f"{FOLDER}/cua-tac-gia.pdf": b""}


def test_an_emptied_site_loses_its_cards(tmp_path: Path) -> None:
    site = tmp_path / "site"
    Indexing().run(searchable(30), tmp_path, site)
    Indexing().run(Searchable(), tmp_path, site)
    assert not (site / FOLDER / "the").exists()


def test_an_index_in_the_site_is_not_trusted(tmp_path: Path) -> None:
    """A build broke off, or someone was at it since."""
    site = tmp_path / "site"
    Indexing().run(searchable(30), tmp_path, site)
    (site / FOLDER / "tu/0.bin").write_bytes(b"\0")
    (site / FOLDER / "tu/99.bin").write_bytes(b"\0")
    Indexing().run(searchable(30), tmp_path, site)
    assert held(site) == make_index(searchable(30), tmp_path / "other").files
