"""`dvk import`: reports of every kind become posts that read as if typed by hand."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from import_sample import Run, changed, same, snapshot
from PIL import Image
from report_docx import build, picture
from sample import REGISTRY, write_site

from dvk_plugin.load import load
from dvk_plugin.read.settings import Settings

ROOT = Path(__file__).parent.parent.parent
HEAD = "^ Ngày hội hiến máu\nNgày 15/10/2024, cả trường tham gia.\n"


def imported(dvk: Run, site: Path, name: str, *options: str) -> tuple[str, str]:
    """The text of the post that a file became, and what was printed."""
    code, printed, complained = dvk(name, *options, cwd=site)
    assert (code, complained) == (0, "")
    file = re.match(r"Đã nhập: (\S+)", printed)
    assert file
    return (site / file.group(1)).read_text(encoding="utf-8"), printed


def body(text: str) -> str:
    return text.split("---\n", 2)[2].strip()


# --- the text


def test_a_report_becomes_markdown(dvk: Run, site: Path) -> None:
    build(
        HEAD
        + """\
# Mục của Word
* Tiểu mục in đậm:
Chữ **đậm** và _nghiêng_, 5*3, snake_case, 100% & hơn, *không đậm*, [chú thích] và #thẻ.
- ý một
- ý hai
1) bước một
1) bước hai
> Lời của Bác.
- a
+ con của a
1. Ngày một
2. Ngày hai
3. Ngày ba
2024. Năm ấy không là danh sách.
<script>alert(1)</script> [x](javascript:1)
| Việc | Số |
| Quà|tặng | 30 suất |""",
        site / "a.docx",
    )
    text, _ = imported(dvk, site, "a.docx")
    assert body(text) == (
        """\
Ngày 15/10/2024, cả trường tham gia.

## Mục của Word

### Tiểu mục in đậm

Chữ **đậm** và *nghiêng*, 5\\*3, snake_case, 100% & hơn, \\*không đậm\\*, [chú thích] và #thẻ.

- ý một
- ý hai

1. bước một
2. bước hai

> Lời của Bác.

- a
    - con của a

1. Ngày một
2. Ngày hai
3. Ngày ba

2024\\. Năm ấy không là danh sách.

&lt;script>alert(1)&lt;/script> \\[x](javascript:1)

