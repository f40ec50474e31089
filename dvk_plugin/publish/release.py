"""A publication step by step: send, keep, switch, sign, clean. It may be cut off anywhere.

Nothing that readers are served changes until every file lies ready in `new/`; the switch itself is
a row of renames. Whoever was killed is followed by a run that finds out from the names in `new/`
what was done and completes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from dvk_plugin.progress import Progress
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import Lock
from dvk_plugin.publish.manifest import Entry, Files, Manifest, entry_of, write_manifest
from dvk_plugin.publish.plan import Plan, make_plan
from dvk_plugin.publish.refusal import NotThere, PublishError
from dvk_plugin.publish.state import (
    KEPT,
    MANIFEST,
    NEW,
    NEXT,
    OWN,
    PREVIOUS,
    UNKNOWN,
    State,
    staged_name,
)
from dvk_plugin.publish.transfer import Crew

SIGNED = "manifest.json"
"""The new version's manifest, in `new/` until all is in place."""
Bytes = Callable[[str], bytes]
"""A file's bytes by its path."""
GUARD = (
    b"<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
    b"<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n"
)
"""Readers have no business in our folder."""


@dataclass(frozen=True)
class Release:
    """What a publication needs. `keep`: bytes that the previous version may take on the host.

    `forget`: nothing of the version before is kept, `withdrawn`: no picture that went. `anew`:
    every file is sent, whatever the manifest says.
    """

    host: Host
    crew: Crew
    state: State
    lock: Lock
    keep: int
    forget: bool = False
    withdrawn: bool = False
    anew: bool = False

    def plan(self, new: Files) -> Plan:
        there = self.state.there
        if self.anew:
            there = dict.fromkeys(there, UNKNOWN)
        return make_plan(self.state.version, new, there, forget=self.withdrawn)


def publish(release: Release, new: Files, read: Bytes) -> Plan:
    """Bring the host to the files `new`, whose bytes `read` gives; what was done.

    Raises `PublishError`; readers then still have the old version, or with a cut amid the switch
    one in which every page has its assets.
    """
    plan = release.plan(new)
    is_whole = release.state.next is None and not plan.changed and not plan.delete
    if is_whole and plan.after == release.state.old and not release.forget:
        return plan
    keeps = not release.forget and sum(entry.size for entry in plan.keep.values()) <= release.keep
    safe = Folders(release.host, release.crew)
    safe.make((NEW, KEPT))
    if release.state.old is None:
        release.host.write(f"{OWN}/.htaccess", GUARD)
    _send(release, plan, read)
    if keeps:
        _keep(release, plan)
    safe.make(_parents((*plan.changed, *plan.delete)))
    release.lock.check()
    _announce(release, plan, keeps=keeps)
    for wave in plan.waves:
        release.crew.each(wave, lambda path: _place(release.host, path, plan.after.files[path]))
    release.host.rename(f"{NEW}/{SIGNED}", MANIFEST)
    _verify(release, plan)
    _clean(release, plan, keeps=keeps)
    return plan


class Folders:
    """Folders on the host, each made or found to be no link once."""

    def __init__(self, host: Host, crew: Crew) -> None:
        self._host, self._crew = host, crew
        self._known: set[str] = {OWN}

    def make(self, paths: Iterable[str]) -> None:
        """Make these folders and all above them."""
        wanted = {above for path in paths for above in (path, *_above(path))} - self._known
        for _, level in groupby(sorted(wanted, key=_depth_and_name), key=lambda p: p.count("/")):
            self._crew.each(level, self._host.make_folder)
        self._known |= wanted


def _above(path: str) -> list[str]:
    return [str(parent) for parent in PurePosixPath(path).parents if str(parent) != "."]


def _parents(paths: Iterable[str]) -> set[str]:
    return {above for path in paths for above in _above(path)[:1]}


def _depth_and_name(path: str) -> tuple[int, str]:
    return path.count("/"), path


def as_planned(path: str, read: Bytes, new: Files) -> bytes:
    """The bytes of a file of the new version; refused if they are others since it was planned."""
    data = read(path)
    if entry_of(data) != new[path]:
        raise PublishError(
            f"Tệp «{path}» vừa thay đổi trong lúc đăng.",
            "dừng lệnh dựng trang đang chạy (nếu có) rồi gõ lại «dvk publish».",
        )
    return data


