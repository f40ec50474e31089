"""What is said of photos that could not be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.source import NOWHERE
from dvk_plugin.photos.decode import Fault


def fault_issues(posts: Iterable[Post], faults: Mapping[str, Fault]) -> Iterator[Issue]:
    """A finding wherever a post lists such a photo. `faults` by the photo's file."""
    for post in posts:
        for photo in post.published_photos:
            if photo.file in faults:
                told = _FAULTS[faults[photo.file]]
                message = told.message.replace("{name}", photo.name)
                yield replace(told, source=photo.source, message=message)


_FAULTS: Mapping[Fault, Issue] = {
    Fault.EMPTY: Issue(
        "anh-hong",
        NOWHERE,
        "Tệp ảnh «{name}» rỗng (0 byte).",
        "chép lại ảnh từ điện thoại hay máy ảnh.",
    ),
    Fault.DAMAGED: Issue(
        "anh-hong",
        NOWHERE,
        "Tệp ảnh «{name}» bị hỏng hoặc không phải là ảnh.",
        "mở ảnh trên máy, lưu lại thành JPEG rồi chép đè.",
    ),
    Fault.TOO_LARGE: Issue(
        "anh-qua-lon",
        NOWHERE,
        "Ảnh «{name}» có quá nhiều điểm ảnh nên không mở.",
        "thu nhỏ ảnh còn chừng 4000 điểm ảnh chiều ngang, lưu lại thành JPEG.",
    ),
    Fault.UNREADABLE: Issue(
        "khong-mo-duoc",
        NOWHERE,
        "Không đọc được tệp ảnh «{name}».",
        "kiểm tra quyền đọc tệp, hoặc đóng chương trình đang giữ tệp rồi thử lại.",
    ),
    Fault.UNWRITABLE: Issue(
        "khong-ghi-duoc",
        NOWHERE,
        "Không ghi được ảnh làm từ «{name}» vào thư mục .cache của trang.",
        "kiểm tra chỗ trống trên đĩa và quyền ghi rồi thử lại.",
    ),
}
"""What to say of each photo that could not be published; `{name}` is the photo's."""
