"""The scenes of visits: to a village, to old people."""

from __future__ import annotations

from demo.people import person
from demo.shapes import (
    bench_table,
    cloud,
    cross,
    flowers,
    gift,
    heart,
    hills,
    room,
    tree,
    window,
)
from demo.sheet import (
    BLUE,
    BROWN,
    CREAM,
    GREEN,
    GREY,
    INK,
    LILAC,
    NAVY,
    ORANGE,
    PINK,
    RED,
    TEAL,
    WHITE,
    YELLOW,
    Sheet,
)


def health_check() -> Sheet:
    """Hills, a stilt house, a doctor who takes a villager's blood pressure."""
    s = Sheet("#cfe7f2", "#fdf3df")
    _village(s)
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
    _doctors_table(s)
    _waiting(s)
    return s


def _waiting(s: Sheet) -> None:
    """A man and a child who wait."""
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


def _doctors_table(s: Sheet) -> None:
    """What lies on the table: the gauge, the bag, bottles."""
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


def _village(s: Sheet) -> None:
    """Hills, a stilt house, trees."""
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


def visit_elderly() -> Sheet:
    """A visitor hands a gift to an old woman in an armchair; an old man looks on."""
    s = Sheet("#f7ead6", "#f3dfc6")
    _parlour(s)
    _woman_in_armchair(s)
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


def _woman_in_armchair(s: Sheet) -> None:
    """The armchair and the woman in it."""
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


def _parlour(s: Sheet) -> None:
    """A room with curtains, a picture and a carpet."""
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
