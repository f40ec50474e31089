"""The scenes of what is given to students."""

from __future__ import annotations

import math

from demo.people import person
from demo.shapes import (
    books,
    certificate,
    cloud,
    drop,
    flowers,
    mountains,
    room,
    school,
    shadow,
    star,
    tree,
    window,
)
from demo.sheet import (
    BLUE,
    BROWN,
    CREAM,
    DEEP_RED,
    GREEN,
    GREY,
    LILAC,
    ORANGE,
    PINK,
    RED,
    SAND,
    TEAL,
    WHITE,
    YELLOW,
    Sheet,
)


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
    _desk(s)
    return s


def _desk(s: Sheet) -> None:
    """A desk with a satchel."""
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
