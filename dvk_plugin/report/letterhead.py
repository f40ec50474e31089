"""The head and the foot of a report: whose it is, after which rules, and who signs it.

Party bodies: Hướng dẫn 36-HD/VPTW of 3/4/2018. State bodies: Nghị định 30/2020/NĐ-CP, Phụ lục I.
What nobody gave is a default made of the school's name, or dots to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dvk_plugin.read.report_settings import PARTY, ReportSettings
from dvk_plugin.report.document import Head, Section, Signature
from dvk_plugin.report.subject import Subject

DOTS = "........."
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def head_of(subject: Subject, settings: ReportSettings, day: date | None) -> Head:
    """The letterhead; `day` None leaves the date to be filled in by hand."""
    is_party = settings.header == PARTY
    parent, body = _bodies(subject, settings)
    symbol = settings.symbol or _symbol(subject, is_party=is_party)
    where = settings.place or _place(subject.school.place) or DOTS
    dated = when(day) if day else "ngày ..... tháng ..... năm ........"
    colon, dash = ("", "-") if is_party else (":", "/")
    subject_line = f"kết quả thực hiện các mô hình «Dân vận khéo» năm {subject.year}"
    if subject.model:
        name = subject.model.name
        subject_line = f"kết quả thực hiện mô hình «{name}» năm {subject.year}"
    return Head(
        header=settings.header,
        parent=parent.upper(),
        body=body.upper(),
        number=f"Số{colon} {DOTS}{dash}{symbol}",
        nation=_PARTY if is_party else _NATION,
        motto="" if is_party else _MOTTO,
        day=f"{where}, {dated}",
        kind="BÁO CÁO",
        subject=subject_line if is_party else subject_line[:1].upper() + subject_line[1:],
    )


def when(day: date) -> str:
    """`ngày 03 tháng 4 năm 2018`: a 0 before days below 10 and before the months 1 and 2.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.4; Hướng dẫn 36-HD/VPTW is dated so itself.
    """
    month = f"0{day.month}" if day.month < 3 else str(day.month)
    return f"ngày {day:%d} tháng {month} năm {day:%Y}"


def labelled(appendices: Sequence[Section], head: Head, who: str) -> tuple[Section, ...]:
    """Appendices with their labels: «Phụ lục 1» of the party, «Phụ lục I» of the state.

    One that stands alone has no number. Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1; the party's
    numbers are those of the appendices of Hướng dẫn 36-HD/VPTW itself.
    """
    numbers = ("1", "2") if head.header == PARTY else ("I", "II")
    number, day = head.number.removeprefix("Số").lstrip(": "), head.day.partition(", ")[2]
    attached = f"(Kèm theo Báo cáo số {number}, {day} của {who})"
    labels = [f"Phụ lục {at}" for at in numbers] if len(appendices) > 1 else ["Phụ lục"]
    return tuple(
        replace(appendix, label=label, attached=attached)
        for appendix, label in zip(appendices, labels, strict=False)
    )


def reporter(subject: Subject, settings: ReportSettings) -> str:
    """The body that reports, as it stands in a sentence."""
    return _bodies(subject, settings)[1]


def _bodies(subject: Subject, settings: ReportSettings) -> tuple[str, str]:
    """The body above and the one that reports. A party cell reports to its school's committee."""
    is_party = settings.header == PARTY
    name = subject.school.name
    body = settings.body or (f"Đảng ủy {name}" if is_party else name)
    if subject.branch and not subject.model:
        return body, subject.branch.name
    above = "Đảng bộ" if is_party else "Cơ quan chủ quản"
    return settings.parent or f"{above} {DOTS}", body


def _symbol(subject: Subject, *, is_party: bool) -> str:
    if subject.branch and not subject.model:
        return "BC/CB"
    return "BC/ĐU" if is_party else "BC"


def _place(place: str) -> str:
    """`tỉnh Bình Thuận` → `Bình Thuận`: the name stands alone before a date."""
    for word in ("tỉnh ", "thành phố ", "TP. ", "TP "):
        place = place.removeprefix(word)
    return place


def signature_of(subject: Subject, settings: ReportSettings) -> Signature:
    """Recipients and signature. A party cell's report is signed for the cell."""
    is_party = settings.header == PARTY
    if subject.branch and not subject.model:
        above = _bodies(subject, settings)[0]
        recipients = settings.recipients or (f"{above} (để báo cáo)", "Lưu Chi bộ")
        return Signature(_lines(recipients, settings), "T/M CHI BỘ", "BÍ THƯ", "")
    office = "Lưu Văn phòng" if is_party else "Lưu: VT"
    above = "Cấp ủy cấp trên" if is_party else "Cơ quan cấp trên"
    recipients = settings.recipients or (f"{above} (để báo cáo)", "Các chi bộ trực thuộc", office)
    return Signature(
        _lines(recipients, settings),
        (settings.sign_for or ("T/M Đảng ủy" if is_party else "")).upper(),
        (settings.signer_title or ("Bí thư" if is_party else "Hiệu trưởng")).upper(),
        settings.signer,
    )


def _lines(recipients: Iterable[str], settings: ReportSettings) -> tuple[str, ...]:
    """`- Lưu Văn phòng.`: each with its comma, the last with a full stop."""
    lines = [f"- {name.rstrip('.,;')}" for name in recipients]
    comma = "," if settings.header == PARTY else ";"
    return (*(line + comma for line in lines[:-1]), *(line + "." for line in lines[-1:]))
