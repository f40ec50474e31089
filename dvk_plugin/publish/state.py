"""What the folder `.dvk` on a host tells: which version stands there, and what lies ready.

manifest.json   the version that readers see
next.json       the version being put in place, while that lasts
previous.json   the version to which one may go back
new/            files sent, waiting for their place; named for path and content
kept/           files of the previous version, named for their content
lock/           made by the one who publishes; lock.json tells who that is
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dvk_plugin.publish.host import Host
from dvk_plugin.publish.manifest import Entry, Files, Manifest, read_manifest
from dvk_plugin.publish.transfer import Crew

OWN = ".dvk"
MANIFEST = f"{OWN}/manifest.json"
NEXT = f"{OWN}/next.json"
PREVIOUS = f"{OWN}/previous.json"
NEW = f"{OWN}/new"
KEPT = f"{OWN}/kept"
UNKNOWN = Entry(0, "0" * 64)
"""What stands at a path when that cannot be told; no file is like it."""


@dataclass(frozen=True)
class State:
    """`old`: the version that stands there as a whole, or did before a cut; None where none was
    ever published. `next`: the one that was being put in place. `staged`, `kept`: name → size.
    """

    old: Manifest | None
    next: Manifest | None
    previous: Manifest | None
    staged: Mapping[str, int]
    kept: Mapping[str, int]

    @property
    def version(self) -> Manifest:
        return self.old or Manifest()

    @property
    def there(self) -> Files:
        """What stands on the host in truth.

        After a cut, files that still wait in `new/` have not been put in place; the others have.
        Once all are in place, what the new version has not may be deleted already.
        """
        if self.next is None:
            return self.version.files
        gone = self.next.gone
        if self.version.files == self.next.files:
            stay = self.version.gone
            gone = {path: entry if path in stay else UNKNOWN for path, entry in gone.items()}
        moved = {
            path: UNKNOWN if staged_name(path, entry) in self.staged else entry
            for path, entry in self.next.files.items()
        }
        return {**self.version.files, **gone, **moved}


def staged_name(path: str, entry: Entry) -> str:
    """The name in `new/` of what will stand at a path."""
    return hashlib.sha256(f"{path}\n{entry.sha256}".encode()).hexdigest()[:40]


def read_state(host: Host, crew: Crew) -> State:
    """What a host has."""
    texts = dict(crew.each((MANIFEST, NEXT, PREVIOUS), host.read))
    names = dict(crew.each((NEW, KEPT), host.sizes))
    told = {path: read_manifest(data) if data else None for path, data in texts.items()}
    return State(told[MANIFEST], told[NEXT], told[PREVIOUS], names[NEW], names[KEPT])
