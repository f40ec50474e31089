"""Three schools' sites through the real build, added up by the real command and on a real page."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from federation_sample import DRIVE, SCHOOLS, dvk, joint, registry, run, site_of
from registers_sample import table
from sample import CONFIG, post, write_site

PARENT = CONFIG.replace("[dvk]", "[{dvk: {federation: du-lieu-truong/}}]")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """School → its `du-lieu` folder."""
    root = tmp_path_factory.mktemp("truong")
    return {school: site_of(root / school, school) for school in SCHOOLS}


def figure(data: dict[str, object], metric: str, school: str | None = None) -> tuple[object, ...]:
    (row,) = [
        row
        for row in data["rows"]  # type: ignore[attr-defined]
        if (row["metric"], row["school"], row["year"], row["part"])
        == (metric, school, None, "total")
    ]
    return row["value"], row["qualifier"], row["incomplete"], row["as_of"]


def test_the_joint_blood_drive_counts_once(sites: dict[str, Path], tmp_path: Path) -> None:
    result = dvk("federate", *map(str, sites.values()), "--json", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    assert figure(data, "blood_units")[:2] == (98, "exact")
    assert figure(data, "gifts")[:3] == (50, "lower", ["sách"])
    assert figure(data, "funds_raised")[:2] == (65000000, "approx")
    assert figure(data, "models_registered")[0] == 6, "models of one name in three schools"
    days = {one["school"]: one["as_of"] for one in data["schools"]}
    assert days == {
        "truong-a": "2024-03-15",
        "truong-b": "2024-06-20",
        "truong-c": "2024-12-01",
    }
    (one,) = data["joint"]
    assert (one["id"], one["value"], one["is_disputed"]) == (DRIVE, 98, False)
    assert {word["school"]: word["share"] for word in one["schools"]} == {
        "truong-a": 40, "truong-b": 35, "truong-c": 23,
    }  # fmt: skip
    for school, folder in sites.items():
        published = json.loads((folder / "tally.json").read_text(encoding="utf-8"))
        for row in published:
            if (row["school"], row["part"], row["year"]) == (school, "total", None):
                if row["model"] or row["branch"]:
                    continue
                again = figure(data, row["metric"], school)
                assert again == (row["value"], row["qualifier"], row["incomplete"], row["as_of"])


def test_the_page_shows_sums_schools_and_where_each_figure_was_told(
    sites: dict[str, Path], tmp_path: Path
) -> None:
    write_site(tmp_path, {"mkdocs.yml": PARENT})
    kept = dvk("federate", *map(str, sites.values()), "-o", "du-lieu-truong", cwd=tmp_path)
    assert kept.returncode == 0, kept.stderr
    assert "Đơn vị máu: 98 đơn vị máu" in kept.stdout
    again = dvk("federate", "du-lieu-truong", "--json", cwd=tmp_path)
    told = json.loads((tmp_path / "du-lieu-truong/toan-khoi.json").read_text(encoding="utf-8"))
    assert json.loads(again.stdout)["rows"] == told["rows"]
    run("mkdocs", "build", "-q", cwd=tmp_path).check_returncode()
    folder = tmp_path / "site/so-lieu/toan-khoi"
    front = (folder / "index.html").read_text(encoding="utf-8")
    for words in ("Tổng của 3 trường", "98 đơn vị máu", "tính đến 20/06/2024", "chưa kể sách"):
        assert words in front, words
    assert "https://truong-b.example/so-lieu/gifts/#so-truong-b-2024-hien-mau-gifts" in front
    blood = (folder / "blood_units/index.html").read_text(encoding="utf-8")
    assert "Làm chung, tính một lần" in blood
    for school in SCHOOLS:
        assert f"https://{school}.example/so-lieu/blood_units/#so-{DRIVE}" in blood
    assert "so-lieu/toan-khoi/" in (tmp_path / "site/so-lieu/toan-khoi/gifts/index.html").read_text(
        encoding="utf-8"
    )


def test_a_school_without_figures_is_named_and_adds_nothing(
    sites: dict[str, Path], tmp_path: Path
) -> None:
    """A site of two schools, one of which has no post; a third site calls the other's its own."""
    two = registry("truong-d") + "  truong-e: {name: Trường Cao đẳng E, short: CĐ E}\n"
    two += "  truong-b: {name: Trường Cao đẳng B, short: CĐ B}\n"
    only = post("school: truong-d\nmetrics: {gifts: 4 suất}")
    models = {f"docs/mo-hinh/{name}.md": f"---\nname: {name}\nschool: truong-d\n---\n"
              for name in ("ao-am", "bep-com", "cho-me")}  # fmt: skip
    folder = site_of(tmp_path / "d", "truong-d", only, {"posts/registry.yml": two, **models})
    write_site(tmp_path, {"mkdocs.yml": PARENT})
    sources = (str(folder), str(sites["truong-b"]))
    result = dvk("federate", *sources, "-o", "du-lieu-truong", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("2 trường:\n")
    assert "Chưa có số liệu: Trường Cao đẳng E.\n" in result.stdout
    data = json.loads((tmp_path / "du-lieu-truong/toan-khoi.json").read_text(encoding="utf-8"))
    assert [(one["school"], one["as_of"] is None) for one in data["schools"]] == [
        ("truong-b", False),
        ("truong-d", False),
        ("truong-e", True),
    ]
    assert figure(data, "gifts")[:2] == (24, "lower")
    assert not [row for row in data["rows"] if row["school"] == "truong-e"]
    run("mkdocs", "build", "-q", cwd=tmp_path).check_returncode()
    page = (tmp_path / "site/so-lieu/toan-khoi/index.html").read_text(encoding="utf-8")
    assert "Tổng của 2 trường" in page
    assert "Còn 1 trường chưa có số liệu, chưa tính trong tổng." in page
    named = page[page.index("Trường Cao đẳng E") :]
    assert "chưa có số liệu" in named[: named.index("</li>")]


def test_a_dispute_is_told_shown_and_ends_with_1(sites: dict[str, Path], tmp_path: Path) -> None:
    text = post(f"metrics:\n{joint('95 đơn vị')}")
    other = site_of(tmp_path / "truong-d", "truong-d", text)
    result = dvk("federate", str(sites["truong-a"]), str(other), cwd=tmp_path)
    assert result.returncode == 1
    assert "NHẮC du-lieu-mau-thuan" in result.stderr
    for school, said in (("truong-a", "98 đơn vị"), ("truong-d", "95 đơn vị")):
        assert f"«{said}» (https://{school}.example/tin-tuc/2024/hien-mau/" in result.stderr
    assert "Đơn vị máu: 98 đơn vị máu" in result.stdout
    write_site(tmp_path / "khoi", {"mkdocs.yml": PARENT})
    shutil.copytree(sites["truong-a"], tmp_path / "khoi/du-lieu-truong/a")
    shutil.copytree(other, tmp_path / "khoi/du-lieu-truong/d")
    run("mkdocs", "build", "-q", cwd=tmp_path / "khoi").check_returncode()
    page = (tmp_path / "khoi/site/so-lieu/toan-khoi/index.html").read_text(encoding="utf-8")
    assert "Chỗ cần các trường thống nhất" in page
    assert "dvk-notice" not in page, "editors' findings are not for readers"


def test_a_source_that_cannot_be_read_leaves_no_sum(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table({}))
    (tmp_path / "b.csv").write_bytes(table({"schema_version": "7"}))
    result = dvk("federate", "a.csv", "b.csv", "-o", "ra", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "phiên bản «7»" in result.stderr
    assert not (tmp_path / "ra").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "còn thiếu"),
        (("khong-co",), "Không thấy «khong-co»"),
        (("https://truong.example/",), "thêm --fetch"),
        (("tally.json",), "chỉ có các tổng"),
        (("--fetch", "http://127.0.0.1:9/"), "Không tải được"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    (tmp_path / "tally.json").write_text("[]", encoding="utf-8")
    result = dvk("federate", *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert words in result.stderr and "Traceback" not in result.stderr


def test_an_empty_folder_and_an_unwritable_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    result = dvk("federate", "trong", cwd=tmp_path)
    assert result.returncode == 1 and "Không thấy tệp register.csv" in result.stderr
    (tmp_path / "a.csv").write_bytes(table({}))
    (tmp_path / "tep").write_text("", encoding="utf-8")
    result = dvk("federate", "a.csv", "-o", "tep/ra", cwd=tmp_path)
    assert result.returncode == 1 and "Không ghi được" in result.stderr


@pytest.fixture
def served(sites: dict[str, Path]) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(sites["truong-a"].parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.mark.parametrize("path", ["", "/", "/du-lieu/", "/du-lieu/register.csv"])
def test_a_site_is_fetched_when_asked(served: str, path: str, tmp_path: Path) -> None:
    result = dvk("federate", "--fetch", f"{served}{path}", "--json", "-o", "ra", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert figure(json.loads(result.stdout), "blood_units")[0] == 98
    assert (tmp_path / "ra/truong-a/register.csv").is_file()
