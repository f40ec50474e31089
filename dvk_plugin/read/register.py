"""Other sites' `register.csv` read back: the bytes of a file to a `Register`, or what is wrong.

Nothing in such a file is trusted: addresses that do not lead to the web are dropped, texts are
texts, and a file that is not whole is not read at all, for a sum with a part missing is wrong.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from dvk_plugin.domain.cell import plain_text
from dvk_plugin.domain.columns import MODELS_ADD, REGISTER, RESIDUAL, SCHEMA_VERSION
from dvk_plugin.domain.issue import Issue
from dvk_plugin.domain.ledger import Entry
from dvk_plugin.domain.metric import Metric
from dvk_plugin.domain.register import Register
from dvk_plugin.domain.registry import School
from dvk_plugin.domain.slug import slugify, tidy
from dvk_plugin.domain.source import Source
from dvk_plugin.read.register_rows import Damaged, check_cells, entry_in, leads_to_web, metric_in

MAX_BYTES = 64 * 1024**2
"""Some 150,000 figures; a register of a school that reports a figure each day has 10,000 in 27
years."""
LONGEST_CELL = 100_000
"""Letters; below what Python's reader takes, which other libraries may have changed."""
_LONGEST_NAME = 200
_TORN = "dấu nháy bị lệch, hoặc có ô quá dài"
_FETCH_AGAIN = "tải lại tệp register.csv từ trang của trường, đừng mở ra sửa rồi lưu lại."
_REQUIRED = tuple(column.name for column in REGISTER if column.is_required)


class _OtherVersion(ValueError):
    """A file of another version; its text is the version."""


def read_register(data: bytes, file: str, package: bytes | None = None) -> Register | Issue:
    """The register in a file's bytes, `file` being its name in messages.

    `package` is the `datapackage.json` that lay beside it, which knows its size and digest.

    Rules: `du-lieu-qua-lon`, `du-lieu-hong`, `du-lieu-khac-phien-ban`.
    """
    if len(data) > MAX_BYTES:
        return too_large(file, len(data))
    digest = hashlib.sha256(data).hexdigest()
    if package is not None and (issue := _check_package(package, data, digest, file)):
        return issue
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _damaged(file, 1, "chữ trong tệp không phải UTF-8")
    if not text.endswith("\n"):
        return _damaged(file, text.count("\n") + 1, "dòng cuối bị đứt; tệp có thể tải chưa hết")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in _REQUIRED if name not in (reader.fieldnames or ())]
        if missing:
            return _damaged(file, 1, f"thiếu cột «{missing[0]}»")
        register = _register(reader, file, digest)
        named = _schools(package) if package is not None else {}
        silent = {slug: named[slug] for slug in named.keys() - register.schools.keys()}
        return replace(register, silent=MappingProxyType(silent))
    except _OtherVersion as error:
        return _other_version(Source(file, reader.line_num), str(error))
    except (Damaged, csv.Error) as error:
        words = str(error) if isinstance(error, Damaged) else _TORN
        return _damaged(file, reader.line_num, words)


def too_large(file: str, size: int) -> Issue:
    """What to say of a file of more than `MAX_BYTES`. Rule `du-lieu-qua-lon`."""
    return Issue(
        "du-lieu-qua-lon",
        Source(file),
        f"Tệp này nặng {-(-size // 1024**2)} MB, quá {MAX_BYTES // 1024**2} MB, nên không đọc.",
        "kiểm tra xem có tải nhầm tệp khác không.",
    )


def _check_package(package: bytes, data: bytes, digest: str, file: str) -> Issue | None:
    """What the description says of the register that does not hold."""
    try:
        told = json.loads(package)
        version = told["schema_version"]
        mine = next(r for r in told["resources"] if r["path"] == "register.csv")
        size, wanted = mine["bytes"], mine["hash"]
    except (ValueError, TypeError, KeyError, StopIteration, RecursionError):
        return _damaged(file, 1, "tệp datapackage.json bên cạnh không đọc được")
    if version != SCHEMA_VERSION:
        return _other_version(Source(file), str(version)[:20])
    if (size, wanted) != (len(data), f"sha256:{digest}"):
        return _damaged(file, 1, "nội dung không khớp với datapackage.json bên cạnh")
    return None


def _schools(package: bytes) -> Mapping[str, School]:
    """The schools that a description names, those without a figure among them; others' words."""
    told = json.loads(package).get("schools", ())
    found = {}
    named = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    for slug, name in ((one.get("slug"), one.get("name")) for one in named):
        if isinstance(slug, str) and isinstance(name, str) and slug and slugify(slug) == slug:
            found[slug] = School(slug, tidy(name)[:_LONGEST_NAME] or slug)
    return found


def _damaged(file: str, line: int, words: str) -> Issue:
    return Issue(
        "du-lieu-hong", Source(file, max(1, line)), f"Tệp dữ liệu bị hỏng: {words}.", _FETCH_AGAIN
    )


def _other_version(place: Source, version: str) -> Issue:
    return Issue(
        "du-lieu-khac-phien-ban",
        place,
        f"Tệp này ghi theo phiên bản «{version}», còn chương trình ở đây đọc phiên bản "
        f"«{SCHEMA_VERSION}».",
        "cập nhật dvk ở nơi có bản cũ hơn, dựng lại trang rồi tải lại tệp.",
    )


def _register(reader: csv.DictReader[str], file: str, digest: str) -> Register:
    schools: dict[str, School] = {}
    metrics: dict[str, Metric] = {}
    entries: dict[str, Entry] = {}
    lines: dict[str, str] = {}
    for cells in _rows(reader):
        check_cells(cells)
        school = cells["school"]
        if slugify(school) != school:
            raise Damaged("mã trường trống hoặc không đúng; trang ấy cần khai báo trường")
        schools.setdefault(school, School(school, cells["school_name"] or school))
        described = metric_in(cells)
        metric = metrics.setdefault(described.key, described)
        if metric != described:
            raise Damaged(f"chỉ số «{metric.key}» được ghi theo hai cách")
        if cells["status"] == RESIDUAL:
            continue  # computed, and computed again from the rest
        entry = entry_in(cells, metric)
        if entry.id in entries:
            raise Damaged(f"mã «{entry.id}» có hai lần")
        entries[entry.id] = entry
        if leads_to_web(cells["register_url"]):
            lines[entry.id] = cells["register_url"]
    lives = {key for key, metric in metrics.items() if metric.dimension == MODELS_ADD}
    return Register(
        file,
        digest,
        MappingProxyType(schools),
        MappingProxyType({key: one for key, one in metrics.items() if key not in lives}),
        MappingProxyType({key: one for key, one in metrics.items() if key in lives}),
        tuple(entry for entry in entries.values() if entry.metric not in lives),
        tuple(entry for entry in entries.values() if entry.metric in lives),
        MappingProxyType(lines),
    )


def _rows(reader: csv.DictReader[str]) -> Iterator[Mapping[str, str]]:
    """Each line by the names of columns; columns that are not there are empty."""
    for row in reader:
        if None in row or None in row.values():
            raise Damaged("dòng này có số cột khác dòng đầu; tệp có thể tải chưa hết")
        if max(map(len, row.values())) > LONGEST_CELL:
            raise Damaged(_TORN)
        if row["schema_version"] != str(SCHEMA_VERSION):
            raise _OtherVersion(row["schema_version"][:20])
        yield {column.name: tidy(plain_text(row.get(column.name) or "")) for column in REGISTER}
