#!/usr/bin/env python3
"""Seconds, seconds of processor and peak memory of `dvk views import` on a made-up log.

usage: views.py [LINES]

The log has 300 posts among assets and front pages, a third of the lines from robots, and many
visitors. Goal for 1,000,000 lines: 20 s and 200 MB.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POSTS, DAYS = 300, 10
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)


def write_site(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Trang\nplugins: [dvk]\n", encoding="utf-8")
    (root / "posts").mkdir()
    (root / "posts/registry.yml").write_text("schools: {a: {name: A}}\n", encoding="utf-8")
    for at in range(POSTS):
        text = f"---\ntitle: Bài {at}\ndate: 01/01/2024\n---\nNội dung.\n"
        (root / f"posts/bai-{at}.md").write_text(text, encoding="utf-8")


def write_log(path: Path, lines: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as log:
        for at in range(lines):
            day, second = divmod(at * 86_400 * DAYS // lines, 86_400)
            near = f"10.0.{chance.randrange(20)}.{chance.randrange(250)}"
            far = ".".join(str(chance.randrange(1, 250)) for _ in range(4))
            what = chance.random()
            post = f"/tin-tuc/2024/bai-{chance.randrange(POSTS)}/"
            path_ = post if what < 0.3 else f"/assets/dvk/{at % 40}.css" if what < 0.8 else "/"
            clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
            log.write(
                f"{near if at % 2 else far} - - [{day + 1:02}/Apr/2024:{clock} +0700] "
                f'"GET {path_} HTTP/1.1" 200 {at % 9999} "-" "{chance.choice(AGENTS)}"\n'
            )


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_site(root)
        write_log(root / "access.log", lines)
        command = [sys.executable, "-m", "dvk_plugin.cli.main", "views", "import", "access.log"]
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=root)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            sys.exit("the import failed")
        wall, cpu = time.monotonic() - start, usage.ru_utime + usage.ru_stime
        peak = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        print(f"{lines} lines: {wall:.1f} s, {cpu:.1f} s of processor, {peak:.0f} MB")


if __name__ == "__main__":
    main()
