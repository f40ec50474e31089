"""The target `rsync` step by step.

rsync cannot rename on the host. So waves go straight into place, each delayed until it lies there
as a whole; rsync itself moves what it replaces into `.dvk/kept`, for the way back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dvk_plugin.publish.lock import Lock
from dvk_plugin.publish.manifest import Files, Manifest, entry_of, read_manifest, write_manifest
from dvk_plugin.publish.plan import Plan, make_plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.release import GUARD, Bytes, as_planned
from dvk_plugin.publish.rsync import RsyncPlace
from dvk_plugin.publish.state import (
    KEPT,
    MANIFEST,
    NEXT,
    OWN,
    PREVIOUS,
    UNKNOWN,
    State,
    staged_name,
)

_AT_ONCE = 500
"""Files sent by one run of rsync; between two a sign of life is left."""


def read_rsync_state(place: RsyncPlace) -> State:
    """What stands there. After a cut nobody knows of any file which version it is."""
    texts = place.fetch((MANIFEST, NEXT, PREVIOUS))
    told = {path: read_manifest(data) for path, data in texts.items()}
    coming = told.get(NEXT)
    waiting = {staged_name(*file): 0 for file in coming.files.items()} if coming else {}
    return State(told.get(MANIFEST), coming, told.get(PREVIOUS), waiting, {})


@dataclass(frozen=True)
class RsyncRelease:
    """What a publication needs. `keep`: bytes that the version before may take there, 0 for none;
    `withdrawn`: no picture that went is kept; `anew`: every file is sent."""

    place: RsyncPlace
    state: State
    lock: Lock
    keep: int
    withdrawn: bool = False
    anew: bool = False


def publish_by_rsync(release: RsyncRelease, new: Files, read: Bytes) -> Plan:
    """Bring the place to the files `new`, whose bytes `read` gives; what was done."""
    place, state = release.place, release.state
    there = dict.fromkeys(state.there, UNKNOWN) if release.anew else state.there
    plan = make_plan(state.version, new, there, forget=release.withdrawn)
    is_another = not release.keep or plan.after.files != state.version.files
    if state.next is None and plan.after == state.old and not (is_another and state.previous):
        return plan
    keeps = 0 < release.keep >= sum(entry.size for entry in plan.keep.values())
    backup = ("--backup", f"--backup-dir={KEPT}") if keeps else ()
    release.lock.check()
    if is_another:
        _announce(release, plan, keeps=keeps)
    else:
        _put(place, {NEXT: _next_of(plan)})
    for wave in plan.waves:
        for start in range(0, len(wave), _AT_ONCE):
            part = wave[start : start + _AT_ONCE]
            place.send(part, lambda path: as_planned(path, read, new), *backup)
            release.lock.beat()
    _put(place, {MANIFEST: write_manifest(plan.after)})
    place.take_away((path for path in plan.delete if path in plan.keep), *backup)
    place.take_away((*(path for path in plan.delete if path not in plan.keep), NEXT))
    return plan


def _announce(release: RsyncRelease, plan: Plan, *, keeps: bool) -> None:
    """Tell what is about to be put in place, and to which version one may go back."""
    told = {f"{OWN}/.htaccess": GUARD, NEXT: _next_of(plan)}
    if keeps and release.state.old is not None:
        told[PREVIOUS] = write_manifest(plan.before)
    else:
        release.place.delete(PREVIOUS)
    if release.state.next is None or release.withdrawn or not keeps:
        release.place.clear(KEPT)  # after a cut it holds what the run before replaced
    _put(release.place, told)


def _next_of(plan: Plan) -> bytes:
    return write_manifest(Manifest(plan.after.files, plan.left))


def _put(place: RsyncPlace, files: Mapping[str, bytes]) -> None:
    place.send((*files,), lambda path: files[path])


def kept_by_rsync(place: RsyncPlace, state: State) -> tuple[Files, Bytes]:
    """The version before and its files, those that were replaced since."""
    if state.previous is None:
        raise PublishError(
            "Ở nơi đăng không giữ phiên bản nào trước phiên bản này.",
            "sửa bài rồi đăng lại; mục «keep_mb» cho biết nơi ấy được giữ bao nhiêu.",
        )
    files = state.previous.files
    changed = [path for path, entry in files.items() if state.there.get(path) != entry]
    there = place.fetch((*(f"{KEPT}/{path}" for path in changed), *changed))
    found = {}
    for path in changed:
        data = (there.get(name, b"") for name in (f"{KEPT}/{path}", path))
        found[path] = next((d for d in data if entry_of(d) == files[path]), None)
        if found[path] is None:
            raise PublishError(
                f"Bản cũ của «{path}» không còn nguyên ở nơi đăng, nên không trở lại được.",
                "lấy lại bài cũ trên máy mình rồi «dvk publish».",
            )
    return files, lambda path: found[path] or b""