| Việc | Số |  |
|---|---|---|
| Quà | tặng | 30 suất |"""
    )


def test_shift_enter_splits_where_a_paragraph_is_meant(dvk: Run, site: Path) -> None:
    build(HEAD + "Một câu.⏎Câu hai⏎đi tiếp;⏎- ý một;⏎- ý hai.", site / "a.docx")
    shown = body(imported(dvk, site, "a.docx")[0])
    assert shown.endswith("Một câu.\n\nCâu hai  \nđi tiếp;\n\n- ý một;\n- ý hai.")


def test_a_text_below_its_kind_of_report_is_no_title(dvk: Run, site: Path) -> None:
    said = "Ngày 16/9/2023, đoàn khám cho 70 bà con, tặng 60 phần quà."
    (site / "a.txt").write_text(f"BÁO CÁO NHANH\n{said}\n", encoding="utf-8")
    text, printed = imported(dvk, site, "a.txt")
    assert (body(text), "tiêu đề: Báo cáo nhanh\n" in printed) == (said, True)
    assert "số liệu đề xuất: 2" in printed


def test_the_first_line_of_a_message_is_its_title_and_nothing_is_lost(dvk: Run, site: Path) -> None:
    build("BÁO NHANH - Chi bộ 2⏎Sáng nay tặng 60 phần quà", site / "a.docx")
    text, printed = imported(dvk, site, "a.docx")
    assert "tiêu đề: BÁO NHANH - Chi bộ 2\n" in printed
    assert "tặng 60 phần quà" in body(text)


def test_text_in_nfd_and_odd_blanks_come_out_clean(dvk: Run, site: Path) -> None:
    import unicodedata

    words = unicodedata.normalize("NFD", "Học bổng Ðoàn\u00a0trường\u200b  nhé")
    build(f"^ Tiêu đề\n{words}. Ngày 1/9/2024.", site / "a.docx")
    assert body(imported(dvk, site, "a.docx")[0]) == "Học bổng Đoàn trường nhé. Ngày 1/9/2024."


def test_links_stay_when_they_lead_to_the_web(dvk: Run, site: Path) -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h1>Tin</h1>"
        '<p>Ngày 1/9/2024: <a href="https://a.vn/x_(1)">báo tỉnh</a>, '
        '<a href="javascript:x">xấu</a></p>'
        "<script>alert(1)</script><blockquote><p>Trích</p></blockquote><ul><li>một"
        "<ul><li>con</li></ul></li></ul></body></html>"
    )
    (site / "trang.html").write_text(page, encoding="utf-8")
    assert body(imported(dvk, site, "trang.html")[0]) == (
        "Ngày 1/9/2024: [báo tỉnh](<https://a.vn/x_(1)>), xấu\n\n> Trích\n\n- một\n    - con"
    )


# --- pictures


def test_pictures_have_names_captions_and_credits(dvk: Run, site: Path) -> None:
    build(
        HEAD
        + "! Hình 1. Trao học bổng cho sinh viên (Ảnh: Đoàn trường)\n"
        + "!! Trao học bổng cho sinh viên\nĐoạn sau.",
        site / "a.docx",
    )
    text, printed = imported(dvk, site, "a.docx")
    assert (
        "file: trao-hoc-bong-cho-sinh-vien.jpg\n    caption: Trao học bổng cho sinh viên\n" in text
    )
    assert 'credit: "Ảnh: Đoàn trường"' in text
    assert "file: trao-hoc-bong-cho-sinh-vien-2.jpg" in text
    assert body(text).endswith("![](trao-hoc-bong-cho-sinh-vien-2.jpg)\n\nĐoạn sau.")
    assert "ảnh: 2, có chú thích 2" in printed
    folder = site / "posts" / "2024" / "ngay-hoi-hien-mau"
    for name in ("trao-hoc-bong-cho-sinh-vien.jpg", "trao-hoc-bong-cho-sinh-vien-2.jpg"):
        with Image.open(folder / name) as image:
            assert image.size == (320, 240)


def test_a_picture_without_words_is_asked_for(dvk: Run, site: Path) -> None:
    build(HEAD + "! \nMột đoạn văn dài, không phải chú thích của ảnh ở trên.", site / "a.docx")
    text, printed = imported(dvk, site, "a.docx")
    assert "    caption: # xin ghi" in text
    assert "anh-thieu-chu-thich" in printed
    assert "không phải chú thích của ảnh" in body(text)


def test_pictures_side_by_side_in_a_table_keep_their_captions(dvk: Run, site: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ngày hội", style="Title")
    document.add_paragraph("Ngày 15/10/2024.")
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(("Phát quà", "Hiến máu")):
        run = table.rows[0].cells[place].paragraphs[0].add_run()
        run.add_picture(io.BytesIO(picture(words)))
        table.rows[1].cells[place].text = words
    document.save(str(site / "a.docx"))
    text, printed = imported(dvk, site, "a.docx")
    assert body(text) == "Ngày 15/10/2024.\n\n![](phat-qua.jpg)\n\n![](hien-mau.jpg)"
    assert "caption: Phát quà" in text and "caption: Hiến máu" in text
    assert "1 bảng chỉ dùng để dàn trang" in printed


def test_pictures_that_cannot_come_along_are_told_and_the_rest_does(dvk: Run, site: Path) -> None:
    """A drawing (EMF), a damaged picture, one that is only linked, one whose part is missing."""
    build(HEAD + "\n".join(f"! Ảnh {n}" for n in "abcde"), site / "tot.docx")
    names = [f"word/media/image{n}.jpg" for n in range(1, 6)]
    emf = b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60

    def edit(name: str, data: bytes) -> bytes | None:
        if name == names[0]:
            return emf
        if name == names[1]:
            return b"\xff\xd8\xff" + b"\0" * 50
        if name == names[3]:
            return None
        if name == "word/_rels/document.xml.rels":
            return data.replace(
                b'Target="media/image3.jpg"', b'Target="file:///C:/anh.jpg" TargetMode="External"'
            )
        if name == "word/document.xml":
            relation = re.search(rb'Id="(\w+)"[^>]*media/image3|media/image3[^>]*Id="(\w+)"', rels)
            assert relation
            known = next(filter(None, relation.groups()))
            return data.replace(b'r:embed="' + known + b'"', b'r:link="' + known + b'"')
        return data

    with zipfile.ZipFile(site / "tot.docx") as archive:
        rels = archive.read("word/_rels/document.xml.rels")
    changed(site / "tot.docx", site / "a.docx", edit, {})
    text, printed = imported(dvk, site, "a.docx")
    assert re.findall(r"file: (\S+)", text) == ["anh-e.jpg"] or text.count("file:") == 1
    for words in ("EMF", "bị hỏng", "liên kết", "không có trong tài liệu"):
        assert words in printed, printed


def test_gifs_and_bitmaps_become_png(dvk: Run, site: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ngày hội", style="Title")
    document.add_paragraph("Ngày 15/10/2024.")
    for kind in ("GIF", "BMP", "TIFF"):
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30), (kind.lower() == "gif" and "red") or "blue").save(buffer, kind)
        document.add_picture(buffer)
        document.add_paragraph(f"Tranh {kind}", style="Caption")
    document.save(str(site / "a.docx"))
    text, printed = imported(dvk, site, "a.docx")
    assert re.findall(r"file: (\S+)", text) == ["tranh-gif.png", "tranh-bmp.png", "tranh-tiff.png"]
    assert printed.count("đã đổi sang PNG") == 3


def test_the_same_picture_twice_is_one_file(dvk: Run, site: Path) -> None:
    build(HEAD + "! Một ảnh\nVăn bản.\n! Một ảnh", site / "a.docx")
    text, _ = imported(dvk, site, "a.docx")
    assert re.findall(r"file: (\S+)", text) == ["mot-anh.jpg"]
    assert body(text).count("![](mot-anh.jpg)") == 2


# --- what Word keeps beside the text


def test_tracked_changes_are_taken_as_accepted_and_told(dvk: Run, site: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ngày hội", style="Title")
    paragraph = document.add_paragraph("Ngày 15/10/2024, trao ")._p
    paragraph.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>35 suất quà</w:t></w:r></w:ins>'
        )
    )
    paragraph.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="2" w:author="a"><w:r><w:delText>20 suất</w:delText></w:r>'
            "</w:del>"
        )
    )
    document.save(str(site / "a.docx"))
    text, printed = imported(dvk, site, "a.docx")
    assert body(text) == "Ngày 15/10/2024, trao 35 suất quà"
    assert "35 suất quà" in text and "20 suất" not in text
    assert "2 chỗ sửa đang theo dõi" in printed


def test_macros_are_left_and_told(dvk: Run, site: Path) -> None:
    build(HEAD, site / "tot.docx")
    changed(site / "tot.docx", site / "a.docm", same, {"word/vbaProject.bin": b"\xd0\xcf macro"})
    _, printed = imported(dvk, site, "a.docm")
    assert "Macro trong tệp được bỏ qua" in printed


def test_a_text_box_is_not_lost(dvk: Run, site: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Ngày hội", style="Title")
    document.add_paragraph("Ngày 15/10/2024.")
    run = document.add_paragraph("Xem khung:").add_run()
    box = OxmlElement("w:pict")
    box.append(
        parse_xml(
            f'<v:rect xmlns:v="urn:schemas-microsoft-com:vml" {nsdecls("w")}><v:textbox>'
            "<w:txbxContent><w:p><w:r><w:t>Trao 12 suất quà.</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:rect>"
        )
    )
    run._r.append(box)
    assert run._r.find(qn("w:pict")) is not None
    document.save(str(site / "a.docx"))
    assert "Trao 12 suất quà." in body(imported(dvk, site, "a.docx")[0])


def test_letters_of_old_fonts_are_mended_and_told(dvk: Run, site: Path) -> None:
    build(
        "C«ng t¸c d©n vËn n¨m 2024\n"
        "Ngµy 15/10/2024, §oµn tr­êng trao 30 suÊt quµ cho häc sinh nghÌo.",
        site / "a.docx",
    )
    text, printed = imported(dvk, site, "a.docx")
    assert "title: Công tác dân vận năm 2024" in text
    assert "Đoàn trường trao 30 suất quà cho học sinh nghèo." in text
    assert "TCVN3" in printed


# --- other kinds of files


SENTENCES = (
    "Tin vui từ Chi bộ\n\n"
    "Ngày 15/10/2024, Đoàn trường trao 30 suất quà cho học sinh nghèo vượt khó.\n\n"
    "Mọi người cùng góp sức, rất đáng quý.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_texts_in_unicode_are_read(dvk: Run, site: Path, encoding: str) -> None:
    (site / "a.txt").write_bytes(SENTENCES.replace("\n", "\r\n").encode(encoding))
    text, _ = imported(dvk, site, "a.txt")
    assert "title: Tin vui từ Chi bộ\n" in text
    assert "# - 30 suất quà\n" in text
    assert "\r" not in text


@pytest.mark.parametrize("name", ["windows-1258", "TCVN3", "VNI"])
def test_texts_in_old_encodings_are_read_where_it_is_sure(dvk: Run, site: Path, name: str) -> None:
    (site / "a.txt").write_bytes(old_encoded(SENTENCES, name))
    text, printed = imported(dvk, site, "a.txt")
    assert "Đoàn trường trao 30 suất quà cho học sinh nghèo vượt khó." in text
    assert "rất đáng quý" in text
    assert f"bảng mã cũ {name}" in printed


def old_encoded(text: str, name: str) -> bytes:
    """The text in an old encoding, by turning its reader's tables round."""
    import unicodedata

    from dvk_plugin.importing import legacy

    if name == "windows-1258":
        out = b""
        for char in text:
            for form in (char, unicodedata.normalize("NFD", char)):
                try:
                    out += form.encode("cp1258")
                    break
                except UnicodeEncodeError:
                    continue
            else:  # ấ is â with a tone
                parts = unicodedata.normalize("NFD", char)
                tone = next(c for c in parts[1:] if c in "\u0300\u0301\u0303\u0309\u0323")
                base = unicodedata.normalize("NFC", parts.replace(tone, ""))
                out += (base + tone).encode("cp1258")
        return out
    if name == "TCVN3":
        table = {to: char for char, to in legacy._TCVN3.items()}
    else:
        table = {to: f"{b}{m}" for b, marks in legacy._VNI_MARKS.items() for m, to in marks.items()}
        table |= {to: char for char, to in legacy._VNI_ALONE.items()}
        table |= {key.upper(): value.upper() for key, value in table.items()}
    return "".join(table.get(char, char) for char in text).encode("latin-1")


