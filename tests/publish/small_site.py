"""Small sites of many files, made without a build, and what it takes to publish them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.manifest import read_folder
from dvk_plugin.publish.plan import Plan
from dvk_plugin.publish.release import Release, publish
from dvk_plugin.publish.rollback import roll_back
from dvk_plugin.publish.state import read_state
from dvk_plugin.publish.transfer import Crew

END = "<!-- hết -->"
STYLE = "assets/dvk.css"
"""Its name does not tell its content."""


def write_small_site(folder: Path, files: int, version: str = "1", part: int = 1) -> None:
    """A site of so many files: a page for every picture, whose name tells its content, a style
    that all of them share, and a home.

    Every page, picture and style of one version differs from those of another; with `part` = n
    only every n-th page and picture, others by turns, and what stood there before stays.
    """
    before = {int(path.name.partition("-")[0]): path for path in (folder / "anh").glob("*-*")}
    names = []
    for number in range((files - 2) // 2):
        if part > 1 and number % part != int(version) % part:
            continue
        data = f"{version} {number} ".encode() * 40
        picture = f"anh/{number}-{hashlib.sha256(data).hexdigest()[:12]}.webp"
        if number in before:
            before[number].unlink()
        _write(folder, picture, data)
        _write(folder, f"bai/{number}/index.html", _page(version, picture).encode())
        names.append(picture)
    _write(folder, STYLE, f"/* {version} */ {'x' * 5000}{END}".encode())
    _write(folder, "index.html", _page(version, *names[:9]).encode())


def _page(version: str, *pictures: str) -> str:
    images = "".join(f'<img src="/{picture}">' for picture in pictures)
    head = f'<title>{version}</title><link href="/{STYLE}">'
    return f"<!doctype html>{head}{images}{'x' * 900}{END}"


def _write(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def send(
    host: Host,
    site: Path | None,
    *,
    keep: int = 10**9,
    withdrawn: bool = False,
    forget: bool = False,
    workers: int = 4,
) -> Plan:
    """Publish a folder to a host; none: go back to the version before."""
    with locked(host) as lock:
        crew = Crew(workers, lock.beat)
        state = read_state(host, crew)
        release = Release(host, crew, state, lock, keep, forget=forget, withdrawn=withdrawn)
        if site is None:
            return roll_back(release)
        return publish(release, read_folder(site), lambda path: (site / path).read_bytes())


def served(folder: Path) -> dict[str, bytes]:
    """What readers of a host can get: all but our own folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    told = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in told.items() if not name.startswith(".dvk/")}
