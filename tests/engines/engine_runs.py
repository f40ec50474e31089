"""Builds through each engine, every one in a process of its own, as its user types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m module …` in a folder."""
    if find_spec(module.partition(".")[0]) is None:
        told = f"{module} is missing: run `pip install -e .[test]`"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    return _run(folder, "-m", module, *arguments)


def run_code(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -c code …` in a folder."""
    return _run(folder, "-c", code, *arguments)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def built(folder: Path, module: str, *arguments: str) -> str:
    """The same, which must go well; what it printed."""
    result = run(folder, module, *arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def dvk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "dvk_plugin.cli.main", *arguments)


def copy_of_demo(folder: Path) -> Path:
    """The project's own site, with the pictures that are known already."""
    for name in ("docs", "posts"):
        shutil.copytree(ROOT / name, folder / name)
    if (ROOT / ".cache").is_dir():
        shutil.copytree(
            ROOT / ".cache", folder / ".cache", ignore=shutil.ignore_patterns("mkdocs-*")
        )
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
