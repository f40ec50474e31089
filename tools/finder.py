#!/usr/bin/env python3
"""The search's modules in one small file, so that a reader's first search waits for one of them.

usage: finder.py

Writes `dvk_plugin/theme/assets/dvk/search/finder.js` from `dvk_plugin/search/browser/`. Needs
esbuild: `npm install --prefix tests/browser`.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "dvk_plugin/search/browser"
PRODUCT = ROOT / "dvk_plugin/theme/assets/dvk/search/finder.js"
ESBUILD = ROOT / "tests/browser/node_modules/esbuild/bin/esbuild"
LEAD = "/* Made by tools/finder.py from dvk_plugin/search/browser/. */"


def bundle() -> bytes:
    """The file's bytes; the same from the same sources."""
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8"]
    command = [str(ESBUILD), "finder.js", *options, f"--banner:js={LEAD}"]
    return subprocess.run(command, cwd=SOURCES, check=True, capture_output=True).stdout


if __name__ == "__main__":
    PRODUCT.write_bytes(bundle())
