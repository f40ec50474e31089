"""`register.csv` and the listings: every figure, unharmed, and nobody's name."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from charts_sample import AWKWARD
from sample import post, write_picture, write_site

from dvk_plugin.build import build
from dvk_plugin.domain.cell import plain_text, safe_text
from dvk_plugin.domain.columns import REGISTER
from dvk_plugin.domain.register import Register
from dvk_plugin.load import load
from dvk_plugin.read.register import read_register
from dvk_plugin.read.settings import Settings, read_settings
from dvk_plugin.ready import make_edition
from dvk_plugin.tally.federation import federate
from dvk_plugin.tally.rows import Span, compute_tallies
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.register import register_csv

ROOT = Path(__file__).parents[2]
LINKS = RelativeLinks(base="https://mau.example/")


def written(settings: Settings) -> bytes:
    site, _ = load(settings)
    edition = make_edition(site, compute_tallies(site), settings, LINKS, {})
    return register_csv(edition)


def rows_of(data: bytes) -> dict[str, dict[str, str]]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {row["id"]: row for row in reader}


def read_back(data: bytes) -> Register:
    register = read_register(data, "register.csv")
    assert isinstance(register, Register), register
    return register


def test_every_entry_is_there_with_why_it_counts_or_not(tmp_path: Path) -> None:
    head = """
    metrics:
      gifts:
        - {value: 80-100 suất, model: ao-am, id: qua}
        - {value: 30 suất, part_of: qua}
        - {value: 150 suất, kind: cumulative, scope: school}
      scholarships: {value: 4 suất, each: 5 triệu đồng}
      blood_units:
        - {value: 98 đơn vị, id: mau}
        - {value: trên 96 đơn vị, supersedes: mau, quote: "trên 96 đơn vị máu"}
    """
    data = written(write_site(tmp_path, {"posts/a.md": post(head)}))
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n")
    rows = rows_of(data)
    base = "truong-a/2024/a"
    statuses = {
        "truong-a/qua": "counted",
        f"{base}/gifts/2": "part",
        f"{base}/gifts/3": "checkpoint",
        f"{base}/gifts/3/residual": "residual",
        f"{base}/scholarships": "counted",
        f"{base}/scholarships/each": "counted",
        "truong-a/mau": "superseded",
        f"{base}/blood_units/2": "counted",
    }
    assert {key: rows[key]["status"] for key in statuses} == statuses
    gifts, blood = rows["truong-a/qua"], rows[f"{base}/blood_units/2"]
    assert (gifts["value"], gifts["lo"], gifts["hi"], gifts["qualifier"]) == (
        *("80", "80", "100", "range"),
    )
    assert (gifts["models"], gifts["scope"], gifts["unit"]) == ("ao-am", "models", "suất")
    assert (gifts["period_start"], gifts["period_end"]) == ("2024-01-01", "2024-03-15")
    assert rows[f"{base}/gifts/2"]["part_of"] == "truong-a/qua"
    assert (blood["supersedes"], rows["truong-a/mau"]["superseded_by"]) == (
        "truong-a/mau",
        blood["id"],
    )
    assert (blood["file"], blood["line"], blood["quote"]) == (
        *("posts/a.md", "12", "trên 96 đơn vị máu"),
    )
    assert blood["source_url"].startswith("https://mau.example/tin-tuc/2024/a/#bai-")
    assert blood["register_url"].startswith("https://mau.example/so-lieu/blood_units/#so-")
    assert list(blood) == [column.name for column in REGISTER]


@pytest.mark.parametrize(
    "text",
    [
        "=cmd()",
        "+1",
        "-1",
        "@x",
        "'=x",
        "'abc",
        "''",
        "'",
        "＝x",
        "\t=x",
        "\r=x",
        "a=b",
        "",
        "it's",
    ],
)
def test_hostile_texts_are_no_formula_and_come_back_unharmed(text: str) -> None:
    cell = safe_text(text)
    assert not cell[:1] or cell[:1] not in "=+-@\t\r\n＝＋－＠"
    assert plain_text(cell) == text


def test_a_hostile_post_is_harmless_in_a_spreadsheet_and_reads_back(tmp_path: Path) -> None:
    formula = '=HYPERLINK(""http://x"")'.replace('""', "'")
    head = f"""
    metrics:
      gifts: {{value: 3 suất, quote: "{formula}", also: ["@SUM(1)", "+84"]}}
    """
    data = written(write_site(tmp_path, {"posts/a.md": post(head)}))
    (row,) = [row for row in rows_of(data).values() if row["metric"] == "gifts"]
    assert row["quote"] == f"'{formula}"
    assert not any(cell[:1] and cell[:1] in "=+-@" for cell in row.values())
    (entry,) = (e for e in read_back(data).entries if e.metric == "gifts")
    assert entry.citations[0].quote == formula
    assert set(entry.also) == {"@SUM(1)", "+84"}


@pytest.mark.parametrize("name", ["demo", "awkward", "checkpoints"])
def test_a_register_read_back_gives_the_sums_that_its_site_published(
    name: str, tmp_path: Path
) -> None:
    files = dict(AWKWARD)
    if name == "checkpoints":
        files = {
            "posts/a.md": post(
                "metrics:\n  gifts:\n    - 40 suất\n    - {value: 30 suất, model: ao-am}\n"
                "    - {value: trên 100 suất, kind: cumulative}\n"
                "  beneficiaries: [70 người, {value: 60 người, disjoint: true}]\n"
            ),
            "posts/b.md": post(
                "metrics:\n  gifts: {value: 45 suất, supersedes: 2024/a/gifts, period: 2023-2024}\n"
            ),
        }
    settings = read_settings(ROOT / "mkdocs.yml") if name == "demo" else write_site(tmp_path, files)
    assert isinstance(settings, Settings)
    site, _ = load(settings)
    tallies = compute_tallies(site)
    federation = federate([read_back(written(settings))])
    compared = 0
    for slug in federation.schools:
        own = {(r.metric.key, r.year, r.part): r.tally.figure for r in tallies.about(Span(slug))}
        rows = federation.rows(slug)
        again = {(r.metric.key, r.year, r.part): r.tally.figure for r in rows}
        for key, figure in again.items():
            assert own[key] == figure, key
        unmet = {key for key, figure in own.items() if figure.value is None}
        assert own.keys() - unmet <= again.keys()
        compared += len(again)
    assert compared > 5


def test_nobody_is_named_in_any_file(tmp_path: Path) -> None:
    name = "Trần Thị Kiểm Thử"
    head = f"""
    model: ao-am
    authors: [{name}]
    source: {name}
    summary: Bài của {name}
    documents: [{{number: 1-QĐ/TU, subject: Khen {name}}}]
    photos: [{{file: tran-thi-kiem-thu.jpg, caption: {name}, alt: {name}, credit: {name}}}]
    metrics: {{gifts: {{value: 3 suất, note: Của {name}}}}}
    """
    year = f"{{2024: {{state: new, honours: [{name}]}}}}"
    model = f"---\nname: Áo ấm\nforces: {name}\nyears: {year}\n---\n"
    files = {"posts/a/index.md": post(head, name), "docs/mo-hinh/ao-am.md": model + name}
    settings = write_site(tmp_path, files)
    write_picture(tmp_path / "posts/a/tran-thi-kiem-thu.jpg")
    site, issues = load(settings)
    assert not [issue for issue in issues if issue.severity == "error"]
    output, _ = build(site, settings, LINKS)
    data = {uri: text for uri, text in output.files.items() if uri.startswith("du-lieu/")}
    assert len(data) == 9
    for uri, content in data.items():
        text = content.decode()
        assert "Kiểm Thử" not in text and "kiem-thu" not in text, uri
