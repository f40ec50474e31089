"""Draw the thirteen pictures of the demo site: flat scenes, one for each caption.

There are no photos to use, so each caption says «Ảnh minh họa». `python bench/demo_pictures.py`
writes the JPEG files beside the posts, turned and marked as phones do, with a GPS position for the
site to take out; `--full FOLDER --count 100` writes large ones for tests and benchmarks. No chance
and no clock: the same Pillow gives the same pictures. Scenes are drawn in units of a 1600 × 1067
sheet; a larger `SIZE` needs no other change.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
BINH_THUAN = ROOT / "posts" / "2023" / "nam-mo-hinh-dan-van-kheo"
LANG_SON = ROOT / "posts" / "2024" / "tinh-nguyen-vi-cong-dong"

SHEET = (1600, 1067)  # the units every scene is drawn in
SIZE = (1600, 1067)  # the pixels that are written
SMOOTH = 2  # drawn so many times larger, then reduced, for soft edges
QUALITY = 80
FULL_SIZE = (4242, 2829)  # 12 MP
FULL_QUALITY = 90

Point = tuple[float, float]

INK = "#3f4a55"
WHITE = "#fffdf8"
CREAM = "#fbf3e4"
RED = "#d9635b"
DEEP_RED = "#c9473f"
YELLOW = "#f4cf6b"
ORANGE = "#eba56a"
GREEN = "#86b58a"
DEEP_GREEN = "#5f9673"
TEAL = "#5fa8a3"
BLUE = "#7fa9cf"
NAVY = "#4d6a92"
PINK = "#eeb4b0"
LILAC = "#b3a4cf"
BROWN = "#a87d5d"
SAND = "#e8d5b0"
HAIR = "#3d3636"
GREY = "#c9ccd0"
SKIN = ("#f2c9a5", "#e9b98f", "#f6d3b3")


class Sheet:
    """A picture in the units of `SHEET`, y downward."""

    def __init__(self, top: str, bottom: str) -> None:
        """A sheet filled with a sky (or wall) that fades from `top` to `bottom`."""
        self.scale = SIZE[0] * SMOOTH / SHEET[0]
        size = (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH)
        fade = Image.linear_gradient("L").resize(size)
        self.image = Image.composite(
            Image.new("RGB", size, bottom), Image.new("RGB", size, top), fade
        )
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=fill)

    def circle(self, x: float, y: float, r: float, fill: str) -> None:
        self.ellipse(x, y, r, r, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        self.pen.ellipse(self._box(x - rx, y - ry, 2 * rx, 2 * ry), fill=fill)

    def box(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> None:
        """A rectangle with its upper left corner at x, y; corners rounded by `r`."""
        self.pen.rounded_rectangle(self._box(x, y, w, h), radius=r * self.scale, fill=fill)

    def pie(self, x: float, y: float, r: float, start: float, end: float, fill: str) -> None:
        """A slice of a disc; degrees run clockwise from three o'clock."""
        self.pen.pieslice(self._box(x - r, y - r, 2 * r, 2 * r), start, end, fill=fill)

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, fill: str, width: float
    ) -> None:
        self.pen.arc(
            self._box(x - r, y - r, 2 * r, 2 * r),
            start,
            end,
            fill=fill,
            width=round(width * self.scale),
        )

    def stroke(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line with round joints and ends."""
        scaled = [(x * self.scale, y * self.scale) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * self.scale), joint="curve")
        for x, y in points:
            self.circle(x, y, width / 2, fill)

    def _box(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        s = self.scale
        return (x * s, y * s, (x + w) * s, (y + h) * s)


# --- things that several scenes share -------------------------------------------------------


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
            (x + half * t, base - height * math.exp(-3.2 * t * t)) for t in _steps(-1.25, 1.25, 60)
        ]
        s.polygon([*side, (x + half * 1.25, base + 400), (x - half * 1.25, base + 400)], fill)


def cloud(s: Sheet, x: float, y: float, w: float) -> None:
    for dx, dy, r in ((0, 0, 0.2), (0.22, -0.09, 0.24), (0.46, 0, 0.19)):
        s.circle(x + dx * w, y + dy * w, r * w, "#ffffff")
    s.box(x - 0.18 * w, y, 0.82 * w, 0.2 * w, "#ffffff", r=0.1 * w)


def tree(s: Sheet, x: float, y: float, h: float, fill: str = DEEP_GREEN) -> None:
    s.box(x - h * 0.04, y - h * 0.5, h * 0.08, h * 0.5, BROWN, r=h * 0.03)
    for dx, dy, r in ((-0.16, -0.55, 0.2), (0.16, -0.57, 0.19), (0, -0.78, 0.23)):
        s.circle(x + dx * h, y + dy * h, r * h, fill)


def star(s: Sheet, x: float, y: float, r: float, fill: str = YELLOW) -> None:
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
    points = []
    for t in _steps(0, 2 * math.pi, 80):
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
        s.box(x - h * 0.23, y - h * 0.46, h * 0.46, h * 0.08, _darker(pot, 0.93), r=h * 0.03)
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


def person(
    s: Sheet,
    x: float,
    y: float,
    h: float,
    *,
    shirt: str,
    hair: str = "short",
    hair_fill: str = HAIR,
    bottom: str = NAVY,
    skin: int = 0,
    hands: Sequence[Point] = ((-0.2, -0.4), (0.2, -0.4)),
    robe: bool = False,
    legs: bool = True,
) -> None:
    """Somebody who stands on y, centred on x, `h` tall.

    `hands` (left, right) are given from x, y in parts of h. `robe`: an áo dài instead of trousers.
    """
    tone = SKIN[skin % len(SKIN)]
    head_x, head_y, r = x, y - h * 0.86, h * 0.105
    if hair == "long":
        s.box(head_x - r * 1.12, head_y - r * 0.4, r * 2.24, r * 2.6, hair_fill, r=r * 0.8)
    if legs:
        for side in (-1, 1):
            s.box(
                x + side * h * 0.062 - h * 0.05, y - h * 0.45, h * 0.1, h * 0.43, bottom, r=h * 0.03
            )
            s.box(
                x + side * h * 0.07 - h * 0.06, y - h * 0.045, h * 0.12, h * 0.05, INK, r=h * 0.025
            )
    s.box(x - h * 0.04, y - h * 0.8, h * 0.08, h * 0.12, tone)
    s.box(x - h * 0.135, y - h * 0.74, h * 0.27, h * 0.36, shirt, r=h * 0.07)
    if robe:
        s.polygon(
            [
                (x - h * 0.1, y - h * 0.5),
                (x + h * 0.1, y - h * 0.5),
                (x + h * 0.16, y - h * 0.1),
                (x - h * 0.16, y - h * 0.1),
            ],
            shirt,
        )
    for side, (hx, hy) in zip((-1, 1), hands, strict=True):
        shoulder = (x + side * h * 0.115, y - h * 0.69)
        hand = (x + hx * h, y + hy * h)
        elbow = (
            (shoulder[0] + hand[0]) / 2 + side * h * 0.035,
            (shoulder[1] + hand[1]) / 2 + h * 0.03,
        )
        s.stroke([shoulder, elbow, hand], h * 0.078, _darker(shirt, 0.93))
        s.circle(*hand, h * 0.042, tone)
    s.circle(head_x, head_y, r, tone)
    _face(s, head_x, head_y, r)
    _hair(s, head_x, head_y, r, hair, hair_fill)


def _face(s: Sheet, x: float, y: float, r: float) -> None:
    for side in (-1, 1):
        s.circle(x + side * r * 0.36, y + r * 0.14, r * 0.085, INK)
        s.circle(x + side * r * 0.56, y + r * 0.42, r * 0.15, "#eeaa95")
    s.arc(x, y + r * 0.3, r * 0.3, 25, 155, "#a8604f", r * 0.085)


def _hair(s: Sheet, x: float, y: float, r: float, style: str, fill: str) -> None:
    s.pie(x, y, r * 1.06, 188, 352, fill)
    s.ellipse(x - r * 0.45, y - r * 0.28, r * 0.6, r * 0.34, fill)
    s.ellipse(x + r * 0.5, y - r * 0.36, r * 0.52, r * 0.3, fill)
    if style == "bun":
        s.circle(x, y - r * 1.15, r * 0.42, fill)
    elif style == "tails":
        for side in (-1, 1):
            s.ellipse(x + side * r * 1.12, y + r * 0.35, r * 0.26, r * 0.55, fill)
    elif style == "long":
        for side in (-1, 1):
            s.ellipse(x + side * r * 0.98, y + r * 0.35, r * 0.2, r * 0.85, fill)
    elif style == "cap":
        s.pie(x, y - r * 0.2, r * 1.12, 180, 360, RED)
        s.box(x - r * 0.2, y - r * 0.34, r * 1.55, r * 0.22, DEEP_RED, r=r * 0.1)


def room(s: Sheet, floor: str, skirting: str) -> None:
    """The floor of an indoor scene."""
    s.box(0, 800, 1600, 267, floor)
    s.box(0, 786, 1600, 18, skirting)


def window(s: Sheet, x: float, y: float, w: float, h: float) -> None:
    s.box(x - 14, y - 14, w + 28, h + 28, WHITE, r=10)
    s.box(x, y, w, h, "#cfe6f0", r=4)
    s.circle(x + w * 0.74, y + h * 0.28, h * 0.1, YELLOW)
    s.pie(x + w * 0.36, y + h, w * 0.32, 180, 360, GREEN)
    s.box(x + w / 2 - 6, y, 12, h, WHITE)


def shadow(s: Sheet, x: float, y: float, w: float, fill: str) -> None:
    s.ellipse(x, y, w / 2, w * 0.075, fill)


def _steps(first: float, last: float, count: int) -> list[float]:
    return [first + (last - first) * k / count for k in range(count + 1)]


def _darker(colour: str, part: float) -> str:
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(p * part):02x}" for p in parts)


# --- the scenes: Bình Thuận -----------------------------------------------------------------


def health_check() -> Sheet:
    """Hills, a stilt house, a doctor who takes a villager's blood pressure."""
    s = Sheet("#cfe7f2", "#fdf3df")
    s.circle(1290, 190, 84, YELLOW)
    cloud(s, 250, 190, 220)
    cloud(s, 860, 130, 160)
    hills(s, 560, 90, "#b9d3bd", 1.3, 0.6)
    hills(s, 650, 70, "#a0c6a4", 1.1, 3.4)
    for x in (1180, 1290, 1420, 1500):
        s.box(x, 560, 18, 190, BROWN)
    s.box(1150, 450, 400, 150, "#c99d74")
    s.box(1230, 480, 80, 120, "#8b664b", r=4)
    s.box(1390, 485, 90, 70, CREAM, r=4)
    s.polygon([(1100, 462), (1230, 318), (1470, 318), (1600, 462)], "#d8b27a")
    hills(s, 770, 26, GREEN, 0.8, 2.1)
    tree(s, 130, 800, 330)
    tree(s, 1010, 720, 210, "#76a883")
    person(
        s,
        900,
        930,
        560,
        shirt=TEAL,
        hair="bun",
        hair_fill="#6d6462",
        skin=1,
        hands=((-0.26, -0.44), (0.18, -0.42)),
        legs=False,
    )
    person(
        s,
        500,
        930,
        600,
        shirt="#f4f7f8",
        hair="long",
        hands=((-0.13, -0.42), (0.36, -0.42)),
        legs=False,
    )
    s.stroke([(462, 520), (480, 590), (520, 590), (540, 520)], 9, INK)
    s.circle(500, 602, 16, GREY)
    bench_table(s, 330, 690, 740, 250, "#8fbfb6")
    s.stroke([(700, 672), (640, 640), (590, 668)], 8, INK)
    s.box(700, 640, 78, 54, NAVY, r=14)
    s.box(948, 600, 130, 92, WHITE, r=14)
    s.box(985, 578, 56, 30, GREY, r=10)
    cross(s, 1013, 646, 32, TEAL)
    s.box(390, 650, 34, 44, ORANGE, r=8)
    s.box(434, 640, 30, 54, WHITE, r=8)
    s.box(434, 630, 30, 16, BLUE, r=4)
    cross(s, 700, 835, 60, WHITE)
    person(
        s,
        1250,
        985,
        470,
        shirt=ORANGE,
        hair="short",
        skin=1,
        bottom="#6f6158",
        hands=((-0.2, -0.38), (0.2, -0.38)),
    )
    person(
        s, 1400, 985, 330, shirt=PINK, hair="tails", skin=2, hands=((-0.36, -0.54), (0.22, -0.36))
    )
    return s


def visit_elderly() -> Sheet:
    """A visitor hands a gift to an old woman in an armchair; an old man looks on."""
    s = Sheet("#f7ead6", "#f3dfc6")
    room(s, "#d9b48c", "#c79c72")
    window(s, 170, 170, 330, 330)
    for x in (110, 520):
        s.polygon([(x - 40, 130), (x + 90, 130), (x + 60, 620), (x - 40, 620)], PINK)
    s.box(90, 112, 540, 24, BROWN, r=12)
    s.box(1090, 190, 230, 170, WHITE, r=8)
    s.box(1108, 208, 194, 134, "#cfe3d6", r=4)
    heart(s, 1205, 275, 44)
    s.ellipse(800, 985, 640, 66, "#c98f83")
    s.ellipse(800, 980, 570, 52, "#d9a598")
    # the armchair and the woman in it
    s.box(350, 520, 330, 400, "#6f9c95", r=70)
    person(
        s,
        515,
        1010,
        560,
        shirt=LILAC,
        hair="bun",
        hair_fill="#e4e3e1",
        skin=1,
        hands=((-0.16, -0.38), (0.3, -0.42)),
        legs=False,
    )
    s.box(395, 770, 240, 140, "#7f6fa5", r=40)
    s.box(425, 850, 80, 140, "#7f6fa5", r=20)
    s.box(525, 850, 80, 140, "#7f6fa5", r=20)
    s.box(420, 968, 92, 34, INK, r=14)
    s.box(522, 968, 92, 34, INK, r=14)
    s.box(326, 690, 70, 250, "#7fada5", r=32)
    s.box(634, 720, 66, 220, "#7fada5", r=32)
    person(
        s, 900, 1000, 640, shirt=BLUE, hair="short", skin=0, hands=((-0.26, -0.47), (0.04, -0.47))
    )
    gift(s, 745, 752, 170)
    person(
        s,
        1130,
        1000,
        610,
        shirt=PINK,
        hair="long",
        skin=2,
        bottom="#7c6b86",
        hands=((-0.14, -0.44), (0.14, -0.44)),
    )
    flowers(s, 1130, 790, 210, (RED, ORANGE, PINK))
    # a wheelchair-free corner: an old man with a stick
    person(
        s,
        1390,
        1000,
        560,
        shirt="#cdbb97",
        hair="short",
        hair_fill="#dedcd8",
        skin=1,
        bottom="#8b7f70",
        hands=((-0.22, -0.42), (0.24, -0.45)),
    )
    s.stroke([(1526, 990), (1526, 745), (1504, 735)], 14, BROWN)
    return s


def scholarship_stage() -> Sheet:
    """On a stage: somebody hands over certificates; a globe and a suitcase for the faculty."""
    s = Sheet("#e9eef6", "#f8f1e6")
    s.box(210, 110, 1180, 560, NAVY, r=20)
    s.box(236, 136, 1128, 508, "#6c8cb5", r=12)
    for k in range(5):
        star(s, 560 + 120 * k, 200 + 26 * abs(k - 2), 26)
    for x, side in ((0, 1), (1600, -1)):
        for k in range(3):
            s.polygon(
                [
                    (x + side * 80 * k, 0),
                    (x + side * 80 * (k + 1), 0),
                    (x + side * (80 * k + 60), 860),
                    (x + side * 80 * k, 880),
                ],
                RED if k % 2 == 0 else DEEP_RED,
            )
    s.box(0, 820, 1600, 247, "#d7ab7e")
    s.box(0, 820, 1600, 22, "#e7c59d")
    person(
        s,
        520,
        960,
        640,
        shirt=WHITE,
        hair="short",
        bottom=INK,
        skin=0,
        hands=((-0.2, -0.36), (0.3, -0.47)),
    )
    s.polygon([(520, 505), (536, 524), (524, 640), (520, 650), (510, 640), (504, 524)], DEEP_RED)
    person(
        s,
        850,
        960,
        610,
        shirt=PINK,
        hair="long",
        robe=True,
        bottom=WHITE,
        skin=2,
        hands=((-0.24, -0.48), (0.1, -0.46)),
    )
    certificate(s, 712, 668, 190)
    person(
        s,
        1040,
        960,
        620,
        shirt="#a9cbe4",
        hair="short",
        skin=1,
        hands=((-0.13, -0.45), (0.13, -0.45)),
    )
    certificate(s, 1040, 690, 170)
    person(
        s,
        1220,
        960,
        590,
        shirt="#cfe0b8",
        hair="tails",
        skin=0,
        bottom="#64727f",
        hands=((-0.13, -0.45), (0.13, -0.45)),
    )
    certificate(s, 1220, 700, 170)
    # the faculty: a globe and a suitcase
    s.box(306, 830, 110, 120, ORANGE, r=16)
    s.arc(361, 830, 30, 180, 360, BROWN, 10)
    s.box(306, 874, 110, 14, BROWN)
    s.circle(361, 742, 58, BLUE)
    s.ellipse(345, 725, 26, 18, GREEN)
    s.ellipse(382, 762, 18, 24, GREEN)
    for x in (120, 1400, 1500):
        flowers(s, x, 1030, 180, (PINK, ORANGE, LILAC), pot=TEAL)
    return s


def exemplary_students() -> Sheet:
    """Students before a board of portraits; a clapper and a camera for the short films."""
    s = Sheet("#eef3ee", "#f7efe0")
    room(s, "#cfd9d3", "#b5c4bc")
    s.box(250, 90, 1100, 520, BROWN, r=18)
    s.box(274, 114, 1052, 472, "#dfeae0", r=8)
    shirts = (BLUE, PINK, GREEN, ORANGE, LILAC, TEAL)
    for k in range(6):
        left = 310 + 170 * k
        s.box(left, 150, 138, 176, WHITE, r=8)
        s.box(left + 12, 162, 114, 122, _lighter(shirts[k]), r=6)
        s.pie(left + 69, 284, 46, 180, 360, shirts[k])
        s.circle(left + 69, 216, 27, SKIN[k % 3])
        _face(s, left + 69, 216, 27)
        _hair(s, left + 69, 216, 27, ("short", "bun", "tails")[k % 3], HAIR)
        star(s, left + 69, 306, 13, ORANGE)
    for k in range(3):
        left = 330 + 340 * k
        s.box(left, 370, 260, 176, INK, r=12)
        s.box(left + 12, 382, 236, 132, (BLUE, TEAL, LILAC)[k], r=6)
        s.circle(left + 130, 448, 40, WHITE)
        s.polygon([(left + 118, 426), (left + 118, 470), (left + 154, 448)], INK)
        s.box(left + 20, 524, 140, 8, RED, r=4)
    person(s, 560, 980, 560, shirt=WHITE, hair="short", skin=1, hands=((-0.2, -0.38), (0.28, -0.6)))
    person(
        s,
        760,
        985,
        540,
        shirt=PINK,
        hair="long",
        robe=True,
        bottom=WHITE,
        skin=0,
        hands=((-0.13, -0.44), (0.13, -0.44)),
    )
    flowers(s, 760, 800, 170, (RED, YELLOW, PINK))
    person(
        s, 960, 980, 570, shirt="#bcd6ea", hair="short", skin=2, hands=((-0.2, -0.38), (0.2, -0.38))
    )
    person(
        s,
        1140,
        985,
        530,
        shirt="#d9e5b5",
        hair="tails",
        skin=0,
        bottom="#6c7a88",
        hands=((-0.26, -0.62), (0.2, -0.38)),
    )
    # the camera
    for x in (210, 290, 370):
        s.stroke([(290, 760), (x, 1010)], 12, INK)
    s.box(210, 640, 170, 112, INK, r=18)
    s.box(380, 664, 50, 64, "#5b6773", r=10)
    s.circle(250, 620, 38, INK)
    s.circle(334, 614, 46, INK)
    s.circle(250, 620, 16, GREY)
    s.circle(334, 614, 20, GREY)
    # the clapper
    s.box(1300, 880, 190, 120, INK, r=10)
    s.polygon([(1296, 868), (1480, 812), (1490, 842), (1304, 898)], WHITE)
    for k in range(3):
        x = 1316 + 60 * k
        y = 863 - 18 * k
        s.polygon([(x, y), (x + 26, y - 8), (x + 20, y + 24), (x - 8, y + 32)], INK)
    star(s, 1395, 945, 30)
    return s


def _lighter(colour: str) -> str:
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * 0.6):02x}" for p in parts)


