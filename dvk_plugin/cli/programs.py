"""What `dvk publish` does on targets that other programs work on: `zip`, `git`, `rsync`."""

from __future__ import annotations

from pathlib import Path

import click

from dvk_plugin.cli.before_publishing import (
    Wanted,
    check_first,
    check_lost,
    has_withdrawn,
    parcel_of,
)
from dvk_plugin.cli.publish_words import (
    MEGABYTE,
    megabytes,
    status_lines,
    tell_done,
    tell_preview,
)
from dvk_plugin.domain.site import Site
from dvk_plugin.publish.git import GitBranch
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.plan import make_plan
from dvk_plugin.publish.rsync import RsyncPlace
from dvk_plugin.publish.rsync_release import (
    RsyncRelease,
    kept_by_rsync,
    publish_by_rsync,
    read_rsync_state,
)
from dvk_plugin.publish.zip import write_zip
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings


def to_zip(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    """Write the file."""
    parcel = parcel_of(settings, site, place)
    target = settings.root / Path(place.path).expanduser()
    if wanted.dry_run:
        click.echo(f"Sẽ ghi {len(parcel.files)} tệp vào {target}.")
        return
    size = write_zip(parcel, target)
    click.echo(f"Đã ghi {target} ({len(parcel.files)} tệp, {megabytes(size)}).")
    click.echo("Tải tệp này lên bằng trình quản lý tệp của máy chủ, rồi giải nén ở đó.")


def by_git(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    """Work on the branch."""
    branch = GitBranch(settings.root, place.remote, place.branch)
    is_there = branch.fetch()
    if wanted.status:
        click.echo("\n".join(_git_lines(branch, place.name) if is_there else _none(place.name)))
    elif wanted.rollback:
        branch.roll_back()
        click.echo(f"Đã trở lại phiên bản trước ở {branch.where}.")
    else:
        parcel = parcel_of(settings, site, place)
        if wanted.dry_run:
            click.echo(f"Sẽ ghi {len(parcel.files)} tệp vào {branch.where}.")
            return
        check_lost(site, branch.files() if is_there else (), parcel.files, wanted)
        branch.publish(parcel)
        click.echo(f"Đã đăng {len(parcel.files)} tệp lên {branch.where}.")


def _git_lines(branch: GitBranch, name: str) -> list[str]:
    lines = [f"«{name}»: đang có {len(branch.files())} tệp, đăng lúc {branch.day()}."]
    if branch.has_version_before():
        lines.append(f"Có thể trở lại phiên bản trước: dvk publish {name} --rollback.")
    return lines


def _none(name: str) -> list[str]:
    return [f"«{name}»: chưa đăng lần nào."]


def by_rsync(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    """Work on the place."""
    there = RsyncPlace(place.path)
    names = there.names()
    forget = wanted.forget or has_withdrawn(site)
    if wanted.status:
        click.echo("\n".join(status_lines(read_rsync_state(there), place.name)))
        return
    if wanted.dry_run:
        state, parcel = read_rsync_state(there), parcel_of(settings, site, place)
        tell_preview(make_plan(state.version, parcel.files, state.there, forget=forget))
        return
    with locked(there, take=wanted.break_lock) as lock:
        state = read_rsync_state(there)
        keep = 0 if wanted.forget else place.keep_mb * MEGABYTE
        release = RsyncRelease(there, state, lock, keep, forget, wanted.everything)
        if wanted.rollback:
            files, read = kept_by_rsync(there, state)
        else:
            parcel = parcel_of(settings, site, place)
            files, read = parcel.files, parcel.read
            check_first(lambda: names, state, files, wanted)
            check_lost(site, state.version.files, files, wanted)
        plan = publish_by_rsync(release, files, read)
    tell_done(plan, place.name, rollback=wanted.rollback)
