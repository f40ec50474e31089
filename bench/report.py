#!/usr/bin/env python3
"""`dvk report` on one year of 10,000 figures: seconds and peak memory of the whole command.

usage: report.py [--entries 10000] [--per-post 10] [--folder KEEP]

Writes a site of one school with so many figures in one year, ten in a post as in the demo's, and
runs the command for each format, as its user would: first on a fresh clone, where every post has to
be read, then again. Seconds by the clock, seconds of processor and peak memory are those of all
processes together, the browser's that prints PDF included (Linux).

Goals: at most 10 s and 500 MB.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from watching import watching

ROOT = Path(__file__).resolve().parent.parent
YEAR, MODELS = 2024, 20
UNITS = {
    "gifts": "suất",
    "scholarships": "suất",
    "participations": "lượt",
    "programmes": "chương trình",
    "films": "phim",
    "articles": "bài",
    "profiles": "gương",
    "workdays": "ngày công",
    "trees": "cây",
}
FORMATS = ("docx", "xlsx", "md", "pdf")
CONFIG = "site_name: Trang mẫu\nsite_url: https://mau.example/\nplugins: [dvk]\n"
REGISTRY = "schools:\n  truong-mau: {name: Trường mẫu}\n"


def write_site(folder: Path, entries: int, per_post: int) -> Path:
    """The site; what each post says depends on its number alone."""
    models, posts = folder / "docs/mo-hinh", folder / f"posts/{YEAR}"
    for place in (models, posts):
        place.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "posts/registry.yml").write_text(REGISTRY, encoding="utf-8")
    for at in range(MODELS):
        head = f"---\nname: Mô hình số {at}\nyears: {{{YEAR}: {{state: registered}}}}\n---\n"
        (models / f"mo-hinh-{at}.md").write_text(head, encoding="utf-8")
    for at in range(entries // per_post):
        (posts / f"bai-{at}.md").write_text(_post(at, per_post), encoding="utf-8")
    return folder


def _post(at: int, figures: int) -> str:
    """Money raised, and of the other metrics as many as it takes."""
    others = [f"  {name}: {at % 40 + 1} {unit}" for name, unit in UNITS.items()][: figures - 1]
    metrics = "\n".join(["metrics:", *others]) if others else "tags: []"
    day = dt.date(YEAR, 1, 1) + dt.timedelta(days=at % 366)
    about = "khoảng " if at % 7 == 0 else ""
    return (
        f"---\ntitle: Bài số {at} về một ngày làm việc của mô hình\ndate: {day.isoformat()}\n"
        f"model: mo-hinh-{at % MODELS}\nfunds: {about}{at % 90 + 1} triệu đồng\n"
        f"{metrics}\n---\n\nNội dung của bài.\n"
    )


def run(site: Path, kind: str, *, is_fresh: bool) -> dict[str, float]:
    """One report: seconds by the clock, seconds of processor, peak memory in MB, size in kB."""
    if is_fresh:
        shutil.rmtree(site / ".cache", ignore_errors=True)
    target = site / f"bao-cao.{kind}"
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "report", "--year", str(YEAR)]
    start = time.monotonic()
    process = subprocess.Popen(
        [*command, "-o", str(target)],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    with watching(process.pid) as taken:
        if process.wait():
            sys.exit(f"dvk report --format {kind} failed")
    return {
        "wall": round(time.monotonic() - start, 2),
        "cpu": round(taken.cpu, 2),
        "peak_mb": round(taken.peak_mb, 1),
        "kB": round(target.stat().st_size / 1000),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--per-post", type=int, default=10, help="1 to 10")
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)) / "site"
        site = write_site(folder, options.entries, options.per_post)
        for kind in FORMATS:
            for is_fresh in (True, False):
                print(kind, "fresh" if is_fresh else "again", run(site, kind, is_fresh=is_fresh))


if __name__ == "__main__":
    main()
