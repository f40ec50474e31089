"""The form's files: made of the site, closed to the world, and only where they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample import REGISTRY, post, write_site

from dvk_plugin.build import build
from dvk_plugin.load import load
from dvk_plugin.read.admin_settings import AdminSettings
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.shape import Shape
from dvk_plugin.read.shapes import MODEL, POST
from dvk_plugin.read.shapes import REGISTRY as REGISTRY_SHAPE
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.admin import admin_assets, admin_config, admin_files

FORM = AdminSettings({})


def config_of(settings: Settings) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(admin_config(load(settings)[0], settings)))
    return read


def fields_of(config: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The fields of a collection, or of the registry."""
    cms = config["cms"]
    parts = {part["name"]: part for part in (*cms["collections"], *cms["singletons"])}
    return list(parts[name]["fields"])


def named(fields: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(field for field in fields if field["name"] == name)


def all_names(fields: list[dict[str, Any]]) -> Iterator[str]:
    """Names of fields at one level, those put away under `more` among them."""
    for field in fields:
        if field["name"] == "more":
            yield from all_names(field["fields"])
        elif field["name"] not in ("was", "body"):
            yield field["name"]


@pytest.mark.parametrize(
    ("name", "shape"), [("posts", POST), ("models", MODEL), ("registry", REGISTRY_SHAPE)]
)
def test_the_form_asks_for_every_field(tmp_path: Path, name: str, shape: Shape) -> None:
    fields = fields_of(config_of(write_site(tmp_path)), name)
    assert set(all_names(fields)) == {field.name for field in shape}


def test_choices_are_the_sites_own(tmp_path: Path) -> None:
    registry = f"{REGISTRY}metrics:\n  sach: {{label: Sách, unit: cuốn}}\n"
    fields = fields_of(config_of(write_site(tmp_path, {"posts/registry.yml": registry})), "posts")
    metric = named(named(fields, "metrics")["fields"], "metric")
    assert {"label": "Sách (cuốn)", "value": "sach"} in metric["options"]
    assert {"label": "Kinh phí huy động (đồng)", "value": "funds_raised"} in metric["options"]
    school = named(fields, "school")
    assert school["options"] == [{"label": "Trường Cao đẳng A", "value": "truong-a"}]
    assert school["required"] is False  # there is only one
    assert named(fields, "models")["collection"] == "models"


def test_the_school_must_be_chosen_where_there_are_several(tmp_path: Path) -> None:
    registry = REGISTRY.replace("schools:\n", "schools:\n  truong-b: {name: Trường B}\n")
    fields = fields_of(config_of(write_site(tmp_path, {"posts/registry.yml": registry})), "posts")
    assert named(fields, "school")["required"] is True


def test_a_list_without_anything_declared_is_a_text(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"posts/registry.yml": "schools: {a: {name: A}}\n"})
    fields = fields_of(config_of(settings), "models")
    assert named(fields, "branch")["widget"] == "string"


def test_posts_that_lie_otherwise_can_be_edited_too(tmp_path: Path) -> None:
    files = {name: post("") for name in ("posts/a.md", "posts/2024/b.md", "posts/x/y/c/index.md")}
    config = config_of(write_site(tmp_path, {**files, "posts/2024/d/index.md": post("")}))
    found = {part["path"]: part for part in config["cms"]["collections"] if "path" in part}
    assert set(found) == {
        "{{date | date('YYYY')}}/{{slug}}/index",
        "{{slug}}",
        "{{year}}/{{slug}}",
        "{{year}}/{{year}}/{{slug}}/index",
    }
    assert [path for path, part in found.items() if part.get("create", True)] == [
        "{{date | date('YYYY')}}/{{slug}}/index"
    ]


def test_names_written_out_are_known_by_their_keys(tmp_path: Path) -> None:
    names = config_of(write_site(tmp_path))["names"]
    assert names["model"]["ao-am"] == "ao-am"
    assert names["branch"]["chi-bo-1"] == "chi-bo-1"
    assert names["metric"]["kinh-phi"] == "funds_raised"


def test_a_form_without_a_git_host_speaks_with_nobody(tmp_path: Path) -> None:
    settings = replace(write_site(tmp_path), admin=FORM)
    page = admin_files(load(settings)[0], settings)["admin/index.html"].decode()
    assert config_of(settings)["local"] is True
    assert "connect-src &#x27;self&#x27; blob: data:;" in page
    assert re.findall(r"(?:src|href)=\"(.*?)\"", page) == ["icon.svg", "form.css", "form.js"]
    assert "https:" not in page


def test_a_form_with_a_git_host_speaks_with_it_alone(tmp_path: Path) -> None:
    backend = {"name": "gitea", "repo": "a/b", "base_url": "https://git.truong.example/"}
    settings = replace(write_site(tmp_path), admin=AdminSettings(backend))
    page = admin_files(load(settings)[0], settings)["admin/index.html"].decode()
    config = config_of(settings)
    assert config["local"] is False
    assert config["cms"]["backend"] == backend
    assert "data: https://gitea.com https://git.truong.example;" in page


def test_the_sites_name_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    settings = replace(write_site(tmp_path), site_name="</title><script>", admin=FORM)
    page = admin_files(load(settings)[0], settings)["admin/index.html"].decode()
    assert "</title><script>" not in page


def test_a_site_has_the_form_only_where_its_settings_say_so(tmp_path: Path) -> None:
    settings = write_site(tmp_path)
    site, _ = load(settings)
    without, _ = build(site, settings, RelativeLinks())
    with_form, _ = build(site, replace(settings, admin=FORM), RelativeLinks())
    assert [uri for uri in (*without.files, *without.pictures) if uri.startswith("admin")] == []
    assert "admin/index.html" in with_form.files
    assert set(admin_assets()) <= set(with_form.pictures)
    assert all(path.is_file() for path in with_form.pictures.values())


def test_what_is_shipped_names_no_place_to_load_from() -> None:
    for uri, path in admin_assets().items():
        if uri.endswith((".js", ".css")):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"unpkg\.com|jsdelivr|googleapis\.com/css|gstatic", text), uri
    assert "admin/sveltia/LICENSE.txt" in admin_assets()


def test_the_version_of_the_cms_is_pinned() -> None:
    tools = Path(__file__).parents[2] / "tools" / "form"
    wanted = json.loads((tools / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((tools / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    licence = admin_assets()["admin/sveltia/LICENSE.txt"].read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[0-9.]+", version) for version in wanted.values())
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    assert licence.startswith(f"Sveltia CMS {wanted['@sveltia/cms']} ")
