"""Photos on several cores: so many at once as fit into memory, and each of them once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from photos_sample import with_camera_data
from PIL import Image

from dvk_plugin import processes
from dvk_plugin.photos.decode import weigh
from dvk_plugin.photos.encode import Job, Made, encode_all
from dvk_plugin.processes import BUDGET, choose

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
MB = 1_000_000


@pytest.mark.parametrize(
    ("waiting", "running", "chosen"),
    [
        ([], [], None),
        ([40], [], 0),
        ([900], [], 0),
        ([900], [40], None),
        ([900, 300, 40], [40], 1),
        ([900, 300, 40], [300], 2),
        ([300, 40], [400], 1),
        ([300, 40], [440], None),
        ([], [40], None),
    ],
)
def test_the_heaviest_photo_that_fits_comes_next(
    waiting: list[int], running: list[int], chosen: int | None
) -> None:
    assert BUDGET == 440 * MB
    jobs = [(weight * MB, at) for at, weight in enumerate(waiting)]
    assert choose(jobs, [weight * MB for weight in running]) == chosen


def test_every_photo_is_done_whatever_they_weigh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "BUDGET", 1)
    jobs = []
    for number in range(5):
        path = with_camera_data(tmp_path / f"{number}.jpg", 1 + number)
        jobs.append(Job(path, tmp_path / f"out{number}", str(number)))
    found = encode_all(jobs, 2)
    assert sorted(found) == ["0", "1", "2", "3", "4"]
    assert all(isinstance(result, Made) for result in found.values())


def test_a_photo_weighs_by_what_its_decoder_holds(tmp_path: Path) -> None:
    image = Image.new("RGB", (4000, 3000))
    image.save(tmp_path / "plain.jpg")
    image.save(tmp_path / "progressive.jpg", progressive=True)
    image.save(tmp_path / "a.png")
    plain, progressive = weigh(tmp_path / "plain.jpg"), weigh(tmp_path / "progressive.jpg")
    assert plain * 1.7 < progressive == weigh(tmp_path / "a.png")
    assert weigh(tmp_path / "plain.jpg", full=True) == progressive
    assert weigh(tmp_path / "missing.jpg") == 0


def test_two_large_pictures_are_not_decoded_at_once(tmp_path: Path) -> None:
    """50 MP each, as HEIC in tiles of phones and as PNG: heads only, nothing is decoded here."""
    from heic_grid import heic_grid

    (tmp_path / "a.heic").write_bytes(heic_grid(Image.new("RGB", (512, 512)), 17, 12))
    Image.new("1", (8660, 5773)).save(tmp_path / "a.png")
    for name in ("a.heic", "a.png"):
        assert weigh(tmp_path / name) > BUDGET / 2
