"""Whatever stands in the files, reading gives a site and findings, never a traceback."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import MODELS, REGISTRY, load_site, post, write_site

from dvk_plugin.build import build
from dvk_plugin.domain.issue import Issue, render_issue, sort_issues
from dvk_plugin.load import load
from dvk_plugin.read.settings import read_settings
from dvk_plugin.views.links import RelativeLinks

ROOT = Path(__file__).parent.parent
PLACES = ("posts/bai/index.md", "posts/registry.yml", "docs/mo-hinh/ao-am.md")
POST_KEYS = (
    *("title", "date", "as_of", "school", "models", "model", "category", "tags", "authors"),
    *("summary", "cover", "draft", "publish_at", "source", "documents", "metrics", "photos"),
    *("recognitions", "slug", "funds", "beneficiaries", "kinh phí", "description"),
)
INNER_KEYS = (
    *("value", "kind", "scope", "models", "period", "as_of", "since", "id", "part_of", "same_as"),
    *("supersedes", "inferred", "also", "target", "each", "share", "note", "quote", "disjoint"),
    *("file", "caption", "alt", "credit", "consent", "number", "date", "issuer", "subject"),
    *("model", "level", "status", "year", "body", "document", "name", "url", "gifts", "photos"),
    *("funds_raised", "scholarships", "2024", "state", "targets", "recognitions", "honours"),
    *("school", "aliases", "label", "unit", "units", "adds", "across_models", "valid_from"),
    *("short", "place", "phone", "links", "facebook", "dimension", "documents"),
)
MODEL_KEYS = (
    *("name", "school", "branch", "aliases", "parent", "kind", "field", "founded", "years"),
    *("summary", "reason", "goals", "timeline", "title"),
)
REGISTRY_KEYS = ("schools", "branches", "metrics", "levels", "issuers", "truong-a", "gifts")
TEXTS = (
    *("", "null", "~", "ao-am", "Bếp cơm", "truong-a", "Chi bộ 1", "co-so", "recognised", "new"),
    *("37,9 triệu đồng", "37.9 triệu", "30 suất", "hàng trăm suất", "70 người", "-5", "98 kg"),
    *("cumulative", "stock", "school", "joint", "2024", "2023-03..2023-09-21", "31/02/2024"),
    *("15/03/2024", "0001-01-01", "9999-12-31", "true", "có", "a.jpg", "../a.jpg", "a\0b.jpg"),
    *("https://a.example", "javascript:x", "x" * 300, "e\u0302\u0301", "🙂", "\u2028", "###", "."),
    *("/", "gifts", "truong-a/2024/bai/gifts", "sum", "latest", "distinct", "\u0000", "1e9", "٣"),
)

texts = st.sampled_from(TEXTS) | st.text(max_size=12)


def trees(keys: tuple[str, ...]) -> st.SearchStrategy[object]:
    """Tables whose known keys hold texts, numbers, lists and tables, in all the wrong places."""
    leaves = texts | st.none() | st.booleans() | st.integers(-5, 3000) | st.dates()
    names = st.sampled_from(INNER_KEYS) | st.text(max_size=5)
    values = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5),
        max_leaves=12,
    )
    return st.dictionaries(st.sampled_from(keys) | st.text(max_size=5), values, max_size=8)


def survives(files: dict[str, bytes]) -> tuple[Issue, ...]:
    """Load and build the sample site with these files; all findings can be shown."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "trang"
        options = write_site(root)
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        site, issues = load(options)
        _, more = build(site, options, RelativeLinks())
    found = sort_issues((*issues, *more))
    for issue in found:
        assert issue.message and issue.source.file
        render_issue(issue).encode("utf-8")
    return found


def page(tree: object) -> bytes:
    text = yaml.dump(tree, allow_unicode=True, sort_keys=False)
    return f"---\n{text}---\nNội dung.\n".encode("utf-8", "replace")


slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@slow
@given(st.sampled_from(PLACES), st.binary(max_size=200))
def test_random_bytes_anywhere(place: str, data: bytes) -> None:
    survives({place: data})


@slow
@given(st.sampled_from(PLACES), st.text(max_size=200))
def test_random_text_between_the_fences(place: str, text: str) -> None:
    data = text if place.endswith(".yml") else f"---\n{text}\n---\n{text}"
    survives({place: data.encode("utf-8", "replace")})


