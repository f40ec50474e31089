"""The group `report:` among the plugin's options: whose letterhead a report has, who signs it.

report:
  parent: Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh
  schools: {cd-binh-thuan: {place: Phan Thiết, signer: Nguyễn Văn A}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

from dvk_plugin.read.option_groups import Option, WrongOption, one_of, read_group, text, words

PARTY, STATE = "party", "state"


@dataclass(frozen=True)
class ReportSettings:
    """What stands at the head and foot of reports; an empty text leaves it to the default.

    `header`: documents of party bodies (Hướng dẫn 36-HD/VPTW) or of state bodies (Nghị định
    30/2020/NĐ-CP). `parent` is the body above, `body` the one that reports, `symbol` what follows
    the number (`BC/ĐU`), `place` stands before the date. `sign_for` and `signer_title` stand
    above the signature, `signer` below. `schools`: school → what is different for it.
    """

    header: str = PARTY
    parent: str = ""
    body: str = ""
    symbol: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()
    sign_for: str = ""
    signer_title: str = ""
    signer: str = ""
    schools: Mapping[str, Mapping[str, object]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def of(self, school: str) -> ReportSettings:
        """The settings for one school."""
        own = self.schools.get(school, {})
        return replace(self, **{"schools": {}, **own})  # type: ignore[arg-type]


REPORT_OPTIONS = tuple(field.name for field in fields(ReportSettings))


def read_report_settings(value: object) -> ReportSettings | WrongOption:
    """The settings in the value of `report`; options unset or empty keep their defaults."""
    known = read_group("report", value, {**_READERS, "schools": _SCHOOLS})
    if isinstance(known, WrongOption):
        return known
    schools: dict[str, Mapping[str, object]] = {}
    given = known.get("schools", {})
    assert isinstance(given, Mapping)
    for school, own in given.items():
        read = read_group(f"report: schools: {school}", own, _READERS)
        if isinstance(read, WrongOption):
            return replace(read, name=school if read.name.startswith("report:") else read.name)
        schools[str(school)] = read
    return ReportSettings(**{**known, "schools": MappingProxyType(schools)})  # type: ignore[arg-type]


def _group(value: object) -> Mapping[object, object] | None:
    return value if isinstance(value, Mapping) else None


_READERS: Mapping[str, Option] = {
    "header": Option(one_of(PARTY, STATE), "party hoặc state", PARTY),
    "parent": Option(text, "chữ", "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh"),
    "body": Option(text, "chữ", "Đảng ủy Trường Cao đẳng A"),
    "symbol": Option(text, "chữ", "BC/ĐU"),
    "place": Option(text, "chữ", "Phan Thiết"),
    "recipients": Option(words, "danh sách nơi nhận", "[Đảng ủy cấp trên, Lưu Văn phòng]"),
    "sign_for": Option(text, "chữ", "T/M Đảng ủy"),
    "signer_title": Option(text, "chữ", "Bí thư"),
    "signer": Option(text, "chữ", "Nguyễn Văn A"),
}
"""Option → its reader, what it must be, and an example."""
_SCHOOLS = Option(_group, "một nhóm: mã trường, rồi các mục riêng của trường ấy", "{cd-a: {…}}")
