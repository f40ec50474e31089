"""A build that finds the last one standing gives a cold one's bytes, or leaves all to a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from press_site import CHANGES, MOT, add, comments, edit, run, tree, views
from press_site import make as make_short
from sample import post
from test_cli import dvk

from dvk_plugin.adapters.mkdocs.command import converter_of
from dvk_plugin.adapters.standing import Standing, stand
from dvk_plugin.memory import FOLDER
from dvk_plugin.read.settings import Settings, read_settings

HAI = "posts/2024/hai/index.md"
LATER = "Đoạn sau cùng."
"""In the texts of two posts, far behind the words that other pages may quote."""


def again(root: Path, today: date | None = None) -> Standing | None:
    config = root / "mkdocs.yml"
    settings = read_settings(config)
    assert isinstance(settings, Settings)
    settings = replace(settings, today=today)
    return stand(settings, config, lambda targets: converter_of(config, targets))


def make(root: Path) -> Path:
    make_short(root)
    for name in (MOT, HAI):
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{'Một câu của bài. ' * 60}\n\n{LATER}\n")
    return root


MENDED: dict[str, tuple[Callable[[Path], None], ...]] = {
    "a sentence": (edit(MOT, LATER, "*Cũng* hay.\n\n## Thêm một mục\n\nHết."),),
    "a link": (edit(MOT, LATER, "Xem [mô hình](../../../mo-hinh/ao-am.md)."),),
    "two posts": (edit(MOT, LATER, "Đã sửa."), edit(HAI, LATER, "Đã sửa.")),
    "an end": (edit(MOT, f"\n{LATER}\n", ""),),
}
WHOLE: dict[str, Callable[[Path], None]] = {
    **CHANGES,
    "a picture's words": edit(MOT, "![](a.jpg)", "![Trao áo](a.jpg)"),
    "a picture out of the text": edit(MOT, "\n\n![](a.jpg)", ""),
    "a link that leads nowhere": edit(MOT, LATER, "[kia](../khong-co/index.md)"),
    "a script": edit(MOT, LATER, "<b onclick='x()'>nút</b>"),
    "a page of the site": lambda root: (root / "site/tin-tuc/index.html").unlink(),
    "a page of the site, by hand": edit("site/tin-tuc/index.html", "<main", "<main "),
    "a part of the index": lambda root: shutil.rmtree(root / "site/tim-kiem/chi-muc/the"),
    "something more in the site": add("site/la.html", "lạ"),
}


@pytest.mark.parametrize("what", MENDED)
def test_a_text_is_mended_to_what_a_cold_build_prints(
    what: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warm, cold = make(tmp_path / "warm"), make(tmp_path / "cold")
    run(warm, caplog)
    before = tree(warm / "site")
    for root in (warm, cold):
        for change in MENDED[what]:
            change(root)
    standing = again(warm)
    assert standing is not None
    assert standing.mended == len(MENDED[what])
    run(cold, caplog)
    assert tree(warm / "site") == tree(cold / "site")
    assert tree(warm / "site") != before
    nothing = again(warm)
    assert nothing is not None
    assert nothing.mended == 0


def test_a_text_taken_back_is_taken_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """By mending, and by a whole build after it, which knows the old text's page well."""
    root = make(tmp_path)
    run(root, caplog)
    before = tree(root / "site")
    for whole in (False, True):
        edit(MOT, LATER, "Đã sửa.")(root)
        assert again(root)
        assert tree(root / "site") != before
        edit(MOT, "Đã sửa.", LATER)(root)
        assert run(root, caplog) if whole else again(root)
        assert tree(root / "site") == before


