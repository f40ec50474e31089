"""The two colleges' reported facts: what must come out, word for word and number for number."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dvk_plugin.build import Output, build
from dvk_plugin.cli.main import dvk
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.views.links import RelativeLinks

ROOT = Path(__file__).parent.parent
BT, LS = "cd-binh-thuan", "cdsp-lang-son"
BT_MODELS = {
    "Chi bộ 1": "giai-quyet-che-do-chinh-sach",
    "Chi bộ 2": "cham-soc-suc-khoe-vung-sau",
    "Chi bộ 3": "tham-tang-qua-bao-tro",
    "Chi bộ 5": "dong-hanh-hssv-ngheo",
    "Chi bộ 6": "guong-mat-tieu-bieu",
}


def tally(*arguments: str) -> list[dict[str, Any]]:
    """The rows of `dvk tally --json`, as its user gets them."""
    config = str(ROOT / "mkdocs.yml")
    result = CliRunner().invoke(
        dvk, ["tally", "--json", "-f", config, *arguments], standalone_mode=False
    )
    assert result.return_value == 0, result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def only(rows: list[dict[str, Any]], **wanted: object) -> dict[str, Any]:
    found = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    assert len(found) == 1, f"{wanted}: {len(found)} rows"
    return found[0]


@cache
def every_row() -> list[dict[str, Any]]:
    return tally()


def school_row(school: str, metric: str, year: int | None) -> dict[str, Any]:
    return only(
        every_row(), school=school, metric=metric, year=year, model=None, branch=None, part="total"
    )


@cache
def output() -> Output:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    site, issues = load(settings)
    assert issues == ()
    return build(site, settings, RelativeLinks())[0]


@cache
def page(uri: str) -> str:
    """A page's text as a reader sees it: tags gone, blanks folded."""
    found = next(page for page in output().pages if page.uri == uri)
    shown = found.content()
    html = re.sub(r"<[^>]+>", " ", f"{shown.before} {shown.body} {shown.after}")
    return re.sub(r"\s+", " ", html.replace("&nbsp;", " "))


def test_funds_of_binh_thuan_are_exact_and_name_what_was_not_counted() -> None:
    row = school_row(BT, "funds_raised", 2023)
    assert (row["value"], row["qualifier"], row["unit"]) == (37_900_000, "exact", "VND")
    assert row["incomplete"] == ["một số vật phẩm, thuốc"]
    assert row["as_of"] == "2023-09-21"
    assert [source["quote"] for source in row["sources"]] == ["37,9 triệu đồng"]


@pytest.mark.parametrize("slug", BT_MODELS.values())
def test_the_shared_sum_stands_on_each_of_the_five_models_and_is_nobodys_own(slug: str) -> None:
    rows = tally("--model", slug, "--metric", "funds_raised", "--year", "2023")
    assert only(rows, part="shared")["value"] == 37_900_000
    assert only(rows, part="own")["value"] is None
    text = page(f"mo-hinh/{slug}.md")
    shared = text[text.index("Cùng làm với mô hình khác") :]
    assert "37.900.000 đồng" in shared
    assert "37.900.000" not in text[: text.index("Cùng làm với mô hình khác")]


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("people_examined", 70),
        ("gifts", 60),
        ("scholarships", 4),
        ("films", 7),
        ("articles", 2),
        ("profiles", 13),
        ("photos", 4),
        ("models_registered", 5),
        ("models_recognised_co_so", 5),
        ("models_proposed_dang_uy_khoi", 1),
        ("models_recognised_dang_uy_khoi", 0),
    ],
)
def test_binh_thuan_in_2023(metric: str, value: int) -> None:
    row = school_row(BT, metric, 2023)
    assert (row["value"], row["qualifier"]) == (value, "exact")
    assert row["sources"]


@pytest.mark.parametrize("branch", ["Chi bộ 1", "Chi bộ 3"])
def test_party_cells_without_a_figure_have_no_figure(branch: str) -> None:
    slug = BT_MODELS[branch]
    rows = [row for row in every_row() if row["model"] == slug and row["part"] == "own"]
    assert all(row["value"] is None for row in rows if row["metric"] != "photos")
    text = page(f"mo-hinh/{slug}.md").lower()
    assert "chưa có số liệu" in text


