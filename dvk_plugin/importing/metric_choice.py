"""Which metric a number phrase speaks of: by its unit, and by the words nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.unit import lowered, read_unit
from dvk_plugin.read.measures import accepts_unit

_CUES: Mapping[str, str] = {
    "funds_raised": "vận động|huy động|quyên góp|quyên|quyên được|góp|góp được|gom|gom được"
    "|kêu gọi|ủng hộ|đóng góp|gây quỹ|gây được|thu được|thu về|tổng thu|số thu|tiếp nhận"
    "|(?<!nhà )tài trợ"
    "|xã hội hóa|xã hội hoá|kết nối|nguồn lực|quỹ|kinh phí",
    "funds_spent": "chi(?! bộ| đoàn| hội| ủy| uỷ| tiết)|đã chi|chi hỗ trợ|trao|tặng|hỗ trợ"
    "|trị giá|giá trị|giải ngân|sử dụng|giúp đỡ|thăm|thăm hỏi|học phí|kinh phí thực hiện"
    "|kinh phí tổ chức|kinh phí hỗ trợ|tổng chi|mua|dành|nhận học bổng",
    "people_examined": "khám|khám bệnh|thăm khám|chữa bệnh|cấp thuốc|phát thuốc|cấp phát thuốc"
    "|khám sức khỏe|đo huyết áp|tư vấn sức khỏe|siêu âm|bệnh nhân|mổ|khám sàng lọc",
    "awards_individual": "khen thưởng|khen|(?:tặng|nhận) (?:giấy|bằng) khen|biểu dương"
    "|tuyên dương|giấy khen|bằng khen|vinh danh"
    "|cá nhân",
    "awards_collective": "tập thể|câu lạc bộ|clb|chi đoàn|chi bộ|đội|nhà trường|trường|giấy khen"
    "|bằng khen|khen thưởng",
    "profiles": "giới thiệu|gương|gương mặt|điển hình|tiêu biểu|tôn vinh|nêu gương",
    "beneficiaries": "hỗ trợ|giúp|giúp đỡ|(?:tặng|trao|trao tặng)(?! (?:giấy|bằng) khen)"
    "|tặng quà|được nhận|thụ hưởng"
    "|hưởng lợi|đỡ đầu|nuôi|kèm|kèm cặp|dạy|cấp phát|đến tay|chăm sóc|chăm lo|thăm(?! khám)"
    "|thăm hỏi"
    "|tiếp sức|lo|học bổng|ôn|phụ đạo|bồi dưỡng|miễn giảm|giúp cho|tư vấn|hướng nghiệp"
    "|giới thiệu việc làm|tập huấn",
    "gifts": "quà|nhu yếu phẩm|bánh|sữa|gạo|áo|vở|cơm|cháo|quà tết|lương thực",
    "scholarships": "học bổng|khuyến học|suất học bổng",
    "participations": "lượt|tham gia|tham dự|hỗ trợ|lượt người",
    "programmes": "chương trình|hoạt động|đợt|buổi|tổ chức|phối hợp|cuộc",
    "blood_units": "máu|hiến máu|giọt hồng",
    "films": "phim|video|clip|phóng sự",
    "articles": "bài viết|bài|tin|tin, bài|viết|đăng",
    "schools_helped": "mỗi (?:điểm )?trường|có thêm|nhận|tặng|hỗ trợ|trao|giúp|thăm|đến với|cho"
    "|tại|đỡ đầu",
    "houses": "nhà|xây|sửa|sửa chữa|xây dựng|xóa nhà tạm",
    "workdays": "ngày công|công lao động|lao động|huy động",
    "trees": "trồng|cây|cây xanh",
}
"""Words that speak for a metric of the catalogue; of a site's own metrics, their names do."""
_DECISIVE = {
    **dict.fromkeys(("blood_units", "scholarships", "participations", "programmes"), 30),
    **dict.fromkeys(("workdays", "trees", "films", "houses"), 30),
    "gifts": 31,
}
"""Metrics whose unit alone is enough, and how far that is: gifts share theirs, and come after."""
_OTHER_THING = {
    "blood_units": r"đơn vị(?! máu)\b.{0,3}(?:tham gia|trực thuộc|phối hợp|tài trợ|hành chính|bạn)",
    "articles": r"bài (?:học|hát|thi|toán|tập|kiểm tra|tham luận|dự thi|thu hoạch|thơ)\b",
    "schools_helped": r"trường (?:hợp|cao đẳng|đại học|khác|bạn)\b",
    "programmes": r"(?:chương trình (?:đào tạo|môn học|học)|buổi (?:sinh hoạt|họp|học)|cuộc họp)\b",
    "houses": r"(?:nhà (?:giáo|trường|máy|hảo tâm|tài trợ|văn hóa|khoa học|vườn))\b",
    "gifts": r"(?:gói thầu|phần việc|phần trăm|phần thi|phần mềm)\b",
    "trees": r"cây (?:cầu|số|xăng|bút)\b",
}
"""What begins like a unit of the metric and is another thing."""
_NEEDS_WORD = {"blood_units": "máu|hiến", "scholarships": "học bổng|khuyến học"}
"""Metrics with a unit that means other things too, and the words of which one must stand near."""
_MEMBERS = re.compile(
    r"(?:hiện có|(?<!tham dự )(?<!tham gia )(?<!hưởng ứng )có|gồm|với|tổng số|toàn trường"
    r"|trong số|quân số|biên chế|sĩ số"
    r"|quy mô|đang (?:nuôi dưỡng|chăm sóc|theo học|học|sinh sống|điều trị|sinh hoạt|quản lý))"
    r"(?: tổng số| cho)? $"
)
_MADE_UP = re.compile(
    r"(?<![^\W_])(?:đoàn|nhóm|đội|tổ|câu lạc bộ)(?![^\W_])[^,;:.]{0,40} gồm $"
    r"|(?<![^\W_])(?:lập|khảo sát|phỏng vấn)(?![^\W_])[^,;:.]{0,30}$"
)
"""`đoàn công tác gồm 18 đồng chí`, `lập tổ 5 người`: those who came, and not who was helped."""
_TAKING_PART = re.compile(r"(?:tham gia|tham dự|có mặt|dự|hưởng ứng|đăng ký)(?![^\W_])")
_FILLERS = re.compile(r"^\W*(?:(?:đã|cùng|trực tiếp|tích cực|của (?:trường|lớp|khoa)) )*")
_BREAK = re.compile(r"[,;()–]|(?<= )(?:và|cùng|còn|trong đó|đồng thời)(?= )")
_BREAK_WEIGHT, _AFTER_WEIGHT = 5, 2
_FAR = 40


