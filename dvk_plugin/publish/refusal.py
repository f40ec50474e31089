"""Why a site cannot be published, in words for its webmaster."""

from __future__ import annotations


class PublishError(Exception):
    """Nothing more can be done: what is wrong, and what to do instead (Vietnamese)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class HostFailed(PublishError):
    """The host may answer if it is asked again: the line was cut, or it is busy."""


class NotThere(Exception):
    """A file that should be on the host is not."""


def link_in_the_way(path: str) -> PublishError:
    """What to say of a name on the host that must be a folder of the site, and is not."""
    return PublishError(
        f"Trên máy chủ, «{path}» là một liên kết hoặc một tệp, không phải thư mục của trang; máy "
        "không ghi qua đó, vì có thể lạc ra ngoài thư mục của trang.",
        "xóa hoặc đổi tên mục ấy trên máy chủ rồi gõ lại lệnh.",
    )


def no_folder(path: str) -> PublishError:
    """A folder of the settings that is not there; one made in silence would hide a slip."""
    return PublishError(
        f"Không thấy thư mục «{path}» ở nơi đăng.",
        "sửa mục «path», hoặc tạo thư mục ấy trước (máy không tự tạo, phòng khi gõ nhầm tên).",
    )


def line_cut(where: str) -> HostFailed:
    """The line to a host was cut, or nobody answers."""
    return HostFailed(
        f"Mất liên lạc với {where}.",
        "kiểm tra mạng, «host» và «port», rồi gõ lại: lần sau máy đăng tiếp từ chỗ dừng.",
    )


def no_room(path: str) -> PublishError:
    """The disk of a host is full, or what one may use of it."""
    return PublishError(
        f"Không ghi được «{path}»: máy chủ đã đầy hoặc hết hạn mức.",
        "xóa bớt tệp không dùng trên máy chủ, hoặc xin thêm dung lượng, rồi gõ lại lệnh.",
    )
