"""The page of open data: each file, what it holds, and how it may be used and cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dvk_plugin.domain.columns import REGISTER, TALLY, Column
from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import rendered
from dvk_plugin.views.uris import DATA


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of `du-lieu/`: its name, what it is called, what it tells; a table has columns."""

    name: str
    title: str
    about: str
    media_type: str
    columns: tuple[Column, ...] = ()


FILES = (
    DataFile(
        "register.csv",
        "Sổ chi tiết",
        "Từng con số mà các bài đã báo, kể cả số không cộng vào tổng và lý do. Mở được bằng Excel.",
        "text/csv",
        REGISTER,
    ),
    DataFile(
        "tally.csv",
        "Mọi tổng",
        "Tổng theo trường, chi bộ, mô hình và năm. Mở được bằng Excel.",
        "text/csv",
        TALLY,
    ),
    DataFile(
        "tally.json",
        "Mọi tổng, kèm nguồn",
        "Như bảng trên, mỗi tổng kèm các bài đã báo, dòng trong tệp và nguyên văn. Cho chương "
        "trình khác đọc.",
        "application/json",
    ),
    DataFile(
        "models.json",
        "Các mô hình",
        "Tên, trường, chi bộ, lĩnh vực, từng năm và mức công nhận.",
        "application/json",
    ),
    DataFile(
        "posts.json",
        "Các bài viết",
        "Tiêu đề, ngày, mô hình và mã các con số của từng bài.",
        "application/json",
    ),
    DataFile(
        "datapackage.json",
        "Bản mô tả",
        "Mô tả các tệp trên theo chuẩn Data Package: cột, kiểu, giấy phép, cỡ và mã kiểm tra.",
        "application/json",
    ),
)
"""Every file that readers are offered, the one that most will want first."""
TITLE = "Dữ liệu mở"


def open_data_pages(edition: Edition) -> Iterator[Page]:
    """`du-lieu/`, one page."""
    uri = f"{DATA}/index.md"
    address = edition.links.absolute(uri)
    yield Page(
        uri,
        TITLE,
        content=rendered(
            "open_data.html", edition.href(uri), edition=edition, files=FILES, address=address
        ),
        description=describe(
            f"Số liệu của {edition.site.name} để tải về: sổ chi tiết, các tổng, mô hình và bài "
            "viết, mỗi số kèm nguồn."
        ),
        kind="data",
        updated=edition.updated(edition.site.posts),
    )
