#!/usr/bin/env python3
"""From the save of a post to the moment when the preview serves it.

usage: preview.py SITE [--edits 5]

`SITE` is a folder that `gen.py dvk N` wrote. Starts `mkdocs serve` there, then saves a post anew,
several times each: with another last sentence, and with another title. Prints the seconds until
the post's page has it (median and most), and of a title those until the page of the next post has
it too, for which the site is built. The site's files are as before in the end.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urljoin

from measured import ENVIRONMENT

PATIENCE = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--edits", type=int, default=5)
    asked = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"],
        cwd=asked.site,
        env=ENVIRONMENT,
    )
    posts = sorted((asked.site / "posts").rglob("index.md"))
    post = posts[len(posts) // 2]
    text = post.read_text(encoding="utf-8")
    slug, year = post.parent.name, text.split("date: ", 1)[1][:4]
    address = f"http://127.0.0.1:{port}/tin-tuc/{year}/{slug}/"
    try:
        first = wait_for(address, "</html>")
        print(f"{len(posts)} posts; first page after {first:.1f} s")
        sentence, _ = times(post, (address,), asked.edits, lambda mark: f"{text}\n{mark}\n")
        print(f"a sentence: {sentence}")
        title, beside = times(
            post,
            (address, neighbour(address)),
            asked.edits,
            lambda mark: text.replace('title: "', f'title: "{mark} ', 1),
        )
        print(f"a title: {title}; on another page: {beside}")
    finally:
        post.write_text(text, encoding="utf-8")
        server.terminate()
        server.wait(20)


def times(
    post: Path, addresses: Sequence[str], edits: int, change: Callable[[str], str]
) -> tuple[str, str]:
    """Median and most of the seconds until each edit is served, at the first address and the last;
    nothing is saved before that."""
    found: list[tuple[float, float]] = []
    for number in range(edits):
        mark = f"Lan{number}x{time.time_ns()}"
        post.write_text(change(mark), encoding="utf-8")
        waited = [wait_for(address, mark) for address in addresses]
        found.append((waited[0], sum(waited)))
        time.sleep(1)
    first, last = (
        f"{statistics.median(t):.2f} s (most {max(t):.2f})" for t in zip(*found, strict=True)
    )
    return first, last


def neighbour(address: str) -> str:
    """The page of the post before the one at an address."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        found = re.search(r'rel="prev" href="([^"]+)"', answer.read().decode())
    return urljoin(address, found[1]) if found else address


def wait_for(address: str, words: str) -> float:
    """Seconds until a page has these words."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if words.encode() in answer.read():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.01)
    raise TimeoutError(words)


if __name__ == "__main__":
    main()
