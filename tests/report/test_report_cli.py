"""`dvk report` as its users type it: right and wrong."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from report_sample import docx_text, run
from sample import CONFIG, post, write_picture, write_site
from test_cli import dvk

PHOTOS = """
gifts: 5 suất
cover: b.jpg
photos:
  - {file: a.jpg, caption: Ảnh A, consent: not_needed}
  - {file: b.jpg, caption: Ảnh B, alt: Tả ảnh B, consent: not_needed}
  - {file: c.jpg, caption: Ảnh C, consent: withdrawn}
"""


def site(root: Path, head: str = "gifts: 5 suất", **files: str) -> Path:
    write_site(root, {"posts/2024/a/index.md": post(head), **files})
    return root / "mkdocs.yml"


def report(config: Path, *arguments: str) -> tuple[object, str]:
    """Exit code and what was said."""
    result = run("report", "-f", str(config), *arguments)
    code = result.return_value if result.exception is None else result.exit_code
    return code, result.output


@pytest.mark.parametrize("kind", ["docx", "xlsx", "md"])
def test_the_ending_of_the_file_says_the_format(tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"ra.{kind}"
    code, said = report(site(tmp_path), "--year", "2024", "-o", str(target))
    assert (code, target.is_file()) == (0, True)
    assert f"ra.{kind}" in said
    assert [*tmp_path.glob(".new-*")] == []


def test_without_a_name_the_file_is_named_for_what_it_tells(tmp_path: Path) -> None:
    config = site(tmp_path)
    result = dvk("report", "--year", "2024", "--branch", "chi bộ 01", cwd=config.parent)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "bao-cao-chi-bo-1-2024.docx").is_file()


def test_an_ending_that_is_not_the_formats_is_asked_back(tmp_path: Path) -> None:
    config = site(tmp_path)
    for arguments in (("-o", "ra.odt"), ("--format", "xlsx", "-o", "ra.docx")):
        result = dvk("report", "--year", "2024", *arguments, cwd=config.parent)
        assert result.returncode == 2
        assert "đuôi" in result.stderr
    assert "«ra.xlsx»" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--school", "truong-aa"), "«truong-a»"),
        (("--school", "xyz"), "trường đã khai báo: truong-a."),
        (("--branch", "Chi bộ 9"), "Không có chi bộ nào"),
        (("--model", "ao-an"), "«ao-am»"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    tmp_path: Path, arguments: tuple[str, str], hint: str
) -> None:
    result = dvk("report", "--year", "2024", *arguments, cwd=site(tmp_path).parent)
    assert result.returncode == 2
    assert hint in result.stderr
    assert [*tmp_path.glob("*.docx")] == []


def test_of_several_schools_one_must_be_named(tmp_path: Path) -> None:
    registry = "schools:\n  a: {name: Trường A}\n  b: {name: Trường B}\n"
    write_site(tmp_path, {"posts/registry.yml": registry})
    for path in (tmp_path / "docs/mo-hinh").iterdir():
        path.unlink()
    result = dvk("report", "--year", "2024", cwd=tmp_path)
    assert result.returncode == 2
    assert "a (Trường A); b (Trường B)" in result.stderr
    assert dvk("report", "--year", "2024", "--school", "Trường B", cwd=tmp_path).returncode == 0


def test_names_of_another_school_or_of_several_are_not_called_unknown(tmp_path: Path) -> None:
    registry = (
        "schools:\n  a: {name: Trường A}\n  b: {name: Trường B}\nbranches:\n"
        "  a-1: {school: a, name: Chi bộ 1}\n  b-1: {school: b, name: Chi bộ 1}\n"
        "  b-2: {school: b, name: Chi bộ 2}\n"
    )
    write_site(tmp_path, {"posts/registry.yml": registry})
    for path in (tmp_path / "docs/mo-hinh").iterdir():
        path.unlink()
    several = dvk("report", "--year", "2024", "--branch", "Chi bộ 1", cwd=tmp_path)
    assert several.returncode == 2
    assert "gõ mã: a-1, b-1." in several.stderr
    other = dvk("report", "--year", "2024", "--school", "a", "--branch", "b-2", cwd=tmp_path)
    assert other.returncode == 2
    assert "của trường này tên là «b-2»" in other.stderr


def test_a_party_cell_and_a_model_at_once_are_asked_back(tmp_path: Path) -> None:
    config = site(tmp_path)
    result = dvk("report", "--year", "2024", "--branch", "Chi bộ 1", "--model", "ao-am",
                 cwd=config.parent)  # fmt: skip
    assert result.returncode == 2
    assert "--branch và --model" in result.stderr


def test_a_cover_that_is_no_picture_is_told(tmp_path: Path) -> None:
    config = site(tmp_path, "gifts: 5 suất\nphotos: [{file: a.jpg, caption: Ảnh A}]")
    (tmp_path / "posts/2024/a/a.jpg").write_bytes(b"khong phai anh")
    target = tmp_path / "ra.docx"
    _, said = report(config, "--year", "2024", "-o", str(target))
    assert "a.jpg» không dùng được" in said
    assert target.is_file()


def test_a_year_without_data_gives_a_report_that_says_so(tmp_path: Path) -> None:
    target = tmp_path / "ra.docx"
    code, said = report(site(tmp_path), "--year", "2031", "-o", str(target))
    assert code == 0
    assert "chưa có số liệu" in said
    assert "trong năm 2031" in docx_text(target.read_bytes())


def test_posts_with_errors_give_a_report_that_says_so_and_code_1(tmp_path: Path) -> None:
    files = {"posts/2024/b/index.md": post("gifts: 37.9 suất").replace("Bài mẫu", "Bài hỏng")}
    target = tmp_path / "ra.docx"
    code, said = report(site(tmp_path, **files), "--year", "2024", "-o", str(target))
    assert code == 1
    assert "so-mo-ho" in said
    assert "còn 1 lỗi chưa sửa" in docx_text(target.read_bytes())


def test_the_day_is_given_or_left_to_be_filled_in(tmp_path: Path) -> None:
    target = tmp_path / "ra.docx"
    config = site(tmp_path)
    report(config, "--year", "2024", "-o", str(target))
    assert "ngày ..... tháng ..... năm" in docx_text(target.read_bytes())
    report(config, "--year", "2024", "--date", "5/1/2025", "-o", str(target))
    assert "ngày 05 tháng 01 năm 2025" in docx_text(target.read_bytes())
    report(config, "--year", "2024", "--date", "5/3/2025", "-o", str(target))
    assert "ngày 05 tháng 3 năm 2025" in docx_text(target.read_bytes()), "a 0 before 1 and 2 only"
    assert report(config, "--year", "2024", "--date", "31/2/2025")[0] == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "khoa"
    folder.mkdir(mode=0o500)
    code, said = report(site(tmp_path), "--year", "2024", "-o", str(folder / "ra.docx"))
    assert code == 1
    assert "Không ghi được" in said


def test_a_file_that_cannot_be_replaced_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that Word holds open."""
    target = tmp_path / "ra.docx"
    target.write_bytes(b"cu")

    def refuse(self: Path, other: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    config = site(tmp_path)
    code, said = report(config, "--year", "2024", "-o", str(target))
    assert code == 1
    assert "đóng tệp nếu đang mở trong Word" in said
    assert target.read_bytes() == b"cu"
    assert [*tmp_path.glob(".new-*")] == []


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "ra.docx").mkdir()
    code, said = report(site(tmp_path), "--year", "2024", "-o", str(tmp_path / "ra.docx"))
    assert code == 1
    assert "Không ghi được" in said
    assert [*tmp_path.glob(".new-*")] == []


