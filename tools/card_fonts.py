#!/usr/bin/env python3
"""The letters of share cards: Be Vietnam Pro's TTF files cut down to what Vietnamese needs.

usage: python tools/card_fonts.py FOLDER    (needs fonttools; FOLDER holds the original TTF files,
as the npm package @expo-google-fonts/be-vietnam-pro brings them)

A character that a font lacks would show as a box. Here it shows as nothing: the glyph for what
is missing is empty and has no width.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

TARGET = Path(__file__).parent.parent / "dvk_plugin" / "cards" / "fonts"
WEIGHTS = {"500Medium": "medium", "700Bold": "bold"}
NO_HINTS = ["PUSHW[] 511", "SCANCTRL[]", *(["PUSHB[] 4", "SCANTYPE[]"] * 2)]
"""A program that changes nothing; FreeType hints a font without any by itself, which takes thrice
the time and moves the marks of Vietnamese letters."""
LETTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x180),  # Latin with marks: à, é, ơ's neighbours; ×, ·, «, »
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ, Ư
    *range(0x1E00, 0x1F00),  # Vietnamese with two marks
    *range(0x2010, 0x2028),  # dashes, quotation marks, …
    *(0x2030, 0x2032, 0x2033, 0x20AB, 0x2212, 0x2264, 0x2265),  # ‰, ′, ″, ₫, −, ≤, ≥
)


def main() -> None:
    source = Path(sys.argv[1])
    for name, weight in WEIGHTS.items():
        font = TTFont(next(source.rglob(f"BeVietnamPro_{name}.ttf")), recalcTimestamp=False)
        options = Options()
        options.hinting = False
        options.drop_tables += ["GDEF", "GPOS", "GSUB"]  # the plain layout knows none of them
        options.notdef_outline = False
        options.name_IDs = ["*"]  # its authors and licence
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font["hmtx"][".notdef"] = (0, 0)
        font["prep"] = newTable("prep")
        font["prep"].program = Program()
        font["prep"].program.fromAssembly(NO_HINTS)
        font["maxp"].maxStackElements = 1
        font.save(TARGET / f"be-vietnam-pro-{weight}.ttf")


if __name__ == "__main__":
    main()
