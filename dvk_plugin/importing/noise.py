"""Numbers of a text that are no figures: days, document numbers, classes, phones, ordinals, views.

They are blotted out, every other character staying at its place.
"""

from __future__ import annotations

import re

BLOT = "¤"
_WORD_END = r"(?![^\W_])"
_NUMBER = r"(?<![0-9.,])[0-9][0-9.,]{0,20}"
_SPAN = r"(?<![0-9.,])[0-9]{1,6}(?:[.,][0-9]{1,4})?"

_SCALED = r"(?:triệu|tỷ|tỉ|nghìn|ngàn|trđ|tr\.?\s?đ|tr|ngđ|k|đồng|đ)(?![^\W_])"
"""What makes any number before it an amount of money."""

_DAYS = (
    r"[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{2,4}",
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    r"(?:ngày|mùng|mồng)\s+[0-9]{1,2}(?:\s*(?:[-–,]|và|đến)\s*[0-9]{1,2})*"
    r"(?:\s*[/.-]\s*[0-9]{1,2})?(?:\s+tháng\s+[0-9]{1,2})?"
    r"(?:\s*[/.-]\s*[0-9]{4}|\s*,?\s*năm\s+[0-9]{4})?(?![0-9])(?!\s*công)",
    r"tháng\s+[0-9]{1,2}(?:\s*(?:[-–,]|và|đến(?: tháng)?)\s*[0-9]{1,2})?"
    r"(?:\s*[/-]\s*[0-9]{4})?(?![0-9])",
    r"(?:sáng|chiều|tối|trưa|hôm|đêm)\s+[0-9]{1,2}\s?[/-]\s?[0-9]{1,2}(?![0-9])",
    r"quý\s+(?:[0-9]|iv|i{1,3})(?:\s*[/-]\s*[0-9]{4})?(?![^\W_])",
    r"(?:năm(?:\s+học)?|niên khóa|niên học|giai đoạn|nhiệm kỳ|khóa|từ|đến)\s*[0-9]{4}"
    r"(?:\s*[-–—/]\s*[0-9]{2,4})?(?![0-9.,])"
    rf"(?!\s*(?:người|suất|{_SCALED}))",
    r"(?<![0-9.,/])(?:19|20)[0-9]{2}\s*[-–—]\s*(?:19|20)[0-9]{2}(?![0-9])",
    r"(?<![0-9.,/-])[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9])",
    rf"(?<![0-9.,])[0-9]{{1,2}}\s*(?:giờ|g|h|:)\s*(?:[0-9]{{2}}(?:\s*phút)?)?{_WORD_END}",
    rf"{_SPAN}\s*(?:phút|giây|giờ|tiếng đồng hồ|ngày(?!\s*công)|tuần|tháng|năm|quý|tuổi|thế kỷ"
    rf"|thập kỷ|nhiệm kỳ|học kỳ|tiết){_WORD_END}",
    r"(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+"
    rf"(?:tháng|tuần|ngày(?!\s*công)|tuổi|giờ|phút){_WORD_END}",
    r"[0-9]{1,2}\s*(?:tháng\s+(?:đầu|cuối)\s+năm)",
)
_PAPERS = (
    "công văn|kế hoạch|quyết định|nghị quyết|chỉ thị|thông tư|nghị định|hướng dẫn|báo cáo"
    "|tờ trình|chương trình|kết luận|luật|đề án|thông báo"
)
_NAMES = (
    r"(?<![0-9.,])[0-9]{1,5}(?:/[0-9]{4})?[-/](?-i:[A-ZĐ])\w*(?:[-/](?-i:[A-ZĐ])\w*)*",
    rf"(?:{_PAPERS})\s+số\s*:?\s*[0-9]+",
    r"(?<!\w)(?<!tổng )(?:số nhà|số|stk|mst|mã(?: số)?|ký hiệu|biển số)\s*:?\s*"
    r"[0-9](?:[.\s-]?[0-9]){0,30}+(?:/[0-9]+)?(?!\w)"
    rf"(?!\s*(?:suất|người|%|lượt|phần|đơn vị|em|hộ|học sinh|{_SCALED}))",
    r"(?:https?://|www\.)\S+",
    r"[^\s@]{1,64}@[^\s@]{1,100}",
    r"(?<![0-9])(?:\+84|\(0[0-9]{2,3}\)|0[0-9]{2,4})[\s.-]?[0-9]{3}[\s.-]?[0-9]{3,4}"
    r"(?:[\s.-]?[0-9]{3})?(?![0-9])",
    r"(?<![0-9])(?:1900|1800)[\s.-]?[0-9]{4,6}(?![0-9])",
    r"(?:điện thoại|đt|sđt|hotline|zalo|fax|liên hệ|tel|tài khoản)\s*[:.]?\s*"
    r"[0-9(+][0-9\s.()-]{6,30}",
)
_LABELLED = (
    "lớp|khóa|khoá|khối|tổ|chi bộ|chi đoàn|phòng|nhóm|ca|đợt|vòng|kỳ|học kỳ|cấp|cấp độ|mức"
    "|mức độ|bậc|loại|tầng|quốc lộ|tỉnh lộ|đường|điều|khoản|điểm|mục|phụ lục|bảng|biểu|hình"
    "|ảnh|trang|thứ|lần thứ|lần|tiết|tuần|chương|(?<!học )(?<!luyện )(?<!thực )tập|hạng|mẫu"
    "|khu phố|khu|thôn|ấp|tổ dân phố"
    "|đội|đại đội|tiểu đoàn|lữ đoàn|sư đoàn|trung đoàn|đồn biên phòng|xóm|bản|quận|phường|km"
    "|bước|nội dung|phần thứ|ưu tiên|nhiệm vụ|mô hình|cơ sở|giải|top|thế hệ|nghị quyết|chỉ thị"
    "|quyết định|thông tư|nghị định|kết luận|công văn|hẻm|ngõ|phiên bản|covid|trường số|quý"
    "|năm|tháng|ngày|phòng số|nhà số"
)
"""What has a number of its own: in Vietnamese a count stands before its noun, a name after."""
_GLUED_UNIT = r"m[23²³]?\b|km|kg|đ\b|k\b|tr\b|tr[0-9]|ha\b|l\b|lít|g\b|vnđ|vnd"
_LABELS = (
    rf"(?<!\w)(?:{_LABELLED})(?:\s+số)?[\s-]{{0,3}}[0-9]+"
    r"(?:\s*(?:,|và|-|–)\s*[0-9]+(?!\s*[^\W\d_]))*(?![0-9.,]*[0-9])"
    rf"(?!\s*{_SCALED}|\s*(?:suất|%|lượt|đơn vị|chương trình|phần|căn|học sinh"
    rf"|sinh viên|người){_WORD_END})",
    r"(?<!\w)(?:thứ|lần thứ)\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)" + _WORD_END,
    r"(?<!\w)(?!(?:k?m|c?m)[23](?!\w))[^\W\d_]{1,12}[0-9][\w./-]*",  # K45, TH22A, but 5 m2
    rf"(?<![\w.,])[0-9]{{1,12}}(?!{_GLUED_UNIT})[^\W\d_][\w-]*",  # 12A3
)
_SEEN = (
    r"xem|views?|likes?|shares?|truy cập|đọc|thích|tương tác|bình luận|chia sẻ|theo dõi|follow\w*"
    "|tải|tiếp cận|hiển thị|nghe"
)
_COUNTERS = (
    rf"(?:{_NUMBER}\s*(?:[-–]|đến|tới)\s*)?{_NUMBER}\s*(?:k|nghìn|ngàn|triệu)?\s*(?:lượt\s+)?"
    rf"(?:{_SEEN}){_WORD_END}",
    rf"{_NUMBER}\s*(?:người|bạn|tài khoản)\s+(?:đã\s+)?(?:xem|thích|theo dõi|truy cập){_WORD_END}",
    rf"(?:(?:số )?lượt (?:{_SEEN})|đã xem|views?|bình luận|chia sẻ|thích)\s*[:：]\s*{_NUMBER}",
    rf"{_NUMBER}\s*(?:°|độ)?\s*(?-i:[CF])\b",
)
_START = (
    r"\A\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,5}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,5})\s"
    rf"(?!\s*{_SCALED})"
)
_NOISE = re.compile(
    "|".join(f"(?:{each})" for each in (_START, *_NAMES, *_DAYS, *_COUNTERS, *_LABELS)),
    re.IGNORECASE,
)


def blotted(text: str) -> str:
    """The text with `¤` for each character of such a number and of the words that show it."""
    return _NOISE.sub(lambda match: BLOT * len(match.group()), text)
