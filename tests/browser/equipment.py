"""The tools of the browser tests: where they come from, and what to say where one is missing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

MODULES = Path(__file__).parent / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(reason: str) -> NoReturn:
    """Skip on a developer's machine; fail in CI, where every tool must be there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def require(path: Path) -> Path:
    """The path, or `missing` with the command that brings it."""
    if not path.is_file():
        missing(f"{path.name} is missing: run `npm install --prefix tests/browser`")
    return path
