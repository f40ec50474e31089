"""The folder of open data as others check it: Frictionless, JSON Schema, equal bytes."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import frictionless
import pytest
from charts_sample import AWKWARD
from jsonschema import Draft202012Validator, FormatChecker
from sample import CONFIG, post, write_site

from dvk_plugin.build import build
from dvk_plugin.domain.columns import SCHEMA_VERSION
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.tally.rows import compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.datapackage import data_files

ROOT = Path(__file__).parents[2]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def data_of(settings: Settings) -> Mapping[str, bytes]:
    site, _ = load(settings)
    output, _ = build(site, settings, RelativeLinks(base=settings.site_url))
    found = output.files.items()
    return {uri.partition("/")[2]: data for uri, data in found if uri.startswith("du-lieu/")}


@pytest.fixture(params=["demo", "awkward", "empty"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Mapping[str, bytes]:
    if request.param == "demo":
        settings = read_settings(ROOT / "mkdocs.yml")
        assert isinstance(settings, Settings)
        return data_of(settings)
    return data_of(write_site(tmp_path, AWKWARD if request.param == "awkward" else {}))


def test_frictionless_finds_the_package_valid(files: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, data in files.items():
        path = tmp_path / "du-lieu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    report = frictionless.validate(str(tmp_path / "du-lieu" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert [task.name for task in report.tasks][:2] == ["register-csv", "tally-csv"]


def test_a_changed_table_is_no_longer_valid(tmp_path: Path) -> None:
    for name, data in data_of(write_site(tmp_path, AWKWARD)).items():
        path = tmp_path / "du-lieu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b",counted,", b",perhaps,"))
    assert not frictionless.validate(str(tmp_path / "du-lieu" / "datapackage.json")).valid


@pytest.mark.parametrize("name", ["tally", "models", "posts"])
def test_json_files_hold_to_their_schemas(name: str, files: Mapping[str, bytes]) -> None:
    schema = json.loads(files[f"schema/{name}.json"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    data = json.loads(files[f"{name}.json"])
    assert list(validator.iter_errors(data)) == []
    broken = [*data, {}] if isinstance(data, list) else {**data, "schema_version": 0}
    assert list(validator.iter_errors(broken))


def test_the_package_tells_version_licence_and_who_publishes(tmp_path: Path) -> None:
    config = CONFIG.replace("[dvk]", f"[{{dvk: {{data_license: {LICENCE}}}}}]")
    package = json.loads(data_of(write_site(tmp_path, {"mkdocs.yml": config}))["datapackage.json"])
    assert package["schema_version"] == SCHEMA_VERSION
    assert package["licenses"] == [{"path": LICENCE, "title": LICENCE}]
    assert package["homepage"] == "https://mau.example/"
    assert [one["title"] for one in package["contributors"]] == ["Trường Cao đẳng A"]


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    backwards = dict(reversed(AWKWARD.items()))
    assert data_of(write_site(tmp_path / "a", AWKWARD)) == data_of(
        write_site(tmp_path / "b", backwards)
    )


def peak_of(root: Path, posts: int) -> int:
    """Bytes held at most while the files of so many posts are written."""
    lines = "".join(f"  {key}: 3\n" for key in ("gifts", "trees", "articles", "films", "houses"))
    text = post(f"model: ao-am\nmetrics:\n{lines}")
    settings = write_site(root, {f"posts/bai-{n}.md": text for n in range(posts)})
    site, _ = load(settings)
    edition = make_edition(site, compute_tallies(site), settings, RelativeLinks(), {})
    tracemalloc.start()
    files = data_files(edition, "")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert files["du-lieu/register.csv"].count(b"\n") >= 5 * posts
    return peak


def test_memory_grows_with_the_figures_and_no_faster(tmp_path: Path) -> None:
    assert peak_of(tmp_path / "b", 200) < 2.5 * peak_of(tmp_path / "a", 100)
