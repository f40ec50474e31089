"""What `dvk publish` does, once it is clear what is wanted and where."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from dvk_plugin.check.published import check_published
from dvk_plugin.cli.console import FINDINGS
from dvk_plugin.cli.publish_words import (
    MEGABYTE,
    megabytes,
    names,
    status_lines,
    tell_done,
    tell_preview,
)
from dvk_plugin.cli.secrets import secret_of
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.publish.git import publish_by_git
from dvk_plugin.publish.headers import Told
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.packed import PACKINGS
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.places import HOSTS, open_host
from dvk_plugin.publish.plan import make_plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.release import Release, publish
from dvk_plugin.publish.rollback import roll_back
from dvk_plugin.publish.rsync import fetch_manifest, publish_by_rsync
from dvk_plugin.publish.state import State, read_state
from dvk_plugin.publish.transfer import Crew
from dvk_plugin.publish.zip import write_zip
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.admin import ADMIN
from dvk_plugin.write.redirects import redirects_of, targets


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks for, besides the target."""

    dry_run: bool = False
    status: bool = False
    rollback: bool = False
    build: bool = True
    strict: bool = True
    take_over: bool = False
    break_lock: bool = False
    forget: bool = False
    all: bool = False


def run_publish(config: Path, settings: Settings, place: TargetSettings, wanted: Wanted) -> int:
    """Do what is wanted: 0 done, 1 not. Raises `PublishError`."""
    if place.kind not in HOSTS and (wanted.status or wanted.rollback):
        raise PublishError(
            f"Nơi đăng «{place.name}» thuộc loại {place.kind}, không xem lại hay trở lại được.",
            f"các loại làm được: {', '.join(HOSTS)}.",
        )
    if wanted.build and not (wanted.status or wanted.rollback) and not build(config, wanted):
        return FINDINGS
    site, _ = load(settings)
    if place.kind not in HOSTS:
        _by_program(parcel_of(settings, site, place), settings, site, place, wanted)
    else:
        _to_host(settings, site, place, wanted)
    return 0


def build(config: Path, wanted: Wanted) -> bool:
    """Build the site as `dvk build` does, in a process of its own; whether that went well."""
    strict = ["--strict"] if wanted.strict else []
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "build", "-f", str(config), *strict]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    if subprocess.run(command, env=env, check=False).returncode == 0:
        return True
    click.echo("Trang chưa dựng xong nên chưa đăng gì; trang trên mạng còn nguyên.", err=True)
    hint = "sửa những chỗ nêu ở trên"
    hint += "; chỉ còn NHẮC mà vẫn muốn đăng thì thêm «--no-strict»." if wanted.strict else "."
    click.echo(f"Gợi ý: {hint}", err=True)
    return False


def parcel_of(settings: Settings, site: Site, place: TargetSettings) -> Parcel:
    """The built site with what this target's server is told."""
    base = f"{urlsplit(settings.site_url).path.rstrip('/')}/" if settings.site_url else ""
    told = Told(
        base,
        (settings.weather,) if settings.weather.startswith("https://") else (),
        targets(redirects_of(site), RelativeLinks()),
        (f"{ADMIN}/",) if settings.admin else (),
    )
    headers = "none" if place.kind == "git" else place.headers  # nobody there would read them
    return make_parcel(settings.site_path, told, headers, PACKINGS[place.compress])