def test_markdown_and_zalo_texts_are_read(dvk: Run, site: Path) -> None:
    (site / "a.md").write_text(
        "# Tin\n\nNgày 1/9/2024: **trao** 5 suất quà.\n\n- một\n- hai\n", encoding="utf-8"
    )
    assert body(imported(dvk, site, "a.md")[0]) == (
        "Ngày 1/9/2024: **trao** 5 suất quà.\n\n- một\n- hai"
    )


def test_a_libreoffice_text_is_read(dvk: Run, site: Path) -> None:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
        for short, name in (
            ("office", "office:1.0"),
            ("text", "text:1.0"),
            ("table", "table:1.0"),
            ("draw", "drawing:1.0"),
            ("style", "style:1.0"),
            ("fo", "xsl-fo-compatible:1.0"),
        )
    )
    content = (
        f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<office:automatic-styles><style:style style:name="T1"><style:text-properties '
        'fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:text>'
        "<text:tracked-changes><text:changed-region/></text:tracked-changes>"
        '<text:p text:style-name="Title">Ngày hội</text:p><text:p>Ngày 15/10/2024, trao '
        '<text:span text:style-name="T1">30 suất quà</text:span>.</text:p>'
        '<text:h text:outline-level="1">Mục</text:h>'
        "<text:list><text:list-item><text:p>một</text:p></text:list-item></text:list>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.jpg"/></draw:frame></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Việc</text:p></table:table-cell>"
        "<table:table-cell><text:p>Số</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:table-cell><text:p>Quà</text:p></table:table-cell><table:table-cell>"
        "<text:p>30 suất</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(site / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/a.jpg", picture("odt"))
    text, printed = imported(dvk, site, "a.odt")
    assert body(text) == (
        "Ngày 15/10/2024, trao **30 suất quà**.\n\n## Mục\n\n- một\n\n![](anh-01.jpg)\n\n"
        "| Việc | Số |\n|---|---|\n| Quà | 30 suất |"
    )
    assert "1 chỗ sửa đang theo dõi" in printed


