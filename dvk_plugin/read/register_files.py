"""Where downloaded registers lie: `register.csv` in a folder, below it, or a CSV of any name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dvk_plugin.domain.columns import REGISTER
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.source import Source
from dvk_plugin.read.files import cannot_open, is_file_inside, is_inside, relative_name
from dvk_plugin.read.register import MAX_BYTES, read_register, too_large

REGISTER_FILE, PACKAGE_FILE = "register.csv", "datapackage.json"
_FIRST = REGISTER[0].name.encode()


def register_files(folder: Path) -> tuple[Path, ...]:
    """Every register below a folder, by name: those called so, and tables that begin like one.

    Hidden files and folders are left alone.
    """
    found = []
    for path in folder.rglob("*.csv"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not is_hidden and (path.name == REGISTER_FILE or _begins_like_one(path)):
            found.append(path)
    return tuple(sorted(found, key=lambda path: path.as_posix()))


def _begins_like_one(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _FIRST in file.read(len(_FIRST) + 8)
    except OSError:
        return True  # it has its finding when it is read


def read_registers(folder: Path, root: Path) -> tuple[tuple[Register, ...], tuple[Issue, ...]]:
    """The registers in a folder of the project, and what is wrong with any.

    Rules: `thieu-du-lieu-truong`, `ngoai-du-an`, and those of `read_register`.
    """
    place = Source(relative_name(folder, root))
    if not is_inside(folder, root):
        return (), (_outside(place),)
    paths = register_files(folder) if folder.is_dir() else ()
    if not paths:
        return (), (no_registers(place),)
    inside = [path for path in paths if is_file_inside(path, root)]
    outside = [_outside(Source(relative_name(p, root))) for p in paths if p not in inside]
    registers, issues = sort_out(read_register_file(p, relative_name(p, root)) for p in inside)
    return registers, (*outside, *issues)


def sort_out(
    read: Iterable[Register | Issue],
) -> tuple[tuple[Register, ...], tuple[Issue, ...]]:
    """What could be read, and what is wrong with the rest."""
    found = tuple(read)
    registers = tuple(one for one in found if isinstance(one, Register))
    return registers, tuple(one for one in found if isinstance(one, Issue))


def read_register_file(path: Path, name: str) -> Register | Issue:
    """The register in a file, called `name` in messages, held against its description."""
    read = read_bytes(path, name)
    return read if isinstance(read, Issue) else read_register(read[0], name, read[1])


def read_bytes(path: Path, name: str) -> tuple[bytes, bytes | None] | Issue:
    """The bytes of a register and of the description beside it, if there is one.

    Rules: `khong-mo-duoc`, `du-lieu-qua-lon`.
    """
    package = path.with_name(PACKAGE_FILE)
    try:
        if path.stat().st_size > MAX_BYTES:
            return too_large(name, path.stat().st_size)
        is_described = path.name == REGISTER_FILE and package.is_file()
        return path.read_bytes(), package.read_bytes() if is_described else None
    except (OSError, ValueError):
        return cannot_open(Source(name))


def no_registers(place: Source) -> Issue:
    """What to say of a folder that holds none."""
    return Issue(
        "thieu-du-lieu-truong",
        place,
        f"Không thấy tệp {REGISTER_FILE} nào trong thư mục này.",
        "chép thư mục du-lieu của trang từng trường vào đây, mỗi trường một thư mục con.",
    )


def _outside(place: Source) -> Issue:
    return Issue(
        "ngoai-du-an",
        place,
        "Dữ liệu này nằm ngoài thư mục của trang, nên không được đọc.",
        "chép tệp thật vào thư mục của trang.",
    )
