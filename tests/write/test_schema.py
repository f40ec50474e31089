"""The JSON Schemas: what they take, what of the bad inputs they see, that they stay the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from gallery import ERRORS, cases, findings, rule_of
from sample import REGISTRY, load_site, write_site
from schemas_of_site import load_core, refused

from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.write.schema import schema_files

ROOT = Path(__file__).parents[2]
SEEN = {
    *("can-co-khong", "can-mot-gia-tri", "can-mot-nhom", "chi-so-thieu-don-vi", "lua-chon-la"),
    *("ma-khong-hop-le", "mo-hinh-thieu-ten", "muc-la", "nam-hai-so", "nam-khong-ro"),
    *("ngay-khong-doc-duoc", "so-mo-ho", "thieu-muc-cong-nhan", "thieu-ngay", "thieu-tieu-de"),
    *("chi-so-la", "ky-khong-doc-duoc", "phan-dau-khong-phai-bang", "yaml-bi-danh", "yaml-phay"),
    *("thieu-truong", "van-ban-thieu-so", "anh-thieu-tep", "anh-thieu-chu-thich"),
}
"""Rules of which a schema sees a case at least; the others take `dvk check`."""


def texts(root: Path) -> dict[str, str]:
    folders = ("posts/**/*.md", "docs/mo-hinh/*.md", "posts/registry.yml")
    paths = sorted(path for pattern in folders for path in root.glob(pattern))
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


def test_every_file_of_the_demo_is_taken() -> None:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    files = texts(ROOT)
    assert len(files) > 10
    assert list(refused(load(settings)[0], files)) == []


def test_the_schemas_see_these_rules_among_the_bad_inputs(tmp_path: Path) -> None:
    found: dict[str, list[str]] = {}
    for case in cases():
        if not (ERRORS / case / "site").is_dir():
            continue
        root = tmp_path / case
        findings(case, root)
        settings = read_settings(root / "mkdocs.yml")
        if isinstance(settings, Settings):
            found.setdefault(rule_of(case), []).extend(refused(load(settings)[0], texts(root)))
    assert sorted(rule for rule, told in found.items() if told) == sorted(SEEN)


@pytest.mark.parametrize(
    "head",
    [
        "titel: Bài\n",
        "model: [[ao-am]]\n",
        "metrics: {gifts: {valeu: 5 suất}}\n",
        "metrics: {gitfs: 5 suất}\n",
        "photos: [{file: a.jpg, caption: Ảnh, consent: yess}]\n",
        "date: 15/03/24\n",
        "funds: 37.9 triệu\n",
        "funds: 37.9\n",
        "draft: maybe\n",
    ],
)
def test_a_slip_is_seen(tmp_path: Path, head: str) -> None:
    site, _ = load_site(tmp_path)
    text = f"---\ntitle: Bài\n{'' if 'date' in head else 'date: 15/03/2024'}\n{head}---\n"
    assert len(list(refused(site, {"posts/bai.md": text}))) >= 1


def test_choices_are_offered_with_what_they_mean(tmp_path: Path) -> None:
    site, _ = load_site(tmp_path)
    post = json.loads(schema_files(site)["post.schema.json"])
    models = post["definitions"]["model"]["anyOf"][0]
    assert models["enum"] == ["ao-am", "bep-com", "cho-me"]
    assert models["markdownEnumDescriptions"] == ["Áo ấm", "Bếp cơm", "Chợ mế"]
    assert post["properties"]["gifts"]["title"] == "Suất quà"
    assert post["properties"]["title"]["title"] == "Tiêu đề"
    assert post["required"] == ["title", "date"]


def test_the_school_is_required_where_there_are_several(tmp_path: Path) -> None:
    registry = REGISTRY.replace("schools:\n", "schools:\n  truong-b: {name: Trường B}\n")
    site, _ = load_site(tmp_path, {"posts/registry.yml": registry})
    post = json.loads(schema_files(site)["post.schema.json"])
    assert post["required"] == ["title", "date", "school"]


def test_the_command_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    write_site(tmp_path)
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "schema", "-o", "so-do"]
    seen = []
    for seed in ("1", "2"):
        done = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        )
        assert done.returncode == 0, done.stderr
        seen.append({path.name: path.read_bytes() for path in (tmp_path / "so-do").iterdir()})
    assert seen[0] == seen[1]
    assert sorted(seen[0]) == ["model.schema.json", "post.schema.json", "registry.schema.json"]


def test_texts_are_read_as_editors_programs_read_them() -> None:
    assert load_core("a: 2024-03-15\nb: 04\nc: no\nd: 1.5\ne:\n2024: x") == {
        "a": "2024-03-15",
        "b": 4,
        "c": "no",
        "d": 1.5,
        "e": None,
        "2024": "x",
    }