def test_a_saved_web_page_brings_the_pictures_beside_it_only(dvk: Run, site: Path) -> None:
    import base64

    (site / "trang_files").mkdir()
    (site / "trang_files" / "a b.jpg").write_bytes(picture("a"))
    (site.parent / "ngoai.jpg").write_bytes(picture("ngoài"))
    inside = base64.b64encode(picture("trong")).decode()
    (site / "trang.html").write_text(
        "<h1>Tin</h1><p>Ngày 1/9/2024.</p><figure><img src='trang_files/a%20b.jpg'>"
        "<figcaption>Cạnh trang</figcaption></figure>"
        f"<figure><img src='data:image/jpeg;base64,{inside}'><figcaption>Trong trang</figcaption>"
        "</figure><img src='../ngoai.jpg'><img src='https://xa.vn/a.jpg'><p>Hết.</p>",
        encoding="utf-8",
    )
    text, printed = imported(dvk, site, "trang.html")
    assert re.findall(r"file: (\S+)", text) == ["canh-trang.jpg", "trong-trang.jpg"]
    assert printed.count("nằm ở trang khác") == 2


# --- where the post goes


def test_an_old_post_is_not_overwritten_without_force(dvk: Run, site: Path) -> None:
    build(HEAD, site / "a.docx")
    imported(dvk, site, "a.docx")
    before = snapshot(site)
    code, printed, complained = dvk("a.docx", cwd=site)
    assert (code, printed) == (1, "")
    assert "Đã có bài ở posts/2024/ngay-hoi-hien-mau" in complained
    assert snapshot(site) == before
    build(HEAD + "Bản mới.", site / "a.docx")
    text, printed = imported(dvk, site, "a.docx", "--force")
    assert "Bản mới." in text
    assert "posts/2024/_ngay-hoi-hien-mau.cu" in printed
    kept = site / "posts" / "2024" / "_ngay-hoi-hien-mau.cu" / "index.md"
    assert "Bản mới." not in kept.read_text(encoding="utf-8")
    found, issues = load(Settings(site, drafts=True))
    assert (len(found.posts), issues) == (1, ())


