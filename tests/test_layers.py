"""The floors of the house: imports point down only, and the core knows no host."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dvk_plugin"
FLOORS = {
    "domain": 0,
    "aside": 0,
    "fingerprint": 0,
    "memory": 0,
    "processes": 0,
    "timings": 0,
    "progress": 0,
    "walk": 0,
    "read": 1,
    "tally": 1,
    "photos": 1,
    "cards": 1,
    "check": 2,
    "importing": 2,
    "views": 2,
    "search": 2,
    "write": 2,
    "report": 2,
    "visits": 2,
    "comments": 2,
    "load": 3,
    "marks": 3,
    "photo_files": 3,
    "ready": 3,
    "reading": 3,
    "build": 4,
    "press": 5,
    "publish": 5,
    "adapters": 6,
    "cli": 6,
}
BELOW_ITSELF = {
    ("read", "tally"),
    ("tally", "read"),
    ("photos", "read"),
    ("read", "photos"),
    ("photos", "cards"),
    ("cards", "read"),
    ("cards", "tally"),
    ("importing", "tally"),
    ("importing", "check"),
    ("importing", "views"),
    ("importing", "search"),
    ("importing", "write"),
}
"""Rooms of one floor that must not see each other."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def room(module: str) -> str:
    return module.split(".")[1] if module.startswith("dvk_plugin.") else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down_only(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imported(path):
        there = room(module)
        if here in FLOORS and there in FLOORS:
            assert FLOORS[there] <= FLOORS[here], f"{here} imports {module}"
            assert (here, there) not in BELOW_ITSELF, f"{here} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_one_folder_imports_mkdocs(path: Path) -> None:
    uses_host = any(name.split(".")[0] == "mkdocs" for name in imported(path))
    assert not uses_host or path.parent == PACKAGE / "adapters" / "mkdocs"


def test_the_ground_floor_needs_the_standard_library_alone() -> None:
    for path in (PACKAGE / "domain").glob("*.py"):
        for name in imported(path):
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or name.startswith("dvk_plugin.domain"), path


def test_the_core_loads_with_mkdocs_blocked() -> None:
    code = (
        "import sys; sys.modules['mkdocs'] = None\n"
        "import dvk_plugin.build, dvk_plugin.load, dvk_plugin.cli.main\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_build_with_nothing_to_do_loads_nothing_that_makes_pages() -> None:
    """Its modules are there; what it takes to read posts, to draw and to print is not."""
    code = (
        "import sys, dvk_plugin.cli.build\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('dvk_plugin.')}\n"
        "print(*sorted(rooms | sys.modules.keys() & {'jinja2', 'markdown', 'PIL', 'babel'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True
    )
    loaded = set(ran.stdout.split())
    assert "press" in loaded
    assert not loaded & {"jinja2", "markdown", "PIL", "babel", "build", "load", "check", "photos"}