@slow
@given(trees(POST_KEYS), trees(POST_KEYS))
def test_random_trees_under_the_fields_of_posts(one: object, other: object) -> None:
    base = {"title": "Bài", "date": "15/03/2024"}
    whole = {**base, **other} if isinstance(other, dict) else base
    survives({"posts/bai/index.md": page(one), "posts/2024/khac.md": page(whole)})


@slow
@given(trees(INNER_KEYS), trees(INNER_KEYS))
def test_random_options_of_figures_photos_and_recognitions(one: object, other: object) -> None:
    head = {
        "title": "Bài",
        "date": "15/03/2024",
        "models": ["ao-am"],
        "metrics": {"gifts": [{"value": "30 suất", "id": "gifts"}, one], "funds_raised": other},
        "photos": [one, {"file": "a.jpg"}],
        "recognitions": [other],
        "documents": [one],
    }
    survives({"posts/bai/index.md": page(head)})


@slow
@given(trees(MODEL_KEYS), trees(INNER_KEYS))
def test_random_trees_under_the_fields_of_models(one: object, year: object) -> None:
    head = {**one, "years": {"2024": year, "2023": one}} if isinstance(one, dict) else one
    survives({"docs/mo-hinh/ao-am.md": page(one), "docs/mo-hinh/bep-com.md": page(head)})


@slow
@given(trees(REGISTRY_KEYS), trees(INNER_KEYS))
def test_random_trees_in_the_registry(tree: object, inner: object) -> None:
    whole = {**tree, "metrics": {"tu-sach": inner}} if isinstance(tree, dict) else tree
    text = yaml.dump(whole, allow_unicode=True).encode("utf-8", "replace")
    survives({"posts/registry.yml": text, "posts/bai.md": post("funds: 5 triệu đồng").encode()})


DEMO = sorted((ROOT / "posts").rglob("index.md")) + sorted((ROOT / "docs/mo-hinh").glob("*.md"))


@pytest.mark.parametrize("seed", range(40))
def test_random_slips_of_the_keyboard_in_the_demo(seed: int) -> None:
    dice = random.Random(seed)
    source = dice.choice(DEMO)
    text = source.read_text(encoding="utf-8")
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(text))
        piece = dice.choice([*"\t:\"'[]{}#&*!|>%@`,-\n \\", "---\n", "\r", "\u00a0", "0", "null"])
        text = text[:at] + piece + text[at + dice.choice([0, 0, 1, 3, 20]) :]
    registry = (ROOT / "posts/registry.yml").read_bytes()
    place = "posts/bai/index.md" if source.name == "index.md" else f"docs/mo-hinh/{source.name}"
    survives({place: text.encode(), "posts/registry.yml": registry})


@pytest.mark.parametrize(
    "data",
    [
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
        "[" * 50_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 3000)),
        '"' * 99_999,
        "x" * 1_000_000,
        "k: v\n" * 1_000,
        "".join(f"k{n}: v\n" for n in range(5_000)),
        "title: |\n" + "  chữ\n" * 50_000,
        "<" * 200_000,
        "`" * 200_000,
    ],
    ids=lambda data: data[:12],
)
def test_hostile_texts_are_answered_at_once(data: str) -> None:
    survives({"posts/bai.md": f"---\n{data}\n---\n{data}".encode(), "posts/registry.yml": b"x"})
    survives({"posts/registry.yml": data.encode()})


@pytest.mark.parametrize(
    "text",
    ["", "[", "- a", "plugins: 5", "plugins: [[dvk]]", "[" * 5000, "plugins: {dvk: 3}", "a: *b"]
    + [f"plugins: [{{dvk: {{{name}: [1]}}}}]" for name in ("posts_dir", "per_page", "drafts")],
)
def test_any_configuration_gives_settings_or_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    found = read_settings(tmp_path / "mkdocs.yml")
    if isinstance(found, Issue):
        assert found.rule == "cau-hinh-hong"
    else:
        load(found)


