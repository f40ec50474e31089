"""What editors, form editors and other systems write in good faith gives no finding."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from sample import CONFIG, MODELS, REGISTRY, load_site, post, write_picture, write_site
from schemas_of_site import refused

from dvk_plugin.domain.metric import CATALOGUE, Metric
from dvk_plugin.domain.model import DOSSIER_LABELS
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings

POST_FIELDS = (
    *("as_of", "school", "models", "model", "category", "tags", "authors", "author", "summary"),
    *("cover", "draft", "publish_at", "source", "documents", "metrics", "photos", "recognitions"),
    *("slug", "funds", "beneficiaries", "gifts", "description", "kinh phí"),
)
OPTIONS = (
    *("kind", "scope", "models", "model", "period", "as_of", "since", "id", "part_of", "same_as"),
    *("supersedes", "inferred", "disjoint", "also", "target", "each", "share", "note", "quote"),
)
NOTHING = ("null", "~", "", "''", '""', "[]", "{}", "['']", "[null]", "' '")


def good(tmp_path: Path, files: dict[str, str]) -> Site:
    site, issues = load_site(tmp_path, files)
    assert issues == ()
    assert list(refused(site, files)) == []
    return site


def values(site: Site) -> dict[str, int]:
    """Metric → value of each figure."""
    entries = site.ledger.entries.values()
    return {e.metric: int(e.quantity.value) for e in entries if e.quantity.value is not None}


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("field", POST_FIELDS)
def test_an_empty_field_of_a_post_is_not_given(tmp_path: Path, field: str, nothing: str) -> None:
    site = good(tmp_path, {"posts/bai.md": post(f"{field}: {nothing}")})
    assert site.posts[0].measures == ()


@pytest.mark.parametrize("nothing", NOTHING)
def test_empty_options_of_figures_photos_and_the_like_are_not_given(
    tmp_path: Path, nothing: str
) -> None:
    def table(names: tuple[str, ...]) -> str:
        return ", ".join(f"{name}: {nothing}" for name in names)

    head = (
        f"models: [ao-am]\nmetrics: {{gifts: {{value: 5 suất, {table(OPTIONS)}}}}}\n"
        f"photos: [{{file: a.png, caption: Ảnh, {table(('alt', 'consent', 'models'))}}}]\n"
        f"documents: [{{number: 1-KH, {table(('date', 'issuer', 'subject'))}}}]\n"
        f"recognitions: [{{level: co-so, {table(('model', 'year', 'status', 'body', 'date'))}}}]\n"
        f"source: {{name: Báo, url: {nothing}}}"
    )
    write_picture(tmp_path / "posts/a.png")
    site = good(tmp_path, {"posts/bai.md": post(head)})
    assert values(site) == {"gifts": 5, "photos": 1}


@pytest.mark.parametrize("nothing", NOTHING)
def test_empty_fields_of_models_and_of_the_registry_are_not_given(
    tmp_path: Path, nothing: str
) -> None:
    fields = ("school", "branch", "aliases", "parent", "kind", "field", "founded", "summary")
    lines = "".join(f"{name}: {nothing}\n" for name in (*fields, *DOSSIER_LABELS))
    inner = ", ".join(
        f"{name}: {nothing}"
        for name in ("state", "targets", "documents", "recognitions", "honours")
    )
    registry = REGISTRY + f"issuers: {nothing}\nmetrics: {nothing}\n"
    good(
        tmp_path,
        {
            "docs/mo-hinh/ao-am.md": f"---\nname: Áo\n{lines}years: {{2024: {{{inner}}}}}\n---\n",
            "docs/mo-hinh/cho-me.md": f"---\nname: Chợ mế\nyears: {nothing}\n---\n",
            "posts/registry.yml": registry,
        },
    )


RICH = post(
    """\
    models: [Áo ấm, bếp cơm]
    category: Tin tức
    tags: [áo ấm, học bổng]
    metrics:
      Suất quà: 30 suất
      người được giúp đỡ: {value: khoảng 70 người, models: [Áo ấm]}
      kinh phí: "37,9 triệu đồng"
    documents: [{number: 308-CV/ĐU, date: 26/11/2023}]
    """,
    "Nội dung có đ, ề, ỡ.",
)
TOLD = {"gifts": 30, "beneficiaries": 70, "funds_raised": 37_900_000}


@pytest.mark.parametrize(
    "written",
    [
        RICH,
        "\ufeff" + RICH,
        RICH.replace("\n", "\r\n"),
        RICH.replace("\n", "\r"),
        "\ufeff" + RICH.replace("\n", "\r\n"),
        unicodedata.normalize("NFD", RICH),
        RICH.replace("Đ", "\u00d0"),
        RICH.replace(" triệu", "\u00a0triệu"),
        RICH.replace("---\n", "---  \n", 2),
        "\n\n" + RICH,
        RICH.replace("---\nN", "...\nN"),
        RICH.replace("Nội", "\x0bNội"),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "BOM+CRLF", "NFD", "U+00D0", "NBSP", "blanks after the "
         "fence", "blank lines first", "dots", "line end of a word processor"],
)  # fmt: skip
def test_the_same_post_however_a_program_saves_it(tmp_path: Path, written: str) -> None:
    site = good(tmp_path, {"posts/bai/index.md": written})
    assert values(site) == TOLD
    assert site.posts[0].models == ("ao-am", "bep-com")
    assert site.posts[0].documents[0].number == "308-CV/ĐU"
    assert site.posts[0].slug == "bai"


@pytest.mark.parametrize(
    "text", [MODELS["ao-am"], REGISTRY, CONFIG], ids=["model", "registry", "config"]
)
@pytest.mark.parametrize("how", ["bom", "crlf", "nfd"])
def test_models_registry_and_configuration_too(tmp_path: Path, text: str, how: str) -> None:
    names = {MODELS["ao-am"]: "docs/mo-hinh/ao-am.md", REGISTRY: "posts/registry.yml"}
    written = {
        "bom": "\ufeff" + text,
        "crlf": text.replace("\n", "\r\n"),
        "nfd": unicodedata.normalize("NFD", text),
    }[how]
    site = good(tmp_path, {names.get(text, "mkdocs.yml"): written})
    assert site.models["ao-am"].branch == "chi-bo-1"


@pytest.mark.parametrize("metric", CATALOGUE, ids=lambda metric: metric.key)
def test_every_label_and_alias_of_a_metric_is_a_key(tmp_path: Path, metric: Metric) -> None:
    for name in (metric.key, metric.label, *metric.aliases):
        site = good(tmp_path, {"posts/bai.md": post(f'metrics: {{"{name}": "5"}}')})
        assert list(values(site)) == [metric.key]


def test_the_commonest_figures_stand_at_the_top_level(tmp_path: Path) -> None:
    head = "funds: 37,9 triệu đồng\nbeneficiaries: 70 người\nphotos: 12\nmodel: ao-am"
    site = good(tmp_path, {"posts/bai.md": post(head)})
    assert values(site) == {"funds_raised": 37_900_000, "beneficiaries": 70, "photos": 12}
    assert site.posts[0].models == ("ao-am",)


@pytest.mark.parametrize("day", ["2024-03-15", "15/03/2024", "15/3/2024", "'2024-03-15'",
                                 "ngày 15 tháng 3 năm 2024", "15-03-2024"])  # fmt: skip
def test_dates_of_all_good_forms(tmp_path: Path, day: str) -> None:
    text = f"---\ntitle: Bài\ndate: {day} # ngày đăng\nas_of: {day}\n---\n"
    assert good(tmp_path, {"posts/bai.md": text}).posts[0].date.isoformat() == "2024-03-15"


@pytest.mark.parametrize("yes", ["true", "yes", "Có", "'có'", "on", "1"])
def test_drafts_give_no_finding_and_no_page(tmp_path: Path, yes: str) -> None:
    assert good(tmp_path, {"posts/bai.md": post(f"draft: {yes}\ngifts: 5 suất")}).posts == ()


def test_texts_that_only_look_odd(tmp_path: Path) -> None:
    head = """\
    summary: |
      Khóa học JavaScript: căn bản, giá < 5 triệu, 3 > 2.
      Gồm: đọc, viết & nói *đậm*
    tags: ["2023", 2024, C++, "#dânvận", 8/3]
    source: https://bao.example
    also_known: ''
    """.replace("    also_known: ''\n", "")
    good(tmp_path, {"posts/bai.md": post(head, "Học JavaScript: hay.\n\n---\n\n`<script>` là mã.")})


def test_a_list_of_years_in_brackets_is_no_number_cut_in_two(tmp_path: Path) -> None:
    site = good(tmp_path, {"posts/bai.md": post("tags: [2023,2024]")})
    assert site.posts[0].tags == ("2023", "2024")


def test_line_separators_inside_a_value_do_not_move_the_places(tmp_path: Path) -> None:
    _, issues = load_site(tmp_path, {"posts/bai.md": post("summary: a\u2028b\ngifts: x")})
    assert [(i.source.line, i.source.column, i.source.text) for i in issues] == [(5, 8, "gifts: x")]


def test_a_site_without_registry_posts_or_models_loads(tmp_path: Path) -> None:
    options = write_site(tmp_path)
    (tmp_path / "posts/registry.yml").unlink()
    for path in (tmp_path / "docs/mo-hinh").iterdir():
        path.unlink()
    site, issues = load(options)
    assert (site.posts, dict(site.models), issues) == ((), {}, ())


def test_the_demo_gives_no_finding() -> None:
    _, issues = load(Settings(Path(__file__).parent.parent))
    assert issues == ()
