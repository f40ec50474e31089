"""The `dvk` command as its users type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import usage_words
from sample import post, write_site


def dvk(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dvk_plugin.cli.main", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("text", "value", "hi", "unit", "qualifier"),
    [
        ("1 tỷ 350 triệu đồng", 1350000000, None, "VND", "exact"),
        ("80-100 triệu đồng", 80000000, 100000000, "VND", "range"),
        ("hàng trăm suất", None, None, "suất", "vague"),
        ("105,38%", 105.38, None, "%", "exact"),
        ("123 mô hình tiêu biểu năm 2022", 123, None, "mô hình tiêu biểu năm 2022", "exact"),
    ],
)
def test_parse_tells_how_a_quantity_is_read(
    text: str, value: float | None, hi: int | None, unit: str, qualifier: str
) -> None:
    result = dvk("parse", text, "--json")
    assert result.returncode == 0
    assert json.loads(result.stdout) == {
        "value": value,
        "hi": hi,
        "unit": unit,
        "qualifier": qualifier,
        "text": text,
    }


def test_parse_refuses_what_can_be_read_two_ways() -> None:
    result = dvk("parse", "37.9 triệu", "--json")
    assert result.returncode == 1
    data = json.loads(result.stdout)
    assert data.keys() == {"error", "hint"}
    assert "37,9" in data["error"]
    assert "379" in data["error"]


def test_check_gives_findings_as_data(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/a.md": post("model: ao-ấmm")})
    result = dvk("check", "--json", cwd=tmp_path)
    assert result.returncode == 1
    (finding,) = json.loads(result.stdout)
    assert finding["rule"] == "mo-hinh-la"
    assert (finding["file"], finding["line"], finding["column"]) == ("posts/a.md", 4, 8)
    assert finding.keys() == {"severity", "rule", "file", "line", "column", "message", "hint"}


def test_check_of_a_good_site_says_so(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/a.md": post("gifts: 3 suất")})
    result = dvk("check", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "1 bài, 3 mô hình: không có lỗi.\n")
    assert json.loads(dvk("check", "--json", cwd=tmp_path).stdout) == []


def test_tally_names_an_unknown_model_and_the_nearest(tmp_path: Path) -> None:
    write_site(tmp_path)
    result = dvk("tally", "--model", "ao-an", cwd=tmp_path)
    assert result.returncode == 2
    assert "«ao-am»" in result.stderr


def test_tally_of_a_model_without_a_figure_is_unknown_and_not_zero(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/a.md": post("model: ao-am\ngifts: 3 suất")})
    result = dvk("tally", "--json", "--model", "bep-com", "--metric", "gifts", cwd=tmp_path)
    (row,) = json.loads(result.stdout)
    assert (row["value"], row["model"], row["sources"]) == (None, "bep-com", [])


def test_tally_as_of_a_day_leaves_later_figures_out(tmp_path: Path) -> None:
    later = post("gifts: 5 suất").replace("15/03/2024", "15/06/2024")
    write_site(tmp_path, {"posts/a.md": post("gifts: 3 suất"), "posts/b.md": later})
    arguments = ("tally", "--json", "--by", "school", "--metric", "gifts")
    rows = json.loads(dvk(*arguments, "--as-of", "31/03/2024", cwd=tmp_path).stdout)
    assert {row["value"] for row in rows} == {3}
    assert {row["value"] for row in json.loads(dvk(*arguments, cwd=tmp_path).stdout)} == {8}


def test_tally_by_year(tmp_path: Path) -> None:
    earlier = post("gifts: 5 suất").replace("15/03/2024", "15/06/2023")
    write_site(tmp_path, {"posts/a.md": post("gifts: 3 suất"), "posts/b.md": earlier})
    arguments = ("tally", "--json", "--by", "year", "--metric", "gifts")
    rows = json.loads(dvk(*arguments, cwd=tmp_path).stdout)
    total = [row for row in rows if row["part"] == "total"]
    assert [(row["year"], row["value"]) for row in total] == [(2023, 5), (2024, 3)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nope",), "không có lệnh «nope»"),
        (("check", "--jsn"), "không có tùy chọn «--jsn». Gợi ý: '--json'"),
        (("tally", "--by", "x"), "«x» không phải một trong"),
        (("tally", "--year", "x"), "«x» không phải là số"),
        (("tally", "--year"), "--year còn thiếu giá trị"),
        (("parse",), "còn thiếu 'TEXT'"),
        (("parse", "a", "b"), "thừa chữ (b)"),
        (("amend", "a", "b", "c"), "còn thiếu tùy chọn '--reason'"),
        ((), "Cách gõ:"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese_with_exit_code_2(
    arguments: tuple[str, ...], words: str
) -> None:
    result = dvk(*arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_help_is_in_vietnamese() -> None:
    told = "".join(dvk(*words, "--help").stdout for words in ((), ("new",), ("photos",)))
    assert "Tùy chọn:" in told
    for english in ("Usage", "Options", "Commands", "Show this", "default:"):
        assert english not in told


def test_the_words_of_usage_are_compiled_from_their_source() -> None:
    assert usage_words.MADE.read_bytes() == usage_words.compiled()


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    result = dvk("check", cwd=tmp_path)
    assert result.returncode == 2
    assert "mkdocs.yml" in result.stderr


def test_broken_settings_are_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    result = dvk("check", cwd=tmp_path)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
