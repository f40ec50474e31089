"""The scenes under the sky: a school opens, a lesson, all together."""

from __future__ import annotations

from demo.people import person, seated_from_behind
from demo.shapes import (
    bench_table,
    books,
    cloud,
    flag,
    flowers,
    hills,
    mountains,
    school,
    star,
    tree,
)
from demo.sheet import (
    BLUE,
    BROWN,
    DEEP_RED,
    GREEN,
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
    _lesson_yard(s)
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
            seated_from_behind(
                s,
                x,
                y,
                size,
                (BLUE, PINK, WHITE, ORANGE, LILAC, WHITE)[(k + row) % 6],
                long=k % 2 == row,
            )
    return s


def _lesson_yard(s: Sheet) -> None:
    """The yard before the mountains, and the board."""
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


def group_photo() -> Sheet:
    """Students and pupils together before the border mountains, a road and a boundary stone."""
    s = Sheet("#f8dcc4", "#fdf0dc")
    _border(s)
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
    _front_row(s)
    books(s, 835, 890, 92, (BLUE, RED))
    return s


def _front_row(s: Sheet) -> None:
    """Pupils before the students."""
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


def _border(s: Sheet) -> None:
    """Mountains, a road, a flag."""
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
