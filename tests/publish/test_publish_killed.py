"""Publishers are killed at random points while readers read: nothing is ever half there."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from http_reader import Reader, faults_of
from killed_publisher import NEVER, Publishers
from openssh import openssh
from small_site import send, served, write_small_site
from web_servers import nginx

from dvk_plugin.publish.access import Access
from dvk_plugin.publish.folder import FolderHost
from dvk_plugin.publish.refusal import PublishError

FILES = 1000
PART = 10
"""Each version changes a tenth of the site; the first is all of it."""
POINTS, BY_DAY = 20, 3
"""How often publishers are killed."""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """What nginx serves."""
    folder = tmp_path / "web"
    folder.mkdir()
    return folder


@pytest.fixture(params=["folder", "sftp"])
def place(request: pytest.FixtureRequest, web: Path, tmp_path: Path) -> Iterator[Path | Access]:
    """The way there."""
    if request.param == "folder":
        yield web
    else:
        with openssh(tmp_path / "ssh") as server:
            yield server.access(web)


def test_whoever_reads_while_publishers_are_killed_never_meets_half_a_site(
    place: Path | Access, web: Path, tmp_path: Path, thorough: bool
) -> None:
    """Each time another version; some of those that are cut off never come to be as a whole."""
    site, publishers = tmp_path / "site", Publishers()
    write_small_site(site, FILES, "0")
    chance = random.Random(2026)
    points = POINTS if thorough else BY_DAY
    assert publishers.run(place, site, chance.randrange(FILES // 2, FILES)) is None
    assert faults_of(web) == []
    assert publishers.run(place, site)
    write_small_site(site, FILES, "1", PART)
    steps = publishers.run(place, site) or 0
    assert steps > 2 * FILES // PART  # each file is sent, and renamed
    # One point in each stretch of the work, so that they lie all over it, the switch included.
    todo = [chance.randrange(n * steps // points, (n + 1) * steps // points) for n in range(points)]
    chance.shuffle(todo)
    (tmp_path / "none").touch()
    pages = ["", *(f"bai/{number}/" for number in range((FILES - 2) // 2))]
    with nginx(web, tmp_path / "none", tmp_path / "nginx") as url, Reader(url, pages) as reader:
        for version, point in enumerate(todo, start=2):
            write_small_site(site, FILES, str(version), PART)
            assert publishers.run(place, site, point + 1) is None
            assert faults_of(web) == []
            if version % 3 == 0:
                continue  # the next version comes before this one is completed
            assert publishers.run(place, site)
            now, wanted = served(web), served(site)
            assert {path: now.get(path) for path in wanted} == wanted
            assert [*(web / ".dvk/new").iterdir()] == []
    assert publishers.run(place, site)
    assert reader.faults == []
    assert reader.pages > 5 * points
    assert len(reader.versions) > points // 2
    assert not (web / ".dvk/lock").exists()


class WatchedHost(FolderHost):
    """A folder that is looked at after every change of what readers see; it breaks down at the
    change number `last`."""

    def __init__(self, root: Path, last: int) -> None:
        super().__init__(root)
        self._last = last
        self.steps = 0

    def _look(self) -> None:
        assert faults_of(self._root) == []
        self.steps += 1
        if self.steps == self._last:
            raise PublishError("hỏng")

    def rename(self, old: str, new: str) -> None:
        super().rename(old, new)
        self._look()

    def delete(self, path: str) -> None:
        super().delete(path)
        self._look()


def test_after_every_single_change_all_that_pages_name_is_there(web: Path, tmp_path: Path) -> None:
    """Broken off one change later each time and followed by another version, which may be one
    that was there before; pages are packed, too."""
    site, whole = tmp_path / "site", 0
    for last in range(1, 50):
        write_small_site(site, 8, str(last % 3))
        for page in site.rglob("*.html"):
            page.with_name("index.html.gz").write_bytes(gzip.compress(page.read_bytes(), mtime=0))
        with suppress(PublishError):
            send(WatchedHost(web, last % 25 if last % 4 else NEVER), site, workers=1)
            whole += 1
            now = served(web)
            assert {path: now.get(path) for path in served(site)} == served(site)
    assert 11 < whole < 40
