"""What web hosts have of the site, for `dvk check --published`."""

from __future__ import annotations

from collections.abc import Collection

from dvk_plugin.cli.secrets import secret_of
from dvk_plugin.publish.git import GitBranch
from dvk_plugin.publish.places import open_host
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.rsync import RsyncPlace
from dvk_plugin.publish.rsync_release import read_rsync_state
from dvk_plugin.publish.state import read_state
from dvk_plugin.publish.transfer import Crew
from dvk_plugin.read.publish_settings import TargetSettings
from dvk_plugin.read.settings import Settings


def published_files(settings: Settings) -> frozenset[str]:
    """The files that readers can get now, on all hosts together; nobody knows of those of a `zip`.

    Raises `PublishError`.
    """
    places = [place for place in settings.publish.values() if place.kind != "zip"]
    if not places:
        raise PublishError(
            "Trong mkdocs.yml chưa có nơi đăng nào để so.",
            "thêm mục «publish» vào tùy chọn của dvk, xem trang Xuất bản trong hướng dẫn.",
        )
    return frozenset(path for place in places for path in _files(settings, place))


def _files(settings: Settings, place: TargetSettings) -> Collection[str]:
    if place.kind == "git":
        branch = GitBranch(settings.root, place.remote, place.branch)
        return branch.files() if branch.fetch() else ()
    if place.kind == "rsync":
        return read_rsync_state(RsyncPlace(place.path)).version.files
    host = open_host(place, settings.root, secret_of(place))
    try:
        return read_state(host, Crew(place.parallel)).version.files
    finally:
        host.close()
