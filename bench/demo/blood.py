"""The scenes of a day of giving blood."""

from __future__ import annotations

from demo.people import draw_face, draw_hair, person
from demo.shapes import bench_table, cloud, cross, darker, drop, heart, hills, room, school, window
from demo.sheet import (
    BLUE,
    BROWN,
    CREAM,
    DEEP_RED,
    GREY,
    HAIR,
    INK,
    LILAC,
    NAVY,
    ORANGE,
    PINK,
    RED,
    SKIN,
    TEAL,
    WHITE,
    Sheet,
)


def blood_drive() -> Sheet:
    """Volunteers at a reception table before a high school, under a drop of blood."""
    s = Sheet("#d3e7f1", "#fdf2e4")
    _yard(s)
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


def _yard(s: Sheet) -> None:
    """The school behind an awning."""
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


def donor_in_chair() -> Sheet:
    """A donor reclines while a nurse watches the bag; eight small drops on the wall."""
    s = Sheet("#e6f1f1", "#f6f0e6")
    room(s, "#cddfdb", "#b1cbc6")
    window(s, 120, 170, 300, 300)
    s.box(980, 130, 500, 230, WHITE, r=24)
    for k in range(8):
        drop(s, 1055 + 116 * (k % 4), 215 + 100 * (k // 4), 22, RED if k == 7 else "#e39a92")
    _chair(s)
    # the donor
    s.stroke([(640, 730), (860, 770), (1050, 770)], 104, BLUE)
    s.stroke([(900, 775), (1060, 775), (1180, 905)], 84, NAVY)
    s.box(1150, 880, 96, 46, INK, r=20)
    s.circle(575, 590, 74, SKIN[1])
    draw_face(s, 575, 590, 74)
    draw_hair(s, 575, 590, 74, "short", HAIR)
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


def _chair(s: Sheet) -> None:
    """The stand with the bag, and the chair."""
    s.stroke([(420, 990), (420, 420), (500, 420)], 12, GREY)
    s.box(356, 984, 130, 18, GREY, r=9)
    s.box(466, 440, 70, 110, WHITE, r=14)
    s.box(474, 480, 54, 62, RED, r=10)
    s.stroke([(500, 552), (500, 640), (560, 690), (640, 700)], 7, DEEP_RED)
    s.polygon([(560, 760), (1060, 790), (1060, 870), (560, 850)], TEAL)
    s.polygon([(480, 560), (560, 540), (680, 800), (590, 850)], TEAL)
    s.polygon([(1040, 792), (1100, 800), (1220, 930), (1160, 950)], TEAL)
    s.box(600, 845, 40, 150, "#8aa9a6", r=10)
    s.box(980, 860, 40, 135, "#8aa9a6", r=10)


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
            [(1136 + 26 * k, 690 + 6 * k), (1146 + 26 * k, 730 + 4 * k)], 24, darker(SKIN[2], 0.96)
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
