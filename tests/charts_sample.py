"""A small site whose figures are as awkward to draw as figures can be."""

from __future__ import annotations

from collections.abc import Mapping

LONG = "Mô hình có tên dài hơn mọi khung hình " * 8
"""300 letters."""
ARABIC = "مساعدة الطلاب 🎓📚"
UNBROKEN = "Dàidằngdặc" * 30

REGISTRY = f"""\
schools:
  truong-a: {{name: "Trường Cao đẳng {LONG.strip()}", short: "{UNBROKEN}"}}
  truong-b: {{name: "{ARABIC}"}}
metrics:
  books: {{label: "{LONG.strip()}", unit: cuốn}}
  emoji: {{label: "{ARABIC}", unit: hộp}}
  members: {{label: Thành viên, unit: người, adds: latest}}
"""


def _model(name: str, school: str, years: str) -> str:
    return f'---\nname: "{name}"\nschool: {school}\nyears: {years}\n---\n'


def _post(day: str, school: str, metrics: str) -> str:
    return f"---\ntitle: Bài {day}\ndate: {day}\nschool: {school}\nmetrics:\n{metrics}\n---\nChữ.\n"


def _many() -> Mapping[str, str]:
    """Seventy posts within six years: more than a chart draws one by one."""
    return {
        f"posts/nhieu-{number}.md": _post(
            f"{1 + number % 28:02}/{1 + number % 12:02}/{2018 + number // 12}",
            "truong-b",
            f"  workdays: {10 + number * 7 % 90} ngày công",
        )
        for number in range(70)
    }


AWKWARD: Mapping[str, str] = {
    "posts/registry.yml": REGISTRY,
    "docs/mo-hinh/ao-am.md": _model(
        LONG.strip(),
        "truong-a",
        "{2024: {state: new, targets: {gifts: 400 suất, trees: 10 cây, books: 7 cuốn}}}",
    ),
    "docs/mo-hinh/bep-com.md": _model(ARABIC, "truong-a", "{2024: {state: new}}"),
    "docs/mo-hinh/cho-me.md": _model(UNBROKEN, "truong-b", "{2024: {state: new}}"),
    "posts/co.md": _post(
        "01/01/1998",
        "truong-a",
        "  funds_raised: {value: 1 đồng, models: [ao-am]}\n"
        "  gifts: {value: 5 suất, models: [ao-am]}",
    ),
    "posts/moi.md": _post(
        "31/12/2024",
        "truong-a",
        "  funds_raised: {value: 999.999.999.999 đồng, models: [bep-com]}\n"
        "  gifts: {value: trên 120 suất, models: [ao-am]}\n"
        "  houses: {value: 0 căn, models: [bep-com]}\n"
        "  books: {value: gần 30 cuốn, models: [ao-am], also: [sách cũ, vở]}\n"
        "  emoji: {value: hàng trăm hộp, models: [bep-com]}\n"
        "  scholarships: {value: hàng chục suất, models: [ao-am]}\n"
        "  blood_units: {value: khoảng 98 đơn vị, scope: school, target: 23 đơn vị}\n"
        "  participations: {value: 80-100 lượt, models: [ao-am, bep-com]}\n"
        "  beneficiaries:\n"
        "    - {value: 70 người, models: [ao-am]}\n"
        "    - {value: 60 người, models: [bep-com]}\n"
        "  programmes: {value: 1 chương trình, scope: school, target: 40 chương trình}\n",
    ),
    "posts/luy-ke-1.md": _post(
        "15/02/2023",
        "truong-b",
        "  trees: {value: 40 cây, models: [cho-me]}\n"
        "  beneficiaries: {value: 12 người, models: [cho-me]}",
    ),
    "posts/luy-ke-2.md": _post(
        "15/09/2023",
        "truong-b",
        "  trees:\n"
        "    - {value: 50 cây, models: [cho-me]}\n"
        "    - {value: 130 cây, kind: cumulative, scope: school}\n"
        "  members: 40 người",
    ),
    "posts/luy-ke-3.md": _post(
        "20/11/2024",
        "truong-b",
        "  trees:\n"
        "    - {value: 25 cây, models: [cho-me]}\n"
        "    - {value: 155 cây, kind: cumulative, scope: school}\n"
        "  members: 31 người\n"
        "  articles: {value: 12 bài, scope: school, period: năm học 2023-2024}",
    ),
    **_many(),
}
"""One entry, 0, twelve digits, a gap of 25 years, every certainty, checkpoints, long names."""
