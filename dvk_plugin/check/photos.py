"""Photos: each file there, inside the project, of a kind that can be shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Photo, Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify, tidy
from dvk_plugin.read.answers import shown
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
                post.place("cover"),
                f"Ảnh bìa «{shown(post.cover)}» không có trong danh sách photos của bài.",
                _nearest_cover(post) or "thêm ảnh này vào mục photos.",
            )


def _nearest_cover(post: Post) -> str:
    names = [photo.name for photo in post.photos]
    near = difflib.get_close_matches(post.cover, names, n=1, cutoff=0.4) or names[:1]
    return f"cover: {near[0]}" if near else ""


def _check(photo: Photo, root: Path) -> Iterator[Issue]:
    path = root / photo.file
    name = PureWindowsPath(photo.name)
    if photo.name.lower().startswith(("http://", "https://", "data:")):
        yield Issue(
            "anh-ngoai-du-an",
            photo.source,
            "Ảnh phải là tệp nằm cạnh bài viết, không phải địa chỉ trên mạng.",
            "tải ảnh về thư mục của bài rồi ghi tên tệp, ví dụ «file: ten-anh.jpg».",
        )
    elif ".." in name.parts or name.anchor or "\\" in photo.name or not is_inside(path, root):
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
            f"Chưa đưa lên trang được tệp loại «{name.suffix}»."
            if name.suffix
            else f"Tên tệp ảnh «{shown(photo.name)}» còn thiếu phần đuôi như .jpg.",
            f"lưu ảnh thành JPEG rồi ghi «file: {name.stem or 'ten-anh'}.jpg».",
        )
    elif not _exact(path):
        yield _missing(photo, path)


def _exact(path: Path) -> bool:
    """Whether the file is there under this very name; Windows would forgive another case."""
    return path.name in _names(path.parent) and path.is_file()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):
        return []


def _missing(photo: Photo, path: Path) -> Issue:
    pictures = [name for name in _names(path.parent) if Path(name).suffix.lower() in KINDS]
    folded = {tidy(name).lower(): name for name in pictures}
    near = difflib.get_close_matches(path.name.lower(), folded, n=1, cutoff=0.5)
    message = f"Không thấy tệp ảnh «{shown(photo.name)}»."
    folder = PurePosixPath(photo.name).parent
    if not near:
        hint = "chép ảnh vào thư mục của bài, hoặc sửa lại tên tệp."
    elif tidy(folded[near[0]]) == path.name:  # the same to the eye: NFD, or two blanks in a row
        plain = f"{slugify(path.stem) or 'anh'}{path.suffix.lower()}"
        message = f"Tên tệp ảnh «{shown(photo.name)}» trên máy gõ khác với tên ghi ở đây."
        hint = f"đổi tên tệp ảnh thành «{plain}» rồi ghi «file: {folder / plain}»."
    else:
        hint = f"file: {folder / folded[near[0]]}"
    return Issue("khong-thay-anh", photo.source, message, hint)
