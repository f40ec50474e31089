"""`dvk check` for people and programs: groups, counts, colours, formats, `--fix`, `--watch`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from sample import load_site, post, write_site
from test_cli import dvk

from dvk_plugin import reading
from dvk_plugin.cli import findings
from dvk_plugin.cli.check import run_check
from dvk_plugin.cli.fix import run_fix
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Post
from dvk_plugin.read.files import guess_encoding
from dvk_plugin.read.frontmatter import Page
from dvk_plugin.read.lexicon import Lexicon
from dvk_plugin.read.posts import read_post
from dvk_plugin.read.repair import mend_letters
from dvk_plugin.read.settings import Settings, read_settings

BAD = {
    "posts/a.md": post("model: ao-ấmm\ngifts: 37.9 suất"),
    "posts/b.md": post("model: ao-ấmm\nphotos: 3 ảnh\ndraft: true"),
}
SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
PATIENCE = 60.0
"""Seconds until a program that says nothing is taken for broken."""


def test_findings_stand_by_file_and_are_counted(tmp_path: Path) -> None:
    write_site(tmp_path, BAD)
    result = dvk("check", cwd=tmp_path)
    assert result.returncode == 1
    lines = result.stdout.split("\n")
    assert lines[0] == "── posts/a.md: 2 lỗi, 0 điều nhắc"
    assert "── posts/b.md: 0 lỗi, 1 điều nhắc" in lines
    assert "    2  mo-hinh-la" in lines
    assert "1 bài, 3 mô hình: 2 lỗi, 1 điều nhắc." in lines
    assert "Giữ lại 1 bài: 1 bản nháp." in lines
    assert "\x1b[" not in result.stdout


@pytest.mark.parametrize(
    ("terminal", "env", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    terminal: bool, env: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    _, issues = load_site(tmp_path, BAD)
    text = "\n".join(findings.by_file(issues, 1, 3))
    assert ("\x1b[" in text) == coloured


def test_sarif_is_what_its_schema_says(tmp_path: Path) -> None:
    write_site(tmp_path, {**BAD, "posts/thư mục/ảnh số 1.md": post("gifts: 37.9 suất")})
    result = dvk("check", "--format", "sarif", cwd=tmp_path)
    assert result.returncode == 1
    log = json.loads(result.stdout)
    jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["mo-hinh-la", "so-mo-ho"]
    levels = [(one["ruleId"], one["level"]) for one in run["results"]]
    assert ("mo-hinh-la", "warning") in levels
    assert ("so-mo-ho", "error") in levels
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 4, "startColumn": 8, "endColumn": 14}


def test_sarif_of_a_good_site_is_valid_and_empty(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/a.md": post("gifts: 3 suất")})
    result = dvk("check", "--format", "sarif", cwd=tmp_path)
    assert result.returncode == 0
    log = json.loads(result.stdout)
    jsonschema.validate(log, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert log["runs"][0]["results"] == []


def test_annotations_for_github_are_one_line_each(tmp_path: Path) -> None:
    write_site(tmp_path, {**BAD, "posts/100%,b.md": post("gifts: 37.9 suất")})
    lines = dvk("check", "--format", "github", cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("::error file=posts/100%25%2Cb.md,line=4,col=8,title=so-mo-ho::")
    assert "%0AGợi ý" in lines[0]
    assert any(line.startswith("::warning file=posts/b.md") for line in lines)


def test_json_is_what_it_was(tmp_path: Path) -> None:
    write_site(tmp_path, BAD)
    old, new = dvk("check", "--json", cwd=tmp_path), dvk("check", "--format", "json", cwd=tmp_path)
    assert old.stdout == new.stdout


@pytest.mark.parametrize(
    "arguments",
    [("--dry-run",), ("--fix", "--format", "json"), ("--watch", "--json"), ("--format", "xml")],
)
def test_options_that_do_not_go_together_are_told(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    write_site(tmp_path)
    result = dvk("check", *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Lệnh chưa đúng")


# --- --fix


MENDED = [
    ("date: 09/21/2023", "date: 21/09/2023"),
    ("as_of: ngày 1 tháng 9 năm 2023 # c", "as_of: 01/09/2023 # c"),
    ("as_of: 1/9/2023", "as_of: 1/9/2023"),
    ('as_of: "09/21/2023"', "as_of: 21/09/2023"),
    ("summary: Bài: một # lời nhắc", 'summary: "Bài: một" # lời nhắc'),
    ("summary:Chữ", "summary: Chữ"),
    ("summary: [Ảnh] Lễ", 'summary: "[Ảnh] Lễ"'),
    ("summary: @abc", 'summary: "@abc"'),
    ("summary: *Tin* vui", 'summary: "*Tin* vui"'),
    ("summary: !Tin vui", 'summary: "!Tin vui"'),
    ("summary: - một", 'summary: "- một"'),
    ("summary: Ðảng bộ", "summary: Đảng bộ"),
    ("metrics:\n\tgifts: 5 suất", "metrics:\n  gifts: 5 suất"),
    ("gifts: {value: 1,5 suất}", 'gifts: {value: "1,5 suất"}'),
    ("funds: 65,000,000 đồng", "funds: 65.000.000 đồng"),
    ("funds: khoảng 65000000 đồng # c", "funds: khoảng 65.000.000 đồng # c"),
    ("funds: 65 000 000đ", "funds: 65.000.000đ"),
    ("funds: {value: 20000000 đồng, target: 65000000}",
     "funds: {value: 20.000.000 đồng, target: 65.000.000}"),
    # what could be meant in two ways, and what is no slip, stays
    ("funds: 37.9 triệu", "funds: 37.9 triệu"),
    ("funds: 1,234 triệu đồng", "funds: 1,234 triệu đồng"),
    ("gifts: 1,234 suất", "gifts: 1,234 suất"),
    ("as_of: 21/9/23", "as_of: 21/9/23"),
    ("as_of: 31/02/2024", "as_of: 31/02/2024"),
    ("tags: [a, b", "tags: [a, b"),
    ("summary: năm 20241 có 65000000", "summary: năm 20241 có 65000000"),
    ("gifts: 2024 suất", "gifts: 2024 suất"),
    ("documents: [{number: 12345/KH}]", "documents: [{number: 12345/KH}]"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MENDED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_slips_with_one_remedy_are_mended_and_nothing_else(
    before: str, after: str, newline: str, tmp_path: Path
) -> None:
    text = "\ufeff" + post(f"# lời nhắc\n{before}\ntags:   [x]").replace("\n", newline)
    if before.startswith("date"):
        text = text.replace(f"date: 15/03/2024{newline}", "")
    if before.startswith("tags"):
        text = text.replace(f"tags:   [x]{newline}", "")
    settings = write_site(tmp_path, {"posts/a.md": text})
    assert run_fix(settings, dry_run=True) == (before != after)
    assert (tmp_path / "posts/a.md").read_bytes().decode() == text
    run_fix(settings, dry_run=False)
    expected = text.replace(before.replace("\n", newline), after.replace("\n", newline))
    assert (tmp_path / "posts/a.md").read_bytes().decode() == expected
    assert run_fix(settings, dry_run=True) == 0


def test_models_and_the_registry_are_mended_too(tmp_path: Path) -> None:
    model = "docs/mo-hinh/ao-am.md"
    write_site(
        tmp_path,
        {
            model: "---\nname: Áo: ấm\nbranch: Chi bộ 1\nyears: {2024: {state: new}}\n---\n",
            "posts/registry.yml": "schools:\n  a: {name: Ðại học, short: A}\nbranches: "
            "{b: {name: Chi bộ 1}, c: {name: Chi bộ 2}}\n",
        },
    )
    result = dvk("check", "--fix", cwd=tmp_path)
    assert "Đã sửa 2 tệp." in result.stdout
    assert 'name: "Áo: ấm"' in (tmp_path / model).read_text(encoding="utf-8")
    assert "Đại học" in (tmp_path / "posts/registry.yml").read_text(encoding="utf-8")


def test_what_was_changed_is_shown(tmp_path: Path) -> None:
    import unicodedata

    body = unicodedata.normalize("NFD", "Đảng ủy Trường")
    write_site(tmp_path, {"posts/a.md": post("funds: 65,000,000 đồng", body)})
    result = dvk("check", "--fix", cwd=tmp_path)
    assert "  - funds: 65,000,000 đồng\n  + funds: 65.000.000 đồng" in result.stdout
    assert "chữ gõ rời dấu, hoặc Ð giả Đ, ở 1 dòng: 6" in result.stdout
    assert "Đảng ủy Trường" in (tmp_path / "posts/a.md").read_text(encoding="utf-8")


VIETNAMESE = post("model: Áo ấm", "Đảng ủy Trường tặng quà cho các hộ «khó khăn» ở Đắk Lắk.")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_texts_in_other_encodings_are_refused_with_the_cure_and_converted(
    encoding: str, tmp_path: Path
) -> None:
    import unicodedata

    marks = "\u0300\u0309\u0303\u0301\u0323"
    text = VIETNAMESE
    if encoding == "cp1258":  # it has the tones as letters of their own
        for letter in sorted(set(text)):
            parts = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in parts if mark in marks), "")
            bare = unicodedata.normalize("NFC", parts.replace(tone, "", 1)) if tone else letter
            text = text.replace(letter, bare + tone)
    write_site(tmp_path)
    path = tmp_path / "posts/a.md"
    path.write_bytes(text.encode(encoding))
    result = dvk("check", cwd=tmp_path)
    assert result.returncode == 1
    assert "khong-phai-utf8" in result.stdout
    assert "dvk check --fix" in result.stdout
    assert dvk("check", "--fix", cwd=tmp_path).returncode == 0
    assert path.read_bytes().decode("utf-8") == VIETNAMESE


@pytest.mark.parametrize(
    "data",
    [
        "Trường Cao đẳng".encode("utf-16-le"),  # without the two bytes that say so
        b"Tr\xad\xeang Cao \xae\xbcng",  # TCVN3, whose letters other fonts show as signs
        b"caf\x80 \xff\xfe",
        bytes(range(256)),
    ],
)
def test_encodings_in_doubt_are_not_guessed(data: bytes) -> None:
    assert guess_encoding(data) is None


def test_letters_are_mended_once_and_for_all() -> None:
    text = "Ðảng bộ Đắk Lắk"
    assert mend_letters(text) == "Đảng bộ Đắk Lắk"
    assert mend_letters(mend_letters(text)) == mend_letters(text)


# --- --watch


def test_a_check_after_an_edit_reads_the_post_that_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, {f"posts/{n}.md": post(f"gifts: {n} suất") for n in range(10, 30)})
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert isinstance(settings, Settings)
    run_check(settings, "text")
    parsed: list[str] = []

    def counted(page: Page, lexicon: Lexicon) -> tuple[Post | None, tuple[Issue, ...]]:
        parsed.append(page.file)
        return read_post(page, lexicon)

    monkeypatch.setattr(reading, "read_post", counted)
    (tmp_path / "posts/12.md").write_text(post("gifts: 120 suất"), encoding="utf-8")
    run_check(settings, "text")
    assert parsed == ["posts/12.md"]


def test_a_save_brings_the_check_again(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/a.md": post("gifts: 37.9 suất")})
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        watching = subprocess.Popen(
            [sys.executable, "-u", "-m", "dvk_plugin.cli.main", "check", "--watch"],
            cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"}, stdout=out, stderr=out,
        )  # fmt: skip

    def wait_for(words: str) -> str:
        end = time.monotonic() + PATIENCE
        while words not in (text := log.read_text(encoding="utf-8")):
            assert watching.poll() is None, text
            assert time.monotonic() < end, text
            time.sleep(0.1)
        return text

    try:
        assert "so-mo-ho" in wait_for("đang chờ tệp được lưu")
        (tmp_path / "posts/a.md").write_text(post("gifts: 37 suất"), encoding="utf-8")
        wait_for("không có lỗi.")
        (tmp_path / "posts").rename(tmp_path / "cat-tam")
        wait_for("0 bài, 3 mô hình")
        (tmp_path / "cat-tam").rename(tmp_path / "posts")
        (tmp_path / "posts/a.md").write_text(post("gifts: 38.5 suất"), encoding="utf-8")
        wait_for("«38.5»")
        (tmp_path / "mkdocs.yml").rename(tmp_path / "mkdocs.tam")
        (tmp_path / "posts/a.md").write_text(post("gifts: 39.5 suất"), encoding="utf-8")
        wait_for("thieu-cau-hinh")
        (tmp_path / "mkdocs.tam").rename(tmp_path / "mkdocs.yml")
        (tmp_path / "posts/a.md").write_text(post("gifts: 39.6 suất"), encoding="utf-8")
        wait_for("«39.6»")
    finally:
        watching.terminate()
        watching.wait(20)
