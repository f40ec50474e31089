"""Figures: standing, seated, young and old."""

from __future__ import annotations

from collections.abc import Sequence

from demo.shapes import darker
from demo.sheet import DEEP_RED, HAIR, INK, NAVY, PINK, RED, SKIN, YELLOW, Point, Sheet


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
        _legs(s, x, y, h, bottom)
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
    _arms(s, x, y, h, hands, (darker(shirt, 0.93), tone))
    s.circle(head_x, head_y, r, tone)
    draw_face(s, head_x, head_y, r)
    draw_hair(s, head_x, head_y, r, hair, hair_fill)


def _arms(
    s: Sheet, x: float, y: float, h: float, hands: Sequence[Point], fills: tuple[str, str]
) -> None:
    """Bent a little, each to its hand; `fills`: of sleeves and of hands."""
    sleeve, tone = fills
    for side, (hx, hy) in zip((-1, 1), hands, strict=True):
        shoulder = (x + side * h * 0.115, y - h * 0.69)
        hand = (x + hx * h, y + hy * h)
        elbow = (
            (shoulder[0] + hand[0]) / 2 + side * h * 0.035,
            (shoulder[1] + hand[1]) / 2 + h * 0.03,
        )
        s.stroke([shoulder, elbow, hand], h * 0.078, sleeve)
        s.circle(*hand, h * 0.042, tone)


def _legs(s: Sheet, x: float, y: float, h: float, fill: str) -> None:
    """Trousers and shoes."""
    for side in (-1, 1):
        s.box(x + side * h * 0.062 - h * 0.05, y - h * 0.45, h * 0.1, h * 0.43, fill, r=h * 0.03)
        s.box(x + side * h * 0.07 - h * 0.06, y - h * 0.045, h * 0.12, h * 0.05, INK, r=h * 0.025)


def draw_face(s: Sheet, x: float, y: float, r: float) -> None:
    """Eyes, cheeks and a smile of a head at x, y."""
    for side in (-1, 1):
        s.circle(x + side * r * 0.36, y + r * 0.14, r * 0.085, INK)
        s.circle(x + side * r * 0.56, y + r * 0.42, r * 0.15, "#eeaa95")
    s.arc(x, y + r * 0.3, r * 0.3, 25, 155, "#a8604f", r * 0.085)


def draw_hair(s: Sheet, x: float, y: float, r: float, style: str, fill: str) -> None:
    """`short`, `long`, `bun`, `tails`, or a `cap`."""
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


def seated_from_behind(s: Sheet, x: float, y: float, h: float, shirt: str, *, long: bool) -> None:
    """Somebody who sits on y with the back to us; `long` of hair."""
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
