"""The editors' catalogue of messages is the gallery of errors, and lists every rule."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from gallery import rules_in_source

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "message_catalogue", ROOT / "tools" / "message_catalogue.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(tool: ModuleType) -> None:
    """Otherwise: `python tools/message_catalogue.py`."""
    assert tool.CATALOGUE.read_text(encoding="utf-8") == tool.render_catalogue()


def test_every_rule_has_its_place_on_the_page(tool: ModuleType) -> None:
    headings = [line for line in tool.render_catalogue().split("\n") if line.startswith("### ")]
    assert sorted(headings) == sorted(f"### `{rule}`" for rule in rules_in_source())


def test_messages_cannot_run_or_vanish_on_the_page(tool: ModuleType) -> None:
    text = tool.render_catalogue()
    outside = "".join(text.split("```")[::2])
    assert "<script" not in outside
    assert "&lt;mã số liệu cũ&gt;" in outside
