"""The text of a post just begun: front matter with hints for what is still to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dvk_plugin.domain.post import Consent
from dvk_plugin.domain.slug import slugify
from dvk_plugin.write.yaml_text import as_list, as_value

LONGEST_SLUG = 70
"""Characters of a post's folder: Windows counts the whole path."""
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names that Windows keeps for itself."""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as it will stand beside the post: its safe name, and what is told of it."""

    name: str
    caption: str
    consent: Consent


@dataclass(frozen=True, slots=True)
class NewPost:
    """What is known of a post when it is begun. `school` is empty where the site has but one.

    `models`: slug → name. `metrics`: key, label and amount as typed, in the order told.
    """

    title: str
    day: date
    school: str = ""
    models: Mapping[str, str] | None = None
    metrics: Sequence[tuple[str, str, str]] = ()
    photos: Sequence[NewPhoto] = ()
    is_draft: bool = True


def folder_name(title: str) -> str:
    """A folder for a post of this title: whole words, not too long; empty without a letter."""
    slug = slugify(title)
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return f"{slug}-1" if slug in _DEVICES else slug


def photo_name(name: str, taken: Sequence[str]) -> str:
    """`Ảnh 1 (2).HEIC` → `anh-1-2.heic`; a name taken gets a number."""
    stem, _, suffix = name.rpartition(".")
    stem = slugify(stem)[:LONGEST_SLUG].strip("-") or "anh"
    if stem in _DEVICES:
        stem = f"{stem}-1"
    number, found = 1, f"{stem}.{suffix.lower()}"
    while found in taken:
        number += 1
        found = f"{stem}-{number}.{suffix.lower()}"
    return found


def new_post_text(post: NewPost) -> str:
    """The file: what is known as fields, what is not as hints that a reader skips."""
    return "\n".join(("---", *_head(post), "---", *_body(post), ""))


def _head(post: NewPost) -> Iterator[str]:
    yield "# Dòng bắt đầu bằng dấu # là lời nhắc, máy bỏ qua. Bỏ dấu # và sửa khi cần dùng."
    yield f"title: {as_value(post.title)}"
    yield f"date: {post.day:%d/%m/}{post.day.year:04d}"
    yield "# as_of: 30/09/2024 # ngày mà số liệu nói tới, nếu khác ngày đăng"
    if post.is_draft:
        yield "draft: true # bản nháp, chưa lên trang; viết xong thì xóa dòng này"
    if post.school:
        yield f"school: {post.school}"
    yield from _models(post)
    yield "# category: Tin tức"
    yield "# tags: [từ khóa, từ khóa khác]"
    yield "# source: Nơi gửi báo cáo"
    yield "summary: # một, hai câu nói gọn điều chính của bài"
    yield from _metrics(post)
    yield from _photos(post)


def _models(post: NewPost) -> Iterator[str]:
    if not post.models:
        yield "# models: [ma-mo-hinh] # chưa ghi mô hình nào: số liệu là của toàn trường"
        return
    names = "; ".join(post.models.values())
    yield f"models: {as_list(post.models)} # {names}"


def _metrics(post: NewPost) -> Iterator[str]:
    if not post.metrics:
        yield "# metrics:"
        yield "#   gifts: 30 suất # chưa biết số thì để trống, đừng ghi 0"
        return
    yield "metrics:"
    order = list(dict.fromkeys(key for key, _, _ in post.metrics))
    told = sorted(post.metrics, key=lambda metric: order.index(metric[0]))
    for (key, label), group in groupby(told, key=lambda metric: metric[:2]):
        amounts = [as_value(amount) for _, _, amount in group]
        if len(amounts) == 1:
            yield f"  {key}: {amounts[0]} # {label}"
        else:
            yield f"  {key}: # {label}"
            yield from (f"    - {amount}" for amount in amounts)


def _photos(post: NewPost) -> Iterator[str]:
    if not post.photos:
        yield "# photos:"
        yield "#   - file: ten-anh.jpg # chép ảnh vào thư mục này trước"
        yield "#     caption: Ai đang làm gì, ở đâu"
        yield "#     consent: obtained"
        return
    yield "photos: # ảnh đầu tiên là ảnh bìa"
    for photo in post.photos:
        yield f"  - file: {photo.name}"
        yield f"    caption: {as_value(photo.caption)}"
        yield "    alt: # nhìn thấy gì trong ảnh, cho người không xem được"
        yield f"    consent: {photo.consent}"


def _body(post: NewPost) -> Iterator[str]:
    yield "Đoạn mở đầu: việc gì, ai làm, ở đâu, kết quả chính."
    yield ""
    yield "## Một tiểu mục"
    yield ""
    yield "Viết tiếp ở đây, các đoạn cách nhau một dòng trống."
