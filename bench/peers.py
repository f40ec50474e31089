#!/usr/bin/env python3
"""The same posts built by this project and by others, alternating, in one run on one machine.

usage: peers.py N [--runs 3] [--only dvk,hugo] [--path FOLDER:…] [--work FOLDER]

Compared are whoever is found among the commands of this environment and of the folders in
`--path`: `hugo`, `pelican`, `zensical` (each may want an environment of its own), `node` with
Eleventy in `FOLDER/node_modules`, and Material's blog plugin (`mkdocs` with mkdocs-rss-plugin).
Each builds cold, as on a new machine, then with nothing changed, then with another sentence at the
end of one post; photos' variants, share cards and the search's index of ours stay between cold
builds, as nobody else makes any. Prints, per peer, medians of the seconds by the clock and of
processor, the peak memory of all its processes, what it wrote; ratios to Hugo; and all that as a
Markdown table. Sites and what was made stay in the folder `--work`; delete it when all is measured.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measured import ENVIRONMENT

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator. `form` of the corpus; `made`: what a cold build has not; `site`: its output."""

    form: str
    command: tuple[str, ...]
    made: tuple[str, ...]
    site: str
    posts: str


PEERS: Mapping[str, Peer] = {
    "dvk": Peer(
        "dvk",
        ("dvk", "build", "-q"),
        ("site", ".cache/dvk/posts", ".cache/dvk/pages*", ".cache/dvk/receipt"),
        "site",
        "posts",
    ),
    "hugo": Peer("hugo", ("hugo", "--quiet"), ("public", "resources"), "public", "content/tin-tuc"),
    "eleventy": Peer(
        "eleventy",
        ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        ("site",),
        "site",
        "src/tin-tuc",
    ),
    "pelican": Peer(
        "pelican",
        ("pelican", "-s", "pelicanconf.py", "-q"),
        ("output", "cache", "__pycache__"),
        "output",
        "content/posts",
    ),
    "zensical": Peer("pages", ("zensical", "build"), ("site", ".cache"), "site", "docs/tin-tuc"),
    "material blog": Peer(
        "blog", ("mkdocs", "build", "-q"), ("site",), "site", "docs/tin-tuc/posts"
    ),
}


@dataclass(frozen=True, slots=True)
class Build:
    """Seconds by the clock and of processor; MB of all processes together at their peak."""

    wall: float
    cpu: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(PEERS))
    parser.add_argument("--path", default="")
    parser.add_argument("--work", type=Path)
    asked = parser.parse_args()
    own = Path(sys.executable).parent
    path = os.pathsep.join((asked.path, str(own), os.environ["PATH"])).lstrip(os.pathsep)
    work = asked.work or Path(tempfile.mkdtemp(prefix="peers-"))
    sites = {}
    for name in asked.only.split(","):
        found = shutil.which(PEERS[name].command[0], path=path)
        if found is None:
            print(f"{name}: no {PEERS[name].command[0]} here, left out", file=sys.stderr)
            continue
        sites[name] = made_site(name, asked.count, work, path)
    found = measured(sites, asked.runs, path, Path(tempfile.mkdtemp(prefix="aside-", dir=work)))
    print(table(found, sites, asked.count))


def made_site(name: str, count: int, work: Path, path: str) -> Path:
    """The folder of a peer's site, written unless it is there from a run before."""
    site, images = work / f"{name.replace(' ', '-')}-{count}", work / "images"
    if not images.exists():
        subprocess.run([sys.executable, HERE / "genimg.py", images], check=True)
    if not site.exists():
        generate = [sys.executable, HERE / "gen.py", PEERS[name].form, str(count), site]
        subprocess.run([*generate, "--images", images], check=True, stdout=subprocess.DEVNULL)
        for folder in path.split(os.pathsep):
            modules = Path(folder, "node_modules")
            if name == "eleventy" and modules.is_dir():
                (site / "node_modules").symlink_to(modules.resolve())
    if name == "dvk":  # photos, cards and index are nobody else's work
        build(PEERS[name], site, path)
    return site