@pytest.mark.parametrize(
    "name",
    ["ngay-hoi-hien-mau.md", "10-15-ngay-hoi-hien-mau/index.md", "Ngày hội hiến máu/index.md"],
)
def test_posts_of_the_same_address_count_as_there(dvk: Run, site: Path, name: str) -> None:
    old = site / "posts" / "2024" / name
    old.parent.mkdir(parents=True)
    old.write_text("---\ntitle: Cũ\ndate: 1/9/2024\n---\n", encoding="utf-8")
    build(HEAD, site / "a.docx")
    assert dvk("a.docx", cwd=site)[0] == 1
    assert dvk("a.docx", "--slug", "ten khác", cwd=site)[0] == 0
    assert (site / "posts" / "2024" / "ten-khac" / "index.md").is_file()


def test_a_document_without_a_day_asks_for_it(dvk: Run, site: Path) -> None:
    build("^ Tiêu đề\nTrao 5 suất quà.", site / "a.docx")
    text, printed = imported(dvk, site, "a.docx")
    assert "\ndate: # chưa thấy ngày" in text
    assert "thieu-ngay" in printed
    text, printed = imported(dvk, site, "a.docx", "--date", "1/9/2024")
    assert "\ndate: 01/09/2024\n" in text
    assert "http://127.0.0.1:8000/tin-tuc/2024/tieu-de/" in printed


