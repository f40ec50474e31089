"""All that goes to a host: the built site, and what its web server has to be told besides."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dvk_plugin.publish.headers import Told, htaccess, nginx, policy_of
from dvk_plugin.publish.manifest import Files, entry_of, read_folder
from dvk_plugin.publish.refusal import PublishError

_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".webmanifest")
_LEAST = 1024
"""Bytes from which packing a text is worth a file more."""


@dataclass(frozen=True)
class Parcel:
    """The files to publish; `extras`: those that are not in the folder, with their bytes."""

    folder: Path
    files: Files
    extras: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        """A file's bytes as they are now."""
        if path in self.extras:
            return self.extras[path]
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise PublishError(
                f"Không đọc được tệp «{path}» của trang.", "dựng lại trang rồi gõ lại lệnh."
            ) from error


def make_parcel(folder: Path, told: Told, headers: str, *, compress: bool) -> Parcel:
    """What goes to a host whose server reads `headers`: htaccess, nginx or none.

    Files that the author has put into the site stand before ours of the same name.
    """
    files = read_folder(folder)
    if "index.html" not in files:
        raise PublishError(
            f"Thư mục «{folder.name}» không có trang nào để đăng.",
            "bỏ «--no-build» để máy dựng trang trước.",
        )
    told = replace(told, redirects=_standing(told.redirects, files))
    extras: dict[str, bytes] = {}
    if compress:
        extras |= {f"{uri}.gz": _packed(folder / uri) for uri in files if _is_worth(uri, files)}
    if headers == "htaccess":
        extras |= htaccess(told, policy_of(folder, files, told), compress=compress)
    elif headers == "nginx":
        extras |= nginx(told, policy_of(folder, files, told), compress=compress)
    extras = {path: data for path, data in extras.items() if path not in files}
    entries = {**files, **{path: entry_of(data) for path, data in extras.items()}}
    return Parcel(folder, dict(sorted(entries.items())), extras)


def unpack(parcel: Parcel, folder: Path, paths: Iterable[str]) -> None:
    """Write these of the parcel's files into a folder."""
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(parcel.read(path))


def _standing(redirects: Mapping[str, str], files: Files) -> Mapping[str, str]:
    """Redirects to pages that are there as such (a host may name them otherwise)."""
    return {old: new for old, new in redirects.items() if f"{new}index.html" in files}


def _is_worth(uri: str, files: Files) -> bool:
    return uri.endswith(_TEXTS) and files[uri].size >= _LEAST


def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)