def test_twelve_faults_in_eight_files_are_all_told_in_one_run_by_place(tmp_path: Path) -> None:
    _, issues = load_site(
        tmp_path,
        {
            "posts/registry.yml": REGISTRY + "issuer: {}\n",
            "docs/mo-hinh/ao-am.md": MODELS["ao-am"].replace("Chi bộ 1", "Chi bộ 9"),
            "docs/mo-hinh/bep-com.md": "---\nname: 'Bếp cơm\n---\n",
            "posts/1-rong.md": "",
            "posts/2-ngay.md": "---\ntitle: Bài\ndate: 31/02/2024\nschool: truong-x\n---\n",
            "posts/3-so.md": post("models: [bep-com, ao-an]\nfunds: 37.9 triệu\ngifts: 5 kg"),
            "posts/4-anh.md": post("photos: [{file: a.jpg, caption: Ảnh}]"),
            "posts/5-noi.md": post("metrics: {gifts: {value: 5 suất, part_of: x, kin: stock}}"),
        },
    )
    assert [(i.source.file.split("/")[-1], i.source.line, i.rule) for i in issues] == [
        ("ao-am.md", 3, "chi-bo-la"),
        ("bep-com.md", 2, "yaml-nhay-kep"),
        ("1-rong.md", 1, "tep-rong"),
        ("2-ngay.md", 3, "ngay-khong-co"),
        ("2-ngay.md", 4, "truong-la"),
        ("3-so.md", 4, "mo-hinh-la"),
        ("3-so.md", 5, "so-mo-ho"),
        ("3-so.md", 6, "sai-don-vi"),
        ("4-anh.md", 4, "khong-thay-anh"),
        ("5-noi.md", 4, "khong-co-so-lieu"),
        ("5-noi.md", 4, "muc-la"),
        ("registry.yml", 9, "muc-la"),
    ]
    assert list(issues) == sorted(issues, key=lambda issue: issue.source)


def rules(tmp_path: Path, files: dict[str, str]) -> list[str]:
    return [issue.rule for issue in load_site(tmp_path, files)[1]]


def test_a_broken_registry_is_not_blamed_on_every_post(tmp_path: Path) -> None:
    files = {"posts/registry.yml": "schools: {", "posts/a.md": post("school: truong-a")}
    assert rules(tmp_path, files) == ["yaml-ngoac"]


def test_a_broken_model_file_is_not_blamed_on_its_posts(tmp_path: Path) -> None:
    head = "model: ao-am\nrecognitions: [{level: co-so}]\ngifts: 5 suất"
    files = {"docs/mo-hinh/ao-am.md": "---\nname: [\n---\n", "posts/a.md": post(head)}
    assert rules(tmp_path, files) == ["yaml-ngoac"]


def test_a_broken_post_is_not_blamed_on_those_that_quote_its_figures(tmp_path: Path) -> None:
    quote = "metrics: {gifts: {value: 5 suất, part_of: 2024/goc/gifts}}"
    files = {"posts/2024-03-01-goc.md": "---\ntitle: [\n---\n", "posts/b.md": post(quote)}
    assert rules(tmp_path, files) == ["yaml-ngoac"]


def test_an_unreadable_value_is_still_a_figure_for_targets_and_parts(tmp_path: Path) -> None:
    head = "metrics:\n  gifts:\n  - {id: a, value: 5 kg, target: 9 suất}\n"
    head += "  - {value: 3 suất, part_of: a}"
    assert rules(tmp_path, {"posts/a.md": post(head)}) == ["sai-don-vi"]


def test_a_value_of_the_wrong_shape_is_not_also_called_missing(tmp_path: Path) -> None:
    head = "metrics: {gifts: {value: {a: b}}}\ndocuments: [{number: [a]}]\n"
    head += "model: ao-am\nrecognitions: [{level: [co-so]}]\nphotos: [{file: [a], caption: {a: b}}]"
    found = rules(tmp_path, {"posts/a.md": post(head)})
    assert found == ["can-mot-gia-tri"] * 5


def test_an_unreadable_year_does_not_also_deny_the_registration(tmp_path: Path) -> None:
    head = "model: ao-am\nrecognitions: [{level: co-so, year: sau}]"
    assert rules(tmp_path, {"posts/a.md": post(head)}) == ["nam-khong-ro"]


def test_two_posts_at_one_address_are_not_also_told_of_equal_ids(tmp_path: Path) -> None:
    head = "slug: mot\ngifts: 5 suất\nmetrics: {trees: {id: cay, value: 5 cây}}"
    found = rules(tmp_path, {"posts/a.md": post(head), "posts/b.md": post(head)})
    assert sorted(found) == ["trung-dia-chi", "trung-ma"]  # the id «cay» was typed twice


def test_a_name_of_two_models_is_told_where_it_is_declared(tmp_path: Path) -> None:
    files = {
        "docs/mo-hinh/ao-am.md": "---\nname: Áo ấm\naliases: [bếp cơm]\n---\n",
        "posts/a.md": post("models: [Bếp cơm]"),
    }
    assert rules(tmp_path, files) == ["trung-ten-mo-hinh"]
