"""Sentences of a report, made from figures: each with its qualifier and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dvk_plugin.domain.metric import Metric
from dvk_plugin.report.facts import Aim, Fact
from dvk_plugin.tally.change import Change, Way
from dvk_plugin.tally.figure import Figure
from dvk_plugin.tally.recognition import AMONG_REGISTERED, REGISTERED
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.format import format_date, format_figure, format_percent

_DID = {
    "beneficiaries": "đã giúp đỡ {}",
    "funds_raised": "đã huy động được {}",
    "funds_spent": "đã chi {}",
    "people_examined": "đã khám bệnh cho {}",
    "gifts": "đã trao {} quà",
    "scholarships": "đã trao {} học bổng",
    "participations": "có {} tham gia",
    "programmes": "đã tổ chức, hỗ trợ {}",
    "blood_units": "đã hiến {}",
    "films": "đã thực hiện {}",
    "articles": "đã có {} tuyên truyền",
    "profiles": "đã giới thiệu {}",
    "schools_helped": "đã hỗ trợ {}",
    "awards_collective": "có {} được khen thưởng",
    "awards_individual": "có {} được khen thưởng",
    "houses": "đã xây, sửa {} nhà",
    "workdays": "đã đóng góp {}",
    "trees": "đã trồng {}",
}
"""What was done, around the figure; a metric of the site's own is named by its label."""
PARTS = {
    Part.TOTAL: "Tổng",
    Part.OWN: "Riêng từng mô hình",
    Part.SHARED: "Chung của nhiều mô hình, đơn vị",
    Part.SCHOOL: "Của toàn trường",
    Part.RESIDUAL: "Chưa ghi theo từng hoạt động",
    Part.UNPLACED: "Liên kỳ",
}


def lower(text: str) -> str:
    """`Kinh phí huy động` as it stands inside a sentence; names in capitals stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def result(who: str, fact: Fact, as_of: date | None) -> str:
    """`Trường đã huy động được 37.900.000 đồng, chưa kể một số vật phẩm, thuốc.`

    The day is told where it is another than the report's (`as_of`).
    """
    label = lower(fact.metric.label)
    if fact.figure.value is None:
        more = f"; {fact.missing}" if fact.missing else ""
        return f"Về {label}, chưa có số liệu{more}."
    did = _DID.get(fact.metric.key, f"có {label} là {{}}").format(fact.text)
    day = fact.row.tally.as_of
    when = f" (tính đến {format_date(day)})" if day and day != as_of else ""
    missing = f", {fact.missing}" if fact.missing else ""
    return f"{who} {did}{when}{missing}."


def lives(who: str, facts: Iterable[Fact]) -> str:
    """`Trường có 5 mô hình đăng ký, hoạt động; chưa có mô hình nào được công nhận (…).`

    Models that are new or went on are some of those: `…, trong đó có 1 mô hình thành lập mới; …`.
    """
    known = {fact.metric.key: _life(fact) for fact in facts if fact.figure.value is not None}
    within = [text for key, text in known.items() if key in AMONG_REGISTERED]
    if REGISTERED in known and within:
        first = f"{', '.join(within[:-1])} và " if len(within) > 1 else ""
        known[REGISTERED] += f", trong đó có {first}{within[-1]}"
        known = {key: text for key, text in known.items() if key not in AMONG_REGISTERED}
    return f"{who} có {'; '.join(known.values())}." if known else ""


def _life(fact: Fact) -> str:
    """`2 mô hình được công nhận (cấp cơ sở)`."""
    what = fact.metric.label.removeprefix("Mô hình ")
    return f"{fact.text} {what}" if fact.figure.value else f"chưa có mô hình nào {what}"


def aim(who: str, one: Aim) -> str:
    """`Chỉ tiêu về kinh phí huy động là 20.000.000 đồng; kết quả khoảng 65.000.000 đồng, …`"""
    label = lower(one.fact.metric.label)
    start = f"{who}: chỉ tiêu về {label} là {one.target_text}; "
    if one.fact.figure.value is None:
        return f"{start}chưa có số liệu để đối chiếu."
    percent = f", bằng {one.achieved} chỉ tiêu" if one.achieved else ""
    missing = f", {one.fact.missing}" if one.fact.missing else ""
    return f"{start}kết quả là {one.fact.text}{missing}{percent}: {one.verdict}."


_WORDS = {
    Way.UP: "tăng",
    Way.DOWN: "giảm",
    Way.SAME: "không đổi",
    Way.UNSURE: "chưa khẳng định được tăng hay giảm",
}


def change_text(change: Change, metric: Metric, before: Figure, now: Figure) -> str:
    """`tăng khoảng 27.100.000 đồng (khoảng 72 %)`, `năm trước chưa có số liệu`."""
    if change.way is Way.UNKNOWN:
        return f"năm {'trước' if before.value is None else 'nay'} chưa có số liệu"
    words = [_WORDS[change.way]]
    if change.amount.value is not None:
        words.append(format_figure(change.amount, metric))
        if change.percent is not None:
            words.append(f"({format_percent(change.percent, change.amount.certainty)})")
    if before.incomplete or now.incomplete:
        words.append("(so theo phần đã ghi nhận)")
    return " ".join(words)


def no_number(incomplete: Sequence[str]) -> str:
    """What is known to be there, of which no number is."""
    return f"nguồn không nêu số: {listed(incomplete)}" if incomplete else ""


def listed(texts: Sequence[str]) -> str:
    """`a; b; c`."""
    return "; ".join(texts)


def missing(fact: Fact) -> str:
    """What a total leaves out, as something to be filled in."""
    label = fact.metric.label
    if fact.figure.value is None:
        return f"{label}: chưa có số liệu; {fact.missing}."
    return f"{label} mới tính được {fact.text}, {fact.missing}."


def residual(fact: Fact) -> str:
    """What only running totals know."""
    return (
        f"{fact.metric.label}: {fact.text} chỉ có trong số lũy kế đã báo, chưa ghi nhận theo "
        "từng hoạt động."
    )