def test_a_text_is_mended_among_what_readers_did(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Views and comments stay on the page, and comments in the index."""
    warm, cold = make(tmp_path / "warm"), make(tmp_path / "cold")
    for root in (warm, cold):
        add("posts/views.json", views(mot=5, hai=3))(root)
        add("posts/comments.json", comments(mot="Hay quá.", hai="Cảm ơn."))(root)
    run(warm, caplog)
    for root in (warm, cold):
        edit(MOT, LATER, "Đã sửa.")(root)
    standing = again(warm)
    assert standing is not None and standing.mended == 1
    run(cold, caplog)
    assert tree(warm / "site") == tree(cold / "site")


@pytest.mark.parametrize("what", WHOLE)
def test_all_else_is_left_to_a_whole_build(
    what: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    run(root, caplog)
    WHOLE[what](root)
    before = tree(root / "site")
    assert again(root) is None
    assert tree(root / "site") == before


@pytest.mark.parametrize("how", ["receipt", "findable", "pages"])
def test_without_its_memory_nothing_stands(
    how: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    run(root, caplog)
    edit(MOT, LATER, "Đã sửa.")(root)
    for path in (root / FOLDER).glob(f"{how}*"):
        path.write_bytes(path.read_bytes()[:-9])
    assert again(root) is None
    run(root, caplog)
    assert "Đã sửa." in (root / "site/tin-tuc/2024/mot/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "line", ["hooks: [moc.py]", "INHERIT: chung.yml", "copyright: !ENV [NAM, '']"]
)
def test_a_site_that_depends_on_more_than_its_files_is_built_whole(
    line: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = make(tmp_path)
    add("moc.py", "")(root)
    add("chung.yml", "copyright: A\n")(root)
    add("mkdocs.yml", f"{line}\n" + (root / "mkdocs.yml").read_text("utf-8"))(root)
    run(root, caplog)
    assert again(root) is None


def test_a_post_that_comes_out_today_is_seen(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path)
    add("posts/2024/hen.md", post("publish_at: 01/02/2030").replace("Bài mẫu", "Bài hẹn"))(root)
    add("posts/2024/ra.md", post("publish_at: 01/02/1970").replace("Bài mẫu", "Bài đã ra"))(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(31 * 24 * 3600))  # 01/02/1970
    run(root, caplog)
    assert again(root, date(1970, 2, 1))
    assert again(root, date(2030, 1, 31))
    assert again(root, date(2030, 2, 1)) is None
    assert again(root, date(1970, 1, 31)) is None
    assert again(root) is None


def test_what_is_written_during_a_build_is_not_taken_for_built(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dvk_plugin.adapters.mkdocs import plugin

    root = make(tmp_path)
    build = plugin.build

    def slowly(*args: object) -> object:
        edit(MOT, LATER, "Sửa trong lúc dựng.")(root)
        return build(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(plugin, "build", slowly)
    run(root, caplog)
    page = root / "site/tin-tuc/2024/mot/index.html"
    assert "Sửa trong lúc dựng" not in page.read_text("utf-8")
    standing = again(root)
    assert standing
    assert standing.mended == 1
    assert "Sửa trong lúc dựng" in page.read_text("utf-8")


def test_the_command_tells_what_it_did(tmp_path: Path) -> None:
    root = make(tmp_path)
    first = dvk("build", cwd=root)
    assert (first.returncode, "Trang: in" in first.stderr) == (0, True)
    second = dvk("build", cwd=root)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("Không có gì thay đổi từ lần dựng trước")
    edit(MOT, LATER, "Đã sửa.")(root)
    third = dvk("build", cwd=root)
    assert third.stdout.startswith("Trang: in 1, giữ nguyên")
    assert dvk("build", "-q", cwd=root).stdout == ""
    fourth = dvk("build", "--full", "--timings", cwd=root)
    assert "Trang: in 1" in fourth.stderr
    stages = [line.rsplit(maxsplit=2) for line in fourth.stdout.splitlines()]
    assert {"Đọc và soát", "In trang", "Tất cả"} <= {stage for stage, _, _ in stages}
    seconds = [float(figure.replace(",", ".")) for _, figure, _ in stages]
    assert sum(seconds[:-1]) == pytest.approx(seconds[-1], abs=0.01 * len(seconds))


def test_findings_are_told_again_and_stop_a_strict_build(tmp_path: Path) -> None:
    root = make(tmp_path)
    add("posts/2024/bon.md", post("", "[kia](../khong-co/index.md)"))(root)
    told = "posts/2024/bon.md:6:7: liên kết «../khong-co/index.md» không dẫn tới trang nào"
    for _ in range(2):
        result = dvk("build", cwd=root)
        assert (result.returncode, told in result.stderr) == (0, True), result.stderr
    assert dvk("build", "--strict", cwd=root).returncode == 1
    add("posts/2024/bon.md", post("gifts: 37.9 suất"))(root)
    result = dvk("build", cwd=root)
    assert (result.returncode, "posts/2024/bon.md:4:8" in result.stderr) == (1, True)
