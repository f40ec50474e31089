"""The scenes of honours: certificates on a stage, a board of portraits."""

from __future__ import annotations

from demo.people import draw_face, draw_hair, person
from demo.shapes import (
    certificate,
    flowers,
    lighter,
    room,
    star,
)
from demo.sheet import (
    BLUE,
    BROWN,
    DEEP_RED,
    GREEN,
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
    YELLOW,
    Sheet,
)


def scholarship_stage() -> Sheet:
    """On a stage: somebody hands over certificates; a globe and a suitcase for the faculty."""
    s = Sheet("#e9eef6", "#f8f1e6")
    _stage(s)
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
    _with_certificates(s)
    _faculty(s)
    for x in (120, 1400, 1500):
        flowers(s, x, 1030, 180, (PINK, ORANGE, LILAC), pot=TEAL)
    return s


def _with_certificates(s: Sheet) -> None:
    """Two students with theirs."""
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


def _faculty(s: Sheet) -> None:
    """A globe and a suitcase."""
    s.box(306, 830, 110, 120, ORANGE, r=16)
    s.arc(361, 830, 30, 180, 360, BROWN, 10)
    s.box(306, 874, 110, 14, BROWN)
    s.circle(361, 742, 58, BLUE)
    s.ellipse(345, 725, 26, 18, GREEN)
    s.ellipse(382, 762, 18, 24, GREEN)


def _stage(s: Sheet) -> None:
    """The board with its stars, the curtains, the floor."""
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


def exemplary_students() -> Sheet:
    """Students before a board of portraits; a clapper and a camera for the short films."""
    s = Sheet("#eef3ee", "#f7efe0")
    _board(s)
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
    _camera(s)
    _clapper(s)
    return s


def _clapper(s: Sheet) -> None:
    """A clapper board."""
    s.box(1300, 880, 190, 120, INK, r=10)
    s.polygon([(1296, 868), (1480, 812), (1490, 842), (1304, 898)], WHITE)
    for k in range(3):
        x = 1316 + 60 * k
        y = 863 - 18 * k
        s.polygon([(x, y), (x + 26, y - 8), (x + 20, y + 24), (x - 8, y + 32)], INK)
    star(s, 1395, 945, 30)


def _camera(s: Sheet) -> None:
    """A film camera on its stand."""
    for x in (210, 290, 370):
        s.stroke([(290, 760), (x, 1010)], 12, INK)
    s.box(210, 640, 170, 112, INK, r=18)
    s.box(380, 664, 50, 64, "#5b6773", r=10)
    s.circle(250, 620, 38, INK)
    s.circle(334, 614, 46, INK)
    s.circle(250, 620, 16, GREY)
    s.circle(334, 614, 20, GREY)


def _board(s: Sheet) -> None:
    """Portraits, and short films under them."""
    room(s, "#cfd9d3", "#b5c4bc")
    s.box(250, 90, 1100, 520, BROWN, r=18)
    s.box(274, 114, 1052, 472, "#dfeae0", r=8)
    shirts = (BLUE, PINK, GREEN, ORANGE, LILAC, TEAL)
    for k in range(6):
        left = 310 + 170 * k
        s.box(left, 150, 138, 176, WHITE, r=8)
        s.box(left + 12, 162, 114, 122, lighter(shirts[k]), r=6)
        s.pie(left + 69, 284, 46, 180, 360, shirts[k])
        s.circle(left + 69, 216, 27, SKIN[k % 3])
        draw_face(s, left + 69, 216, 27)
        draw_hair(s, left + 69, 216, 27, ("short", "bun", "tails")[k % 3], HAIR)
        star(s, left + 69, 306, 13, ORANGE)
    for k in range(3):
        left = 330 + 340 * k
        s.box(left, 370, 260, 176, INK, r=12)
        s.box(left + 12, 382, 236, 132, (BLUE, TEAL, LILAC)[k], r=6)
        s.circle(left + 130, 448, 40, WHITE)
        s.polygon([(left + 118, 426), (left + 118, 470), (left + 154, 448)], INK)
        s.box(left + 20, 524, 140, 8, RED, r=4)
