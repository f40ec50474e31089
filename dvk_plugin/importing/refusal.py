"""Why a file cannot be imported, as a value: what is wrong with it and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`message` and `hint` are Vietnamese, for the editor."""

    message: str
    hint: str


def damaged(detail: str = "") -> Refusal:
    """The file is broken, or is no document at all."""
    told = f" ({detail})" if detail else ""
    return Refusal(
        f"Tệp này bị hỏng hoặc không phải tệp Word .docx{told}.",
        "mở tệp bằng Word, chọn File → Save As, loại «Word Document (*.docx)», lưu tên mới rồi "
        "nhập lại; Word cũng không mở được thì xin lại tệp từ người gửi.",
    )
