"""All that goes to a host: the built site, and what its web server has to be told besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dvk_plugin.publish.headers import Told, htaccess, nginx, policy_of
from dvk_plugin.publish.manifest import Files, entry_of, read_folder
from dvk_plugin.publish.packed import PACKERS, is_worth
from dvk_plugin.publish.refusal import PublishError


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


def make_parcel(folder: Path, told: Told, headers: str, packings: Sequence[str] = ()) -> Parcel:
    """What goes to a host whose server reads `headers`: htaccess, nginx or none.

    `packings`: the endings of `PACKERS` in which each text goes along packed.

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
    for ending in packings:
        pack = PACKERS[ending]()
        texts = (uri for uri, entry in files.items() if is_worth(uri, entry.size))
        extras |= {f"{uri}{ending}": pack((folder / uri).read_bytes()) for uri in texts}
    if headers == "htaccess":
        extras |= htaccess(told, policy_of(folder, files, told), packings)
    elif headers == "nginx":
        extras |= nginx(told, policy_of(folder, files, told), packings)
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
    standing = {
        old: new
        for old, new in redirects.items()
        if (f"{new}index.html" if new.endswith("/") or not new else new) in files
    }
    return {**_feeds(standing, files), **standing}


def _feeds(redirects: Mapping[str, str], files: Files) -> Mapping[str, str]:
    """The feeds of pages that moved."""
    return {
        f"{old}{name}": f"{new}{name}"
        for old, new in redirects.items()
        for name in ("feed.xml", "feed.json")
        if old.endswith("/") and f"{new}{name}" in files
    }
