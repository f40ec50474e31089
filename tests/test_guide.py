"""The editors' guide names everything there is: metrics, commands, options and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import guide_sessions
import pytest
from gallery import rules_in_source

from dvk_plugin.check.captions import WORDS
from dvk_plugin.cli.main import dvk
from dvk_plugin.domain.measure import Measure
from dvk_plugin.domain.metric import CATALOGUE, Metric
from dvk_plugin.domain.model import DOSSIER_LABELS, SECTORS, State
from dvk_plugin.domain.post import Consent, Post
from dvk_plugin.domain.recognition import Status
from dvk_plugin.domain.unit import unit_named
from dvk_plugin.read.admin_settings import BACKEND
from dvk_plugin.read.photo_settings import PHOTO_OPTIONS
from dvk_plugin.read.publish_settings import NEEDED, PUBLISH_OPTIONS
from dvk_plugin.read.report_settings import REPORT_OPTIONS
from dvk_plugin.read.settings import OPTIONS

GUIDE = Path(__file__).parent.parent / "docs" / "huong-dan"


def page(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.key)
def test_every_metric_is_in_the_table_of_metrics(metric: Metric) -> None:
    unit = unit_named(metric.unit)
    lines = [line for line in page("danh-muc").split("\n") if f"`{metric.key}`" in line]
    assert lines, metric.key
    assert metric.label in lines[0]
    assert (unit.label if unit else metric.unit) in lines[0]


def commands() -> list[tuple[str, str]]:
    """Name of a command, and what has to be told of it: itself and each of its options."""
    found = []
    for name, command in _every_command(dvk, ""):
        found.append((name, f"dvk {name}"))
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                found += [(name, option) for option in parameter.opts if option.startswith("--")]
    return found


def _every_command(group: click.Group, above: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _every_command(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


SHARED = ("--config-file", "--help")
"""Options told once for all commands."""


@pytest.mark.parametrize(("command", "words"), commands())
def test_every_command_and_option_is_told_in_its_own_part(command: str, words: str) -> None:
    text = page("lenh")
    (part,) = [part for part in text.split("\n## ") if part.startswith(f"`dvk {command}`")]
    assert words in (text if words in SHARED else part)


@pytest.mark.parametrize("rule", sorted(rules_in_source()))
def test_every_rule_is_told_with_its_cause(rule: str) -> None:
    assert f"### `{rule}`\n\n*Vì sao:* " in page("thong-bao")


def test_every_page_of_the_guide_is_in_the_menu_and_every_picture_is_there() -> None:
    menu = (GUIDE.parent.parent / "mkdocs.yml").read_text(encoding="utf-8")
    for path in GUIDE.glob("*.md"):
        assert f"huong-dan/{path.name}" in menu
        for name in re.findall(r"!\[[^\]]+\]\(([a-z-]+\.png)\)", path.read_text("utf-8")):
            assert (GUIDE / name).is_file(), name


def test_the_recorded_session_has_every_command_that_is_run() -> None:
    text = page("phien-mau")
    typed = [line for _, lines in guide_sessions.CHAPTERS for line in lines]
    assert [line for line in typed if f"$ {line}\n" not in text] == []


def test_the_recorded_session_is_what_the_commands_say(thorough: bool) -> None:
    if not thorough:
        pytest.skip("runs every command of the page, half a minute; --thorough")
    assert guide_sessions.session_page() == page("phien-mau")


def test_every_option_of_a_measure_is_told() -> None:
    own = {"metric", "quantity", "source", "places"}
    options = [field.name for field in fields(Measure) if field.name not in own]
    text = page("so-lieu")
    assert [option for option in ("value", *options) if f"`{option}" not in text] == []


def test_every_field_of_a_post_is_told() -> None:
    inner = {
        "key",
        "file",
        "body",
        "body_line",
        "lead",
        "head_mark",
        "measures",
        "credit",
        "places",
    }
    names = [field.name for field in fields(Post) if field.name not in inner]
    text = page("bai-viet")
    assert [name for name in (*names, "metrics") if f"`{name}" not in text] == []
    assert [str(word) for word in Consent if word not in text] == []


def test_every_part_of_a_model_is_told() -> None:
    text = page("mo-hinh")
    words = [*DOSSIER_LABELS, *SECTORS, *State, *Status, "parent", "aliases", "founded", "honours"]
    assert [str(word) for word in words if word not in text] == []


def test_every_option_of_the_plugin_is_told() -> None:
    text = page("cai-dat")
    assert [option for option in OPTIONS if f"`{option}`" not in text] == []


def test_every_option_of_photos_is_told() -> None:
    text = page("cai-dat")
    assert [option for option in PHOTO_OPTIONS if f"| `photos.{option}` |" not in text] == []


def test_every_option_of_reports_is_told() -> None:
    text = page("bao-cao")
    assert [option for option in REPORT_OPTIONS if f"| `report.{option}` |" not in text] == []


def test_every_option_of_a_place_to_publish_to_is_told() -> None:
    text = page("xuat-ban")
    assert [option for option in PUBLISH_OPTIONS if f"| `{option}` |" not in text] == []
    assert [kind for kind in NEEDED if f"| `{kind}` |" not in text] == []


def test_every_option_of_the_forms_git_host_is_told() -> None:
    text = page("bieu-mau")
    assert [option for option in BACKEND if f"| `{option}` |" not in text] == []


def test_the_words_that_captions_are_searched_for_are_told() -> None:
    assert ", ".join(WORDS) in page("anh")


def test_every_column_of_a_table_has_a_head() -> None:
    """Whoever hears a page is told of what each cell is."""
    head = re.compile(r"^\|(.+)\|\n\|[-:| ]+\|$", re.M)
    for path in GUIDE.rglob("*.md"):
        for found in head.finditer(path.read_text("utf-8")):
            assert all(cell.strip() for cell in found[1].split("|")), f"{path.name}: {found[0]}"
