#!/usr/bin/env python3
"""The letters of the site: Be Vietnam Pro, one small file a weight, Latin and Vietnamese together.

usage: npm pack @fontsource/be-vietnam-pro && tar xf fontsource-be-vietnam-pro-*.tgz
       pip install fonttools brotli
       python tools/fonts.py package/files

The package's own files hold 33 KB a weight; without the letters of other languages and without
hinting (screens of today ignore it) 13 KB are left.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "dvk_plugin" / "theme" / "assets" / "dvk" / "fonts"
WEIGHTS = (400, 700)
LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) + "–—‘’“”…•‹›€™−"
VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯưĨĩŨũ\u0300\u0301\u0303\u0309\u0323₫" + "".join(
    map(chr, range(0x1EA0, 0x1EFA))
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def main(source: Path) -> None:
    for weight in WEIGHTS:
        with tempfile.TemporaryDirectory() as folder:
            parts = [
                subset(source, Path(folder), name, weight, letters)
                for name, letters in (("latin", LATIN), ("vietnamese", VIETNAMESE))
            ]
            font = Merger().merge(parts)
        font.flavor = "woff2"
        font.save(TARGET / f"be-vietnam-pro-{weight}.woff2")


def subset(source: Path, folder: Path, name: str, weight: int, letters: str) -> str:
    """One of the package's files with these letters alone, as TTF: its path."""
    font = TTFont(source / f"be-vietnam-pro-{name}-{weight}-normal.woff2")
    options = Options(hinting=False, layout_features=FEATURES)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = None
    path = folder / f"{name}.ttf"
    font.save(path)
    return str(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
