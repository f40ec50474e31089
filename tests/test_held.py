"""Drafts and posts for a later day: on no page and in no sum until their day; told in a line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sample import load_site, post, write_picture, write_site
from test_cli import dvk
from test_mkdocs import mkdocs, tree

from dvk_plugin.domain.issue import Severity
from dvk_plugin.read.today import build_day

NOON = {"2024-09-30": "1727672400", "2024-10-01": "1727758800", "2024-10-05": "1728104400"}
"""Noon in Vietnam, as SOURCE_DATE_EPOCH has it."""
LATER = post("gifts: 5 suất\npublish_at: 01/10/2024").replace("Bài mẫu", "Bài hẹn")
DRAFT = post("gifts: 7 suất\ndraft: true").replace("Bài mẫu", "Bài nháp")
SITE = {"posts/a.md": post("gifts: 3 suất"), "posts/b.md": LATER, "posts/c.md": DRAFT}


def gifts(root: Path, *arguments: str) -> int:
    result = dvk("tally", "--json", "--by", "school", "--metric", "gifts", *arguments, cwd=root)
    (value,) = {row["value"] for row in json.loads(result.stdout) if row["year"] is None}
    return int(value)


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("1727715599", date(2024, 9, 30)),  # 23:59:59 in Vietnam
        ("1727715600", date(2024, 10, 1)),
        ("0", date(1970, 1, 1)),
    ],
)
def test_the_day_of_a_build_is_that_of_vietnam(epoch: str, day: date) -> None:
    assert build_day({"SOURCE_DATE_EPOCH": epoch}) == day


def test_nonsense_for_a_day_is_taken_for_none() -> None:
    assert build_day({"SOURCE_DATE_EPOCH": "mai"}) == build_day({})


def test_a_post_is_counted_from_its_day_on(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    assert gifts(tmp_path, "--today", "30/09/2024") == 3
    assert gifts(tmp_path, "--today", "01/10/2024") == 8
    result = dvk("tally", "--today", "30/09/2024", cwd=tmp_path)
    assert "Giữ lại 2 bài: 1 bản nháp, 1 bài hẹn ngày" in result.stderr
    assert "«Bài hẹn», ngày 01/10/2024" in result.stderr
    assert dvk("tally", "--today", "30/9/24", cwd=tmp_path).returncode == 2


def test_builds_differ_only_when_a_post_falls_due(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    builds = {}
    for day in ("2024-09-30", "2024-10-01", "2024-10-05"):
        out = tmp_path / day
        result = mkdocs(tmp_path, "-d", str(out), SOURCE_DATE_EPOCH=NOON[day])
        assert result.returncode == 0, result.stderr
        builds[day] = (result.stderr, tree(out))
    before, due, after = builds.values()
    assert "Giữ lại 2 bài" in before[0]
    assert "ngày 01/10/2024" in before[0]
    assert "Giữ lại 1 bài: 1 bản nháp." in due[0]
    page = "tin-tuc/2024/b/index.html"
    assert page not in before[1]
    assert b"B\xc3\xa0i h\xe1\xba\xb9n" not in b"".join(before[1].values())
    assert page in due[1]
    assert after[1] == due[1]
    assert not any("tin-tuc/2024/c" in name for name in after[1])


def test_due_tells_what_waits_and_what_would_stop_it(tmp_path: Path) -> None:
    bad = LATER.replace("5 suất", "37.9 suất").replace("Bài hẹn", "Bài hỏng")
    write_site(tmp_path, {**SITE, "posts/d.md": bad.replace("01/10", "02/10")})
    result = dvk("due", "--json", "--today", "30/09/2024", cwd=tmp_path)
    assert result.returncode == 0
    data = json.loads(result.stdout)
    assert (data["today"], data["next"], data["due_today"]) == ("2024-09-30", "2024-10-01", [])
    assert [(one["file"], one["errors"]) for one in data["held"]] == [
        ("posts/b.md", 0), ("posts/d.md", 1), ("posts/c.md", 0),
    ]  # fmt: skip
    data = json.loads(dvk("due", "--json", "--today", "01/10/2024", cwd=tmp_path).stdout)
    assert [one["file"] for one in data["due_today"]] == ["posts/b.md"]
    told = dvk("due", "--today", "30/09/2024", cwd=tmp_path).stdout
    assert "posts/b.md: ngày 01/10/2024: Bài hẹn" in told
    assert "còn 1 chỗ phải sửa" in told
    assert "posts/c.md: bản nháp, chưa hẹn ngày" in told
    write_site(tmp_path / "khong")
    assert "Không có bài nào" in dvk("due", cwd=tmp_path / "khong").stdout


def test_a_fault_of_a_post_held_back_does_not_stop_the_build(tmp_path: Path) -> None:
    drafts = {
        "posts/a.md": post("draft: true\ngifts: 37.9 suất"),
        "posts/b.md": "---\ntitle:\ndraft: true\n---\n",
        "posts/c.md": post("publish_at: 01/10/2099\nmodel: ao-ấmm"),
    }
    site, issues = load_site(tmp_path, drafts)
    assert site.posts == ()
    assert {issue.severity for issue in issues} == {Severity.WARNING}
    assert len(issues) == 4
    result = dvk("check", "--json", cwd=tmp_path)
    found = {(one["file"], one["severity"]) for one in json.loads(result.stdout)}
    assert found == {
        ("posts/a.md", "warning"), ("posts/b.md", "warning"), ("posts/c.md", "error"),
    }  # fmt: skip


@pytest.mark.parametrize("line", ["draft: chưa biết", "publish_at: 31/02/2024"])
def test_what_leaves_open_whether_to_hold_back_stops_the_build(line: str, tmp_path: Path) -> None:
    _, issues = load_site(tmp_path, {"posts/a.md": post(line)})
    assert [issue.severity for issue in issues] == [Severity.ERROR]


def test_the_check_looks_at_posts_to_come_as_if_they_had(tmp_path: Path) -> None:
    """A running total below what is there already, which would stop the build of its day."""
    later = post("gifts: {value: 2 suất, kind: cumulative}\npublish_at: 01/10/2099")
    files = {"posts/a.md": post("gifts: 3 suất"), "posts/b.md": later.replace("15/03", "16/03")}
    _, issues = load_site(tmp_path, files)
    assert issues == ()
    result = dvk("check", "--json", cwd=tmp_path)
    assert [one["rule"] for one in json.loads(result.stdout)] == ["luy-ke-nho-hon"]


def test_a_withdrawal_in_a_post_held_back_holds_everywhere(tmp_path: Path) -> None:
    photo = "photos: [{{file: {}.png, caption: Ảnh, consent: {}}}]"
    write_site(
        tmp_path,
        {
            "posts/a/index.md": post(photo.format("a", "obtained")),
            "posts/b/index.md": post("draft: true\n" + photo.format("b", "withdrawn")),
        },
    )
    for name in ("a", "b"):
        write_picture(tmp_path / f"posts/{name}/{name}.png")
    site, _ = load_site(tmp_path)
    assert [photo.is_published for one in site.posts for photo in one.photos] == [False]


def test_a_preview_marks_what_is_held_back(tmp_path: Path) -> None:
    config = (tmp_path / "mkdocs.yml", "plugins: [dvk]", "plugins: [{dvk: {drafts: true}}]")
    write_site(tmp_path, SITE)
    text = config[0].read_text(encoding="utf-8")
    config[0].write_text(text.replace(*config[1:]), encoding="utf-8")
    env = {"SOURCE_DATE_EPOCH": NOON["2024-09-30"]}
    assert mkdocs(tmp_path, **env).returncode == 0
    pages = {name: (tmp_path / f"site/tin-tuc/2024/{name}/index.html").read_text("utf-8")
             for name in "abc"}  # fmt: skip
    assert "hẹn đăng 01/10/2024" in pages["b"]
    assert "bản nháp" in pages["c"]
    assert "dvk-badge--state" not in pages["a"].split("dvk-columns")[0]
