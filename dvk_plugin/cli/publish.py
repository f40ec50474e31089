"""`dvk publish`: the finished site onto the school's web host."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from dvk_plugin.check.published import check_published
from dvk_plugin.cli.console import FINDINGS, WRONG_USAGE, settings_or_exit
from dvk_plugin.cli.options import CONFIG
from dvk_plugin.cli.secrets import ask_and_save, secret_of
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.load import load
from dvk_plugin.publish.git import publish_by_git
from dvk_plugin.publish.headers import Told
from dvk_plugin.publish.host import Host
from dvk_plugin.publish.lock import locked
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.places import HOSTS, open_host
from dvk_plugin.publish.plan import Plan, make_plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.release import Release, open_own_folder, publish
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

_MEGABYTE = 1_000_000
_MOST_SHOWN = 20


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


@click.command("publish")
@click.argument("target", default="")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ tải lên và xóa những gì.")
@click.option("--status", is_flag=True, help="Cho biết nơi đăng đang có gì, so với bản trên máy.")
@click.option("--rollback", is_flag=True, help="Trở lại phiên bản trước.")
@click.option("--no-build", is_flag=True, help="Đăng thư mục đã dựng, không dựng lại.")
@click.option("--no-strict", is_flag=True, help="Còn điều NHẮC cũng đăng; LỖI thì vẫn dừng.")
@click.option("--all", "everything", is_flag=True, help="Tải lại mọi tệp, không tin sổ cũ.")
@click.option("--take-over", is_flag=True, help="Lần đầu: ghi đè trang cũ đang có ở đó.")
@click.option("--break-lock", is_flag=True, help="Bỏ khóa của một lần đăng khác đã chết.")
@click.option("--forget", is_flag=True, help="Không giữ lại gì của phiên bản cũ trên máy chủ.")
@click.option("--save-password", is_flag=True, help="Hỏi mật khẩu và cất vào kho khóa của máy.")
@CONFIG
def publish_command(
    target: str,
    dry_run: bool,
    status: bool,
    rollback: bool,
    no_build: bool,
    no_strict: bool,
    everything: bool,
    take_over: bool,
    break_lock: bool,
    forget: bool,
    save_password: bool,
    config: Path,
) -> int:
    """Dựng trang rồi đăng lên máy chủ của trường; chỉ tải những gì thay đổi.

    TARGET là tên một nơi đăng ở mục «publish» trong mkdocs.yml; chỉ có một nơi thì bỏ qua được.
    Trả về 0 khi đã đăng xong, 1 khi chưa đăng được (trang cũ còn nguyên), 2 khi lệnh chưa đúng.
    """
    if rollback and (dry_run or status):
        raise click.UsageError("--rollback không dùng cùng --dry-run hay --status.")
    settings = settings_or_exit(config)
    place = _target(settings, target)
    wanted = Wanted(
        dry_run,
        status,
        rollback,
        not no_build,
        not no_strict,
        take_over,
        break_lock,
        forget,
        everything,
    )
    try:
        if save_password:
            ask_and_save(place)
            return 0
        return run_publish(config, settings, place, wanted)
    except PublishError as error:
        click.echo(error.message, err=True)
        if error.hint:
            click.echo(f"Gợi ý: {error.hint}", err=True)
        return FINDINGS


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
        return _by_program(parcel_of(settings, site, place), settings, site, place, wanted)
    return _to_host(settings, site, place, wanted)


def build(config: Path, wanted: Wanted) -> bool:
    """Build the site as `mkdocs build` does, in a process of its own; whether that went well."""
    strict = ["--strict"] if wanted.strict else []
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(config), *strict]
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
    folder = settings.root / settings.site_dir
    return make_parcel(folder, told, place.headers, compress=place.compress)


def _to_host(settings: Settings, site: Site, place: TargetSettings, wanted: Wanted) -> int:
    host = open_host(place, settings.root, secret_of(place))
    try:
        if wanted.status or wanted.dry_run:
            state = read_state(host, Crew(place.parallel))
            parcel = None if wanted.status else parcel_of(settings, site, place)
            return _show(state, parcel, place, wanted)
        open_own_folder(host)
        with locked(host, take=wanted.break_lock) as lock:
            crew = Crew(place.parallel, lock.beat)
            state = read_state(host, crew)
            release = Release(
                host,
                crew,
                state,
                lock,
                place.keep_mb * _MEGABYTE,
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
            return _done(plan, place, wanted)
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
            f"Nơi đăng đã có {_names(met)} không phải do dvk đăng; máy chưa ghi đè gì.",
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
) -> int:
    """Targets that are not worked on file by file: `zip`, `git`, `rsync`."""
    if place.kind == "rsync":
        return _by_rsync(parcel, site, place, wanted)
    target = settings.root / Path(place.path).expanduser()
    where = f"nhánh «{place.branch}» của «{place.remote}»" if place.kind == "git" else f"{target}"
    if wanted.dry_run:
        click.echo(f"Sẽ ghi {len(parcel.files)} tệp vào {where}.")
    elif place.kind == "git":
        publish_by_git(parcel, settings.root, place.remote, place.branch)
        click.echo(f"Đã đăng {len(parcel.files)} tệp lên {where}.")
    else:
        size = write_zip(parcel, target)
        click.echo(f"Đã ghi {where} ({len(parcel.files)} tệp, {_mb(size)}).")
        click.echo("Tải tệp này lên bằng trình quản lý tệp của máy chủ, rồi giải nén ở đó.")
    return 0


def _by_rsync(parcel: Parcel, site: Site, place: TargetSettings, wanted: Wanted) -> int:
    old = fetch_manifest(place.path)
    forget = has_withdrawn(site) or wanted.forget
    if wanted.dry_run:
        _preview(make_plan(old, parcel.files, forget=forget))
        return 0
    _check_lost(site, old.files, parcel.files, wanted)
    return _done(publish_by_rsync(parcel, place.path, forget=forget), place, wanted)


def _show(
    state: State,
    parcel: Parcel | None,
    place: TargetSettings,
    wanted: Wanted,
) -> int:
    """What stands on the host (`--status`), or what would be done (`--dry-run`)."""
    if wanted.status:
        for line in status_lines(state, place):
            click.echo(line)
        return 0
    assert parcel is not None
    _preview(make_plan(state.version, parcel.files, state.there))
    return 0


def _preview(plan: Plan) -> None:
    """What would be done."""
    for path in plan.changed[:_MOST_SHOWN]:
        click.echo(f"  tải lên  {path}")
    for path in plan.delete[:_MOST_SHOWN]:
        click.echo(f"  xóa      {path}")
    if max(len(plan.changed), len(plan.delete)) > _MOST_SHOWN:
        click.echo("  …")
    click.echo(f"Sẽ {_summary(plan)}")


def status_lines(state: State, place: TargetSettings) -> list[str]:
    """What a host has, in words."""
    if state.old is None:
        lines = [f"«{place.name}»: chưa đăng lần nào."]
    else:
        size = sum(entry.size for entry in state.old.files.values())
        lines = [f"«{place.name}»: đang có {len(state.old.files)} tệp, {_mb(size)}."]
    if state.next is not None:
        lines.append("Lần đăng gần nhất bị ngắt giữa chừng; gõ «dvk publish» để làm nốt.")
    elif state.staged:
        lines.append(f"Có {len(state.staged)} tệp đã tải lên chờ lần đăng sau.")
    if state.previous is not None:
        count = len(state.previous.files)
        lines.append(f"Có thể trở lại phiên bản trước ({count} tệp): dvk publish --rollback.")
    return lines


def _done(plan: Plan, place: TargetSettings, wanted: Wanted) -> int:
    what = "Đã trở lại phiên bản trước" if wanted.rollback else "Đã đăng xong"
    click.echo(f"{what} ở «{place.name}»: {_summary(plan)}")
    return 0


def _summary(plan: Plan) -> str:
    changed = plan.changed
    size = sum(plan.after.files[path].size for path in changed)
    same = len(plan.after.files) - len(changed)
    return (
        f"tải lên {len(changed)} tệp ({_mb(size)}), xóa {len(plan.delete)} tệp, "
        f"giữ nguyên {same} tệp."
    )


def _mb(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _names(names: list[str]) -> str:
    return ", ".join(f"«{name}»" for name in names[:3]) + (" …" if len(names) > 3 else "")


def _target(settings: Settings, name: str) -> TargetSettings:
    """The target that is meant; the only one where none is named."""
    targets = settings.publish
    if not targets:
        _exit(
            "Trong mkdocs.yml chưa có nơi đăng nào.",
            "thêm mục «publish» vào tùy chọn của dvk, xem trang Xuất bản trong hướng dẫn.",
        )
    if not name and len(targets) == 1:
        return next(iter(targets.values()))
    if name not in targets:
        known = ", ".join(targets)
        message = f"Không có nơi đăng «{name}»." if name else "Có nhiều nơi đăng."
        _exit(message, f"gõ một trong: {known}.")
    return targets[name]


def _exit(message: str, hint: str) -> NoReturn:
    click.echo(f"{message}\nGợi ý: {hint}", err=True)
    sys.exit(WRONG_USAGE)
