"""What is counted: the built-in catalogue of metrics, and how each one adds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Adds(StrEnum):
    """How figures of one metric make a total."""

    SUM = "sum"
    """Every increment counts in full."""
    DISTINCT = "distinct"
    """Persons and the like: groups may overlap, so a total is between the largest and the sum."""
    LATEST = "latest"
    """A stock: the newest figure stands, nothing is summed over time."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is counted.

    `unit` is the canonical unit; `units` are the canonical units accepted beside it.
    Figures of different dimensions never add. `across_models` says of a stock whether
    several models' figures may be summed.
    """

    key: str
    label: str
    unit: str
    dimension: str
    units: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adds: Adds = Adds.SUM
    across_models: bool = True

    @property
    def accepted_units(self) -> tuple[str, ...]:
        return (self.unit, *self.units)

    @property
    def is_money(self) -> bool:
        return self.unit == MONEY


MONEY = "VND"
_PERSONS = (
    "em", "cháu", "cụ", "học sinh", "sinh viên", "hssv", "bà con", "người dân",
    "bệnh nhân", "đoàn viên", "đảng viên", "hội viên",
    "cán bộ", "giáo viên", "nhà giáo", "trẻ em", "thanh niên", "phụ nữ",
)  # fmt: skip

CATALOGUE = (
    Metric(
        "beneficiaries", "Người được giúp đỡ", "người", "persons", _PERSONS,
        ("số người được giúp", "người thụ hưởng", "người hưởng lợi"), Adds.DISTINCT,
    ),
    Metric(
        "funds_raised", "Kinh phí huy động", MONEY, "money raised", (),
        ("funds", "kinh phí", "kinh phí vận động", "tiền huy động", "số tiền vận động"),
    ),
    Metric(
        "funds_spent", "Kinh phí đã chi", MONEY, "money spent", (),
        ("đã chi", "tiền đã trao", "kinh phí hỗ trợ", "tổng chi"),
    ),
    Metric(
        "people_examined", "Người được khám bệnh", "người", "persons", _PERSONS,
        ("khám bệnh", "người được khám", "người được khám, phát thuốc"), Adds.DISTINCT,
    ),
    Metric(
        "gifts", "Suất quà", "suất", "gifts", ("phần", "túi", "gói"),
        ("quà", "phần quà", "quà tặng"),
    ),
    Metric(
        "scholarships", "Suất học bổng", "suất", "scholarships", ("học bổng",), ("học bổng",),
    ),
    Metric("participations", "Lượt tham gia", "lượt", "turns", ("lượt người",), ("lượt người",)),
    Metric(
        "programmes", "Chương trình, hoạt động", "chương trình", "programmes",
        ("đợt", "buổi", "hoạt động", "cuộc"), ("chương trình", "hoạt động"),
    ),
    Metric(
        "blood_units", "Đơn vị máu", "đơn vị máu", "blood", ("đơn vị",),
        ("máu", "hiến máu", "đơn vị máu hiến"),
    ),
    Metric("films", "Phim, phóng sự", "phim", "films", ("video", "clip", "phóng sự"), ("phim",)),
    Metric("articles", "Bài viết", "bài", "articles", ("bài viết", "tin"), ("bài viết", "tin bài")),
    Metric(
        "profiles", "Gương được giới thiệu", "gương", "profiles",
        ("gương mặt", *_PERSONS, "người"), ("gương điển hình", "gương mặt tiêu biểu"),
    ),
    Metric(
        "schools_helped", "Trường được hỗ trợ", "trường", "schools", ("điểm trường",),
        ("trường được giúp",), Adds.DISTINCT,
    ),
    Metric(
        "awards_collective", "Khen thưởng tập thể", "tập thể", "collective awards",
        ("giấy khen", "bằng khen", "lượt tập thể"), ("khen tập thể", "tập thể được khen"),
    ),
    Metric(
        "awards_individual", "Khen thưởng cá nhân", "cá nhân", "individual awards",
        ("giấy khen", "bằng khen", "lượt cá nhân", "người", *_PERSONS),
        ("khen cá nhân", "cá nhân được khen"),
    ),
    Metric(
        "houses", "Nhà được xây, sửa", "căn", "houses", ("nhà", "căn nhà", "ngôi nhà"),
        ("nhà", "nhà tình thương", "nhà tình nghĩa"),
    ),
    Metric("workdays", "Ngày công", "ngày công", "workdays", ("công",), ("công lao động",)),
    Metric("trees", "Cây đã trồng", "cây", "trees", ("cây xanh",), ("cây xanh", "trồng cây")),
    Metric("photos", "Ảnh", "ảnh", "photos", ("tấm", "bức"), ("hình ảnh", "số ảnh")),
)  # fmt: skip
"""The metrics that every site has; `posts/registry.yml` adds to them."""
