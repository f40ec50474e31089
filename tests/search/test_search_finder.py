"""The one file that browsers load holds the modules as they are now."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "browser")]

from equipment import require  # noqa: E402
from finder import ESBUILD, PRODUCT, bundle  # noqa: E402


def test_the_bundle_is_made_from_the_modules_as_they_are() -> None:
    require(ESBUILD)
    assert PRODUCT.read_bytes() == bundle(), "run `python tools/finder.py`"
