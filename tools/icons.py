#!/usr/bin/env python3
"""The icons of dvk, from the mark in dvk_plugin/cards/mark.py: SVG, PNG and favicon.ico.

usage: python tools/icons.py
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from dvk_plugin.cards.mark import GAP, draw_mark, petals

THEME = Path(__file__).parent.parent / "dvk_plugin" / "theme"
TARGET = THEME / "assets" / "dvk" / "icons"
RED, GOLD = "#96181c", "#efbf5c"
ROUND = 0.2
"""Radius of the corners, as a part of the side."""


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "icon.svg").write_text(svg(), encoding="utf-8", newline="\n")
    for size in (192, 512):
        save(square(size, 0.78), TARGET / f"icon-{size}.png")
    save(square(180, 0.82), TARGET / "apple-touch-icon.png")
    sizes = (16, 32, 48)
    images = [square(size, 1.0) for size in sizes]
    images[-1].save(THEME / "favicon.ico", sizes=[i.size for i in images], append_images=images)


def square(size: int, part: float) -> Image.Image:
    """The mark over `part` of a red square; systems round the corners themselves."""
    image = Image.new("RGB", (size, size), RED)
    inner = round(size * part)
    at = (size - inner) // 2
    image.paste(Image.new("RGB", (inner, inner), GOLD), (at, at), draw_mark(inner))
    return image


def save(image: Image.Image, path: Path) -> None:
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    path.write_bytes(out.getvalue())


def svg() -> str:
    paths = [
        f'<path d="M{_at(root)}Q{_at(left)} {_at(tip)}Q{_at(right)} {_at(root)}z"/>'
        for root, left, tip, right in petals()
    ]
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">',
        f'<rect width="100" height="100" rx="{ROUND * 100:g}" fill="{RED}"/>',
        f'<g fill="{GOLD}" stroke="{RED}" stroke-width="{GAP * 100:g}">',
        *paths,
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _at(point: tuple[float, float]) -> str:
    return f"{point[0] * 100:g} {point[1] * 100:g}"


if __name__ == "__main__":
    main()