def measured(
    sites: Mapping[str, Path], runs: int, path: str, attic: Path
) -> Mapping[tuple[str, str], Sequence[Build]]:
    """Builds by peer and kind, the peers taking turns; what they made goes into the attic."""
    found: dict[tuple[str, str], list[Build]] = defaultdict(list)
    for turn in range(runs):
        for name, site in sites.items():
            put_aside(PEERS[name], site, attic)
            found[name, "cold"].append(build(PEERS[name], site, path))
            found[name, "unchanged"].append(build(PEERS[name], site, path))
            texts = (site / PEERS[name].posts).rglob("*.md")
            posts = sorted(path for path in texts if path.stat().st_size > LEAST)
            with posts[len(posts) // 2].open("a", encoding="utf-8") as file:
                file.write(f"\nCập nhật lần {turn}: nhà trường bổ sung thông tin.\n")
            found[name, "one edit"].append(build(PEERS[name], site, path))
            told = {kind: round(found[name, kind][-1].wall, 2) for kind in KINDS}
            print(f"turn {turn + 1}, {name}: {told}", file=sys.stderr)
    return found


def put_aside(peer: Peer, site: Path, attic: Path) -> None:
    """Leave a site as on a new machine. Nothing is deleted: for minutes ext4 gives the place of a
    deleted file to no other, and whoever writes many files then waits while it looks for places (a
    third of our time, a seventh of Hugo's)."""
    for pattern in peer.made:
        for left in site.glob(pattern):
            left.rename(Path(tempfile.mkdtemp(dir=attic), left.name))


LEAST = 900
"""Bytes of a post; what is smaller in its folder is a list's own page."""
KINDS = ("cold", "unchanged", "one edit")


def build(peer: Peer, site: Path, path: str) -> Build:
    """One build of a site; ends the program where it fails."""
    program = shutil.which(peer.command[0], path=path) or peer.command[0]
    os.sync()  # what another build left to be written is not this one's
    start = time.monotonic()
    process = subprocess.Popen(
        [program, *peer.command[1:]], cwd=site, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    peaks = [0.0]
    watch = threading.Thread(target=follow, args=(process.pid, peaks), daemon=True)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{peer.command}: ended with {process.returncode}")
    watch.join()
    peak = max(peaks[0], usage.ru_maxrss / 1024)
    return Build(wall, usage.ru_utime + usage.ru_stime, peak)


def follow(process: int, peaks: list[float]) -> None:
    """Note the memory (PSS, MB) of a process and its children together, until it ends."""
    while True:
        try:
            children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
            total = sum(pss(int(pid)) for pid in (process, *map(int, children)))
        except OSError:
            return
        if not total:
            return
        peaks[0] = max(peaks[0], total)
        time.sleep(0.5)  # each look costs a build some time


def pss(process: int) -> float:
    """A process's share of the memory that it uses, in MB; 0 when it has ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    (line,) = [line for line in text.splitlines() if line.startswith("Pss:")] or ["Pss: 0"]
    return int(line.split()[1]) / 1024


def table(
    found: Mapping[tuple[str, str], Sequence[Build]], sites: Mapping[str, Path], count: int
) -> str:
    """The medians as a Markdown table; in brackets the ratio to Hugo, if that was there."""

    def median(name: str, kind: str, what: str) -> float:
        return statistics.median(getattr(run, what) for run in found[name, kind])

    lines = [
        f"| {count} posts | cold s | unchanged s | one edit s "
        "| cold CPU s | peak MB | output MB | page KB (gzip) |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, site in sites.items():
        cells = []
        for kind in KINDS:
            cell = f"{median(name, kind, 'wall'):.2f}"
            if "hugo" in sites and name != "hugo":
                base = median("hugo", "one edit" if kind == "unchanged" else kind, "wall")
                cell += f" ({median(name, kind, 'wall') / base:.2f}×)"
            cells.append(cell)
        size, page, packed = output(site / PEERS[name].site)
        cells += [f"{median(name, 'cold', 'cpu'):.1f}", f"{median(name, 'cold', 'peak'):.0f}"]
        cells += [f"{size:.1f}", f"{page:.1f} ({packed:.1f})"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def output(folder: Path) -> tuple[float, float, float]:
    """MB of all files; KB of a post's page, and packed."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    pages = sorted(path for path in folder.rglob("*00001*/index.html"))
    pages += sorted(folder.rglob("*00001*.html"))
    data = pages[0].read_bytes() if pages else b""
    return size / 1e6, len(data) / 1000, len(gzip.compress(data, 6)) / 1000


if __name__ == "__main__":
    main()
