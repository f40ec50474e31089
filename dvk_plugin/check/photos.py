"""Photos: each file there, inside the project, of a kind that can be shown; care for people."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.post import Consent, Photo, Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import NOWHERE
from dvk_plugin.photos.plan import is_beside, is_photo
from dvk_plugin.read.answers import shown
from dvk_plugin.read.files import is_inside
from dvk_plugin.walk import is_plain_file, join

Names = Callable[[Path], Mapping[str, None]]
"""A folder → the names of its files, sorted."""


def check_photos(site: Site, root: Path) -> Iterator[Issue]:
    """`anh-ngoai-du-an`, `anh-khong-dung-loai`, `khong-thay-anh`."""
    names = cache(_names)  # a folder may hold the photos of many posts
    for post in site.posts:
        for photo in post.photos:
            yield from _check(photo, root, names)
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


def check_consent(site: Site, policy: str) -> Iterator[Issue]:
    """`anh-chua-dong-y`: consent still awaited, or, where required, not told at all.

    `policy`: `warn` or `require`. A photo withdrawn is no finding: it is simply not published.
    """
    severity = Severity.ERROR if policy == "require" else Severity.WARNING
    for post in site.posts:
        for photo in post.photos:
            if photo.consent is Consent.PENDING:
                message = f"Ảnh «{photo.name}» còn chờ sự đồng ý của người trong ảnh."
                hint = "hỏi xong ghi «consent: obtained»; chưa được đồng ý thì rút ảnh ra khỏi bài."
            elif photo.consent is None and policy == "require":
                message = f"Ảnh «{photo.name}» chưa ghi người trong ảnh có đồng ý hay không."
                hint = "consent: obtained"
            else:
                continue
            yield Issue("anh-chua-dong-y", photo.source, message, hint, severity)


def check_withdrawals(site: Site) -> Iterator[Issue]:
    """`anh-da-rut`: a picture that was withdrawn under another name, or in another post."""
    for post in site.posts:
        for photo in post.photos:
            if photo.withdrawn_with != NOWHERE:
                yield Issue(
                    "anh-da-rut",
                    photo.source,
                    f"Ảnh «{shown(photo.name)}» đã được rút ở {photo.withdrawn_with}, "
                    "nên ở bài này cũng không được đăng.",
                    "consent: withdrawn",
                    Severity.WARNING,
                )


def _check(photo: Photo, root: Path, names: Names) -> Iterator[Issue]:
    path = join(root, photo.file)
    if photo.name.lower().startswith(("http://", "https://", "data:")):
        yield Issue(
            "anh-ngoai-du-an",
            photo.source,
            "Ảnh phải là tệp nằm cạnh bài viết, không phải địa chỉ trên mạng.",
            "tải ảnh về thư mục của bài rồi ghi tên tệp, ví dụ «file: ten-anh.jpg».",
        )
    elif not is_beside(photo.name) or _has_drive(photo.name) or not is_inside(path, root):
        yield Issue(
            "anh-ngoai-du-an",
            photo.source,
            "Ảnh phải nằm trong thư mục của bài viết.",
            f"chép ảnh vào cạnh bài rồi ghi «file: {PureWindowsPath(photo.name).name}».",
        )
    elif not is_photo(photo.name):
        name = PureWindowsPath(photo.name)
        yield Issue(
            "anh-khong-dung-loai",
            photo.source,
            f"Chưa đưa lên trang được tệp loại «{name.suffix}»."
            if name.suffix
            else f"Tên tệp ảnh «{shown(photo.name)}» còn thiếu phần đuôi như .jpg.",
            f"lưu ảnh thành JPEG rồi ghi «file: {name.stem or 'ten-anh'}.jpg».",
        )
    elif not is_plain_file(path) and Path(path).name not in names(Path(path).parent):
        yield _missing(photo, Path(path), names)  # not even there in another case, as on Windows


def _has_drive(name: str) -> bool:
    return ":" in name and bool(PureWindowsPath(name).anchor)


def _names(folder: Path) -> dict[str, None]:
    """The files of a folder by name."""
    try:
        return dict.fromkeys(sorted(entry.name for entry in folder.iterdir() if entry.is_file()))
    except (OSError, ValueError):
        return {}


def _missing(photo: Photo, path: Path, names: Names) -> Issue:
    pictures = {name.lower(): name for name in names(path.parent) if is_photo(name)}
    near = difflib.get_close_matches(path.name.lower(), pictures, n=1, cutoff=0.5)
    if near:
        hint = f"file: {PurePosixPath(photo.name).parent / pictures[near[0]]}"
    else:
        hint = "chép ảnh vào thư mục của bài, hoặc sửa lại tên tệp."
    message = f"Không thấy tệp ảnh «{shown(photo.name)}»."
    return Issue("khong-thay-anh", photo.source, message, hint)
