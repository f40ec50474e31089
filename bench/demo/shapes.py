"""Things that stand in several scenes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from demo.sheet import (
    BROWN,
    CREAM,
    DEEP_GREEN,
    DEEP_RED,
    GREEN,
    GREY,
    ORANGE,
    RED,
    SAND,
    SHEET,
    TEAL,
    WHITE,
    YELLOW,
    Sheet,
)


def hills(
    s: Sheet, y: float, height: float, fill: str, waves: float = 1.6, shift: float = 0
) -> None:
    """Rolling ground whose crest swings around `y`."""
    crest = [
        (x, y - height * math.sin(x / SHEET[0] * waves * 2 * math.pi + shift))
        for x in range(0, SHEET[0] + 1, 8)
    ]
    s.polygon([*crest, (SHEET[0], SHEET[1]), (0, SHEET[1])], fill)


def mountains(
    s: Sheet, peaks: Sequence[tuple[float, float, float]], base: float, fill: str
) -> None:
    """Karst-like cones: (x, height, half width) each, rounded at the top."""
    for x, height, half in peaks:
        side = [
            (x + half * t, base - height * math.exp(-3.2 * t * t)) for t in steps(-1.25, 1.25, 60)
        ]
        s.polygon([*side, (x + half * 1.25, base + 400), (x - half * 1.25, base + 400)], fill)


def cloud(s: Sheet, x: float, y: float, w: float) -> None:
    """Three puffs, `w` wide."""
    for dx, dy, r in ((0, 0, 0.2), (0.22, -0.09, 0.24), (0.46, 0, 0.19)):
        s.circle(x + dx * w, y + dy * w, r * w, "#ffffff")
    s.box(x - 0.18 * w, y, 0.82 * w, 0.2 * w, "#ffffff", r=0.1 * w)


def tree(s: Sheet, x: float, y: float, h: float, fill: str = DEEP_GREEN) -> None:
    """A round tree that stands on y, `h` tall."""
    s.box(x - h * 0.04, y - h * 0.5, h * 0.08, h * 0.5, BROWN, r=h * 0.03)
    for dx, dy, r in ((-0.16, -0.55, 0.2), (0.16, -0.57, 0.19), (0, -0.78, 0.23)):
        s.circle(x + dx * h, y + dy * h, r * h, fill)


def star(s: Sheet, x: float, y: float, r: float, fill: str = YELLOW) -> None:
    """Five points, the first upward."""
    turn = [(r if k % 2 == 0 else r * 0.4, math.radians(36 * k - 90)) for k in range(10)]
    s.polygon([(x + a * math.cos(t), y + a * math.sin(t)) for a, t in turn], fill)


def flag(s: Sheet, x: float, y: float, h: float) -> None:
    """The national flag on a pole that stands at x, y and is `h` high."""
    s.stroke([(x, y), (x, y - h)], 9, GREY)
    w = h * 0.5
    s.box(x + 4, y - h, w, w * 2 / 3, DEEP_RED)
    star(s, x + 4 + w / 2, y - h + w / 3, w * 0.2, "#ffdf5d")


def cross(s: Sheet, x: float, y: float, r: float, fill: str) -> None:
    """The green or white cross of medicine (the red one is a protected emblem)."""
    s.box(x - r, y - r / 3, 2 * r, 2 * r / 3, fill, r=r * 0.12)
    s.box(x - r / 3, y - r, 2 * r / 3, 2 * r, fill, r=r * 0.12)


def drop(s: Sheet, x: float, y: float, r: float, fill: str = RED) -> None:
    """A drop of blood whose round part is centred on x, y."""
    s.circle(x, y, r, fill)
    s.polygon([(x - r * 0.9, y - r * 0.42), (x, y - r * 2.1), (x + r * 0.9, y - r * 0.42)], fill)
    s.arc(x, y, r * 0.68, 95, 165, "#f3b0a8", r * 0.14)


def heart(s: Sheet, x: float, y: float, r: float, fill: str = RED) -> None:
    """A heart around x, y."""
    points = []
    for t in steps(0, 2 * math.pi, 80):
        across = 16 * math.sin(t) ** 3
        up = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((x + across * r / 16, y - up * r / 16))
    s.polygon(points, fill)


def gift(s: Sheet, x: float, y: float, w: float, fill: str = RED, band: str = YELLOW) -> None:
    """A wrapped box standing on y, centred on x."""
    h = w * 0.78
    s.box(x - w / 2, y - h, w, h, fill, r=w * 0.05)
    s.box(x - w * 0.56, y - h - w * 0.02, w * 1.12, h * 0.28, fill, r=w * 0.04)
    s.box(x - w * 0.09, y - h, w * 0.18, h, band)
    for side in (-1, 1):
        s.ellipse(x + side * w * 0.17, y - h - w * 0.1, w * 0.16, w * 0.1, band)
    s.circle(x, y - h - w * 0.07, w * 0.08, ORANGE)


def books(s: Sheet, x: float, y: float, w: float, colours: Sequence[str]) -> None:
    """A pile of books standing on y, centred on x."""
    h = w * 0.19
    for k, fill in enumerate(colours):
        slip = (-0.05, 0.04, -0.01, 0.06)[k % 4] * w
        top = y - h * (k + 1)
        s.box(x - w / 2 + slip, top, w, h * 0.94, fill, r=h * 0.18)
        s.box(x - w / 2 + slip + w * 0.5, top + h * 0.2, w * 0.5, h * 0.54, WHITE, r=h * 0.1)


def flowers(
    s: Sheet, x: float, y: float, h: float, colours: Sequence[str], *, pot: str = ""
) -> None:
    """A bouquet whose wrapped foot stands on y, centred on x; or flowers in a pot."""
    tops = ((-0.3, -0.72), (0, -0.86), (0.3, -0.72), (-0.15, -0.6), (0.16, -0.6))
    for dx, dy in tops:
        s.stroke([(x, y - h * 0.2), (x + dx * h, y + dy * h)], h * 0.03, DEEP_GREEN)
        s.ellipse(x + dx * h * 0.8 + h * 0.06, y + dy * h * 0.72, h * 0.1, h * 0.05, GREEN)
    if pot:
        foot = ((-0.2, -0.42), (0.2, -0.42), (0.14, 0), (-0.14, 0))
        s.polygon([(x + dx * h, y + dy * h) for dx, dy in foot], pot)
        s.box(x - h * 0.23, y - h * 0.46, h * 0.46, h * 0.08, darker(pot, 0.93), r=h * 0.03)
    else:
        s.polygon(
            [(x - h * 0.28, y - h * 0.46), (x + h * 0.28, y - h * 0.46), (x, y + h * 0.02)], CREAM
        )
        s.polygon([(x, y - h * 0.3), (x + h * 0.28, y - h * 0.46), (x, y + h * 0.02)], SAND)
    for k, (dx, dy) in enumerate(tops):
        fx, fy, r = x + dx * h, y + dy * h, h * 0.075
        for turn in range(5):
            angle = math.radians(72 * turn - 90)
            s.circle(
                fx + r * math.cos(angle),
                fy + r * math.sin(angle),
                r * 0.78,
                colours[k % len(colours)],
            )
        s.circle(fx, fy, r * 0.7, YELLOW)


def certificate(s: Sheet, x: float, y: float, w: float, seal: str = RED) -> None:
    """A paper with lines for its text and a sealed ribbon, centred on x, y."""
    h = w * 0.7
    s.box(x - w / 2, y - h / 2, w, h, YELLOW, r=w * 0.03)
    s.box(x - w * 0.46, y - h / 2 + w * 0.04, w * 0.92, h - w * 0.08, WHITE, r=w * 0.015)
    s.box(x - w * 0.22, y - h * 0.3, w * 0.44, h * 0.1, seal, r=h * 0.05)
    for k, half in enumerate((0.32, 0.28, 0.2)):
        s.box(x - w * half, y - h * 0.1 + k * h * 0.13, w * half * 2, h * 0.045, GREY, r=h * 0.02)
    sx, sy, r = x + w * 0.3, y + h * 0.24, w * 0.075
    s.polygon([(sx - r, sy), (sx - r * 0.6, sy + r * 2), (sx, sy + r * 1.4)], seal)
    s.polygon([(sx + r, sy), (sx + r * 0.6, sy + r * 2), (sx, sy + r * 1.4)], seal)
    s.circle(sx, sy, r, ORANGE)
    s.circle(sx, sy, r * 0.66, YELLOW)


def school(s: Sheet, x: float, y: float, w: float, wall: str = CREAM, roof: str = RED) -> None:
    """A long school house standing on y, its left wall at x."""
    h = w * 0.26
    s.box(x, y - h, w, h, wall)
    s.polygon(
        [
            (x - w * 0.04, y - h),
            (x + w * 0.06, y - h * 1.5),
            (x + w * 0.94, y - h * 1.5),
            (x + w * 1.04, y - h),
        ],
        roof,
    )
    s.box(x, y - h * 0.1, w, h * 0.1, SAND)
    for k in range(5):
        left = x + w * (0.06 + 0.19 * k)
        if k == 2:
            s.box(left, y - h * 0.72, w * 0.12, h * 0.72, TEAL, r=w * 0.01)
            s.box(left + w * 0.057, y - h * 0.72, w * 0.006, h * 0.72, wall)
        else:
            s.box(left, y - h * 0.74, w * 0.12, h * 0.42, "#bcd7e6", r=w * 0.008)
            s.box(left + w * 0.056, y - h * 0.74, w * 0.008, h * 0.42, wall)


def bench_table(s: Sheet, x: float, y: float, w: float, h: float, cloth: str = TEAL) -> None:
    """A table with a hanging cloth: upper left corner at x, y."""
    s.box(x, y + 12, w, h, cloth, r=8)
    s.box(x - 20, y, w + 40, 34, WHITE, r=10)


def room(s: Sheet, floor: str, skirting: str) -> None:
    """The floor of an indoor scene."""
    s.box(0, 800, 1600, 267, floor)
    s.box(0, 786, 1600, 18, skirting)


def window(s: Sheet, x: float, y: float, w: float, h: float) -> None:
    """A window with its upper left corner at x, y."""
    s.box(x - 14, y - 14, w + 28, h + 28, WHITE, r=10)
    s.box(x, y, w, h, "#cfe6f0", r=4)
    s.circle(x + w * 0.74, y + h * 0.28, h * 0.1, YELLOW)
    s.pie(x + w * 0.36, y + h, w * 0.32, 180, 360, GREEN)
    s.box(x + w / 2 - 6, y, 12, h, WHITE)


def shadow(s: Sheet, x: float, y: float, w: float, fill: str) -> None:
    """A flat shadow under what stands on y."""
    s.ellipse(x, y, w / 2, w * 0.075, fill)


def steps(first: float, last: float, count: int) -> list[float]:
    """Numbers at equal distances, both ends included."""
    return [first + (last - first) * k / count for k in range(count + 1)]


def darker(colour: str, part: float) -> str:
    """A colour with only a part of its light."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(p * part):02x}" for p in parts)


def lighter(colour: str) -> str:
    """A colour six tenths of the way to white."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * 0.6):02x}" for p in parts)
