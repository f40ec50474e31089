"""What offices abbreviate, in full: `98 đv máu` → `98 đơn vị máu`, `KH: 20` → `kế hoạch: 20`.

Amounts of money (`trđ`, `tr.đ`, `k`) are left to who reads numbers.
"""

from __future__ import annotations

import re

_ALONE = r"(?<![\w/&.-])(?:{})(?![\w&]|[/-]\w)"
_UNITS = {
    "hs": "học sinh",
    "sv": "sinh viên",
    "hssv": "học sinh sinh viên",
    "hs-sv": "học sinh sinh viên",
    "tnv": "tình nguyện viên",
    "đvtn": "đoàn viên",
    "đ/c": "đồng chí",
    "đv": "đơn vị",
    "đ.v": "đơn vị",
    "đvm": "đơn vị máu",
    "ct": "chương trình",
    "bv": "bài viết",
}
"""Units after a number, in whatever case."""
_GLUED = "suất|phần|người|em|cháu|cụ|lượt|hộ|buổi|đợt|bài|phim|cây|căn|xã|trường|quyển|cuốn|bạn"
"""Units that are written without a blank after the number; `12A3` is a class all the same."""
_AFTER_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<number>[0-9][0-9.,]*(?: ?/ ?[0-9]+)?) ?"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))}|(?:{_GLUED}))"
    r"(?![\w&]|[/-][^\W\d])",
    re.IGNORECASE,
)
_OF_PARTY = re.compile(r"ĐV(?! ?(?i:máu))")
_BLOOD = re.compile(r"máu|hiến", re.IGNORECASE)
_WORDS = tuple(
    (re.compile(_ALONE.format(short)), full)
    for short, full in (
        (r"[Kk]\.?[Hh](?=\W*(?:[0-9]|năm|cả năm|giao|đề ra|đầu năm|quý|tháng|của))|KH", "kế hoạch"),
        (r"TH(?=\s*:|\s+(?:được\s+)?(?:[a-zà-ỹđ]+\s+)?[0-9])", "thực hiện"),
        (r"CT(?=\s*:|\s+(?:giao|đề ra|năm|được giao))", "chỉ tiêu"),
        (r"(?i:hb)", "học bổng"),
        (r"(?i:hssv|hs-sv|hs, sv)", "học sinh sinh viên"),
        (r"HS", "học sinh"),
        (r"SV", "sinh viên"),
        (r"KP", "kinh phí"),
        (r"SK", "sức khỏe"),
        (r"(?i:clb)", "câu lạc bộ"),
        (r"(?i:p/h)", "phối hợp"),
        (r"HMTN|HMNĐ", "hiến máu tình nguyện"),
        (r"GK", "giấy khen"),
        (r"BK", "bằng khen"),
        (r"KT", "khen thưởng"),
    )
)
_AWARDED = re.compile(r"(?i:khen|thi đua|biểu dương)|(?<!\w)(?:KT|GK|BK)(?!\w)")
_OF_AWARDS = tuple(
    (re.compile(rf"(?<=[0-9] ){short}(?!\w)"), full)
    for short, full in (("TT", "tập thể"), ("CN", "cá nhân"))
)


def in_full(text: str) -> str:
    """The text with such abbreviations written out, and a blank between a number and its unit."""
    awarded = _AWARDED.search(text)
    party = not _BLOOD.search(text)

    def unit(match: re.Match[str]) -> str:
        typed = match["unit"]
        if _OF_PARTY.fullmatch(typed) and party:
            return f"{match['number']} đảng viên"
        return f"{match['number']} {_UNITS.get(typed.lower(), typed)}"

    text = _AFTER_NUMBER.sub(unit, text)
    for short, full in _WORDS + (_OF_AWARDS if awarded else ()):
        text = short.sub(full, text)
    return text
