"""The cache stays within bounds: what was used longest ago goes, what a build needs never does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from photos_sample import cached, with_camera_data

from dvk_plugin.photos import prune as pruning
from dvk_plugin.photos.cache import FOLDER, Cache
from dvk_plugin.photos.prune import prune
from dvk_plugin.photos.publish import publish


def used_long_ago(root: Path, *names: str) -> Path:
    """The cache's folder with a folder of 100 bytes for each name, used in this order."""
    folder = root / FOLDER
    for day, name in enumerate(names):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.webp").write_bytes(bytes(100))
        os.utime(folder / name, (1000 + day, 1000 + day))
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("keep", "left"),
    [(1000, ["a", "b", "c"]), (300, ["a", "b", "c"]), (299, ["b", "c"]), (100, ["c"]), (0, [])],
)
def test_what_was_used_longest_ago_goes_first(keep: int, left: list[str], tmp_path: Path) -> None:
    folder = used_long_ago(tmp_path, "a", "b", "c")
    prune(folder, keep)
    assert names(folder) == left


def test_what_was_used_today_stays_however_much_it_is(tmp_path: Path) -> None:
    folder = used_long_ago(tmp_path, "a", "b")
    (folder / "index.json").write_text("{}", encoding="utf-8")
    assert Cache(tmp_path).use(folder / "a")
    prune(folder, 0)
    assert names(folder) == ["a", "index.json"]


def test_a_folder_that_another_build_marks_meanwhile_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other build marks it between the look at its time and its removal."""
    folder = used_long_ago(tmp_path, "a")
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        if self.name == "a":
            assert Cache(tmp_path).use(self)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    prune(folder, 0)
    assert names(folder) == ["a"]
    assert (folder / "a" / "a.webp").stat().st_size == 100


def test_a_folder_taken_away_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that comes too late to mark a folder does not count on it."""
    with_camera_data(tmp_path / "a.jpg", 1)
    publish({"a.jpg": ()}, tmp_path)
    before = cached(tmp_path)
    (folder,) = [path for path in (tmp_path / FOLDER).iterdir() if path.is_dir()]
    folder.rename(folder.with_name(".old-x"))
    os.utime(folder.with_name(".old-x"), (1, 1))
    assert publish({"a.jpg": ()}, tmp_path).work.decoded == 1
    assert cached(tmp_path) == before  # and what was left aside is gone


def test_a_build_prunes_when_it_adds_and_keeps_all_of_its_own(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        with_camera_data(tmp_path / name, 1 + (name == "b.jpg"))
    gallery = publish({"a.jpg": ()}, tmp_path, keep=0)
    folder = used_long_ago(tmp_path, "x")
    assert publish({"a.jpg": ()}, tmp_path, keep=0).files == gallery.files
    assert "x" in names(folder)
    both = publish({"a.jpg": (), "b.jpg": ()}, tmp_path, keep=0)
    assert "x" not in names(folder)
    assert all(path.is_file() for path in both.files.values())


def test_the_index_forgets_photos_that_are_gone(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        with_camera_data(tmp_path / name, 1 + (name == "b.jpg"))
    publish({"a.jpg": (), "b.jpg": ()}, tmp_path)
    (tmp_path / "b.jpg").unlink()
    with_camera_data(tmp_path / "a.jpg", 3)
    publish({"a.jpg": ()}, tmp_path)
    assert list(json.loads((tmp_path / FOLDER / "index.json").read_bytes())) == ["a.jpg"]


def test_files_that_cannot_be_removed_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = used_long_ago(tmp_path, "a", "b")

    def busy(self: Path, target: Path) -> Path:
        raise PermissionError(self)  # as Windows answers for a folder in use

    monkeypatch.setattr(pruning.Path, "rename", busy)
    prune(folder, 0)
    assert names(folder) == ["a", "b"]
