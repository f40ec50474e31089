"""What to do to bring a host from one version to another, in which order. Nothing is done here.

Readers must never meet a page whose picture, style or script is missing. So assets come first,
then pages that are new (others will link to them), then those that change, at last the entries,
by which readers and machines come in. What is no longer needed goes when all that is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dvk_plugin.publish.manifest import Files, Manifest
from dvk_plugin.publish.packed import unpacked_name

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
_ENTRIES = (
    "index.html",
    "tin-tuc/index.html",
    "sitemap.xml",
    "feed.xml",
    "feed.json",
    "tim-kiem/chi-muc/muc-luc.bin",
    ".htaccess",
)
"""The first pages, and files that name many others."""


@dataclass(frozen=True)
class Plan:
    """`waves`: files to put in place, each wave when the one before is complete. `delete`: paths
    to take away afterwards. `keep`: files of the old version that would be lost. `left`: all on
    the host that the new version has not. `after`: the manifest when all is done. `before`: the
    version to which one may go back.
    """

    waves: tuple[tuple[str, ...], ...]
    delete: tuple[str, ...]
    keep: Files
    left: Files
    after: Manifest
    before: Manifest

    @property
    def changed(self) -> tuple[str, ...]:
        """Every file to put in place, in order."""
        return tuple(path for wave in self.waves for path in wave)


def make_plan(
    old: Manifest, new: Files, there: Files | None = None, *, forget: bool = False
) -> Plan:
    """The way from the version `old` to the files `new`.

    `there`: what stands on the host in truth, where a publication was cut off between two
    versions; by default the old one. `forget`: pictures that went are withdrawn, they are deleted
    at once and not kept.
    """
    was = {**old.gone, **(old.files if there is None else there)}
    changed = [path for path, entry in new.items() if was.get(path) != entry]
    left = {path: entry for path, entry in was.items() if path not in new}
    withdrawn = {path for path in left if forget and unpacked_name(path).endswith(PICTURES)}
    last = {**old.files, **(old.gone if new == old.files else {})}
    spared = {
        path: entry
        for path, entry in left.items()
        if _is_asset(path) and path in last and path not in withdrawn
    }
    before = {path: entry for path, entry in old.files.items() if path not in withdrawn}
    return Plan(
        _waves(changed, was),
        tuple(sorted(left.keys() - spared.keys(), key=lambda path: (_is_asset(path), path))),
        {path: e for path, e in before.items() if e not in (new.get(path), spared.get(path))},
        left,
        Manifest(dict(sorted(new.items())), dict(sorted(spared.items()))),
        Manifest(before),
    )


def _waves(paths: Iterable[str], was: Files) -> tuple[tuple[str, ...], ...]:
    def wave(path: str) -> int:
        return 4 if unpacked_name(path) in _ENTRIES else 2 * (not _is_asset(path)) + (path in was)

    ordered = sorted(paths, key=lambda path: (wave(path), path))
    return tuple(tuple(group) for _, group in groupby(ordered, key=wave))


def _is_asset(path: str) -> bool:
    return not unpacked_name(path).endswith((".html", ".htm"))
