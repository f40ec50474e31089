"""`dvk amend`: the new figure counts, the old one is shown, and every other character stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sample import load_site, post, write_site
from test_cli import dvk

from dvk_plugin.build import render_pages
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.views.page import Page

FILE = "posts/bai/index.md"
WHY = ("--reason", "Đếm nhầm: hai lần", "--date", "20/05/2024")
NEW = "amended: 20/05/2024"


def amend(root: Path, head: str, *arguments: str, body: str = "Nội dung.") -> tuple[str, str, int]:
    """The front matter after `dvk amend`, what was said, and the exit code."""
    write_site(root, {FILE: post(head, body)})
    result = dvk("amend", FILE, *arguments, *WHY, cwd=root)
    assert "Traceback" not in result.stderr
    text = (root / FILE).read_text(encoding="utf-8")
    return text.split("---\n")[1], result.stdout + result.stderr, result.returncode


def totals(root: Path) -> Mapping[str, object]:
    rows = json.loads(dvk("tally", "--json", cwd=root).stdout)
    return {
        row["metric"]: row["value"]
        for row in rows
        if row["school"] is None and row["year"] is None and row["part"] == "total"
    }


SHAPES = {
    "plain": (
        "gifts: 60 suất # theo báo cáo",
        "gifts:\n  - 60 suất # theo báo cáo\n  - value: 58 suất\n    supersedes: gifts\n",
    ),
    "under metrics": (
        "metrics:\n  # quà\n  gifts:   60 suất\n  trees: 5 cây",
        "metrics:\n  # quà\n  gifts:\n    - 60 suất\n    - value: 58 suất\n"
        "      supersedes: gifts\n",
    ),
    "in braces": (
        'metrics:\n  gifts: {value: "60 suất", scope: school, models: [ao-am]} # q\n  trees: 5 cây',
        'metrics:\n  gifts:\n    - {value: "60 suất", scope: school, models: [ao-am]} # q\n'
        "    - value: 58 suất\n      scope: school\n      models: [ao-am]\n"
        "      supersedes: gifts\n",
    ),
    "lines of its own": (
        "metrics:\n  gifts: # q\n    value: 60 suất\n    # vì sao\n    note: >-\n      dài\n\n"
        "      hơn\n  trees: 5 cây",
        "metrics:\n  gifts: # q\n    - value: 60 suất\n      # vì sao\n      note: >-\n"
        "        dài\n"
        "\n        hơn\n    - value: 58 suất\n",
    ),
    "a list": (
        "gifts:\n- 60 suất # một\n- {value: 7 suất, id: q} # hai\n# hết",
        "gifts:\n- 60 suất # một\n- {value: 7 suất, id: q} # hai\n- value: 58 suất\n"
        "  supersedes: gifts\n  amended: 20/05/2024\n  reason: \"Đếm nhầm: hai lần\"\n# hết\n",
    ),
    "a list in brackets": (
        "gifts: [60 suất, 7 suất] # c",
        "gifts: [60 suất, 7 suất, {value: 58 suất, supersedes: gifts, amended: 20/05/2024, "
        'reason: "Đếm nhầm: hai lần"}] # c\n',
    ),
    "all in braces": (
        "metrics: {gifts: 60 suất, trees: 5 cây}",
        "metrics: {gifts: [60 suất, {value: 58 suất, supersedes: gifts, amended: 20/05/2024, "
        'reason: "Đếm nhầm: hai lần"}], trees: 5 cây}\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_new_figure_stands_beside_the_old_one(shape: str, tmp_path: Path) -> None:
    before, after = SHAPES[shape]
    metric = "gifts/1" if "7 suất" in before else "quà"
    head, said, code = amend(tmp_path, before, metric, "58 suất")
    assert code == 0, said
    assert after in head
    others = 7 if "7 suất" in before else 0
    assert totals(tmp_path)["gifts"] == 58 + others
    check = dvk("check", "--json", cwd=tmp_path)
    assert json.loads(check.stdout) == []


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_bom_are_kept(newline: str, bom: str, tmp_path: Path) -> None:
    text = bom + post("gifts: 60 suất # c\ntrees: 5 cây").replace("\n", newline)
    write_site(tmp_path, {FILE: text})
    assert dvk("amend", "bai", "gifts", "58 suất", *WHY, cwd=tmp_path).returncode == 0
    changed = (tmp_path / FILE).read_bytes().decode("utf-8")
    new = ["  - value: 58 suất", "    supersedes: gifts", f"    {NEW}", "    reason: ×"]
    lines = ["gifts:", "  - 60 suất # c", *new]
    expected = text.replace("gifts: 60 suất # c", newline.join(lines))
    assert changed == expected.replace("×", '"Đếm nhầm: hai lần"')


def test_what_stands_below_the_figure_may_move(tmp_path: Path) -> None:
    below = (
        "documents: [{number: 1-KH, date: 1/2/2024}]\nphotos: [{file: a.jpg, caption: Ảnh}]\n"
        "recognitions: [{model: ao-am, level: co-so, status: recognised}]"
    )
    _, said, _ = amend(tmp_path, f"gifts: 60 suất\n{below}", "gifts", "58 suất")
    assert "không tự sửa được" not in said
    assert below in (tmp_path / FILE).read_text(encoding="utf-8")


def test_an_amended_figure_can_be_amended_again(tmp_path: Path) -> None:
    amend(tmp_path, "gifts: 60 suất", "gifts", "58 suất")
    result = dvk("amend", FILE, "gifts", "57 suất", *WHY, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "supersedes: gifts/2" in (tmp_path / FILE).read_text(encoding="utf-8")
    assert totals(tmp_path)["gifts"] == 57


def test_money_counted_from_a_number_goes_with_it(tmp_path: Path) -> None:
    head = "scholarships:\n  value: 4 suất\n  each: 5.000.000 đồng"
    _, said, code = amend(tmp_path, head, "scholarships", "3 suất")
    assert code == 0, said
    assert totals(tmp_path)["funds_spent"] == 15_000_000


def test_parts_of_a_corrected_whole_are_held_against_the_new_one(tmp_path: Path) -> None:
    head = "blood_units: [{value: 98 đơn vị, id: a}, {value: 80 đơn vị, part_of: a}, {value: 18 đơn vị, part_of: a}]"  # noqa: E501
    _, said, code = amend(tmp_path, head, "a", "96 đơn vị")
    assert code == 1
    assert "tong-cac-phan-khac-tong" in said
    result = dvk("amend", FILE, "blood_units/3", "16 đơn vị", *WHY, cwd=tmp_path)
    assert result.returncode == 0, result.stdout
    assert totals(tmp_path)["blood_units"] == 96


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gifts", "58 suất"), "gifts/1"),  # which of the two
        (("gifts/2", "7 suất"), "giống số cũ"),
        (("gifts/2", "7 lít"), "«suất»"),
        (("gifts/2", "37.9 suất"), "379"),
        (("giftz", "5"), "«gifts»"),
        (("houses", "5"), "chưa có số liệu nào"),
    ],
)
def test_what_cannot_be_done_is_told_with_2(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    head, said, code = amend(tmp_path, "gifts: [60 suất, 7 suất]", *arguments)
    assert code == 2
    assert words in said
    assert NEW not in head


def test_an_unknown_post_is_answered_with_the_nearest(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/2024/hien-mau/index.md": post("gifts: 6 suất")})
    result = dvk("amend", "posts/2024/hien-mao", "gifts", "5", *WHY, cwd=tmp_path)
    assert result.returncode == 2
    assert "posts/2024/hien-mau/index.md" in result.stderr
    for name in ("hien-mau", "2024/hien-mau", "https://mau.example/tin-tuc/2024/hien-mau/"):
        dry = dvk("amend", name, "gifts", "5 suất", *WHY, "--dry-run", cwd=tmp_path)
        assert dry.returncode == 0, dry.stderr
        assert "+   - value: 5 suất" in dry.stdout
    assert "amended" not in (tmp_path / "posts/2024/hien-mau/index.md").read_text("utf-8")


def test_what_cannot_be_edited_safely_is_left_with_lines_to_paste(tmp_path: Path) -> None:
    head, said, code = amend(
        tmp_path, "metrics:\n  gifts: >-\n    60\n    suất", "gifts", "58 suất"
    )
    assert code == 1
    assert NEW not in head
    assert "supersedes: gifts" in said


def test_the_text_that_still_says_the_old_number_is_pointed_at(tmp_path: Path) -> None:
    body = "Mở đầu.\n\nTrao 60 suất quà."
    _, said, _ = amend(tmp_path, "gifts: 60 suất", "gifts", "58 suất", body=body)
    assert f"{FILE}:13: nội dung bài còn ghi «60 suất»" in said


# --- what readers see


def pages_of(root: Path) -> dict[str, Page]:
    settings = read_settings(root / "mkdocs.yml")
    assert isinstance(settings, Settings)
    site, _ = load(settings)
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), {})
    return {page.uri: page for page in render_pages(edition)}


def test_pages_tell_the_correction_and_its_day(tmp_path: Path) -> None:
    amend(tmp_path, "gifts: 60 suất", "gifts", "58 suất")
    pages = pages_of(tmp_path)
    page = pages["tin-tuc/2024/bai/index.md"]
    assert (
        "đính chính ngày 20/05/2024, trước ghi 60 suất: Đếm nhầm: hai lần" in page.content().after
    )
    assert "đã đính chính ngày 20/05/2024, nay là 58 suất" in page.content().after
    assert page.content().after.count("<del>") == 1
    assert "đính chính ngày 20/05/2024" in page.content().before
    assert "60" not in page.content().before  # among the figures to remember
    assert (str(page.published), str(page.updated)) == ("2024-03-15", "2024-05-20")
    register = pages["so-lieu/gifts/index.md"].content().after
    assert "đính chính ngày 20/05/2024, trước ghi 60 suất" in register
    assert "nay là 58 suất" in register


def test_a_correction_in_a_later_post_is_told_in_both_with_its_day(tmp_path: Path) -> None:
    later = post("gifts: {value: 58 suất, supersedes: 2024/a/gifts}")
    files = {"posts/a.md": post("gifts: 60 suất"), "posts/b.md": later.replace("15/03", "01/06")}
    site, issues = load_site(tmp_path, files)
    assert issues == ()
    pages = pages_of(tmp_path)
    first = pages["tin-tuc/2024/a/index.md"]
    assert "đã đính chính ngày 01/06/2024, nay là 58 suất" in first.content().after
    assert str(first.updated) == "2024-06-01"
    assert "trước ghi 60 suất" in pages["tin-tuc/2024/b/index.md"].content().after
    assert len(site.posts) == 2