def test_school_models_and_documents_are_recognised(dvk: Run, site: Path) -> None:
    second = "  truong-b: {name: Trường Cao đẳng B}\n"
    write_site(site, {"posts/registry.yml": REGISTRY.replace("branches:", f"{second}branches:")})
    for model in ("ao-am", "bep-com", "cho-me"):
        path = site / "docs" / "mo-hinh" / f"{model}.md"
        path.write_text(
            path.read_text(encoding="utf-8").replace("---\nname", "---\nschool: truong-a\nname"),
            encoding="utf-8",
        )
    registry = (site / "posts" / "registry.yml").read_text(encoding="utf-8")
    registry = registry.replace("{name: Chi bộ 1,", "{school: truong-a, name: Chi bộ 1,").replace(
        "{name: Chi bộ 2}", "{school: truong-a, name: Chi bộ 2}"
    )
    (site / "posts" / "registry.yml").write_text(registry, encoding="utf-8")
    build(
        "^ Tin của mô hình Áo ấm\n"
        "Tính đến ngày 30/9/2024, theo Kế hoạch số 12-KH/ĐU, ngày 5/1/2024 của "
        "Đảng ủy Trường về việc chăm lo học sinh, chi bộ 02 Trường Cao đẳng A trao 30 suất quà.\n"
        "Nguồn: Văn phòng Đảng ủy",
        site / "a.docx",
    )
    text, printed = imported(dvk, site, "a.docx", "--date", "5/10/2024")
    for line in (
        "date: 05/10/2024",
        "as_of: 30/09/2024",
        "school: truong-a",
        "models: [ao-am, bep-com]",
        "source: Văn phòng Đảng ủy",
        "  - number: 12-KH/ĐU\n    date: 05/01/2024\n    issuer: Đảng ủy Trường\n"
        "    subject: Chăm lo học sinh",
        "    # - {value: 30 suất quà, models: [bep-com]}",
    ):
        assert f"\n{line}" in text, text
    assert "Còn phải điền" not in printed


def test_the_command_itself_speaks_utf8(site: Path) -> None:
    build(HEAD, site / "báo cáo.docx")
    result = subprocess.run(
        [sys.executable, "-m", "dvk_plugin.cli.main", "import", "báo cáo.docx"],
        cwd=site,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0
    assert result.stdout.startswith("Đã nhập: posts/2024/ngay-hoi-hien-mau/index.md\n")


def test_the_session_in_the_guide_is_what_the_command_prints(
    dvk: Run, site: Path, tmp_path: Path
) -> None:
    for name in ("mkdocs.yml", "posts/registry.yml"):
        shutil.copy(ROOT / name, site / name)
    shutil.rmtree(site / "docs")
    shutil.copytree(ROOT / "docs" / "mo-hinh", site / "docs" / "mo-hinh")
    report = Path(__file__).parent / "huong-dan.txt"
    build(report.read_text(encoding="utf-8"), site / "bao-cao.docx")
    text, printed = imported(dvk, site, "bao-cao.docx")
    guide = (ROOT / "docs" / "huong-dan" / "nhap-tu-word.md").read_text(encoding="utf-8")
    assert f"```text\n$ dvk import bao-cao.docx\n{printed}```" in guide
    for number in ("70 người", "{value: 60 suất quà, each: khoảng 300.000 đồng, target: 50 suất}"):
        assert f"    # - {number}\n" in text and f"    # - {number}\n" in guide


def test_the_same_document_gives_the_same_bytes(dvk: Run, tmp_path: Path) -> None:
    reports = sorted((Path(__file__).parent / "reports").glob("0[1-4]*.txt"))
    for report in reports:
        texts = []
        for name in ("a", "b"):
            site = tmp_path / name / report.stem
            site.mkdir(parents=True)
            write_site(site)
            build(report.read_text(encoding="utf-8"), site / "a.docx")
            texts.append(imported(dvk, site, "a.docx"))
        assert texts[0] == texts[1]


PEAK = """\
import re
from dvk_plugin.cli.import_ import import_
code = import_.main(["a.docx"], standalone_mode=False)
print(code, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""
"""Tells the peak since the program began; `getrusage` would count what the test's own process, from
which it was split, had before."""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells peak memory in its own way")
def test_forty_pictures_of_a_hundred_megabytes_stay_under_600_mb(site: Path) -> None:
    noise = os.urandom(1200 * 1000 * 3)
    document = docx.Document()
    document.add_paragraph("Ngày hội", style="Title")
    document.add_paragraph("Ngày 15/10/2024.")
    for number in range(40):
        buffer = io.BytesIO()
        turned = noise[number * 3000 :] + noise[: number * 3000]
        Image.frombytes("RGB", (1200, 1000), turned).save(buffer, "PNG", compress_level=0)
        document.add_picture(buffer)
        document.add_paragraph(f"Cảnh {number}", style="Caption")
    document.save(str(site / "a.docx"))
    assert (site / "a.docx").stat().st_size > 100 * 1024**2
    result = subprocess.run(
        [sys.executable, "-c", PEAK],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    code, peak = map(int, result.stdout.splitlines()[-1].split())
    assert code == 0
    assert peak < 600, f"{peak} MB"
    assert len(list((site / "posts" / "2024" / "ngay-hoi").glob("canh-*.png"))) == 40