# --- the scenes: Lạng Sơn -------------------------------------------------------------------


def four_scholarships() -> Sheet:
    """Four students with their certificates in the school yard, mountains behind."""
    s = Sheet("#d5e8f3", "#fbf1e0")
    cloud(s, 220, 150, 200)
    cloud(s, 1220, 120, 230)
    mountains(
        s, ((180, 330, 210), (470, 270, 180), (1080, 300, 210), (1420, 360, 220)), 560, "#b6cdc6"
    )
    school(s, 330, 720, 940, CREAM, "#c9766a")
    s.box(0, 700, 1600, 367, "#cfdcae")
    s.polygon([(560, 720), (1040, 720), (1500, 1067), (100, 1067)], SAND)
    tree(s, 150, 800, 380)
    tree(s, 1470, 800, 360, "#76a883")
    looks = ((BLUE, "short", 1), (PINK, "long", 0), ("#bfd8a8", "short", 2), (LILAC, "tails", 0))
    for k, (shirt, hair, skin) in enumerate(looks):
        x = 440 + 240 * k
        shadow(s, x, 985, 210, "#d3bd92")
        person(
            s,
            x,
            985,
            570 + 16 * (k % 2),
            shirt=shirt,
            hair=hair,
            skin=skin,
            hands=((-0.14, -0.46), (0.14, -0.46)),
        )
        certificate(s, x, 735, 176, TEAL)
    return s


