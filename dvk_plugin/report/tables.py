"""The tables of a report, laid out from its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dvk_plugin.report.document import Column, Line, Table
from dvk_plugin.report.facts import Aim, Comparison, Fact, Voucher
from dvk_plugin.report.sentences import PARTS, listed
from dvk_plugin.tally.totals import Part
from dvk_plugin.views.models import LINE_TITLES

NONE = "–"
_FIGURES = (
    Column("TT", 6, is_right=True),
    Column("Chỉ số", 24),
    Column("Kết quả", 29, is_right=True),
    Column("Tính đến", 14),
    Column("Ghi chú", 27),
)
_AIMS = (
    Column("Của", 20),
    Column("Chỉ số", 18),
    Column("Chỉ tiêu", 17, is_right=True),
    Column("Kết quả", 17, is_right=True),
    Column("Tỷ lệ", 13, is_right=True),
    Column("Đánh giá", 15),
)
_SOURCES = (
    Column("TT", 5, is_right=True),
    Column("Chỉ số, số đã báo", 20),
    Column("Của", 17),
    Column("Bài", 18),
    Column("Tệp, dòng", 20),
    Column("Nguyên văn; ghi chú", 20),
)


def _day(text: str) -> str:
    """`tính đến 21/09/2023` under a heading that says so."""
    return text.removeprefix("tính đến ")


def totals(facts: Sequence[Fact], part: Part, year: int) -> Table:
    """The subject's figures; whose each is stands in the last column."""
    main = [fact for fact in facts if fact.part is part]
    lines = [
        Line((str(at), fact.metric.label, fact.text, _day(fact.as_of), _note(fact, facts)))
        for at, fact in enumerate(main, 1)
    ]
    return Table(f"Kết quả năm {year}", _FIGURES, tuple(lines))


def _note(fact: Fact, facts: Iterable[Fact]) -> str:
    """What is missing, and the lines of laws 3 and 5 that a school's total is made of."""
    parts = [f for f in facts if f.metric == fact.metric and f.part is not Part.TOTAL]
    told = [_part(one) for one in parts]
    if len(parts) == 1:
        told = [] if parts[0].part is Part.OWN else [PARTS[parts[0].part].lower()]
    if fact.span.branch or fact.span.model or fact.metric.dimension == "models":
        told = []
    return listed([text for text in (fact.missing, *told) if text])


def _part(fact: Fact) -> str:
    return f"{PARTS[fact.part].lower()}: {fact.text}"


def by_line(facts: Sequence[Fact], title: str) -> Table:
    """Figures of a model or party cell: own, shared, the school's and what is left over, apart."""
    parts = (Part.TOTAL, *LINE_TITLES)
    numbered: list[Line] = []
    at = 0
    for part in parts:
        mine = [fact for fact in facts if fact.part is part]
        if not mine and part is not Part.OWN:
            continue
        numbered.append(Line((_group_title(part),)))
        if not mine:
            numbered.append(Line(("", "Chưa có số liệu", NONE, "", "")))
        for fact in mine:
            at += 1
            cells = (str(at), fact.metric.label, fact.text, _day(fact.as_of), fact.missing)
            numbered.append(Line(cells))
    return Table(title, _FIGURES, tuple(numbered))


def _group_title(part: Part) -> str:
    if part is Part.TOTAL:
        return "Mô hình chung và các mô hình thành phần"
    return "Của riêng" if part is Part.OWN else LINE_TITLES[part][0]


def aims(found: Iterable[Aim]) -> Table:
    lines = [
        Line(
            (
                aim.fact.whose,
                aim.fact.metric.label,
                aim.target_text,
                aim.fact.text,
                aim.achieved or NONE,
                aim.verdict,
            )
        )
        for aim in found
    ]
    return Table("Chỉ tiêu và kết quả thực hiện", _AIMS, tuple(lines))


def comparisons(found: Iterable[Comparison], year: int) -> Table:
    columns = (
        Column("Chỉ số", 28),
        Column(f"Năm {year - 1}", 22, is_right=True),
        Column(f"Năm {year}", 22, is_right=True),
        Column("So sánh", 28),
    )
    lines = [Line((one.metric.label, _told(one.before), _told(one.now), one.text)) for one in found]
    return Table(f"So sánh năm {year} với năm {year - 1}", columns, tuple(lines))


def _told(fact: Fact | None) -> str:
    if fact is None:
        return "chưa có số liệu"
    return f"{fact.text}, {fact.missing}" if fact.missing else fact.text


def sources(register: Iterable[Voucher]) -> Table:
    """Each reported figure with the post, the file with the line, and the words there."""
    return Table("Nguồn của từng số liệu", _SOURCES, tuple(_source_lines(register)))


def _source_lines(register: Iterable[Voucher]) -> Iterator[Line]:
    for at, voucher in enumerate(register, 1):
        notes = [text for text in (voucher.status, voucher.note) if text]
        for number, place in enumerate(voucher.places):
            quote = f"«{place.quote}»" if place.quote else ""
            told = [quote, *notes] if number == 0 else [quote]
            yield Line(
                (
                    str(at) if number == 0 else "",
                    f"{voucher.metric.label}: {voucher.text}" if number == 0 else "",
                    voucher.whose if number == 0 else "",
                    place.title,
                    place.at,
                    listed([text for text in told if text]),
                )
            )
