"""What a version of the site consists of: path → size and SHA-256 of each file.

Canonical JSON, so that one version always gives the same bytes:

    {"dvk": 1, "files": {"index.html": [5210, "9f86d0…"]}, "gone": {"assets/old.css": [12, "…"]}}

`gone` are assets that the version before had: pages that readers have open may still ask for
them, so they stay on the host one version longer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.walk import stamps

FORMAT = 1
_DOTTED = (".htaccess", ".nojekyll")
"""Names with a dot that hosts want; others (`.git`, `.DS_Store`) are nobody's to read."""
_DIGEST = re.compile("[0-9a-f]{64}")


class Entry(NamedTuple):
    """A file's size in bytes and SHA-256 in hexadecimal."""

    size: int
    sha256: str


Files = Mapping[str, Entry]
"""Path from the site's root, with `/` → what stands there."""


@dataclass(frozen=True)
class Manifest:
    """One version of the site."""

    files: Files = field(default_factory=dict)
    gone: Files = field(default_factory=dict)


def entry_of(data: bytes) -> Entry:
    return Entry(len(data), hashlib.sha256(data).hexdigest())


def read_folder(folder: Path) -> dict[str, Entry]:
    """Every file of a built site."""
    return dict(sorted(_entries(folder)))


def _entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    inner = stamps(folder / ".well-known")
    dotted = [name for name in _DOTTED if (folder / name).is_file()]
    for uri in (*stamps(folder), *dotted, *(f".well-known/{name}" for name in inner)):
        if not is_safe(uri):
            raise PublishError(
                f"Tên tệp «{uri}» không đăng được lên máy chủ.",
                "đổi tên tệp: chỉ dùng chữ, số, dấu gạch nối, dấu chấm.",
            )
        with (folder / uri).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield uri, Entry(file.tell(), digest)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest's bytes."""
    data = {"dvk": FORMAT, "files": dict(manifest.files), "gone": dict(manifest.gone)}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def read_manifest(data: bytes) -> Manifest | None:
    """The manifest in these bytes; None where they are none, or name files outside the site."""
    try:
        told = json.loads(data)
        if told["dvk"] != FORMAT:
            return None
        return Manifest(_read_files(told["files"]), _read_files(told["gone"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _read_files(told: Mapping[str, tuple[int, str]]) -> dict[str, Entry]:
    found = {}
    for path, (size, digest) in told.items():
        if not (is_safe(path) and isinstance(size, int) and _DIGEST.fullmatch(digest)):
            raise ValueError(path)
        found[path] = Entry(size, digest)
    return found


def is_safe(path: str) -> bool:
    """Whether a path stays inside the site's folder, outside of our own folder `.dvk`, and means
    the same to every protocol."""
    parts = path.split("/")
    plain = not any(char in path for char in "\\\r\n\0")
    own = parts[0].lower() == ".dvk" or (len(parts[0]) > 1 and parts[0][1] == ":")
    return plain and not own and PurePosixPath(path).parts == (*parts,) and ".." not in parts
