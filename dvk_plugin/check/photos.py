"""Photos: each file there, inside the project, of a kind that can be shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Photo
from dvk_plugin.domain.site import Site
from dvk_plugin.read.files import is_inside

KINDS = (".jpg", ".jpeg", ".png", ".webp")


def check_photos(site: Site, root: Path) -> Iterator[Issue]:
    """`anh-ngoai-du-an`, `anh-khong-dung-loai`, `khong-thay-anh`."""
    for post in site.posts:
        for photo in post.photos:
            yield from _check(photo, root)
        if post.cover and post.cover not in {photo.name for photo in post.photos}:
            yield Issue(
                "anh-bia-la",
                post.source,
                f"Ảnh bìa «{post.cover}» không có trong danh sách photos của bài.",
                f"cover: {post.photos[0].name}" if post.photos else "thêm ảnh vào mục photos.",
            )


def _check(photo: Photo, root: Path) -> Iterator[Issue]:
    path = root / photo.file
    name = Path(photo.name)
    if ".." in name.parts or name.is_absolute() or "\\" in photo.name or not is_inside(path, root):
        yield Issue(
            "anh-ngoai-du-an",
            photo.source,
            "Ảnh phải nằm trong thư mục của bài viết.",
            f"chép ảnh vào cạnh bài rồi ghi «file: {name.name}».",
        )
    elif name.suffix.lower() not in KINDS:
        yield Issue(
            "anh-khong-dung-loai",
            photo.source,
            f"Chưa đưa lên trang được tệp loại «{name.suffix or name.name}».",
            f"lưu ảnh thành JPEG, ví dụ «file: {name.stem}.jpg».",
        )
    elif not _exact(path):
        yield _missing(photo, path)


def _exact(path: Path) -> bool:
    """Whether the file is there under this very name; Windows would forgive another case."""
    return path.is_file() and path.name in _names(path.parent)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _missing(photo: Photo, path: Path) -> Issue:
    pictures = [name for name in _names(path.parent) if Path(name).suffix.lower() in KINDS]
    folded = {name.lower(): name for name in pictures}
    near = difflib.get_close_matches(path.name.lower(), folded, n=1, cutoff=0.5)
    if near:
        hint = f"file: {folded[near[0]]}"
    else:
        hint = "chép ảnh vào thư mục của bài, hoặc sửa lại tên tệp."
    return Issue("khong-thay-anh", photo.source, f"Không thấy tệp ảnh «{photo.name}».", hint)
