"""What `dvk publish` does on hosts that are worked on file by file."""

from __future__ import annotations

from pathlib import Path

import click

from dvk_plugin.cli.before_publishing import (
    Wanted,
    build,
    check_first,
    check_lost,
    has_withdrawn,
    parcel_of,
)
from dvk_plugin.cli.console import FINDINGS
from dvk_plugin.cli.programs import by_git, by_rsync, to_zip
from dvk_plugin.cli.publish_words import MEGABYTE, status_lines, tell_done, tell_preview
from dvk_plugin.cli.secrets import secret_of
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import Lock, locked
from dvk_plugin.publish.places import open_host
from dvk_plugin.publish.plan import make_plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.release import Release, publish
from dvk_plugin.publish.rollback import roll_back
from dvk_plugin.publish.state import read_state
from dvk_plugin.publish.transfer import Crew
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings

_BY_PROGRAM = {"git": by_git, "rsync": by_rsync, "zip": to_zip}


def run_publish(config: Path, settings: Settings, place: TargetSettings, wanted: Wanted) -> int:
    """Do what is wanted: 0 done, 1 not. Raises `PublishError`."""
    if place.kind == "zip" and (wanted.status or wanted.rollback):
        raise PublishError(
            f"Nơi đăng «{place.name}» chỉ là một tệp zip: máy không biết trên máy chủ đang có gì, "
            "nên không xem hay trở lại được.",
            "muốn trở lại: lấy bài cũ về, gõ lại «dvk publish» rồi tải tệp zip ấy lên.",
        )
    is_new = not (wanted.status or wanted.rollback)
    if is_new and not wanted.no_build and not build(config, wanted):
        return FINDINGS
    site, _ = load(settings)
    _BY_PROGRAM.get(place.kind, _to_host)(settings, site, place, wanted)
    return 0


def _to_host(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    if place.insecure and place.kind == "ftps":
        click.echo("FTP không mã hóa: ai ở giữa đường truyền cũng đọc được mật khẩu.", err=True)
    host = open_host(place, settings.root, secret_of(place))
    try:
        if wanted.status or wanted.dry_run:
            state = read_state(host, Crew(place.parallel))
        if wanted.status:
            click.echo("\n".join(status_lines(state, place.name)))
        elif wanted.dry_run:
            parcel = parcel_of(settings, site, place)
            forget = wanted.forget or has_withdrawn(site)
            tell_preview(make_plan(state.version, parcel.files, state.there, forget=forget))
        else:
            with locked(host, take=wanted.break_lock) as lock:
                _publish(host, lock, settings, site, place, wanted)
    finally:
        host.close()


def _publish(
    host: Host,
    lock: Lock,
    settings: Settings,
    site: Site,
    place: TargetSettings,
    wanted: Wanted,
) -> None:
    crew = Crew(place.parallel, lock.beat)
    release = Release(
        host,
        crew,
        read_state(host, crew),
        lock,
        place.keep_mb * MEGABYTE,
        forget=wanted.forget,
        withdrawn=has_withdrawn(site) or wanted.forget,
        anew=wanted.everything,
    )
    if wanted.rollback:
        plan = roll_back(release)
    else:
        parcel = parcel_of(settings, site, place)
        check_first(lambda: host.sizes("."), release.state, parcel.files, wanted)
        check_lost(site, release.state.version.files, parcel.files, wanted)
        plan = publish(release, parcel.files, parcel.read)
    tell_done(plan, place.name, rollback=wanted.rollback)
