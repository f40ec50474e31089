#!/usr/bin/env python3
"""Wall time, processor time and peak memory of `mkdocs build` on a site, and what it wrote.

usage: measure.py SITE [--runs K]

The figures are the kernel's own for the whole process (Linux and macOS). The first run starts
without the photo cache, the others with it.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measured import ENVIRONMENT


def build(site: Path) -> dict[str, float]:
    """One build: seconds by the clock, seconds of processor, peak resident memory in MB."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    start = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=site,
        env=ENVIRONMENT,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the build failed")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        "wall": round(time.monotonic() - start, 2),
        "cpu": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss / unit, 1),
    }


def output(site: Path) -> dict[str, object]:
    """Sizes of what was written, and the posts found in the navigation of a post's page."""
    pages = sorted((site / "site").rglob("*.html"))
    news = site / "site" / "tin-tuc"
    posts = sorted(news.glob("[12]???/*/index.html"))
    html = posts[len(posts) // 2].read_text(encoding="utf-8")
    navigation = html[html.find('class="dvk-sections"') : html.find("<main")]
    return {
        "pages": len(pages),
        "posts": len(posts),
        "post_page_bytes": len(html.encode()),
        "posts_in_navigation": sum(f"/{post.parent.name}/" in navigation for post in posts),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    shutil.rmtree(options.site / ".cache", ignore_errors=True)
    runs = [build(options.site) for _ in range(options.runs)]
    median = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    print(json.dumps({"runs": runs, "median": median, **output(options.site)}, indent=2))


if __name__ == "__main__":
    main()
