"""Registers of other sites that cannot be trusted: said what is wrong, never half read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from registers_sample import table

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.register import Register
from dvk_plugin.read.register import MAX_BYTES, read_register
from dvk_plugin.read.register_files import read_register_file, read_registers


def wrong(data: bytes, package: bytes | None = None) -> Issue:
    issue = read_register(data, "truong-a/register.csv", package)
    assert isinstance(issue, Issue)
    return issue


def test_a_good_register_is_read() -> None:
    register = read_register(table({}), "a.csv")
    assert isinstance(register, Register)
    (entry,) = register.entries
    assert (entry.quantity.value, entry.school, entry.metric) == (30, "truong-a", "gifts")
    assert entry.citations[0].url == "https://a.example/tin-tuc/2024/a/"
    assert register.lines == {entry.id: "https://a.example/so-lieu/gifts/#so-1"}


def test_another_version_is_refused_in_table_and_description() -> None:
    for issue in (
        wrong(table({}, {"schema_version": "2", "id": "truong-a/b"})),
        wrong(table({}), package=json.dumps({"schema_version": 2, "resources": [
            {"path": "register.csv", "bytes": 1, "hash": ""}]}).encode()),
    ):  # fmt: skip
        assert issue.rule == "du-lieu-khac-phien-ban"
        assert "«2»" in issue.message and "cập nhật dvk" in issue.hint


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "ba mươi"}, "ô «value» ghi «ba mươi»"),
        ({"value": "NaN"}, "không phải con số"),
        ({"value": "1e999999"}, "không phải con số"),
        ({"value": "-5"}, "không phải con số"),
        ({"hi": "5"}, "ô «hi» nhỏ hơn"),
        ({"as_of": "15/03/2024"}, "không phải ngày"),
        ({"as_of": ""}, "ô «as_of» trống"),
        ({"period_start": "2025-01-01"}, "kỳ bắt đầu sau khi kết thúc"),
        ({"kind": "=cmd()"}, "không phải giá trị có thể có"),
        ({"school": "Trường A"}, "mã trường"),
        ({"id": "truong-b/x"}, "không bắt đầu bằng mã trường"),
        ({"unit": "phần", "id": "truong-a/b"}, "được ghi theo hai cách"),
    ],
)
def test_a_damaged_cell_is_named_with_its_line(change: dict[str, str], words: str) -> None:
    issue = wrong(table({}, change))
    assert (issue.rule, issue.source.line) == ("du-lieu-hong", 3)
    assert words in issue.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (table({}, {}), "có hai lần"),
        (table({}, leave_out="as_of"), "thiếu cột «as_of»"),
        (table({})[:-9], "tải chưa hết"),
        (table({}) + b"1,truong-a/x\r\n", "số cột khác"),
        (table({}).replace("30 suất".encode(), b'"30'), "dấu nháy"),
        (table({}).replace(b"gifts", b"\xff\xfe"), "UTF-8"),
        (table({"quote": "x" * 200_000}), "dấu nháy"),
        (b"", "dòng cuối"),
        (b"<html>\n", "thiếu cột"),
    ],
    ids=["twice", "column", "cut", "short", "quote", "utf8", "field", "empty", "html"],
)
def test_a_damaged_file_is_not_read_at_all(data: bytes, words: str) -> None:
    issue = wrong(data)
    assert issue.rule == "du-lieu-hong"
    assert words in issue.message


def test_what_does_not_match_its_description_is_damaged() -> None:
    package = {
        "schema_version": 1,
        "resources": [{"path": "register.csv", "bytes": 5, "hash": "sha256:0"}],
    }
    assert "không khớp" in wrong(table({}), json.dumps(package).encode()).message
    assert "không đọc được" in wrong(table({}), b"[[[").message


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    issue = read_register_file(path, "register.csv")
    assert isinstance(issue, Issue)
    assert issue.rule == "du-lieu-qua-lon" and "65 MB" in issue.message


def test_addresses_that_run_code_are_dropped() -> None:
    register = read_register(
        table({"source_url": "javascript:alert(1)", "register_url": "data:text/html,x"}), "a.csv"
    )
    assert isinstance(register, Register)
    assert register.entries[0].citations[0].url == ""
    assert register.lines == {}


def test_registers_are_found_below_a_folder_and_other_tables_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "du-lieu-truong"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "register.csv").write_bytes(table({}))
    (folder / "a" / "tally.csv").write_bytes(b"metric,unit\r\n")
    b = {"school": "truong-b", "id": "truong-b/x"}
    (folder / "truong-b.csv").write_bytes(table(b))
    registers, issues = read_registers(folder, tmp_path)
    assert [r.file for r in registers] == [
        "du-lieu-truong/a/register.csv",
        "du-lieu-truong/truong-b.csv",
    ]
    assert issues == ()


def test_a_folder_outside_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_bytes(table({}))
    root = tmp_path / "trang"
    root.mkdir()
    registers, issues = read_registers(root / "..", root)
    assert (registers, [issue.rule for issue in issues]) == ((), ["ngoai-du-an"])