def _to_host(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    if place.insecure and place.kind == "ftps":
        click.echo("FTP không mã hóa: ai ở giữa đường truyền cũng đọc được mật khẩu.", err=True)
    host = open_host(place, settings.root, secret_of(place))
    try:
        if wanted.status or wanted.dry_run:
            _show(read_state(host, Crew(place.parallel)), settings, site, place, wanted)
            return
        with locked(host, take=wanted.break_lock) as lock:
            crew = Crew(place.parallel, lock.beat)
            state = read_state(host, crew)
            release = Release(
                host,
                crew,
                state,
                lock,
                place.keep_mb * MEGABYTE,
                forget=wanted.forget,
                withdrawn=has_withdrawn(site) or wanted.forget,
                anew=wanted.all,
            )
            if wanted.rollback:
                plan = roll_back(release)
            else:
                parcel = parcel_of(settings, site, place)
                _check_first(host, state, parcel.files, wanted)
                _check_lost(site, state.version.files, parcel.files, wanted)
                plan = publish(release, parcel.files, parcel.read)
            tell_done(plan, place.name, rollback=wanted.rollback)
    finally:
        host.close()


def has_withdrawn(site: Site) -> bool:
    """Whether people have withdrawn a photo: pictures that go are then not kept on the host."""
    return any(not photo.is_published for post in site.posts for photo in post.photos)


def _check_first(host: Host, state: State, files: Collection[str], wanted: Wanted) -> None:
    """Refuse to write over a site that dvk did not publish."""
    if state.old or state.next or wanted.take_over:
        return
    met = sorted(host.sizes(".").keys() & set(files))
    if met:
        raise PublishError(
            f"Nơi đăng đã có {names(met)} không phải do dvk đăng; máy chưa ghi đè gì.",
            "kiểm tra lại mục «path»; đúng là chỗ ấy và đã sao lưu trang cũ thì thêm "
            "«--take-over».",
        )


def _check_lost(site: Site, old: Collection[str], files: Collection[str], wanted: Wanted) -> None:
    """Tell of links that would die; refuse, unless that is meant."""
    lost = [*check_published(site, old, files)]
    for issue in lost:
        click.echo(f"{render_issue(issue)}\n", err=True)
    if lost and wanted.strict:
        raise PublishError(
            f"Có {len(lost)} địa chỉ đã đăng sẽ không còn; máy chưa đăng gì.",
            "ghi redirect_from như trên; cố ý bỏ các trang ấy thì thêm «--no-strict».",
        )


def _by_program(
    parcel: Parcel, settings: Settings, site: Site, place: TargetSettings, wanted: Wanted
) -> None:
    """Targets that are not worked on file by file: `zip`, `git`, `rsync`."""
    if place.kind == "rsync":
        _by_rsync(parcel, site, place, wanted)
        return
    target = settings.root / Path(place.path).expanduser()
    where = f"nhánh «{place.branch}» của «{place.remote}»" if place.kind == "git" else f"{target}"
    if wanted.dry_run:
        click.echo(f"Sẽ ghi {len(parcel.files)} tệp vào {where}.")
    elif place.kind == "git":
        publish_by_git(parcel, settings.root, place.remote, place.branch)
        click.echo(f"Đã đăng {len(parcel.files)} tệp lên {where}.")
    else:
        size = write_zip(parcel, target)
        click.echo(f"Đã ghi {where} ({len(parcel.files)} tệp, {megabytes(size)}).")
        click.echo("Tải tệp này lên bằng trình quản lý tệp của máy chủ, rồi giải nén ở đó.")


def _by_rsync(parcel: Parcel, site: Site, place: TargetSettings, wanted: Wanted) -> None:
    old = fetch_manifest(place.path)
    forget = has_withdrawn(site) or wanted.forget
    if wanted.dry_run:
        tell_preview(make_plan(old, parcel.files, forget=forget))
        return
    _check_lost(site, old.files, parcel.files, wanted)
    tell_done(publish_by_rsync(parcel, place.path, forget=forget), place.name)


def _show(
    state: State, settings: Settings, site: Site, place: TargetSettings, wanted: Wanted
) -> None:
    """What stands on the host (`--status`), or what would be done (`--dry-run`)."""
    if wanted.status:
        for line in status_lines(state, place.name):
            click.echo(line)
        return
    parcel = parcel_of(settings, site, place)
    tell_preview(make_plan(state.version, parcel.files, state.there))
