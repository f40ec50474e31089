"""What is done before anything is published: build, gather, and look whether all may go there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from dvk_plugin.check.published import check_published
from dvk_plugin.cli.publish_words import names
from dvk_plugin.domain.issue import render_issue
from dvk_plugin.domain.site import Site
from dvk_plugin.publish.headers import Told
from dvk_plugin.publish.packed import PACKINGS
from dvk_plugin.publish.parcel import Parcel, make_parcel
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.state import State
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings
from dvk_plugin.views.links import RelativeLinks
from dvk_plugin.write.admin import ADMIN
from dvk_plugin.write.redirects import redirects_of, targets


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks for, besides the target: each an option of the command."""

    dry_run: bool = False
    status: bool = False
    rollback: bool = False
    no_build: bool = False
    no_strict: bool = False
    everything: bool = False
    take_over: bool = False
    break_lock: bool = False
    forget: bool = False


def build(config: Path, wanted: Wanted) -> bool:
    """Build the site as `dvk build` does, in a process of its own; whether that went well."""
    strict = [] if wanted.no_strict else ["--strict"]
    command = [sys.executable, "-m", "dvk_plugin.cli.main", "build", "-f", str(config), *strict]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    if subprocess.run(command, env=env, check=False).returncode == 0:
        return True
    click.echo("Trang chưa dựng xong nên chưa đăng gì; trang trên mạng còn nguyên.", err=True)
    hint = "sửa những chỗ nêu ở trên"
    hint += "." if wanted.no_strict else "; chỉ còn NHẮC mà vẫn muốn đăng thì thêm «--no-strict»."
    click.echo(f"Gợi ý: {hint}", err=True)
    return False


def parcel_of(settings: Settings, site: Site, place: TargetSettings) -> Parcel:
    """The built site with what this target's server is told."""
    base = f"{urlsplit(settings.site_url).path.rstrip('/')}/" if settings.site_url else ""
    told = Told(
        base,
        (settings.weather,) if settings.weather.startswith("https://") else (),
        targets(redirects_of(site), RelativeLinks(directories=settings.use_directory_urls)),
        (f"{ADMIN}/",) if settings.admin else (),
    )
    headers = "none" if place.kind == "git" else place.headers  # nobody there would read them
    return make_parcel(settings.site_path, told, headers, PACKINGS[place.compress])


def has_withdrawn(site: Site) -> bool:
    """Whether people have withdrawn a photo: pictures that go are then not kept on the host."""
    return any(not photo.is_published for post in site.posts for photo in post.photos)


def check_first(
    there: Callable[[], Collection[str]], state: State, files: Collection[str], wanted: Wanted
) -> None:
    """Refuse to write over a site that dvk did not publish. `there`: asks for the names right in
    the folder."""
    if state.old or state.next or wanted.take_over:
        return
    met = sorted(set(there()) & set(files))
    if met:
        raise PublishError(
            f"Nơi đăng đã có {names(met)} không phải do dvk đăng; máy chưa ghi đè gì.",
            "kiểm tra lại mục «path»; đúng là chỗ ấy và đã sao lưu trang cũ thì thêm "
            "«--take-over».",
        )


def check_lost(site: Site, old: Collection[str], files: Collection[str], wanted: Wanted) -> None:
    """Tell of links that would die; refuse, unless that is meant."""
    lost = [*check_published(site, old, files)]
    for issue in lost:
        click.echo(f"{render_issue(issue)}\n", err=True)
    if lost and not wanted.no_strict:
        raise PublishError(
            f"Có {len(lost)} địa chỉ đã đăng sẽ không còn; máy chưa đăng gì.",
            "ghi redirect_from như trên; cố ý bỏ các trang ấy thì thêm «--no-strict».",
        )
