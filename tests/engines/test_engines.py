"""One site through three engines: MkDocs, ProperDocs, and Zensical over what `dvk tree` writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from engine_runs import built, copy_of_demo, dvk, run, run_code
from sample import post, write_site
from site_differences import dead_links, differences, files_of

KNOWN = (
    # Frames of hand-written pages have an engine's own look and scripts, and Zensical writes an
    # index for its own search, which nobody asks: the site has ours.
    ("gone|new|bytes", r"assets/(images|javascripts|stylesheets)/.*|search\.json"),
    # Both say in the head of a page of the menu which ones stand beside it. Our plugin prints such
    # pages without asking MkDocs, so that there it is left out.
    ("head: link (prev|next) .*", r".*"),
    # MkDocs packs the list of pages itself, with the time of day in it.
    ("bytes", r"sitemap\.xml\.gz"),
)
"""All that differs between the engines: what, and where."""


def unexplained(ours: Path, theirs: Path) -> set[tuple[str, str]]:
    """What differs and is not known to."""
    return {
        (what, where)
        for what, where in differences(ours, theirs)
        if not any(re.fullmatch(a, what) and re.fullmatch(b, where) for a, b in KNOWN)
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_of_demo(tmp_path_factory.mktemp("engines") / "demo")
    built(folder, "mkdocs", "build", "-q", "-d", str(folder / "mkdocs"))
    return folder


@pytest.fixture(scope="module")
def zensical(project: Path) -> Path:
    """The site that Zensical makes."""
    result = dvk(project, "tree", "-o", "cay")
    assert result.returncode == 0, result.stdout + result.stderr
    told = built(project / "cay", "zensical", "build")
    assert "No issues found" in told  # it follows every link and mark of the hand-written pages
    return project / "cay" / "site"


def test_properdocs_gives_the_very_same_site(project: Path) -> None:
    built(project, "properdocs", "build", "-q", "-f", "mkdocs.yml", "-d", str(project / "proper"))
    one, other = files_of(project / "mkdocs"), files_of(project / "proper")
    assert one.keys() == other.keys()
    assert [uri for uri in one if one[uri].read_bytes() != other[uri].read_bytes()] == []


def test_zensical_gives_the_same_pages_links_feeds_data_and_search(
    project: Path, zensical: Path
) -> None:
    """What may differ is told here; all else is the same for every page and file."""
    assert unexplained(project / "mkdocs", zensical) == set()


def test_the_comparison_sees_every_kind_of_page(project: Path, zensical: Path) -> None:
    """Posts, models, tallies, gallery, units, open data, feeds, search: none is left out of it."""
    files = files_of(zensical)
    wanted = ("tin-tuc/2024/", "mo-hinh/", "so-lieu/", "thu-vien-anh/", "don-vi/", "du-lieu/")
    pages = [uri for uri in files if uri.endswith(".html")]
    assert all(any(uri.startswith(start) for uri in pages) for start in wanted)
    assert {"feed.xml", "feed.json", "du-lieu/tally.json", "tim-kiem/chi-muc/muc-luc.bin"} <= {
        *files
    }
    assert len(pages) > 100
    ours = [uri for uri in pages if b'class="dvk-foot' in files[uri].read_bytes()]
    assert ours == pages  # the frame too is the site's own


def test_no_link_of_the_zensical_site_leads_nowhere(zensical: Path) -> None:
    assert list(dead_links(zensical)) == []


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    """A site whose texts look like Markdown, templates, YAML and front matter."""
    body = (
        "Mở *đầu*.\n\n```\nmột\n\n    thụt\tvào\n~~~\n# không phải mục\n  \n[^1]: chú\n"
        '*[A]: b\n--8<-- "mkdocs.yml"\n```\n\n- một\n\n    ```\n    lồng\n\n    nhau\n    ```\n\n'
        "| a | b |\n|---|---|\n| {{ x }} | {% raw %} |\n\n[liên kết](../hai/index.md) &lt;i&gt;\n"
    )
    lien_he = (
        "---\nrobots: noindex\n---\n\n# Liên hệ `x` & Đội\n\n[M](mo-hinh/ao-am.md)"
        " [N](/mo-hinh/ao-am.md) [f](a.pdf) [n](nhom/README.md) [r][r] `[c](/mo-hinh/ao-am.md)`"
        "\n\n[r]: /so-lieu/index.md 'Số'\n\n## Đội đỏ\n\n"
        "```\n## Không phải mục\n```\n\n## Đội đỏ\n\n[xuống](#doi-do)\n"
    )
    head = "model: ao-am\nfunds: khoảng 65 triệu đồng\nsummary: 'Một <b> & {{ 1+1 }} {% x %}'"
    title = "'0123 <b>đậm</b> & «Tết» {{ 7*7 }} \"x\"'"
    write_site(
        tmp_path,
        {
            "posts/2024/mot/index.md": post(head, body).replace("Bài mẫu", title),
            "posts/2024/hai/index.md": post("model: ao-am\ngifts: 40 suất"),
            "docs/lien-he.md": lien_he,
            "docs/a.pdf": "tệp",
            "docs/nhom/README.md": "# Nhóm\n\n[Về](../lien-he.md)\n",
            "docs/robots.txt": "User-agent: *\n",
            "docs/nhap/bi-mat.md": "# Bí mật",
        },
    )
    config = tmp_path / "mkdocs.yml"
    told = config.read_text("utf-8")
    told = told.replace("[dvk]", "[{dvk: {comments: {isso: https://isso.example}}}]")
    config.write_text(told, "utf-8")
    return tmp_path


@pytest.mark.parametrize("directories", ["true", "false"])
def test_texts_that_look_like_markdown_come_through(tricky: Path, directories: str) -> None:
    """Through Zensical, and through MkDocs without our plugin."""
    config = tricky / "mkdocs.yml"
    more = "markdown_extensions: [footnotes, abbr, pymdownx.superfences, toc: {permalink: true}]"
    told = config.read_text("utf-8")
    told += f"exclude_docs: nhap/\nuse_directory_urls: {directories}\n{more}\n"
    config.write_text(told, "utf-8")
    built(tricky, "mkdocs", "build", "-q", "-d", str(tricky / "mkdocs"))
    assert dvk(tricky, "tree", "-o", "cay").returncode == 0
    built(tricky / "cay", "zensical", "build")
    built(tricky / "cay", "mkdocs", "build", "-q", "-d", str(tricky / "plain"))
    for site in (tricky / "cay" / "site", tricky / "plain"):
        assert unexplained(tricky / "mkdocs", site) == set()
        assert list(dead_links(site)) == []
    assert not any("bi-mat" in uri for uri in files_of(tricky / "cay"))


def test_properdocs_tells_findings_and_ends_with_1(tmp_path: Path) -> None:
    bad = post("model: ao-am\nsumary: x")
    write_site(tmp_path, {"posts/2024/mot/index.md": bad})
    result = run(tmp_path, "properdocs", "build", "-f", "mkdocs.yml")
    assert result.returncode == 1
    assert "Không có mục nào tên là «sumary» ở đây." in result.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<p>năm", "<p>bốn", "words"),
        ('href="b/"', 'href="c/"', "links"),
        ('id="x"', 'id="y"', "marks"),
        ("<title>A", "<title>B", "head: title A"),
    ],
)
def test_no_difference_goes_unseen(tmp_path: Path, old: str, new: str, what: str) -> None:
    page = (
        "<!doctype html><html><head><meta charset='utf-8'><title>A</title></head><body>"
        '<main id=\'noi-dung\'><p>năm <a id="x" href="b/">bài</a></main>'
    )
    for name, text in (("a", page), ("b", page.replace(old, new))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, "utf-8")
        (tmp_path / name / "feed.xml").write_text(name, "utf-8")
    found = {aspect for aspect, _ in differences(tmp_path / "a", tmp_path / "b")}
    assert what in found and "bytes" in found
    assert list(dead_links(tmp_path / "a")) == [("index.html", "https://x.example/b/")]


def test_dvk_builds_with_properdocs_where_mkdocs_is_gone(tricky: Path) -> None:
    built(tricky, "mkdocs", "build", "-q", "-d", str(tricky / "mkdocs"))
    without = "import sys\nsys.modules['mkdocs'] = None\n"
    code = f"{without}from dvk_plugin.cli.main import main\nmain()\n"
    result = run_code(tricky, code, "build", "-q")
    assert result.returncode == 0, result.stderr
    one, other = files_of(tricky / "mkdocs"), files_of(tricky / "site")
    assert {uri: path.read_bytes() for uri, path in one.items()} == {
        uri: path.read_bytes() for uri, path in other.items()
    }
    code = code.replace(without, f"{without}sys.modules['properdocs'] = None\n")
    result = run_code(tricky, code, "build")
    assert result.returncode == 1
    assert result.stderr.startswith("Máy này chưa cài MkDocs, cũng chưa cài ProperDocs")