def tuition_support() -> Sheet:
    """An adult gives books and a satchel to a pupil; another pupil waits."""
    s = Sheet("#fdf0d9", "#f6e6cf")
    room(s, "#dcc29a", "#c6a77b")
    s.box(180, 130, 640, 400, BROWN, r=14)
    s.box(202, 152, 596, 356, "#5e8f7f", r=6)
    s.stroke([(260, 230), (420, 230)], 8, "#d9e8df")
    s.stroke([(260, 290), (520, 290)], 8, "#d9e8df")
    s.arc(660, 330, 70, 0, 360, "#d9e8df", 8)
    s.polygon([(620, 420), (700, 420), (660, 350)], "#8fb8a5")
    window(s, 1040, 160, 360, 320)
    person(
        s,
        560,
        1000,
        700,
        shirt=TEAL,
        hair="long",
        robe=True,
        bottom=WHITE,
        skin=0,
        hands=((-0.12, -0.44), (0.28, -0.38)),
    )
    person(s, 890, 1000, 470, shirt=WHITE, hair="short", skin=1, hands=((-0.3, -0.54), (0.2, -0.4)))
    s.polygon([(866, 660), (914, 660), (890, 726)], DEEP_RED)
    books(s, 752, 756, 150, (BLUE, ORANGE, GREEN))
    person(
        s,
        1110,
        1000,
        440,
        shirt=WHITE,
        hair="tails",
        skin=2,
        bottom="#7a6f92",
        hands=((-0.2, -0.4), (0.2, -0.4)),
    )
    s.polygon([(1088, 680), (1132, 680), (1110, 742)], DEEP_RED)
    # a desk with a satchel
    s.box(1230, 800, 300, 26, BROWN, r=8)
    for x in (1250, 1490):
        s.box(x, 826, 20, 180, "#8b664b", r=6)
    s.box(1280, 640, 170, 160, RED, r=30)
    s.box(1300, 718, 130, 70, DEEP_RED, r=18)
    s.arc(1365, 640, 34, 180, 360, DEEP_RED, 12)
    s.box(1350, 710, 30, 26, YELLOW, r=6)
    books(s, 1470, 800, 100, (LILAC, TEAL))
    s.box(190, 780, 170, 226, "#c99d74", r=8)
    flowers(s, 275, 784, 190, (PINK, ORANGE), pot=BLUE)
    return s


