"""Photos through the cache and the worker processes: counted, whole, the same every time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from photos_sample import cached, publish_one, with_camera_data
from PIL import Image
from sample import load_site, post, write_picture, write_site

from dvk_plugin.build import build
from dvk_plugin.load import load
from dvk_plugin.photos.cache import FOLDER
from dvk_plugin.photos.publish import Work, publish
from dvk_plugin.views.links import RelativeLinks


def pictures(root: Path, count: int, size: tuple[int, int] = (700, 500)) -> dict[str, tuple[()]]:
    """`count` photos, each with bytes of its own."""
    for number in range(count):
        path = with_camera_data(root / f"anh {number:02d}.jpg", 1 + number % 8, size)
        path.write_bytes(path.read_bytes() + bytes([number]))
    return {f"anh {number:02d}.jpg": () for number in range(count)}


def test_a_second_build_reads_no_photo_at_all(tmp_path: Path) -> None:
    wanted = pictures(tmp_path, 3)
    first = publish(wanted, tmp_path)
    assert first.work == Work(hashed=3, decoded=3, encoded=15, reused=0)
    before = cached(tmp_path)
    second = publish(wanted, tmp_path)
    assert second.work == Work(hashed=0, decoded=0, encoded=0, reused=3)
    assert (second.published, second.files) == (first.published, first.files)
    assert cached(tmp_path) == before


def test_a_changed_photo_is_made_anew_and_a_touched_one_is_not(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    old = publish_one(path, tmp_path)
    os.utime(path, (1, 1))
    assert publish_one(path, tmp_path).work == Work(hashed=1, reused=1)
    with_camera_data(path, 3, (80, 40))
    new = publish_one(path, tmp_path)
    assert new.work.decoded == 1
    assert not set(new.files) & set(old.files)


def test_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    here, there = tmp_path / "one", tmp_path / "many"
    one = publish(pictures(here, 6), here, workers=1)
    many = publish(pictures(there, 6), there, workers=2)
    assert one.published == many.published
    assert one.work == many.work
    assert cached(here) == cached(there)


def test_photos_of_equal_bytes_are_decoded_once_and_keep_their_names(tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    (tmp_path / "Bản sao.jpg").write_bytes(path.read_bytes())
    gallery = publish({"a.jpg": (), "Bản sao.jpg": ()}, tmp_path)
    assert gallery.work.decoded == 1
    assert len({v.name for p in gallery.published.values() for v in p.variants}) == 4


@pytest.mark.parametrize("harm", ["short", "gone", "record"])
def test_a_cache_that_was_harmed_mends_itself(harm: str, tmp_path: Path) -> None:
    path = with_camera_data(tmp_path / "a.jpg", 1)
    gallery = publish_one(path, tmp_path)
    before = cached(tmp_path)
    victim = next(iter(gallery.files.values()))
    if harm == "short":
        victim.write_bytes(b"")
    elif harm == "gone":
        victim.unlink()
    else:
        next(victim.parent.glob("*.json")).write_text("{", encoding="utf-8")
    (tmp_path / FOLDER / "index.json").write_text("[1", encoding="utf-8")
    assert publish_one(path, tmp_path).work.decoded == 1
    assert cached(tmp_path) == before


PROGRAM = """
import sys
from pathlib import Path
from dvk_plugin.photos.publish import publish

if __name__ == "__main__":
    root = Path(sys.argv[1])
    publish({path.name: () for path in sorted(root.glob("*.jpg"))}, root, workers=int(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="kills processes the POSIX way")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_killed_half_way_leaves_nothing_half_and_the_next_is_the_same(
    workers: int, tmp_path: Path
) -> None:
    root, whole = tmp_path / "killed", tmp_path / "whole"
    wanted = pictures(root, 12, (2200, 1500))
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(program), str(root), str(workers)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    deadline = time.monotonic() + 120
    while len(list((root / FOLDER).rglob("*.json"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    _wait_until_still(root / FOLDER)
    half = [path for path in (root / FOLDER).rglob("*") if path.suffix in (".webp", ".jpg")]
    assert half
    for path in half:  # whatever has its name is whole
        with Image.open(path) as image:
            image.load()
    again = publish(wanted, root)
    assert 0 < again.work.decoded < 12
    publish(pictures(whole, 12, (2200, 1500)), whole)
    left = {name: data for name, data in cached(root).items() if "/.new-" not in name}
    assert left == cached(whole)


def _wait_until_still(folder: Path) -> None:
    """Workers end when their build does: soon nothing is written any more."""
    seen: object = None
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        now = sorted((str(p), p.stat().st_size) for p in folder.rglob("*") if p.exists())
        if now == seen:
            return
        seen = now
        time.sleep(0.7)
    pytest.fail("workers go on after their build was killed")


def test_what_a_killed_build_left_aside_is_swept_away(tmp_path: Path) -> None:
    stale = tmp_path / FOLDER / "abc" / ".new-x"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"half")
    os.utime(stale, (1, 1))
    publish_one(with_camera_data(tmp_path / "a.jpg", 1), tmp_path)
    assert not stale.exists()


def test_two_hundred_photos_in_one_post(tmp_path: Path) -> None:
    lines = "".join(f"\n  - {{file: {n}.png, caption: Ảnh {n}}}" for n in range(200))
    settings = write_site(tmp_path, {"posts/mot/index.md": post(f"photos:{lines}")})
    for number in range(200):
        write_picture(tmp_path / f"posts/mot/{number}.png", (40, 30), f"#{number:02x}8040")
    site, issues = load(settings)
    output, more = build(site, settings, RelativeLinks())
    assert (issues, more) == ((), ())
    assert output.work.decoded == 200
    assert len(output.pictures) == 400
    assert build(site, settings, RelativeLinks())[0].work == Work(reused=200)


def test_equal_bytes_withdrawn_in_one_post_are_withdrawn_in_all(tmp_path: Path) -> None:
    for name in ("mot", "hai"):
        write_picture(tmp_path / f"posts/{name}/a.jpg")
    site, _ = load_site(
        tmp_path,
        {
            "posts/mot/index.md": post("photos: [{file: a.jpg, caption: Ảnh}]"),
            "posts/hai/index.md": post(
                "photos: [{file: a.jpg, caption: Ảnh, consent: withdrawn}]"
            ).replace("Bài mẫu", "Bài hai"),
        },
    )
    assert [photo for entry in site.posts for photo in entry.published_photos] == []
