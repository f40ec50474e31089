"""Every rule has a smallest bad input, and its message is compared word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gallery import ERRORS, cases, expected_file, findings, rendered, rule_of, rules_in_source

RULES = rules_in_source()


@pytest.mark.parametrize("case", cases())
def test_the_case_brings_up_exactly_its_findings(case: str, tmp_path: Path, renew: bool) -> None:
    text = rendered(findings(case, tmp_path / "trang"))
    path = expected_file(case)
    if renew:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases())
def test_one_mistake_gives_one_message_of_the_rule_it_is_kept_under(case: str) -> None:
    text = expected_file(case).read_text(encoding="utf-8")
    found = re.findall(r"^\S.*:[0-9]+:[0-9]+: (?:LỖI|NHẮC) (\S+)$", text, re.MULTILINE)
    assert found == [rule_of(case)]


def test_every_rule_of_the_source_has_a_case_and_no_case_another_rule() -> None:
    assert {rule_of(case) for case in cases()} == RULES


def test_the_scan_of_the_source_sees_rules_that_are_handed_on() -> None:
    assert {"so-am", "mo-hinh-la", "hai-so-mot-ngay", "anh-hong", "thieu-cau-hinh"} <= RULES


def test_bad_inputs_are_small() -> None:
    for path in ERRORS.rglob("site/**/*.md"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 24, path


@pytest.mark.parametrize("case", cases())
def test_messages_are_in_plain_vietnamese(case: str) -> None:
    text = expected_file(case).read_text(encoding="utf-8")
    told = [line for line in text.splitlines() if " | " not in line and "LỖI" not in line]
    words = " ".join(told)
    assert not re.search(r"\b(?:None|null|dict|list|str|int|float|mapping|parse|token)\b", words)
    assert not re.search(r"NoneType|Traceback|YAML", words)
