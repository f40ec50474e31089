"""The mark of dvk: a lotus of five petals, drawn by itself, no institution's emblem."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

Point = tuple[float, float]

ROOT: Point = (0.5, 0.82)
"""Where all petals begin; the mark fills a square from (0, 0) to (1, 1)."""
_PETALS = (
    (-66, 0.50, 0.26),
    (66, 0.50, 0.26),
    (-34, 0.62, 0.30),
    (34, 0.62, 0.30),
    (0, 0.68, 0.32),
)
"""Angle from upright in degrees, length, width; what lies behind comes first."""
GAP = 0.026
"""Width of the line in the ground's colour between petals."""
_STEPS = 24
_FINER = 4


def petals() -> tuple[tuple[Point, Point, Point, Point], ...]:
    """Each petal as root, left handle, tip, right handle of its two quadratic curves."""
    return tuple(_petal(*measures) for measures in _PETALS)


def _petal(degrees: float, length: float, width: float) -> tuple[Point, Point, Point, Point]:
    angle = math.radians(degrees)
    ahead = (math.sin(angle), -math.cos(angle))
    aside = (math.cos(angle), math.sin(angle))

    def at(forward: float, sideways: float) -> Point:
        return (
            round(ROOT[0] + ahead[0] * forward + aside[0] * sideways, 4),
            round(ROOT[1] + ahead[1] * forward + aside[1] * sideways, 4),
        )

    return at(0, 0), at(length * 0.55, -width), at(length, 0), at(length * 0.55, width)


@lru_cache(maxsize=8)
def draw_mark(size: int) -> Image.Image:
    """The mark as a mask (mode L) of `size` × `size` pixels: paste a colour through it."""
    large = size * _FINER
    mask = Image.new("L", (large, large))
    draw = ImageDraw.Draw(mask)
    for root, left, tip, right in petals():
        outline = [*_curve(root, left, tip), *_curve(tip, right, root)]
        points = [(x * large, y * large) for x, y in outline]
        draw.polygon(points, fill=255)
        draw.line([*points, points[0]], fill=0, width=round(GAP * large), joint="curve")
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def _curve(start: Point, handle: Point, end: Point) -> list[Point]:
    """Points of a quadratic Bézier curve, without its end."""
    found = []
    for step in range(_STEPS):
        t = step / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        found.append(
            (a * start[0] + b * handle[0] + c * end[0], a * start[1] + b * handle[1] + c * end[1])
        )
    return found
