"""Writes the editors' catalogue of messages, `docs/huong-dan/thong-bao.md`, from `tests/errors`.

    python tools/message_catalogue.py

Each rule is shown as an editor meets it: the line with its mark, what is wrong, what to type;
and why that happens (`message_causes.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from message_causes import CAUSES

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / "tests" / "errors"
CATALOGUE = ROOT / "docs" / "huong-dan" / "thong-bao.md"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Tệp và cấu hình": (
        *("cau-hinh-hong", "khong-mo-duoc", "khong-phai-utf8", "ngoai-du-an", "tep-qua-lon"),
        *("tep-luu-hong", "tep-rong", "thieu-cau-hinh"),
    ),
    "Cách viết phần đầu (YAML)": (
        *("phan-dau-chua-dong", "phan-dau-khong-phai-bang", "thieu-phan-dau", "yaml-bi-danh"),
        *("yaml-hai-cham", "yaml-hong", "yaml-khoa-la", "yaml-ngoac", "yaml-nhay-kep"),
        *("yaml-phay", "yaml-qua-sau", "yaml-tab", "yaml-the-la", "yaml-trung-khoa"),
    ),
    "Các mục của bài": (
        *("bai-thieu-dia-chi", "can-co-khong", "can-mot-gia-tri", "can-mot-nhom"),
        *("dia-chi-cu-sai", "dia-chi-cu-trung", "dia-chi-da-dang-mat"),
        *("dia-chi-khong-an-toan", "lua-chon-la", "luot-xem-la", "muc-la"),
        "noi-dung-chay-ma",
        *("thieu-tieu-de", "thieu-truong", "trung-dia-chi", "trung-tu-khoa"),
        *("tu-khoa-thieu-chu", "truong-la", "van-ban-thieu-so"),
    ),
    "Ngày và khoảng thời gian": (
        *("ky-khong-doc-duoc", "ky-mo-ho", "ky-nguoc", "nam-hai-so", "nam-khong-ro"),
        *("nam-ngoai-khoang", "ngay-khong-co", "ngay-khong-doc-duoc", "ngay-thang-dao"),
        *("thieu-ngay",),
    ),
    "Con số": (
        *("can-so-cu-the", "hai-so-lieu", "khoang-nguoc", "so-am", "so-chu-khac-so"),
        *("so-khong-doc-duoc", "so-le", "so-le-qua-nhieu", "so-lieu-trong", "so-mo-ho"),
        *("so-qua-dai", "so-qua-lon", "so-thieu-dau"),
    ),
    "Chỉ số và đơn vị tính": ("chi-so-la", "ghi-hai-noi", "sai-don-vi"),
    "Liên kết giữa các số liệu": (
        *("chi-tieu-khong-so-lieu", "cung-so-khac-gia-tri", "hai-chi-tieu", "hai-so-mot-ngay"),
        *("khac-chi-so", "khong-co-so-lieu", "lan-loai-so", "luy-ke-nho-hon"),
        *("mo-hinh-khac-truong", "phan-lon-hon-tong", "so-luong-nhan-don-gia"),
        *("tong-cac-phan-khac-tong", "trung-ma", "vong-tron"),
    ),
    "Số làm chung và dữ liệu của các trường": (
        *("du-lieu-hong", "du-lieu-khac-chi-so", "du-lieu-khac-phien-ban", "du-lieu-mau-thuan"),
        *("du-lieu-nghi-trung", "du-lieu-phan-qua-tong", "du-lieu-qua-lon"),
        *("du-lieu-trung-truong", "phan-gop-khong-chung", "phan-gop-qua-tong"),
        "thieu-du-lieu-truong",
    ),
    "Mô hình và công nhận": (
        *("chi-bo-khac-truong", "chi-bo-la", "cong-nhan-chua-dang-ky", "cong-nhan-mau-thuan"),
        *("cong-nhan-thieu-mo-hinh", "mo-hinh-la", "mo-hinh-thieu-ten", "muc-cong-nhan-la"),
        *("muc-het-hieu-luc", "thieu-muc-cong-nhan", "trung-ten-mo-hinh", "vong-tron-mo-hinh"),
    ),
    "Ảnh": (
        *("anh-bia-la", "anh-chua-dong-y", "anh-chua-khai", "anh-da-rut", "anh-hong"),
        *("anh-khong-dung-loai", "anh-ngoai-du-an", "anh-qua-lon", "anh-the-img"),
        *("anh-thieu-chu-thich", "anh-thieu-tep", "anh-tren-mang", "chu-thich-lo-hoc-sinh"),
        *("khong-ghi-duoc", "khong-thay-anh", "o-mo-sai"),
    ),
    "Danh mục (registry.yml)": ("chi-bo-thieu-truong", "chi-so-thieu-don-vi", "ma-khong-hop-le"),
}
"""Parts of the page, and the rules in each."""

OPENING = """\
# Thông báo lỗi

