"""A declared initiative (mô hình) with a page of its own, and its life told in years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from dvk_plugin.domain.document import Document
from dvk_plugin.domain.quantity import Quantity
from dvk_plugin.domain.recognition import Recognition
from dvk_plugin.domain.source import NOWHERE, Places, Source, place_of


class State(StrEnum):
    """What a model did in a year. All but ended and paused count as registered."""

    REGISTERED = "registered"
    NEW = "new"
    MAINTAINED = "maintained"
    EXPANDED = "expanded"
    PAUSED = "paused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_active(self) -> bool:
        return self not in (State.PAUSED, State.ENDED)


_LABELS = {
    State.REGISTERED: "đăng ký",
    State.NEW: "thành lập mới",
    State.MAINTAINED: "duy trì",
    State.EXPANDED: "duy trì, mở rộng",
    State.PAUSED: "tạm dừng",
    State.ENDED: "kết thúc",
}

DOSSIER_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "reason": "Lý do xây dựng",
        "goals": "Mục tiêu",
        "activities": "Nội dung hoạt động",
        "place": "Địa bàn",
        "audience": "Đối tượng",
        "forces": "Lực lượng tham gia",
        "resources": "Nguồn lực",
        "timeline": "Thời gian",
        "outputs": "Kết quả dự kiến",
        "sustain": "Duy trì, nhân rộng",
    }
)
"""Parts of a model's dossier in the order shown; every one is optional."""

KINDS = ("tập thể", "cá nhân")
SECTORS = ("kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh", "xây dựng hệ thống chính trị")


@dataclass(frozen=True, slots=True)
class Target:
    """What a model set out to reach in a year: compared, never added."""

    metric: str
    quantity: Quantity
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class ModelYear:
    """One year of a model's life. `state` is None where nothing was reported of it."""

    year: int
    state: State | None = None
    targets: tuple[Target, ...] = ()
    documents: tuple[Document, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    honours: tuple[str, ...] = ()
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its file declares it. `parent` is the slug of the umbrella, or empty."""

    slug: str
    name: str
    file: str
    school: str = ""
    branch: str = ""
    aliases: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    parent: str = ""
    kind: str = ""
    sector: str = ""
    founded: str = ""
    dossier: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    years: tuple[ModelYear, ...] = ()
    summary: str = ""
    source: Source = NOWHERE
    places: Places = field(default=(), compare=False, repr=False)

    def place(self, name: str) -> Source:
        """Where the value of a field stands, the name's where it was not written."""
        return place_of(name, self.places, self.source)