def test_the_cover_is_shown_as_published_and_without_its_place(tmp_path: Path) -> None:
    config = site(tmp_path, PHOTOS)
    for name in "abc":
        write_picture(tmp_path / f"posts/2024/a/{name}.jpg", (800, 600))
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Máy ảnh"
    original = tmp_path / "posts/2024/a/b.jpg"
    Image.new("RGB", (800, 600), "green").save(original, exif=exif)
    assert b"Exif" in original.read_bytes()
    target = tmp_path / "ra.docx"
    assert report(config, "--year", "2024", "-o", str(target))[0] == 0
    with zipfile.ZipFile(target) as file:
        media = [file.read(name) for name in file.namelist() if "/media/" in name]
    assert len(media) == 1
    assert b"Exif" not in media[0]
    with Image.open(io.BytesIO(media[0])) as image:
        assert not image.getexif()
        assert image.convert("RGB").getpixel((5, 5))[1] > 100  # type: ignore[index]
    document = docx.Document(str(target))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Tả ảnh B"
    assert "Ảnh B" in docx_text(target.read_bytes())
    assert "Ảnh C" not in docx_text(target.read_bytes())


SETTINGS = """\
plugins:
  - dvk:
      report:
        parent: Đảng bộ Khối
        schools:
          truong-a:
            header: state
            place: Phan Thiết
            signer: Nguyễn Văn A
            recipients: [Sở Nội vụ, Lưu VT]
"""