def blood_drive() -> Sheet:
    """Volunteers at a reception table before a high school, under a drop of blood."""
    s = Sheet("#d3e7f1", "#fdf2e4")
    cloud(s, 180, 170, 210)
    cloud(s, 1270, 150, 200)
    hills(s, 520, 50, "#c2d8cb", 1.8, 0.4)
    school(s, 180, 700, 1240, "#fbecd2", "#d1897a")
    s.box(0, 690, 1600, 377, "#dce5bd")
    for x in (330, 1270):
        s.box(x - 10, 230, 20, 720, BROWN, r=8)
    s.polygon([(300, 160), (1300, 160), (1370, 300), (230, 300)], RED)
    for k in range(7):
        x = 300 + k * 1000 / 7
        s.polygon([(x, 160), (x + 71, 160), (x + 62, 300), (x - 10, 300)], WHITE if k % 2 else PINK)
    s.box(670, 312, 260, 130, WHITE, r=20)
    drop(s, 750, 392, 32)
    heart(s, 850, 380, 36, PINK)
    for k, (hair, skin) in enumerate((("long", 0), ("cap", 1), ("tails", 2))):
        person(
            s,
            540 + 260 * k,
            960,
            520,
            shirt=RED,
            hair=hair,
            skin=skin,
            hands=((-0.14, -0.42), (0.16, -0.42)),
            legs=False,
        )
        heart(s, 540 + 260 * k, 628, 16, WHITE)
    bench_table(s, 400, 740, 800, 240, "#e9a49d")
    drop(s, 800, 880, 40, WHITE)
    for x in (500, 760, 1010):
        s.box(x, 712, 90, 30, WHITE, r=4)
        s.box(x + 12, 722, 60, 6, GREY)
    for x, fill in ((620, BLUE), (900, TEAL), (1120, ORANGE)):
        s.box(x, 690, 40, 52, fill, r=8)
    person(s, 250, 1010, 560, shirt=BLUE, hair="short", skin=2, hands=((-0.2, -0.38), (0.3, -0.5)))
    person(
        s,
        1370,
        1010,
        540,
        shirt=LILAC,
        hair="long",
        skin=1,
        bottom="#6c7a88",
        hands=((-0.3, -0.5), (0.2, -0.38)),
    )
    return s


