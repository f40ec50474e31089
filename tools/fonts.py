#!/usr/bin/env python3
"""The letters of the site: Be Vietnam Pro, one small file a weight, Latin and Vietnamese together.

usage: npm pack @fontsource/be-vietnam-pro && tar xf fontsource-be-vietnam-pro-*.tgz
       pip install fonttools brotli
       python tools/fonts.py package/files [another.ttf …]

The package's own files hold 33 KB a weight; without the letters of other languages and without
hinting (screens of today ignore it) 13 KB are left. Of every other font given, what dvk.css must
say for it to be as wide as ours is printed.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
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
PROSE = " ".join(
    word
    for path in (Path(__file__).parent.parent / "posts").rglob("*.md")
    for word in re.findall(r"[^\W\d]+[,.]?", path.read_text("utf-8"))
)


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


def stand_in(other: Path) -> str:
    """The descriptors of @font-face with which a font's lines break where those of ours do."""
    font = TTFont(other)
    weight = min(WEIGHTS, key=lambda weight: abs(weight - font["OS/2"].usWeightClass))
    ours = TTFont(TARGET / f"be-vietnam-pro-{weight}.woff2")
    known = font.getBestCmap().keys() & ours.getBestCmap().keys()
    shared = [letter for letter in PROSE if ord(letter) in known]
    adjust = width(ours, shared) / width(font, shared)
    edges = [ours["hhea"].ascent, -ours["hhea"].descent]
    ascent, descent = (edge / ours["head"].unitsPerEm / adjust for edge in edges)
    return (
        f"{other.name}: size-adjust: {adjust:.1%}; ascent-override: {ascent:.1%};"
        f" descent-override: {descent:.1%}; line-gap-override: 0%"
    )


def width(font: TTFont, letters: Sequence[str]) -> float:
    """How wide letters stand beside each other, in ems."""
    names, measures = font.getBestCmap(), font["hmtx"]
    return sum(measures[names[ord(it)]][0] for it in letters) / font["head"].unitsPerEm


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    for other in sys.argv[2:]:
        print(stand_in(Path(other)))
