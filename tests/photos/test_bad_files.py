"""Files that are no good photos: a message each, or handled, and never a crash."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from pathlib import Path

import pytest
from photos_sample import scene, with_camera_data
from sample import post, write_picture, write_site

from dvk_plugin.build import Output, build
from dvk_plugin.domain.issue import Issue
from dvk_plugin.load import load
from dvk_plugin.photos.decode import Fault, decode, read_size
from dvk_plugin.views.links import RelativeLinks


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(bytes(999))), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def truncated(name: str, tmp_path: Path) -> bytes:
    path = with_camera_data(tmp_path / "whole" / name, 1, (300, 200))
    return path.read_bytes()[: path.stat().st_size * 2 // 3]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"hello", Fault.DAMAGED),
        (b"\xff\xd8\xff\xe0garbage", Fault.DAMAGED),
        (b"\0\0\0\x18ftypheic" + bytes(40), Fault.DAMAGED),
        (b"RIFF\x20\0\0\0WEBPVP8 ", Fault.DAMAGED),
        (bomb(30_000, 30_000), Fault.TOO_LARGE),
        (bomb(9_000, 9_000), Fault.TOO_LARGE),
    ],
)
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".heic"])
def test_what_is_no_picture_has_its_fault(
    data: bytes, fault: Fault, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert decode(path) is fault
    read_size(path)  # does not raise


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_truncated_picture_is_damaged(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(truncated(name, tmp_path))
    assert decode(path) is Fault.DAMAGED


def built(root: Path, head: str) -> tuple[Output, tuple[Issue, ...]]:
    settings = write_site(root, {"posts/mot/index.md": post(head)})
    site, issues = load(settings)
    output, more = build(site, settings, RelativeLinks())
    return output, (*issues, *more)


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"", "anh-hong", "rỗng"),
        (b"hello", "anh-hong", "hỏng"),
        (bomb(30_000, 30_000), "anh-qua-lon", "quá nhiều điểm ảnh"),
    ],
)
def test_a_bad_photo_is_told_at_its_line_and_the_others_are_published(
    data: bytes, rule: str, words: str, tmp_path: Path
) -> None:
    write_picture(tmp_path / "posts/mot/tot.jpg")
    (tmp_path / "posts/mot/xau.jpg").write_bytes(data)
    photos = "\n".join(f"  - {{file: {name}.jpg, caption: Ảnh}}" for name in ("tot", "xau"))
    output, (issue,) = built(tmp_path, f"photos:\n{photos}")
    assert (issue.rule, str(issue.source)) == (rule, "posts/mot/index.md:6:12")
    assert words in issue.message
    assert issue.hint
    assert {uri.split("-")[0] for uri in output.pictures} == {"anh/tot"}


@pytest.mark.parametrize("name", ["../../la.jpg", "{root}/la.jpg", "..\\la.jpg", "loi-tat.jpg"])
def test_a_file_outside_the_project_is_refused(name: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    for outside in (tmp_path / "la.jpg", root / "la.jpg"):
        write_picture(outside)
    (root / "posts/mot").mkdir(parents=True)
    (root / "posts/mot/loi-tat.jpg").symlink_to(tmp_path / "la.jpg")
    file = name.format(root=root.as_posix())
    output, issues = built(root, f"photos: [{{file: '{file}', caption: Ảnh}}]")
    assert [issue.rule for issue in issues] == ["anh-ngoai-du-an"]
    assert output.pictures == {}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Khám bệnh ở Đa Kai.JPG", "a b  c.Png", "ảnh.JPEG"])
def test_names_with_blanks_and_marks_are_found(name: str, form: str, tmp_path: Path) -> None:
    on_disk = tmp_path / "posts/mot" / unicodedata.normalize(form, name)
    on_disk.parent.mkdir(parents=True)
    scene().save(on_disk, "JPEG")
    output, issues = built(tmp_path, f'photos: [{{file: "{name}", caption: Ảnh}}]')
    assert issues == ()
    assert len(output.pictures) == 2
    assert all(uri.isascii() and " " not in uri for uri in output.pictures)