def commendation() -> Sheet:
    """A framed commendation with a medal and flowers on a table."""
    s = Sheet("#f9e9dc", "#f3d9c6")
    for k in range(18):
        angle = math.radians(20 * k)
        wide = math.radians(5)
        s.polygon(
            [(800, 470)]
            + [
                (800 + 1300 * math.cos(angle + d), 470 + 1300 * math.sin(angle + d))
                for d in (-wide, wide)
            ],
            "#fbf0e4",
        )
    s.box(0, 850, 1600, 217, "#b98c67")
    s.box(0, 850, 1600, 26, "#cda37d")
    s.box(430, 170, 740, 560, "#a56b4c", r=14)
    s.box(458, 198, 684, 504, YELLOW, r=6)
    s.box(476, 216, 648, 468, WHITE, r=4)
    star(s, 800, 300, 46, RED)
    s.box(620, 372, 360, 40, RED, r=20)
    for k, half in enumerate((240, 220, 240, 150)):
        s.box(800 - half, 450 + 40 * k, 2 * half, 14, GREY, r=7)
    drop(s, 590, 628, 24)
    s.circle(1020, 624, 40, PINK)
    star(s, 1020, 624, 24, DEEP_RED)
    for x in (640, 960):
        s.polygon([(x - 30, 730), (x + 30, 730), (x + 60, 860), (x - 60, 860)], "#8b5a40")
    flowers(s, 270, 980, 430, (RED, PINK, ORANGE), pot=TEAL)
    flowers(s, 1330, 980, 430, (LILAC, PINK, WHITE), pot=BLUE)
    s.polygon([(730, 800), (790, 800), (830, 910), (780, 930)], RED)
    s.polygon([(870, 800), (810, 800), (770, 910), (820, 930)], BLUE)
    s.circle(800, 945, 64, ORANGE)
    s.circle(800, 945, 50, YELLOW)
    star(s, 800, 945, 32, ORANGE)
    return s


