"""The command as its users type it, in a small site."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_sample import Run
from sample import write_site

from dvk_plugin.cli.import_ import import_


@pytest.fixture
def dvk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str, cwd: Path) -> tuple[int, str, str]:
        monkeypatch.chdir(cwd)
        code = import_.main([*arguments], standalone_mode=False)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path)
    return tmp_path
