"""Real builds through MkDocs: exit codes, what is left untouched, what is published."""

from __future__ import annotations

import gc
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from photos_sample import exif_tags, private_tags
from sample import CONFIG, post, write_picture, write_site

from dvk_plugin.adapters.mkdocs.plugin import DvkPlugin

ROOT = Path(__file__).parent.parent
GOOD = post("model: ao-am\nfunds: 5 triệu đồng")


def mkdocs(root: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once."""
    out = tmp_path_factory.mktemp("demo") / "site"
    result = mkdocs(ROOT, "-d", str(out))
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return out


def copy_of_demo(folder: Path) -> Path:
    for name in ("docs", "posts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_two_builds_give_the_same_bytes_whatever_clock_locale_and_order(
    demo: Path, tmp_path: Path
) -> None:
    """The second build has its files made anew in another order, on another day, elsewhere."""
    copy = tmp_path / "copy"
    files = [p for name in ("docs", "posts") for p in (ROOT / name).rglob("*") if p.is_file()]
    random.Random(7).shuffle(files)
    for path in (*files, ROOT / "mkdocs.yml"):
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shift = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}
    result = mkdocs(copy, **shift, SOURCE_DATE_EPOCH="86400")
    assert result.returncode == 0, result.stderr
    here, there = tree(demo), tree(copy / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_an_error_stops_the_build_and_leaves_the_published_site_alone(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/mot/index.md": GOOD})
    assert mkdocs(tmp_path).returncode == 0
    before = tree(tmp_path / "site")
    bad = post("model: ao-ấmm\nfunds: 37.9 triệu\nphotos: [{file: x.jpg}]")
    (tmp_path / "posts/hai.md").write_text(bad, encoding="utf-8")
    result = mkdocs(tmp_path)
    assert result.returncode == 1
    for rule in ("mo-hinh-la", "so-mo-ho", "anh-thieu-chu-thich", "khong-thay-anh"):
        assert rule in result.stderr
    assert "Traceback" not in result.stderr
    assert tree(tmp_path / "site") == before


def test_a_wrong_option_of_photos_is_told_in_vietnamese(tmp_path: Path) -> None:
    config = CONFIG.replace("[dvk]", "\n  - dvk:\n      photos: {consent: maybe}")
    write_site(tmp_path / "good")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    shutil.copytree(tmp_path / "good" / "docs", tmp_path / "docs")
    result = mkdocs(tmp_path)
    assert result.returncode == 1
    assert "mkdocs.yml:6:16: LỖI cau-hinh-hong" in result.stderr
    assert "phải là warn hoặc require" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_quiet_build_that_fails_still_tells_why(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/hai.md": "---\ntitle: Không ngày\n---\n"})
    result = mkdocs(tmp_path, "-q")
    assert result.returncode == 1
    assert "thieu-ngay" in result.stderr


def test_a_site_needs_nothing_but_the_plugin(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/2024/mot/index.md": GOOD, "docs/lien-he.md": "# Liên hệ\n"})
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    site = tmp_path / "site"
    home = (site / "index.html").read_text(encoding="utf-8")
    for address in ("tin-tuc/", "mo-hinh/", "so-lieu/", "thu-vien-anh/", "lien-he/"):
        assert f'href="{address}"' in home
    for page in ("tin-tuc/2024/mot", "mo-hinh/ao-am", "so-lieu/funds_raised", "don-vi/truong-a"):
        assert (site / page / "index.html").is_file()
    rows = json.loads((site / "du-lieu/tally.json").read_text(encoding="utf-8"))
    assert any(row["value"] == 5_000_000 for row in rows)


def test_posts_stay_out_of_the_navigation(demo: Path) -> None:
    pages = [demo / "index.html", demo / "huong-dan" / "index.html"]
    html = "".join(page.read_text(encoding="utf-8") for page in pages)
    frames = r"<nav class=\"(?:dvk-sections|md-nav).*?</nav>"
    navigation = "".join(re.findall(frames, html, re.DOTALL))
    assert "dvk-sections" in navigation
    assert "md-nav" in navigation
    assert "tin-tuc/2023/" not in navigation


def test_hostile_words_are_shown_and_never_run(tmp_path: Path) -> None:
    """Script in front matter, in file names and in captions comes out as text."""
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    quoted = bad.replace('"', '\\"')
    head = f'''
        summary: "{quoted}"
        tags: ["{quoted}"]
        category: "{quoted}"
        authors: ["{quoted}"]
        source: "{quoted}"
        documents: [{{number: "{quoted}", subject: "{quoted}"}}]
        metrics: {{gifts: {{value: 3 suất, note: "{quoted}", also: ["{quoted}"]}}}}
        photos:
          - {{file: "a'onload=1.jpg", caption: "{quoted}", alt: "{quoted}", credit: "{quoted}"}}
    '''
    text = post(head).replace("title: Bài mẫu", f'title: "{quoted}"')
    years = f'years: {{2024: {{state: new, honours: ["{quoted}"]}}}}'
    model = f'---\nname: "{quoted}"\nreason: "{quoted}"\n{years}\n---\n'
    write_site(tmp_path, {"posts/mot/index.md": text, "docs/mo-hinh/xau.md": model})
    write_picture(tmp_path / "posts/mot/a'onload=1.jpg")
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    for path in (tmp_path / "site").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert "<script>alert" not in html, path
        assert "<img src=x" not in html, path


def test_drafts_are_not_published(tmp_path: Path) -> None:
    draft = post("draft: true\ngifts: 40 suất")
    write_site(tmp_path, {"posts/mot/index.md": GOOD, "posts/nhap.md": draft})
    assert mkdocs(tmp_path).returncode == 0
    site = tmp_path / "site"
    assert not (site / "tin-tuc/2024/nhap").exists()
    assert "40" not in (site / "du-lieu/tally.csv").read_text(encoding="utf-8-sig")


def test_pages_ask_nothing_of_other_hosts(demo: Path) -> None:
    """Whatever loads by itself is the site's own: no CDN, remote font or tracker."""
    loads = re.compile(
        r"<(?:script|img|iframe|source|link(?=[^>]*rel=\"?(?:stylesheet|preload|preconnect|icon)))"
        r"[^>]*?(?:src|href)=\"?((?:https?:)?//[^\"\s>]+)"
    )
    for path in demo.rglob("*.html"):
        assert loads.findall(path.read_text(encoding="utf-8")) == [], path
    for path in demo.rglob("*.css"):
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(r"(?:url\(|@import\s*)[\"']?(?:https?:)?//", text), path


def test_exiftool_finds_nothing_of_camera_place_or_person_in_the_whole_site(demo: Path) -> None:
    sources = exif_tags(ROOT / "posts").values()
    assert any("GPS:GPSLatitude" in tags for tags in sources)  # the photos did have it
    found = exif_tags(demo)
    pictures = [file for file in found if "/anh/" in file]
    assert len(pictures) > 50
    told = {file: private_tags(tags) for file, tags in found.items()}
    assert {file: tags for file, tags in told.items() if tags} == {}


def test_pages_do_not_grow_with_the_archive(tmp_path: Path) -> None:
    """Ten times the posts, the same bytes on a post's page: nothing lists them all."""
    sizes = []
    for count in (6, 60):
        root = tmp_path / str(count)
        names = [f"posts/bai-{number:02}.md" for number in range(count)]
        write_site(root, dict.fromkeys(names, GOOD))
        assert mkdocs(root).returncode == 0
        sizes.append((root / "site/tin-tuc/2024/bai-03/index.html").stat().st_size)
    assert sizes[1] < sizes[0] * 1.02


def cards_of(site: Path) -> list[dict[str, Any]]:
    """What the search would show of each page."""
    files = (site / "tim-kiem/chi-muc/the").rglob("*.bin")
    return [card for path in files for card in json.loads(zlib.decompress(path.read_bytes()))]


def test_the_index_holds_what_is_published_and_nothing_else(tmp_path: Path) -> None:
    draft = post("draft: true", "Chữ của bản nháp.")
    kept_out = "---\nsearch: {exclude: true}\n---\n# Kín\n\nChữ giấu đi.\n"
    pages = {"docs/lien-he.md": "# Liên hệ\n\nGọi số 0252.\n", "docs/kin.md": kept_out}
    write_site(tmp_path, {"posts/mot/index.md": GOOD, "posts/nhap.md": draft, **pages})
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    cards = cards_of(tmp_path / "site")
    titles = {card["t"] for card in cards}
    assert {"Bài mẫu", "Áo ấm", "Liên hệ", "Trường Cao đẳng A"} <= titles
    assert "Kín" not in titles
    assert "Gọi số 0252." in next(card["x"] for card in cards if card["t"] == "Liên hệ")
    assert "nháp" not in json.dumps(cards, ensure_ascii=False)
    assert all((tmp_path / "site" / card["u"] / "index.html").is_file() for card in cards)


def test_a_second_build_writes_only_what_changed_of_the_index(tmp_path: Path) -> None:
    write_site(tmp_path, {"posts/mot/index.md": GOOD})
    index = tmp_path / "site/tim-kiem/chi-muc"
    times = []
    for title in ("Bài mẫu", "Bài mẫu", "Bài sửa"):
        (tmp_path / "posts/mot/index.md").write_text(GOOD.replace("Bài mẫu", title), "utf-8")
        assert mkdocs(tmp_path).returncode == 0
        times.append({path: path.stat().st_mtime_ns for path in index.rglob("*.bin")})
    assert times[0] == times[1]
    assert times[1].keys() != times[2].keys()
    assert {card["t"] for card in cards_of(tmp_path / "site")} >= {"Bài sửa", "Áo ấm"}


@pytest.mark.parametrize(
    ("plugins", "ours"),
    [
        ("[dvk]", True),
        ("[search, dvk]", True),
        ("[search, dvk: {search: false}]", False),
        ("[dvk: {search: false}]", False),
    ],
)
def test_there_is_our_search_form_or_none(plugins: str, ours: bool, tmp_path: Path) -> None:
    text = CONFIG.replace("[dvk]", plugins)
    files = {"mkdocs.yml": text, "posts/mot/index.md": GOOD, "docs/gioi-thieu.md": "# Giới thiệu"}
    write_site(tmp_path, files)
    result = mkdocs(tmp_path)
    assert result.returncode == 0, result.stderr
    for page in ("index.html", "gioi-thieu/index.html"):
        html = (tmp_path / "site" / page).read_text("utf-8")
        assert ('class="dvk-search"' in html) == ours
        assert ("dvk/search.js" in html) == ours
        assert 'data-md-component="search"' not in html
    assert (tmp_path / "site/tim-kiem").is_dir() == ours


def test_without_folders_in_addresses_the_search_is_found_too(tmp_path: Path) -> None:
    text = f"{CONFIG}use_directory_urls: false\n"
    write_site(tmp_path, {"mkdocs.yml": text, "posts/2024/mot/index.md": GOOD})
    assert mkdocs(tmp_path).returncode == 0
    site = tmp_path / "site"
    html = (site / "mo-hinh/ao-am.html").read_text("utf-8")
    assert 'action="../tim-kiem/index.html"' in html
    assert all((site / card["u"]).is_file() for card in cards_of(site))


def test_an_index_that_cannot_be_written_ends_the_build_with_a_message(tmp_path: Path) -> None:
    """A file of the author's stands where the index's folder has to be."""
    write_site(tmp_path, {"posts/mot/index.md": GOOD, "docs/tim-kiem/chi-muc": "tệp lạ"})
    result = mkdocs(tmp_path)
    assert result.returncode == 1
    assert "Không ghi được chỉ mục tìm kiếm" in result.stdout
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_seldom_looks_for_garbage_and_a_preview_as_ever(command: Any) -> None:
    """A preview goes on for hours, in which garbage would grow."""
    before = gc.get_threshold()
    gc.set_threshold(700)
    try:
        DvkPlugin().on_startup(command=command, dirty=False)
        assert (gc.get_threshold()[0] > 700) == (command == "build")
    finally:
        gc.set_threshold(*before)
