"""Writes `docs/huong-dan/phien-mau.md`: commands typed on a fresh copy of the project, as they answer.

    python tools/guide_sessions.py

Every command really runs; what it prints is what the page shows.
"""
# ruff: noqa: E501  (commands stand as they are typed)

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "huong-dan" / "phien-mau.md"
POST = "posts/2024/ngay-hoi-hien-mau"
NEW = f"""\
dvk new --title "Ngày hội hiến máu: đợt 2" --date 15/10/2024 --school cdsp-lang-son
    --model clb-hien-mau --metric "máu=37 đơn vị" --metric "quà=khoảng 30 suất"
    --photos anh-chup --caption "Sinh viên tham gia hiến máu" --consent obtained --slug {Path(POST).name}"""
BAD = """\
---
title: Trao quà Tết: xã Bính Xá
date: 12/25/2024
school: cdsp-lang-son
funds: 65,000,000 đồng
gifts: 37.9 suất
---
Nội dung bài.
"""
CHAPTERS = (
    ("Tạo bài mới", (NEW, f"cat {POST}/index.md", "dvk check", "dvk due --today 10/10/2024")),
    ("Quên một câu trả lời", ("dvk new --title Bài --no-input", NEW)),
    ("Một số liệu đọc được hai cách", ('dvk new --title Bài --date 15/10/2024 --school cdsp-lang-son --metric "quà=37.9 suất" --no-input', 'dvk parse "khoảng 37,9 triệu đồng"')),
    ("Đăng bài", (f"sed -i /draft:/d {POST}/index.md", "dvk check", "dvk tally --school cdsp-lang-son --metric blood_units")),
    ("Đính chính", (f'dvk amend {POST} blood_units "35 đơn vị" --reason "Báo cáo gốc cộng nhầm" --date 20/10/2024', "dvk tally --school cdsp-lang-son --metric blood_units", f'dvk amend {POST} giftz "30 suất" --reason "Gõ thử tên sai"', 'dvk amend posts/2024/tinh-nguyen-vi-cong-dong beneficiaries "5 người" --reason "Bài có hai số"')),
    ("Soát và sửa", ("cat posts/2024/tet.md", "dvk check", "dvk check --fix --dry-run", "dvk check --fix", "dvk check --format github")),
    ("Hẹn ngày đăng", ("sed -i s/37.9/37/ posts/2024/tet.md", "sed -i 3apublish_at:\\ 25/12/2024 posts/2024/tet.md", "dvk due --today 10/12/2024", "dvk tally --school cdsp-lang-son --metric gifts --today 10/12/2024", "dvk tally --school cdsp-lang-son --metric gifts --today 25/12/2024")),
    ("Dựng trang", ("mkdocs build -q", f"ls site/tin-tuc/2024/{Path(POST).name}")),
)  # fmt: skip
OPENING = """\
# Phiên làm việc mẫu

<!-- Trang này do tools/guide_sessions.py ghi lại khi chạy thật; đừng sửa tay. -->

Những lệnh dưới đây được gõ thật trên một bản chép mới của trang mẫu; phần sau dấu `$` là lệnh, phần còn lại là lời máy đáp.
"""


def session_page() -> str:
    """The whole page, each command run in the order of the page in one copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = fresh_copy(Path(folder) / "trang")
        return "\n".join((OPENING, *_chapters(copy)))


def fresh_copy(copy: Path) -> Path:
    """The demo's texts in a folder of their own, and a folder of photos beside them."""
    for name in ("docs", "posts"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    photos = copy / "anh-chup"
    photos.mkdir()
    picture = ROOT / "posts/2024/tinh-nguyen-vi-cong-dong/sinh-vien-hien-mau.jpg"
    shutil.copy(picture, photos / "Ảnh 1 (2).JPG")
    return copy


def _chapters(copy: Path) -> Iterator[str]:
    for title, commands in CHAPTERS:
        if title == "Soát và sửa":
            (copy / "posts/2024/tet.md").write_text(BAD, encoding="utf-8")
        yield f"## {title}\n"
        for command in commands:
            code, said = run(command, copy)
            tail = f"(mã kết thúc: {code})\n" if code else ""
            yield f"```text\n$ {command}\n{said}{tail}```\n"


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code of a command and what it says, in the order it is said."""
    words = shlex.split(command)
    modules = {"dvk": "dvk_plugin.cli.main", "mkdocs": "mkdocs"}
    if words[0] in modules:
        words[:1] = [sys.executable, "-m", modules[words[0]]]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1735000000", "LC_ALL": "C"}
    result = subprocess.run(
        words, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    said = result.stdout.replace("python -m dvk_plugin.cli.main", "dvk")
    return result.returncode, said if said.endswith("\n") or not said else f"{said}\n"


if __name__ == "__main__":
    PAGE.write_text(session_page(), encoding="utf-8", newline="\n")
    print(PAGE.relative_to(ROOT))