@dataclass(frozen=True, slots=True)
class Setting:
    """A phrase's surroundings in lower case: words before and after it, the headings above it."""

    before: str
    after: str
    above: str = ""


def choose_metric(quantity: Quantity, setting: Setting, metrics: Iterable[Metric]) -> Metric | None:
    """The metric of a phrase; None when no word speaks for any, or the number is of no result."""
    fitting = [
        metric
        for metric in metrics
        if metric.key != "photos" and quantity.unit and _accepts(metric, quantity.unit)
    ]
    unit, tail = read_unit(quantity.unit)
    own = lowered(f"{unit.words[0] if unit else ''} {tail}".strip())
    scored = [
        (_distance(metric, own, setting, fits=unit is not None), place, metric)
        for place, metric in enumerate(fitting)
        if not _is_another_thing(metric, own, setting)
    ]
    found = min(scored, key=lambda each: each[:2], default=None)
    return found[2] if found and found[0] < _FAR else None


_accepts = lru_cache(maxsize=4096)(accepts_unit)


def _is_another_thing(metric: Metric, own: str, setting: Setting) -> bool:
    shown = f"{own} {setting.after[:40].lstrip()}"
    other = _OTHER_THING.get(metric.key)
    if other and re.match(other, shown):
        return True
    word = _NEEDS_WORD.get(metric.key)
    near = f"{setting.above} {setting.before} {own} {setting.after}"
    if word and not re.search(word, near):
        return True
    persons = metric.dimension == "persons" or metric.key in ("awards_individual", "profiles")
    if not persons:
        return False
    if _takes_part(setting):
        return True
    clause = re.split(r"[,;.]", setting.after)[0]
    if _MADE_UP.search(setting.before):
        return True
    return are_members(setting) and not _cues(metric).search(clause)


def are_members(setting: Setting) -> bool:
    """Whether persons are only those that there are: `câu lạc bộ có 120 thành viên`."""
    made_up = _MADE_UP.search(setting.before) or _MEMBERS.search(setting.before)
    return made_up is not None and not _takes_part(setting)


def _takes_part(setting: Setting) -> bool:
    return _TAKING_PART.match(_FILLERS.sub("", setting.after)) is not None


def _distance(metric: Metric, own: str, setting: Setting, *, fits: bool) -> float:
    """How far the nearest word for a metric stands, in words; a clause between counts more."""
    cues = _cues(metric)
    if _own_words(metric).search(own):
        return 0
    near: list[float] = []
    for match in cues.finditer(setting.before):
        near.append(0.5 + _words(setting.before[match.end() :]))
    for match in cues.finditer(setting.after):
        passive = setting.after[: match.start()].rstrip().endswith("được")
        near.append((0.4 if passive else _AFTER_WEIGHT) + _words(setting.after[: match.start()]))
    if cues.search(own):
        near.append(6)
    if metric.key == "beneficiaries" and setting.before.endswith("cho "):
        near.append(12)
    if cues.search(setting.above):
        near.append(25)
    if metric.key in _DECISIVE and fits:
        near.append(_DECISIVE[metric.key])
    return min(near, default=_FAR)


def _words(between: str) -> float:
    return len(between.split()) + _BREAK_WEIGHT * len(_BREAK.findall(f"{between} "))


@lru_cache(maxsize=256)
def _cues(metric: Metric) -> re.Pattern[str]:
    words = _CUES.get(metric.key)
    if words is None:
        words = "|".join(
            re.escape(lowered(word)) for word in (metric.label, *metric.aliases, *metric.units)
        )
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")


@lru_cache(maxsize=256)
def _own_words(metric: Metric) -> re.Pattern[str]:
    """Words inside the phrase itself that leave no doubt: `suất học bổng`, `phim ngắn`."""
    sure = {
        "scholarships": "học bổng",
        "gifts": "quà|nhu yếu phẩm|gạo|bánh|lương thực|sữa|cơm|cháo",
        "blood_units": "máu",
        "films": "phim|phóng sự|clip|video",
        "articles": "bài viết|tin bài|tin, bài",
        "awards_collective": "tập thể",
        "awards_individual": "cá nhân",
        "profiles": "gương|gương mặt",
        "workdays": "ngày công",
        "houses": "nhà",
        "trees": "cây",
        "participations": "lượt",
        "people_examined": "bệnh nhân",
    }
    words = sure.get(metric.key)
    if words is None and metric.key not in _CUES:
        return _cues(metric)
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])" if words else r"(?!)")
