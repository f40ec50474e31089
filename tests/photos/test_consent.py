"""Care for people: consent, withdrawal, what captions give away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample import CONFIG, post, write_picture, write_site

from dvk_plugin.build import build
from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.post import Consent
from dvk_plugin.load import load
from dvk_plugin.photos.cache import FOLDER
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.consent import write_consent


def site_with(root: Path, photo: str, options: str = "") -> Settings:
    config = CONFIG.replace("[dvk]", f"[dvk: {{photos: {{{options}}}}}]") if options else CONFIG
    write_picture(root / "posts/mot/a.jpg")
    head = post(f"model: ao-am\nphotos:\n  - {photo}")
    return write_site(root, {"mkdocs.yml": config, "posts/mot/index.md": head})


def found(root: Path, photo: str, options: str = "") -> tuple[Issue, ...]:
    return load(site_with(root, photo, options))[1]


@pytest.mark.parametrize(
    ("consent", "policy", "severity"),
    [
        ("pending", "", Severity.WARNING),
        ("pending", "warn", Severity.WARNING),
        ("pending", "require", Severity.ERROR),
        ("", "require", Severity.ERROR),
        ("", "", None),
        ("obtained", "require", None),
        ("public_event", "require", None),
        ("not_needed", "require", None),
        ("withdrawn", "require", None),
    ],
)
def test_consent_by_policy(
    consent: str, policy: str, severity: Severity | None, tmp_path: Path
) -> None:
    options = f"consent: {policy}" if policy else ""
    issues = found(tmp_path, f"{{file: a.jpg, caption: Ảnh, consent: {consent}}}", options)
    assert [issue.severity for issue in issues] == ([severity] if severity else [])
    assert {issue.rule for issue in issues} <= {"anh-chua-dong-y"}


@pytest.mark.parametrize(
    "caption",
    [
        "Trao quà cho em Nguyễn Thị A, lớp 5B",
        "Em Trần Văn Bình, hộ nghèo ở bản Nà Lầu, nhận xe đạp",
        "Bé Lò Thị May mồ côi cha mẹ",
        "Thăm học sinh Hoàng Văn Nam bị bệnh tim",
    ],
)
def test_a_pupil_named_with_class_or_hardship_is_pointed_at(caption: str, tmp_path: Path) -> None:
    (issue,) = found(tmp_path, f'{{file: a.jpg, caption: "{caption}"}}')
    assert (issue.rule, issue.severity) == ("chu-thich-lo-hoc-sinh", Severity.WARNING)


@pytest.mark.parametrize(
    "caption",
    [
        "Trao quà cho các em lớp 5B Trường Tiểu học Đa Kai",
        "Em Nguyễn Thị A đọc thơ",
        "Cô Nguyễn Thị Hoa thăm các em học sinh nghèo",
        "Học sinh Trường Đa Kai nhận quà của Hội Khuyến học dành cho hộ nghèo",
        "Trao học bổng cho học sinh nghèo vượt khó",
    ],
)
def test_other_captions_pass(caption: str, tmp_path: Path) -> None:
    assert found(tmp_path, f'{{file: a.jpg, caption: "{caption}"}}') == ()


@pytest.mark.parametrize(
    ("caption", "options", "count"),
    [
        ("Em Hồ Thị A, con liệt sĩ, nhận quà", "", 0),
        ("Em Hồ Thị A, con liệt sĩ, nhận quà", "caption_words: [Con  liệt sĩ]", 1),
        ("Em Hồ Thị A, con liệt sĩ, nhận quà", "caption_words: con liệt sĩ", 1),
        ("Em Hồ Thị A, con liệt sĩ, nhận quà", "caption_words: [liệt]", 1),
        ("Em Hồ Thị A, con liệt sĩ, nhận quà", "caption_words: [liệ]", 0),
        ("Học sinh Lê Văn B học tại bệnh viện", "", 1),
        ("Học sinh Lê Văn B học tại bệnh viện", "caption_words_ignored: [BỆNH]", 0),
        ("Em Hồ Thị A, lớp 5B, nhà nghèo", "caption_words_ignored: [lớp]", 1),
        ("Em Hồ Thị A, lớp 5B", "caption_words_ignored: [lớp]", 0),
        ("Em Hồ Thị A (nghèo)", "caption_words: ['.*', '(']", 1),
    ],
)
def test_a_site_adds_words_of_its_own_and_ignores_others(
    caption: str, options: str, count: int, tmp_path: Path
) -> None:
    assert len(found(tmp_path, f'{{file: a.jpg, caption: "{caption}"}}', options)) == count


@pytest.mark.parametrize(
    "blur",
    ["[[0.1, 0.2, 0.3, 0.4]]", "[0.1, .2, 0.3, 1]", "[[0, 0, 1, 1.0], [0.5, 0.5, 0.1, 0.1]]"],
)
def test_boxes_to_blur_are_read(blur: str, tmp_path: Path) -> None:
    site, issues = load(site_with(tmp_path, f"{{file: a.jpg, caption: Ảnh, blur: {blur}}}"))
    assert issues == ()
    assert all(len(box) == 4 for box in site.posts[0].photos[0].blur)


@pytest.mark.parametrize(
    "blur",
    ["[[0.1, 0.2, 0.3]]", "mặt", "[[10, 20, 30, 40]]", "[[0.1, 0.2, 0, 0.1]]", "[[a, b, c, d]]"],
)
def test_a_box_misread_is_told_and_never_ignored(blur: str, tmp_path: Path) -> None:
    (issue,) = found(tmp_path, f"{{file: a.jpg, caption: Ảnh, blur: {blur}}}")
    assert (issue.rule, issue.severity) == ("o-mo-sai", Severity.ERROR)


HEAD = "---\ntitle: T\nphotos:\n"


@pytest.mark.parametrize(
    ("photo", "line", "changed"),
    [
        (
            "  - file: a.jpg # ghi chú\n    caption: Ảnh\n",
            4,
            "  - file: a.jpg # ghi chú\n    consent: withdrawn\n    caption: Ảnh\n",
        ),
        (
            "  - caption: Ảnh\n    file: 'a.jpg'\n    consent: 'pending' # hỏi lại\n",
            5,
            "  - caption: Ảnh\n    file: 'a.jpg'\n    consent: withdrawn # hỏi lại\n",
        ),
        (
            "  - {file: a.jpg, caption: B}\n",
            4,
            "  - {file: a.jpg, consent: withdrawn, caption: B}\n",
        ),
        ("  - {file: a.jpg, consent: }\n", 4, "  - {file: a.jpg, consent: withdrawn}\n"),
        ("  - file: a.jpg\n    consent:\n", 4, "  - file: a.jpg\n    consent: withdrawn\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_consent_is_rewritten(
    photo: str, line: int, changed: str, newline: str, mark: str
) -> None:
    end = "tags: [ 'x' ,y]\n---\nThân: bài\n---\n\t{% 😀 %}\n"
    text = (mark + HEAD + photo + end).replace("\n", newline)
    want = (mark + HEAD + changed + end).replace("\n", newline)
    got = write_consent(text, line, Consent.WITHDRAWN)
    assert got is not None
    assert got.replace("consent: withdrawn }", "consent: withdrawn}") == want
    assert write_consent(got, line, Consent.WITHDRAWN) == got


def withdraw(file: str, cwd: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dvk_plugin.cli.main", "photos", "withdraw", file, *more],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_withdrawing_takes_a_photo_off_everywhere(tmp_path: Path) -> None:
    settings = site_with(tmp_path, "{file: a.jpg, caption: Ảnh}")
    site, _ = load(settings)
    assert build(site, settings, RelativeLinks())[0].pictures
    assert list((tmp_path / FOLDER).rglob("*.webp"))
    result = withdraw("posts/mot/a.jpg", tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    for address in ("/tin-tuc/2024/mot/", "/mo-hinh/ao-am/", "/thu-vien-anh/"):
        assert f"  {address}\n" in result.stdout
    assert not list((tmp_path / FOLDER).rglob("*.webp"))
    site, issues = load(settings)
    output, _ = build(site, settings, RelativeLinks())
    assert (issues, output.pictures) == ((), {})
    shown = [page.content() for page in output.pages]
    assert not any("a.jpg" in one.body + one.before + one.after for one in shown)
    again = withdraw("a.jpg", tmp_path / "posts/mot", "-f", "../../mkdocs.yml")
    assert again.returncode == 0
    assert "đã rút từ trước" in again.stdout


def test_an_unknown_photo_is_told_with_the_nearest(tmp_path: Path) -> None:
    site_with(tmp_path, "{file: a.jpg, caption: Ảnh}")
    result = withdraw("posts/mot/aa.jpg", tmp_path)
    assert result.returncode == 2
    assert "posts/mot/a.jpg" in result.stderr
