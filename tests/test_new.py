"""`dvk new`: a post that passes the check, from options or answers; nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from PIL import Image
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from sample import REGISTRY, load_site, write_picture, write_site
from test_cli import dvk

from dvk_plugin.cli.asking import Ask
from dvk_plugin.cli.interview import Given
from dvk_plugin.cli.names import load_names
from dvk_plugin.cli.new import run_new
from dvk_plugin.domain.metric import CATALOGUE
from dvk_plugin.domain.post import Consent
from dvk_plugin.load import load
from dvk_plugin.photos.decode import decode
from dvk_plugin.read.settings import read_settings
from dvk_plugin.write.new_post import folder_name, photo_name

TWO_SCHOOLS = REGISTRY.replace("schools:\n", "schools:\n  truong-b: {name: Trường B}\n").replace(
    "aliases: [chi bộ 01]", "school: truong-a"
).replace("Chi bộ 2}", "Chi bộ 2, school: truong-a}")  # fmt: skip
GOOD = ("--title", "Ngày hội hiến máu", "--date", "15/10/2024")
FILE = "posts/2024/ngay-hoi-hien-mau/index.md"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_a_post_made_from_options_passes_the_check_and_counts(tmp_path: Path) -> None:
    write_site(tmp_path)
    write_picture(tmp_path / "may/Ảnh 1 (2).JPG")
    write_picture(tmp_path / "may/con.png", colour="blue")
    before = files(tmp_path / "may")
    result = dvk(
        "new", *GOOD, "--ready", "--model", "Áo ấm", "--metric", "máu=37 đơn vị",
        "--metric", "gifts=20 suất", "--metric", "quà=khoảng 30 suất",
        "--metric", "funds=37,9 triệu đồng", "--photos", "may", "--caption", "Trao quà: buổi sáng",
        "--consent", "public_event", cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert f"Đã tạo: {FILE}" in result.stdout
    assert "http://127.0.0.1:8000/tin-tuc/2024/ngay-hoi-hien-mau/" in result.stdout
    assert "Kinh phí huy động: 37.900.000 đồng" in result.stdout
    assert "khoảng 30 suất" in result.stdout
    check = dvk("check", cwd=tmp_path)
    assert (check.returncode, check.stdout) == (0, "1 bài, 3 mô hình: không có lỗi.\n")
    site, _ = load(read_settings(tmp_path / "mkdocs.yml"))  # type: ignore[arg-type]
    (post,) = site.posts
    assert [(m.metric, m.quantity.text) for m in post.measures] == [
        ("blood_units", "37 đơn vị"), ("gifts", "20 suất"), ("gifts", "khoảng 30 suất"),
        ("funds_raised", "37,9 triệu đồng"),
    ]  # fmt: skip
    assert [(p.name, p.caption) for p in post.photos] == [
        ("anh-1-2.jpg", "Trao quà: buổi sáng"), ("con-1.png", "Ngày hội hiến máu"),
    ]  # fmt: skip
    assert {photo.consent for photo in post.photos} == {Consent.PUBLIC_EVENT}
    assert files(tmp_path / "may") == before


def test_photos_of_a_phone_are_taken_as_they_are_and_found_upright(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "bench"))
    from heic_grid import heic_grid

    write_site(tmp_path)
    (tmp_path / "DCIM").mkdir()
    photo = heic_grid(Image.new("RGB", (512, 512), "navy"), 3, 2)  # lies on its side, as phones do
    (tmp_path / "DCIM/IMG_0042.HEIC").write_bytes(photo)
    (tmp_path / "DCIM/IMG_0042.MOV").write_bytes(b"a film of one second")
    (tmp_path / "DCIM/IMG_0042.AAE").write_text("<plist/>")
    made = dvk(
        "new", *GOOD, "--ready", "--photos", "DCIM", "--consent", "obtained", cwd=tmp_path
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert (tmp_path / FILE).with_name("img-0042.heic").read_bytes() == photo
    assert dvk("check", cwd=tmp_path).returncode == 0
    seen = decode((tmp_path / FILE).with_name("img-0042.heic"))
    assert isinstance(seen, Image.Image)
    assert seen.size == (1024, 1536)


def test_a_new_post_is_a_draft_until_its_line_is_taken_out(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert dvk("new", *GOOD, cwd=tmp_path).returncode == 0
    site, issues = load_site(tmp_path)
    assert (site.posts, issues) == ((), ())
    assert "draft: true" in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--title"),
        (("--title", "Bài"), "--date"),
        (("--title", "Bài", "--date", "15/10/2024"), "truong-b, truong-a"),
        ((*GOOD, "--school", "Trường B", "--photos", "a.png"), "--consent"),
        ((*GOOD, "--school", "Trường C"), "Không có trường"),
        (("--title", "Bài", "--date", "31/02/2024"), "29/02/2024"),
        ((*GOOD, "--school", "truong-a", "--model", "ao-an"), "«ao-am»"),
        ((*GOOD, "--school", "truong-b", "--model", "ao-am"), "Không có mô hình"),
        ((*GOOD, "--school", "truong-a", "--metric", "gifts=37.9 suất"), "379"),
        ((*GOOD, "--school", "truong-a", "--metric", "gifts=5 lít"), "suất"),
        ((*GOOD, "--school", "truong-a", "--metric", "gifts"), "dấu ="),
        ((*GOOD, "--school", "truong-a", "--metric", "giftz=5"), "«gifts»"),
        ((*GOOD, "--school", "truong-a", "--photos", "khong-co"), "Không thấy"),
        ((*GOOD, "--school", "truong-a", "--photos", "posts"), "không có ảnh"),
        ((*GOOD, "--school", "truong-a", "--photos", "hong.jpg"), "bị hỏng"),
        (("--title", "…", "--date", "15/10/2024"), "--slug"),
    ],
)
def test_what_cannot_be_used_is_told_with_2_and_nothing_is_written(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    write_site(tmp_path, {"posts/registry.yml": TWO_SCHOOLS, "hong.jpg": "không phải ảnh"})
    write_picture(tmp_path / "a.png")
    before = files(tmp_path)
    result = dvk("new", *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert files(tmp_path) == before


def test_a_post_is_overwritten_only_when_told_so(tmp_path: Path) -> None:
    write_site(tmp_path, {FILE: "---\ntitle: Cũ\ndate: 15/10/2024\n---\nChữ cũ.\n"})
    write_picture(tmp_path / "posts/2024/ngay-hoi-hien-mau/anh.png")
    write_picture(tmp_path / "moi/anh.png", colour="blue")
    before = files(tmp_path)
    result = dvk("new", *GOOD, cwd=tmp_path)
    assert result.returncode == 2
    assert FILE in result.stderr
    assert "--force" in result.stderr
    assert files(tmp_path) == before
    photos = ("--photos", "moi", "--consent", "not_needed")
    assert dvk("new", *GOOD, *photos, "--force", cwd=tmp_path).returncode == 0
    after = files(tmp_path)
    assert "Chữ cũ" not in after[FILE].decode()
    assert (
        after["posts/2024/ngay-hoi-hien-mau/anh.png"]
        == before["posts/2024/ngay-hoi-hien-mau/anh.png"]
    )
    assert after["posts/2024/ngay-hoi-hien-mau/anh-2.png"] == before["moi/anh.png"]


def test_a_post_elsewhere_with_the_same_address_is_named(tmp_path: Path) -> None:
    other = "posts/2024/10-15-ngay-hoi-hien-mau.md"
    write_site(tmp_path, {other: "---\ntitle: Cũ\ndate: 15/10/2024\n---\n"})
    result = dvk("new", *GOOD, "--force", cwd=tmp_path)
    assert result.returncode == 2
    assert other in result.stderr
    assert dvk("new", *GOOD, "--slug", "ngay-hoi-2", cwd=tmp_path).returncode == 0
    assert dvk("new", *GOOD[:3], "15/10/2025", cwd=tmp_path).returncode == 0


def test_nothing_is_half_written_when_a_photo_cannot_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path)
    write_picture(tmp_path / "a.png")
    before = files(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dvk_plugin.write.bundle.shutil.copyfile", full)
    given = Given(
        title="Bài", day="15/10/2024", school="", models=(), metrics=(),
        photos=(tmp_path / "a.png",), captions=(), consent="obtained", slug="", ready=False,
        force=False,
    )  # fmt: skip
    assert run_new(tmp_path / "mkdocs.yml", given, None) == 2
    assert "Chưa có gì được ghi" in capsys.readouterr().err
    assert files(tmp_path) == before


# --- at a terminal


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def asked(site: Path) -> int:
    """`dvk new` at a terminal, on a thread of its own: prompts need one without an event loop, and
    Playwright keeps one running on the thread of the tests."""
    with ThreadPoolExecutor(1) as pool:
        ending = pool.submit(copy_context().run, run_new, site / "mkdocs.yml", NOTHING, Ask())
        return ending.result()


NOTHING = Given("", "", "", (), (), (), (), "", "", ready=True, force=False)
DOWN, CLEAR, ENTER = "\x1b[B", "\x15", "\r"


def test_questions_are_asked_again_on_a_slip(
    tmp_path: Path, keys: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path, {"posts/registry.yml": TWO_SCHOOLS})
    write_picture(tmp_path / "may/a.png")
    may = tmp_path / "may"
    answers = [
        "", "Trao quà",                       # a title is needed
        f"{CLEAR}31/02/2024", f"{CLEAR}29/02/2024",
        DOWN,                                 # the second school
        "khong co", f"{CLEAR}ao am", "",
        "suat qua", "37.9 suất", f"{CLEAR}khoảng 30 suất", "",
        str(tmp_path / "khong-co"), str(may), "",
        DOWN,                                 # public_event
        f"{CLEAR}Trao quà ở sân trường",
    ]  # fmt: skip
    keys.send_text("".join(answer + ENTER for answer in answers))
    assert asked(tmp_path) == 0
    told = capsys.readouterr().out
    assert "Bài cần có tiêu đề" in told
    assert "Không có ngày «31/02/2024»" in told
    assert "Không có mô hình nào" in told
    assert "có thể hiểu là 37,9 hoặc 379" in told
    assert "Đọc là: khoảng 30 suất" in told
    assert "Không thấy" in told
    site, issues = load_site(tmp_path, {"posts/registry.yml": TWO_SCHOOLS})
    assert issues == ()
    (post,) = site.posts
    assert (post.school, post.models, post.photos[0].consent) == (
        "truong-a",
        ("ao-am",),
        Consent.PUBLIC_EVENT,
    )  # fmt: skip
    assert post.photos[0].caption == "Trao quà ở sân trường"


def test_whoever_leaves_half_way_leaves_nothing_behind(
    tmp_path: Path, keys: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path)
    before = files(tmp_path)
    keys.send_text(f"Trao quà{ENTER}\x03")
    assert asked(tmp_path) == 2
    assert "chưa ghi gì" in capsys.readouterr().err
    assert files(tmp_path) == before


# --- names


def test_folders_have_safe_names() -> None:
    assert folder_name("Ngày hội: Hiến máu «đợt 2»") == "ngay-hoi-hien-mau-dot-2"
    assert folder_name("Con") == "con-1"
    long = folder_name("Đảng bộ Trường tổ chức lễ phát động phong trào thi đua " * 3)
    assert len(long) <= 70
    assert not long.endswith("-")


def test_photos_have_safe_names_and_none_twice() -> None:
    assert photo_name("Ảnh Đẹp.HEIC", ()) == "anh-dep.heic"
    assert photo_name("../a.jpg", ("a.jpg",)) == "a-2.jpg"
    assert photo_name("….png", ()) == "anh.png"
    assert photo_name("AUX.jpg", ()) == "aux-1.jpg"


@pytest.mark.parametrize(
    "title", ["- a", "[Ảnh] Lễ", "Bài: một", "true", "a # b", '"x" y', "@a", "*"]
)
def test_any_title_is_read_back(title: str, tmp_path: Path) -> None:
    write_site(tmp_path)
    arguments = ("--title", title, "--date", "15/10/2024", "--slug", "bai", "--ready")
    assert dvk("new", *arguments, cwd=tmp_path).returncode == 0
    site, issues = load_site(tmp_path)
    assert (issues, [post.title for post in site.posts]) == ((), [title])


def test_names_are_found_by_a_few_letters_without_marks(tmp_path: Path) -> None:
    names = load_names(write_site(tmp_path))
    assert names.model("com bep", "truong-a") == "bep-com"
    assert names.metric("hiến máu") == "blood_units"
    assert [key for _, key in names.suggest_metrics("khen")] == [
        "awards_collective", "awards_individual",
    ]  # fmt: skip
    assert len(list(names.suggest_metrics(""))) == len(CATALOGUE)
