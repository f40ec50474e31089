"""Files that cannot be imported are answered plainly, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from import_sample import Run, changed, same, snapshot
from report_docx import build

from dvk_plugin.cli import import_ as command

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    b"<x>&b;</x>"
)


def broken_xml(name: str, data: bytes) -> bytes:
    return data[:-20] if name == "word/document.xml" else data


def bomb(name: str, data: bytes) -> bytes:
    return ENTITY_BOMB if name == "word/document.xml" else data


def deep(name: str, data: bytes) -> bytes:
    return b"<a>" * 900 + b"</a>" * 900 if name == "word/document.xml" else data


def without_text(name: str, data: bytes) -> bytes | None:
    return None if name == "word/document.xml" else data


def dangling(name: str, data: bytes) -> bytes:
    link = b'<w:p><w:hyperlink r:id="rId999"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    return data.replace(b"<w:body>", b"<w:body>" + link)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("cu.doc", OLE + b"\0" * 600, ".docx"),
        ("khoa.docx", OLE + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("hong.docx", b"PK\x03\x04" + b"garbage" * 40, "hỏng"),
        ("rong.docx", b"", "hỏng"),
        ("chu.docx", "không phải Word".encode(), "hỏng"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.rtf", b"{\\rtf1 abc}", "RTF"),
        ("a.xyz", b"abc", "chưa đọc được loại tệp"),
        ("a.txt", b"", "chưa có chữ"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "bảng mã"),
        ("a.txt", "été à la plage, où çà, déjà vu, élève".encode("latin-1"), "bảng mã"),
    ],
)
def test_files_of_other_kinds_are_refused(
    dvk: Run, site: Path, name: str, data: bytes, told: str
) -> None:
    (site / name).write_bytes(data)
    refused(dvk, site, name, told)


@pytest.mark.parametrize(
    ("edit", "more", "told"),
    [
        (broken_xml, {}, "hỏng"),
        (bomb, {}, "DTD"),
        (deep, {}, "quá sâu"),
        (without_text, {}, "hỏng"),
        (dangling, {}, "không khớp"),
        (same, {"../../ngoai.txt": b"x"}, "trỏ ra ngoài"),
        (same, {"C:\\ngoai.txt": b"x"}, "trỏ ra ngoài"),
        (same, {"/etc/ngoai.txt": b"x"}, "trỏ ra ngoài"),
        (same, {"word/media/bom.bin": b"\0" * 30_000_000}, "bom nén"),
        (same, {f"word/x{n}.bin": b"" for n in range(5_001)}, "quá lớn"),
        (same, {"word/day.xml": b"<a>" + b"<b/>" * 300_001 + b"</a>"}, "phần chữ quá dài"),
        (same, {"word/dai.xml": b"<a>" + b"chu " * 4_000_000 + b"</a>"}, "bom nén"),
        (
            same,
            {"word/dai.xml": b"<a>" + bytes(range(48, 58)) * 1_300_000 + b"</a>"},
            "phần chữ quá dài|bom nén",
        ),
    ],
)
def test_unsafe_and_broken_word_files_are_refused(
    dvk: Run,
    site: Path,
    edit: Callable[[str, bytes], bytes | None],
    more: dict[str, bytes],
    told: str,
) -> None:
    good = build("^ Tiêu đề\nTrao 30 suất quà.", site / "tot.docx")
    changed(good, site / "xau.docx", edit, more)
    refused(dvk, site, "xau.docx", told)


def refused(dvk: Run, site: Path, name: str, told: str) -> None:
    before = snapshot(site)
    code, printed, complained = dvk(name, cwd=site)
    assert code == 1
    assert any(word in complained for word in told.split("|")), complained
    assert "Gợi ý: " in complained
    assert printed == ""
    assert snapshot(site) == before


def test_a_zip_locked_by_a_password_is_refused(dvk: Run, site: Path) -> None:
    good = build("^ Tiêu đề\nTrao 30 suất quà.", site / "tot.docx")
    data = bytearray(good.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encrypted parts
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    (site / "khoa.docx").write_bytes(bytes(data))
    refused(dvk, site, "khoa.docx", "mật khẩu")


def test_a_file_that_is_not_there(dvk: Run, site: Path) -> None:
    refused(dvk, site, "khong-co.docx", "Không thấy tệp")
    (site / "thu-muc.docx").mkdir()
    refused(dvk, site, "thu-muc.docx", "Không thấy tệp")


@pytest.mark.parametrize(
    "arguments",
    [("--date", "31/02/2024"), ("--school", "khong-co"), ("--slug", "!!!")],
)
def test_wrong_options_are_told(dvk: Run, site: Path, arguments: tuple[str, ...]) -> None:
    build("^ Tiêu đề\nNội dung.", site / "a.docx")
    before = snapshot(site)
    code, _, complained = dvk("a.docx", *arguments, cwd=site)
    assert code == 2
    assert arguments[0] in complained
    assert snapshot(site) == before


def test_excel_is_named(dvk: Run, site: Path) -> None:
    with zipfile.ZipFile(site / "so.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    refused(dvk, site, "so.docx", "Excel")


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs permissions that bind")
def test_a_folder_that_cannot_be_written(dvk: Run, site: Path) -> None:
    build("^ Tiêu đề\nNội dung.", site / "a.docx")
    (site / "posts").chmod(0o500)
    refused(dvk, site, "a.docx", "Không ghi được")


def test_a_disk_that_fails_leaves_nothing(
    dvk: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    build("^ Tiêu đề\n! Chú thích\nNội dung.", site / "a.docx")
    monkeypatch.setattr(command, "put", fail)
    refused(dvk, site, "a.docx", "chưa có gì được ghi")


def test_the_folder_of_the_document_is_left_alone(dvk: Run, site: Path) -> None:
    """A bundle is made beside the posts and not in the folder of the document."""
    other = site.parent / "ngoai"
    other.mkdir(exist_ok=True)
    docx = build("^ Tiêu đề\n! Chú thích\nNgày 1/9/2024.", other / "a.docx")
    assert dvk(str(docx), cwd=site)[0] == 0
    assert snapshot(other) == {"a.docx"}
    shutil.rmtree(other)