def test_head_and_foot_come_from_the_settings(tmp_path: Path) -> None:
    text = CONFIG.replace("plugins: [dvk]\n", SETTINGS)
    target = tmp_path / "ra.docx"
    assert (
        report(site(tmp_path, **{"mkdocs.yml": text}), "--year", "2024", "-o", str(target))[0] == 0
    )
    said = docx_text(target.read_bytes())
    for words in ("ĐẢNG BỘ KHỐI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Phan Thiết, ngày",
                  "Nguyễn Văn A", "- Sở Nội vụ;", "- Lưu VT.", "HIỆU TRƯỞNG"):  # fmt: skip
        assert words in said


@pytest.mark.parametrize(
    ("header", "labels", "attached", "starts"),
    [
        ("party", ["Phụ lục 1", "Phụ lục 2"], "số .........-BC/ĐU, ngày", []),
        ("state", ["Phụ lục I", "Phụ lục II"], "số ........./BC, ngày", ["1", "1"]),
    ],
)
def test_appendices_follow_the_rules_of_either_head(
    tmp_path: Path, header: str, labels: list[str], attached: str, starts: list[str]
) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1; Hướng dẫn 36-HD/VPTW numbers its own 1, 2."""
    text = CONFIG.replace("[dvk]", f"[{{dvk: {{report: {{header: {header}}}}}}}]")
    config = site(tmp_path, PHOTOS, **{"mkdocs.yml": text})
    for name in "abc":
        write_picture(tmp_path / f"posts/2024/a/{name}.jpg", (800, 600 + ord(name)))
    target = tmp_path / "ra.docx"
    assert report(config, "--year", "2024", "-o", str(target))[0] == 0
    document = docx.Document(str(target))
    heads = [p.text.split("\n") for p in document.paragraphs if p.text.startswith("Phụ lục")]
    assert heads == [[labels[0], "HÌNH ẢNH"], [labels[1], "NGUỒN SỐ LIỆU"]]
    told = [p.text for p in document.paragraphs if p.text.startswith("(Kèm theo Báo cáo")]
    assert len(told) == 2
    assert attached in told[0]
    numbers = [section._sectPr.findall(qn("w:pgNumType")) for section in document.sections]
    assert [number.get(qn("w:start")) for found in numbers for number in found] == starts


@pytest.mark.parametrize(
    ("header", "dated"),
    [("party", "ngày 05/01/2024"), ("state", "ngày 05 tháng 01 năm 2024")],
)
def test_grounds_are_laid_out_after_the_rules_of_either_head(
    tmp_path: Path, header: str, dated: str
) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6: leaning letters, a semicolon, a full stop."""
    text = CONFIG.replace("[dvk]", f"[{{dvk: {{report: {{header: {header}}}}}}}]")
    papers = "gifts: 5 suất\ndocuments: [{number: 12-QĐ/ĐU}, {number: 08-HD/BDV, date: 5/1/2024}]"
    target = tmp_path / "ra.docx"
    report(site(tmp_path, papers, **{"mkdocs.yml": text}), "--year", "2024", "-o", str(target))
    paragraphs = docx.Document(str(target)).paragraphs
    grounds = [paragraph for paragraph in paragraphs if paragraph.text.startswith("Căn cứ")]
    assert [paragraph.text for paragraph in grounds] == [
        f"Căn cứ Hướng dẫn số 08-HD/BDV {dated};",
        "Căn cứ văn bản số 12-QĐ/ĐU.",
    ]
    leaning = {paragraph.runs[0].italic for paragraph in grounds}
    assert leaning == {header == "state" or None}
    margins = docx.Document(str(target)).sections[0]
    sides = (margins.left_margin, margins.right_margin, margins.top_margin)
    assert [side.mm for side in sides if side is not None] == pytest.approx([30, 15, 20], abs=0.1)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("report: 5", "«report»"),
        ("report: {header: vua}", "«header»"),
        ("report: {singer: A}", "signer"),
        ("report: {schools: {truong-a: {signer: 5}}}", "«signer»"),
        ("report: {schools: {truong-b: {signer: A}}}", "truong-a"),
    ],
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, group: str, told: str) -> None:
    text = CONFIG.replace("plugins: [dvk]", f"plugins:\n  - dvk:\n      {group}")
    config = site(tmp_path)
    config.write_text(text, encoding="utf-8")
    result = dvk("report", "--year", "2024", cwd=config.parent)
    assert result.returncode == 2
    assert told in result.stderr