<!-- Trang này do tools/message_catalogue.py viết từ tests/errors; đừng sửa tay. -->

Gõ `dvk check` để xem mọi lỗi cùng một lúc. Mỗi thông báo gồm:

- nơi có lỗi (`tệp:dòng:cột`), chữ **LỖI** hoặc **NHẮC**, và tên của quy tắc;
- dòng đã viết, với dấu `^` dưới chỗ cần xem lại;
- điều chưa đúng, rồi **gợi ý** cách viết: thường là một dòng có thể chép vào bài.

Dưới đây, mỗi quy tắc có: vì sao hay gặp (hoặc vì sao cần sửa), ví dụ, điều chưa đúng, cách sửa.
Những chỗ chỉ có một cách hiểu, máy sửa giúp được: [`dvk check --fix`](lenh.md#may-sua-giup-fix).

Có **LỖI** thì trang chưa được xuất bản và bản đang có trên mạng vẫn giữ nguyên; **NHẮC** chỉ để
xem lại. Muốn tìm một thông báo, gõ tên quy tắc vào ô tìm kiếm.
"""


def expected_by_rule() -> Mapping[str, list[str]]:
    """Rule → the expected text of each of its cases, the plain case first."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(ERRORS.rglob("expected.txt"), key=lambda path: path.parent.parts):
        rule = path.relative_to(ERRORS).parts[0]
        found[rule].append(path.read_text(encoding="utf-8"))
    return found


def render_catalogue() -> str:
    """The whole page. A rule that stands in no group, or a group's rule without a case, raises."""
    texts = expected_by_rule()
    grouped = [rule for rules in GROUPS.values() for rule in rules]
    if CAUSES.keys() != texts.keys():
        raise ValueError(f"tests/errors and CAUSES differ: {CAUSES.keys() ^ texts.keys()}")
    if sorted(grouped) != sorted(texts):
        raise ValueError(f"tests/errors and GROUPS differ: {set(grouped) ^ set(texts)}")
    parts = [OPENING]
    for title, rules in GROUPS.items():
        parts.append(f"## {title}\n")
        for rule in sorted(rules):
            parts.append(f"### `{rule}`\n")
            parts.append(f"*Vì sao:* {_plain(CAUSES[rule])}\n")
            parts.extend(dict.fromkeys(_told(text, rule) for text in texts[rule]))
    return "\n".join(parts)


def _told(text: str, rule: str) -> str:
    return "\n".join(_blocks(text.rstrip("\n"), rule))


def _blocks(text: str, rule: str) -> Iterator[str]:
    """The author's line with its mark, then the message, then the hint."""
    head, *lines = text.split("\n")
    if lines[1:] and re.match(r"\d+ \| ", lines[0]):
        yield _fenced("\n".join(line.rstrip() for line in lines[:2]))
        lines = lines[2:]
    else:
        yield f"Tệp `{head.split(': ')[0].rsplit(':', 2)[0]}`:\n"
    message, _, hint = "\n".join(lines).partition("\nGợi ý: ")
    kind = "**Nhắc.** " if f": NHẮC {rule}" in head else ""
    yield f"{kind}{_plain(message)}\n"
    first, *rest = hint.split("\n")
    if rest and rest[0][:1].isspace():  # lines to paste, the first among them
        yield "*Cách sửa:*\n"
        yield _fenced(hint)
    elif hint:
        yield f"*Cách sửa:* {_plain(first)}\n"
        if rest:
            yield _fenced("\n".join(rest))


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def _plain(text: str) -> str:
    """The text with nothing in it that Markdown or HTML would take for its own."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]{}#|])", r"\\\1", safe)


if __name__ == "__main__":
    CATALOGUE.write_text(render_catalogue(), encoding="utf-8", newline="\n")
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(expected_by_rule())} quy tắc")