def donor_in_chair() -> Sheet:
    """A donor reclines while a nurse watches the bag; eight small drops on the wall."""
    s = Sheet("#e6f1f1", "#f6f0e6")
    room(s, "#cddfdb", "#b1cbc6")
    window(s, 120, 170, 300, 300)
    s.box(980, 130, 500, 230, WHITE, r=24)
    for k in range(8):
        drop(s, 1055 + 116 * (k % 4), 215 + 100 * (k // 4), 22, RED if k == 7 else "#e39a92")
    # the stand with the bag
    s.stroke([(420, 990), (420, 420), (500, 420)], 12, GREY)
    s.box(356, 984, 130, 18, GREY, r=9)
    s.box(466, 440, 70, 110, WHITE, r=14)
    s.box(474, 480, 54, 62, RED, r=10)
    s.stroke([(500, 552), (500, 640), (560, 690), (640, 700)], 7, DEEP_RED)
    # the chair
    s.polygon([(560, 760), (1060, 790), (1060, 870), (560, 850)], TEAL)
    s.polygon([(480, 560), (560, 540), (680, 800), (590, 850)], TEAL)
    s.polygon([(1040, 792), (1100, 800), (1220, 930), (1160, 950)], TEAL)
    s.box(600, 845, 40, 150, "#8aa9a6", r=10)
    s.box(980, 860, 40, 135, "#8aa9a6", r=10)
    # the donor
    s.stroke([(640, 730), (860, 770), (1050, 770)], 104, BLUE)
    s.stroke([(900, 775), (1060, 775), (1180, 905)], 84, NAVY)
    s.box(1150, 880, 96, 46, INK, r=20)
    s.circle(575, 590, 74, SKIN[1])
    _face(s, 575, 590, 74)
    _hair(s, 575, 590, 74, "short", HAIR)
    s.stroke([(628, 668), (650, 716)], 60, SKIN[1])
    s.stroke([(668, 720), (700, 706), (820, 690)], 50, SKIN[1])
    s.stroke([(662, 716), (700, 706)], 62, "#7299bf")
    s.box(736, 664, 30, 66, WHITE, r=8)
    heart(s, 846, 676, 36)
    person(
        s,
        1330,
        1000,
        640,
        shirt="#f5f8f8",
        hair="long",
        skin=0,
        bottom="#a8c9c4",
        hands=((-0.3, -0.5), (0.1, -0.42)),
    )
    s.box(1296, 395, 68, 36, WHITE, r=8)
    cross(s, 1330, 413, 13, TEAL)
    s.box(1340, 690, 100, 74, WHITE, r=8)
    s.box(1354, 706, 70, 8, GREY)
    s.box(1354, 726, 52, 8, GREY)
    return s


def student_gives_blood() -> Sheet:
    """A student's arm with a plaster, a heart to press, two drops beside it."""
    s = Sheet("#fbe6e0", "#fdf3e7")
    s.circle(800, 500, 430, "#fdf5ee")
    for x, y, r in ((210, 220, 30), (1400, 260, 38), (1290, 860, 26), (330, 850, 34)):
        heart(s, x, y, r, PINK)
    person(
        s,
        560,
        1180,
        1000,
        shirt="#a8c7e3",
        hair="long",
        skin=2,
        hands=((-0.17, -0.36), (0.19, -0.44)),
        legs=False,
    )
    s.stroke([(750, 735), (960, 765), (1130, 720)], 84, SKIN[2])
    s.stroke([(726, 716), (776, 744)], 112, "#dfeaf4")
    s.box(850, 705, 90, 100, CREAM, r=20)
    s.box(876, 735, 38, 40, RED, r=8)
    s.circle(1170, 705, 62, SKIN[2])
    heart(s, 1180, 660, 70)
    for k in range(4):
        s.stroke(
            [(1136 + 26 * k, 690 + 6 * k), (1146 + 26 * k, 730 + 4 * k)], 24, _darker(SKIN[2], 0.96)
        )
    drop(s, 1080, 430, 84)
    drop(s, 1270, 460, 58, "#e58b83")
    s.box(0, 860, 1600, 207, "#eec3b8")
    s.box(0, 850, 1600, 22, "#f6d8cf")
    s.box(930, 800, 380, 60, TEAL, r=24)
    for x, fill in ((190, BLUE), (270, ORANGE)):
        s.box(x, 770, 60, 90, fill, r=12)
    s.ellipse(1440, 846, 90, 26, WHITE)
    for dx in (-36, 0, 36):
        s.circle(1440 + dx, 824, 24, ORANGE)
    return s


def school_opening() -> Sheet:
    """Flowers and library books on a table in the yard under the flag."""
    s = Sheet("#cde5f3", "#fdf1dc")
    s.circle(250, 180, 70, YELLOW)
    cloud(s, 520, 150, 200)
    cloud(s, 1330, 190, 180)
    mountains(
        s, ((90, 300, 190), (380, 360, 200), (1190, 330, 220), (1500, 290, 190)), 560, "#accabf"
    )
    school(s, 400, 720, 800, "#fdeccb", "#c9665c")
    s.box(0, 700, 1600, 367, "#c8dba8")
    s.polygon([(520, 720), (1080, 720), (1500, 1067), (100, 1067)], SAND)
    flag(s, 800, 720, 560)
    tree(s, 110, 790, 330)
    tree(s, 1500, 790, 330, "#76a883")
    for k, (shirt, hair) in enumerate(
        ((WHITE, "tails"), (WHITE, "short"), (PINK, "long"), (WHITE, "short"))
    ):
        x = (260, 390, 1210, 1340)[k]
        person(
            s,
            x,
            990,
            420,
            shirt=shirt,
            hair=hair,
            skin=k,
            hands=((-0.2, -0.4), (0.28, -0.66)) if k < 2 else ((-0.28, -0.66), (0.2, -0.4)),
        )
        s.polygon([(x - 22, 688), (x + 22, 688), (x, 742)], DEEP_RED)
    bench_table(s, 520, 800, 560, 210, "#a4c3dd")
    books(s, 610, 802, 150, (BLUE, RED, GREEN, ORANGE))
    books(s, 800, 802, 170, (TEAL, LILAC, YELLOW, RED))
    flowers(s, 985, 808, 250, (RED, PINK, ORANGE))
    return s


def outdoor_lesson() -> Sheet:
    """Pupils sit in rows in the yard and watch a picture board; mountains behind."""
    s = Sheet("#d8eaf0", "#fcf1de")
    cloud(s, 180, 170, 190)
    mountains(
        s,
        ((120, 380, 220), (420, 300, 190), (980, 330, 230), (1320, 400, 230), (1560, 300, 180)),
        600,
        "#bdd4c9",
    )
    mountains(s, ((270, 190, 190), (760, 170, 220), (1180, 200, 200)), 620, "#9fc2ae")
    s.box(0, 600, 1600, 467, "#cadbab")
    s.ellipse(800, 860, 760, 210, SAND)
    tree(s, 1460, 740, 430)
    for x in (960, 1310):
        s.stroke([(x, 420), (x - 14 if x < 1100 else x + 14, 760)], 14, BROWN)
    s.box(900, 260, 470, 310, BROWN, r=14)
    s.box(918, 278, 434, 274, WHITE, r=6)
    s.circle(1010, 360, 44, YELLOW)
    s.polygon([(960, 530), (1090, 380), (1220, 530)], GREEN)
    s.polygon([(1100, 530), (1210, 420), (1320, 530)], TEAL)
    s.box(1240, 320, 70, 46, DEEP_RED)
    star(s, 1275, 343, 16)
    person(
        s,
        800,
        800,
        520,
        shirt=TEAL,
        hair="long",
        robe=True,
        bottom=WHITE,
        skin=0,
        hands=((-0.22, -0.42), (0.28, -0.64)),
    )
    person(s, 600, 790, 500, shirt=RED, hair="cap", skin=1, hands=((-0.28, -0.62), (0.2, -0.4)))
    rows = ((820, 5, 250, 420), (985, 6, 290, 190))
    for row, (y, count, size, left) in enumerate(rows):
        for k in range(count):
            x = left + k * (200 if row == 0 else 245)
            if row == 0 and 520 < x < 900:
                continue
            _seated_from_behind(
                s,
                x,
                y,
                size,
                (BLUE, PINK, WHITE, ORANGE, LILAC, WHITE)[(k + row) % 6],
                long=k % 2 == row,
            )
    return s


def _seated_from_behind(s: Sheet, x: float, y: float, h: float, shirt: str, *, long: bool) -> None:
    s.ellipse(x, y, h * 0.42, h * 0.13, NAVY)
    s.box(x - h * 0.25, y - h * 0.52, h * 0.5, h * 0.58, shirt, r=h * 0.16)
    s.circle(x, y - h * 0.66, h * 0.2, HAIR)
    if long:
        s.box(x - h * 0.1, y - h * 0.6, h * 0.2, h * 0.4, HAIR, r=h * 0.1)
        s.box(
            x - h * 0.1,
            y - h * 0.52,
            h * 0.2,
            h * 0.05,
            PINK if shirt != PINK else YELLOW,
            r=h * 0.02,
        )
    else:
        s.box(x - h * 0.07, y - h * 0.5, h * 0.14, h * 0.06, SKIN[1], r=h * 0.02)


def group_photo() -> Sheet:
    """Students and pupils together before the border mountains, a road and a boundary stone."""
    s = Sheet("#f8dcc4", "#fdf0dc")
    s.circle(1180, 260, 92, "#fbd98b")
    cloud(s, 240, 180, 210)
    mountains(
        s,
        ((100, 420, 230), (400, 330, 200), (760, 430, 260), (1150, 340, 220), (1480, 430, 240)),
        620,
        "#c3c9d4",
    )
    mountains(
        s, ((240, 240, 220), (620, 200, 220), (1020, 250, 230), (1380, 220, 220)), 650, "#a3bcb5"
    )
    hills(s, 700, 30, "#a9c79a", 1.2, 0.9)
    hills(s, 780, 16, "#c6d8a4", 0.7, 2.6)
    s.stroke([(1600, 690), (1440, 712), (1500, 760), (1400, 800)], 30, SAND)
    flag(s, 70, 900, 560)
    back = (
        (RED, "cap", 1),
        (TEAL, "long", 0),
        (BLUE, "short", 2),
        (RED, "tails", 0),
        (LILAC, "long", 2),
        (RED, "short", 1),
    )
    for k, (shirt, hair, skin) in enumerate(back):
        person(
            s,
            360 + 190 * k,
            940,
            500 + 22 * (k % 2),
            shirt=shirt,
            hair=hair,
            skin=skin,
            hands=((-0.2, -0.4), (0.24, -0.98) if k == 5 else (0.2, -0.4)),
        )
    front = (
        (WHITE, "tails"),
        (ORANGE, "short"),
        (PINK, "bun"),
        (WHITE, "short"),
        (YELLOW, "tails"),
    )
    for k, (shirt, hair) in enumerate(front):
        person(
            s,
            455 + 190 * k,
            1020,
            350 + 14 * (k % 2),
            shirt=shirt,
            hair=hair,
            skin=k,
            hands=((-0.22, -0.42), (0.22, -0.42)) if k != 2 else ((-0.13, -0.44), (0.13, -0.44)),
        )
    books(s, 835, 890, 92, (BLUE, RED))
    return s


PICTURES: tuple[tuple[Path, Callable[[], Sheet]], ...] = (
    (BINH_THUAN / "kham-suc-khoe-da-kai.jpg", health_check),
    (BINH_THUAN / "tham-trung-tam-bao-tro.jpg", visit_elderly),
    (BINH_THUAN / "trao-hoc-bong.jpg", scholarship_stage),
    (BINH_THUAN / "guong-mat-tieu-bieu.jpg", exemplary_students),
    (LANG_SON / "trao-hoc-bong.jpg", four_scholarships),
    (LANG_SON / "ho-tro-hoc-tap.jpg", tuition_support),
    (LANG_SON / "ho-tro-ngay-hien-mau.jpg", blood_drive),
    (LANG_SON / "giay-khen.jpg", commendation),
    (LANG_SON / "dang-vien-hien-mau.jpg", donor_in_chair),
    (LANG_SON / "sinh-vien-hien-mau.jpg", student_gives_blood),
    (LANG_SON / "khai-giang-sach-hoa.jpg", school_opening),
    (LANG_SON / "buoi-ngoai-khoa.jpg", outdoor_lesson),
    (LANG_SON / "anh-luu-niem.jpg", group_photo),
)


ORIENTATION, MAKE, MODEL, GPS = 0x0112, 0x010F, 0x0110, 0x8825
STORED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation → how a phone held that way stores an upright scene."""
PLACES = {BINH_THUAN: ((10, 56, 0), (108, 6, 0)), LANG_SON: ((21, 51, 0), (106, 45, 0))}
"""Degrees, minutes, seconds north and east: the middle of each town."""


def save(picture: Image.Image, path: Path, number: int, town: Path, quality: int) -> None:
    """Write a picture as a phone would: lying as it was held, with camera and position in EXIF."""
    orientation = tuple(STORED)[number % len(STORED)]
    turn = STORED[orientation]
    north, east = PLACES[town]
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE], exif[MODEL] = "Minh hoa", "dvk"
    position = {1: "N", 2: tuple(map(float, north)), 3: "E", 4: tuple(map(float, east))}
    exif.get_ifd(GPS).update(position)
    stored = picture if turn is None else picture.transpose(turn)
    stored.save(path, "JPEG", quality=quality, optimize=True, exif=exif)


def grain(size: tuple[int, int], seed: int) -> Image.Image:
    """Noise like a camera's, so that a drawing weighs what a photo does; the same for a seed."""
    side = 512
    tile = Image.frombytes("L", (side, side), random.Random(seed).randbytes(side * side))
    sheet = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            sheet.paste(tile, (x, y))
    return Image.merge("RGB", (sheet,) * 3)


def write_full(folder: Path, count: int) -> None:
    """Write `count` JPEGs of 12 MP into a folder, each with bytes of its own."""
    global SIZE, SMOOTH
    SIZE, SMOOTH = FULL_SIZE, 1
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(min(count, len(PICTURES))):
        path, scene = PICTURES[at]
        picture = scene().image
        for number in range(at, count, len(PICTURES)):
            grainy = Image.blend(picture, grain(SIZE, number), 0.06)
            target = folder / f"{number:03d}-{path.name}"
            save(grainy, target, number, path.parent, FULL_QUALITY)


def main() -> None:
    """Write every picture beside its post, or large ones into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", type=Path, metavar="FOLDER", help="12 MP JPEGs into this folder")
    parser.add_argument("--count", type=int, default=len(PICTURES), help="how many large ones")
    options = parser.parse_args()
    if options.full:
        write_full(options.full, options.count)
        return
    for number, (path, scene) in enumerate(PICTURES):
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = scene().image.resize(SIZE, Image.Resampling.LANCZOS)
        save(picture, path, number, path.parent, QUALITY)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