def _send(release: Release, plan: Plan, read: Bytes) -> None:
    """Send what does not lie ready yet, from this run or one that was cut off."""
    staged = release.state.staged
    new = plan.after.files
    todo = [p for p in plan.changed if staged.get(staged_name(p, new[p])) != new[p].size]
    progress = Progress(len(todo), "Tải lên")

    def send(path: str) -> None:
        release.host.write(f"{NEW}/{staged_name(path, new[path])}", as_planned(path, read, new))
        progress.step()

    try:
        release.crew.each(todo, send)
    finally:
        progress.close()


def _keep(release: Release, plan: Plan) -> None:
    """Keep what the version that stands there will lose, for the way back."""
    there = release.state.there
    missing = {
        entry.sha256: path
        for path, entry in plan.keep.items()
        if release.state.kept.get(entry.sha256) != entry.size and there.get(path) == entry
    }

    def keep(item: tuple[str, str]) -> None:
        digest, path = item
        try:
            release.host.copy(path, f"{KEPT}/{digest}")
        except NotThere:  # somebody deleted it on the host
            return

    release.crew.each(missing.items(), keep)


def _announce(release: Release, plan: Plan, *, keeps: bool) -> None:
    """Tell what is about to be put in place, and to which version one may go back."""
    told = {NEXT: write_manifest(Manifest(plan.after.files, plan.left))}
    if release.forget or plan.after.files != release.state.version.files:
        if keeps and release.state.old is not None:
            told[PREVIOUS] = write_manifest(plan.before)
        else:
            release.host.delete(PREVIOUS)
    told[f"{NEW}/{SIGNED}"] = write_manifest(plan.after)
    release.crew.each(told, lambda path: _put(release.host, path, told[path]))


def _place(host: Host, path: str, entry: Entry) -> None:
    try:
        host.rename(f"{NEW}/{staged_name(path, entry)}", path)
    except NotThere as error:
        raise PublishError(
            f"Tệp «{path}» đã tải lên nhưng không còn trên máy chủ.",
            "gõ lại «dvk publish»; nếu vẫn vậy, xin hỏi nơi cho thuê máy chủ.",
        ) from error


def _clean(release: Release, plan: Plan, *, keeps: bool) -> None:
    """Delete what nobody needs: files that went, folders left empty, what was sent or kept in vain.

    Only files that a manifest of ours lists are deleted.
    """
    host, crew = release.host, release.crew
    crew.each(plan.delete, host.delete)
    empty = {above for path in plan.delete for above in _above(path)}
    inhabited = {above for path in plan.after.files for above in _above(path)}
    for path in sorted(empty - inhabited, key=_depth_and_name, reverse=True):
        host.remove_folder(path)
    host.delete(NEXT)
    there = dict(crew.each((NEW, KEPT), host.sizes))
    idle = [f"{NEW}/{name}" for name in there[NEW]]
    if release.forget or plan.after.files != release.state.version.files:
        needed = {entry.sha256 for entry in plan.keep.values()} if keeps else set()
        idle += [f"{KEPT}/{name}" for name in there[KEPT] if name not in needed]
    crew.each(idle, host.delete)


def _put(host: Host, path: str, data: bytes) -> None:
    """Write a file of ours whole or not at all."""
    aside = f"{NEW}/{path.rpartition('/')[2]}.part"
    host.write(aside, data)
    host.rename(aside, path)


def _verify(release: Release, plan: Plan) -> None:
    """Read back what readers come in by, and what the next run will go by."""
    wanted = {MANIFEST: entry_of(write_manifest(plan.after))}
    if "index.html" in plan.changed:
        wanted["index.html"] = plan.after.files["index.html"]
    for path, data in release.crew.each(wanted, release.host.read):
        if data is None or entry_of(data) != wanted[path]:
            raise PublishError(
                f"Máy chủ không giữ đúng «{path}» vừa được ghi.",
                "kiểm tra dung lượng còn trống trên máy chủ, rồi gõ lại với «--all».",
            )
