"""Templates' code is kept for this program as it is; what is damaged or of before is made anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from press_site import make, run

from dvk_plugin.views import compiled
from dvk_plugin.views.compiled import Compiled
from dvk_plugin.views.render import environment


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
    env = Counting(loader=DictLoader({"a.html": source}), bytecode_cache=Compiled("a", folder))
    shown = env.get_template("a.html").render(b="c")
    assert shown == source.replace("{{ 'a'|upper }}", "A").replace("{{ b }}", "c")
    return env.made


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert [compiles(tmp_path), compiles(tmp_path)] == [1, 0]


def test_another_text_is_compiled(tmp_path: Path) -> None:
    compiles(tmp_path)
    assert compiles(tmp_path, "mới {{ b }}") == 1
    assert compiles(tmp_path, "mới {{ b }}") == 0


def test_where_filters_are_others_a_template_is_another(tmp_path: Path) -> None:
    loader = DictLoader({"a.html": "{{ 'a'|upper }}"})
    plain = Environment(loader=loader, bytecode_cache=Compiled("plain", tmp_path))
    odd = plain.overlay(bytecode_cache=Compiled("odd", tmp_path))
    odd.filters = {**plain.filters, "upper": lambda text: "odd"}
    assert [env.get_template("a.html").render() for env in (plain, odd, plain)] == ["A", "odd", "A"]


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


@pytest.fixture
def compiled_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all templates that are compiled from now on; their code is kept apart."""
    monkeypatch.setattr(compiled, "cache_from_source", lambda _: str(tmp_path / "code/a.pyc"))
    names: list[str] = []
    compile_one = Environment.compile

    def note(self: Environment, source: Any, name: str | None = None, *rest: Any) -> Any:
        names.append(str(name))
        return compile_one(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", note)
    return names


def build_anew(root: Path, config: str, caplog: pytest.LogCaptureFixture) -> None:
    """Build a new site with more in its configuration, as a program that starts now."""
    (make(root) / "them.py").write_text("", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{config}")
    environment.cache_clear()
    run(root, caplog)
    environment.cache_clear()


@pytest.mark.parametrize(("config", "again"), [("", 0), ("hooks: [them.py]\n", 1)])
def test_a_site_is_built_again_without_compiling_unless_it_has_filters_of_its_own(
    config: str,
    again: int,
    compiled_names: list[str],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A hook may bring filters, and what they give may be another thing tomorrow."""
    build_anew(tmp_path / "one", config, caplog)
    assert {"main.html", "news.html"} <= set(compiled_names)
    compiled_names.clear()
    build_anew(tmp_path / "other", config, caplog)
    assert "news.html" not in compiled_names
    assert ("main.html" in compiled_names) == again