def test_people_helped_by_party_cell_2_are_between_70_and_130() -> None:
    row = only(
        every_row(),
        model=BT_MODELS["Chi bộ 2"],
        metric="beneficiaries",
        year=2023,
        part="own",
    )
    assert (row["lo"], row["hi"], row["qualifier"]) == (70, 130, "approx")
    assert row["value"] != 130
    assert "từ 70 đến 130 người" in page(f"mo-hinh/{BT_MODELS['Chi bộ 2']}.md")


def test_funds_of_lang_son_are_about_three_times_the_target() -> None:
    row = school_row(LS, "funds_raised", 2024)
    assert (row["value"], row["qualifier"]) == (65_000_000, "approx")
    assert (row["target"], row["achievement"]) == (20_000_000, 325)
    text = page("so-lieu/index.md")
    assert "khoảng 65.000.000 đồng" in text
    assert "khoảng 325 %" in text


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("blood_units", 98),
        ("participations", 149),
        ("programmes", 10),
        ("scholarships", 4),
        ("schools_helped", 3),
        ("awards_collective", 1),
        ("awards_individual", 10),
        ("photos", 9),
        ("models_registered", 3),
        ("models_expanded", 2),
        ("models_new", 1),
    ],
)
def test_lang_son_in_2024(metric: str, value: int) -> None:
    row = school_row(LS, metric, 2024)
    assert (row["value"], row["qualifier"]) == (value, "exact")


def test_blood_is_counted_once_and_compared_with_its_target() -> None:
    row = school_row(LS, "blood_units", 2024)
    assert (row["target"], row["achievement"]) == (23, 426.1)
    assert len(row["sources"]) == 1
    club = tally("--model", "clb-hien-mau", "--metric", "blood_units", "--year", "2024")
    assert only(club, part="school")["value"] == 98
    assert only(club, part="own")["value"] is None
    assert "426,1 %" in page("so-lieu/index.md")


def test_money_spent_is_derived_and_says_what_is_missing() -> None:
    row = school_row(LS, "funds_spent", 2024)
    assert (row["value"], row["qualifier"]) == (20_000_000, "exact")
    assert any("học phí" in text for text in row["incomplete"])


def test_no_level_of_recognition_is_reported_for_lang_son() -> None:
    recognised = [
        row for row in every_row() if "recognised" in row["metric"] and row["school"] == LS
    ]
    assert recognised == []
    for slug in ("dong-hanh-vuot-kho", "clb-hien-mau", "thap-sang-vung-bien"):
        text = page(f"mo-hinh/{slug}.md")
        assert "chưa có thông tin" in text
        assert "không đạt" not in text


def test_both_colleges_together() -> None:
    rows = every_row()
    whole = {"school": None, "model": None, "branch": None, "part": "total"}
    funds = only(rows, metric="funds_raised", year=None, **whole)
    assert (funds["value"], funds["qualifier"]) == (102_900_000, "approx")
    assert only(rows, metric="scholarships", year=None, **whole)["value"] == 8
    of_2023 = only(rows, metric="funds_raised", year=2023, **whole)
    of_2024 = only(rows, metric="funds_raised", year=2024, **whole)
    assert (of_2023["value"], of_2023["qualifier"]) == (37_900_000, "exact")
    assert (of_2024["value"], of_2024["qualifier"]) == (65_000_000, "approx")
    assert "khoảng 102,9 triệu đồng" in page("index.md")


WRONG = (
    r"189[.,]?500[.,]?000",
    r"189,5 triệu",
    r"\b85[.,]?000[.,]?000",
    r"\b85 triệu",
    r"105[.,]?000[.,]?000",
    r"105 triệu",
    r"\b196 đơn vị",
    r"\b149 người",
    r"\b130 người(?<!đến 130 người)",
)


@pytest.mark.parametrize("wrong", WRONG)
def test_totals_that_are_wrong_on_sight_appear_nowhere(wrong: str) -> None:
    for one in output().pages:
        assert not re.search(wrong, page(one.uri)), one.uri
    for data in output().files.values():
        assert not re.search(wrong, data.decode("utf-8"))


def test_every_known_figure_leads_to_its_posts() -> None:
    for row in every_row():
        if row["value"] is not None:
            assert row["sources"], row
            for source in row["sources"]:
                lines = (ROOT / source["file"]).read_text(encoding="utf-8").split("\n")
                assert source["line"] <= len(lines)


def test_exact_numbers_are_never_floats_inside() -> None:
    settings = read_settings(ROOT / "mkdocs.yml")
    assert isinstance(settings, Settings)
    site, _ = load(settings)
    for entry in site.ledger.entries.values():
        assert entry.quantity.value is None or isinstance(entry.quantity.value, Decimal)
