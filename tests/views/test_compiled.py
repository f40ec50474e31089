"""Templates' code is kept for this program as it is; what is damaged or of before is made anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from dvk_plugin.views import compiled
from dvk_plugin.views.compiled import Compiled


class Counting(Environment):
    """Counts what it compiles."""

    made = 0

    def compile(self, *args: Any, **options: Any) -> Any:
        self.made += 1
        return super().compile(*args, **options)


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python does unless it is told otherwise."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def compiles(folder: Path, source: str = "{{ 'a'|upper }} {{ b }}") -> int:
    """How many templates a process that starts now compiles to show this one."""
    env = Counting(loader=DictLoader({"a.html": source}), bytecode_cache=Compiled(folder))
    shown = env.get_template("a.html").render(b="c")
    assert shown == source.replace("{{ 'a'|upper }}", "A").replace("{{ b }}", "c")
    return env.made


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert [compiles(tmp_path), compiles(tmp_path)] == [1, 0]


def test_another_text_is_compiled(tmp_path: Path) -> None:
    compiles(tmp_path)
    assert compiles(tmp_path, "mới {{ b }}") == 1
    assert compiles(tmp_path, "mới {{ b }}") == 0


def test_another_program_compiles_anew_and_leaves_nothing_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiles(tmp_path)
    (before,) = tmp_path.iterdir()
    monkeypatch.setattr(compiled, "program", lambda: "another program")
    assert [compiles(tmp_path), compiles(tmp_path)] == [1, 0]
    (after,) = tmp_path.iterdir()
    assert after != before


@pytest.mark.parametrize("keep", [slice(0), slice(20), slice(-1), slice(1, None)])
def test_damaged_code_is_made_anew(keep: slice, tmp_path: Path) -> None:
    compiles(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[keep])
    assert [compiles(tmp_path), compiles(tmp_path)] == [1, 0]


def test_a_program_that_may_not_be_written_to_compiles_each_time(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    assert [compiles(taken), compiles(taken)] == [1, 1]


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiles(tmp_path) == 1
    assert not list(tmp_path.iterdir())
