"""What web hosts have of the site, for `dvk check --published`."""

from __future__ import annotations

from dvk_plugin.cli.secrets import secret_of
from dvk_plugin.publish.places import HOSTS, open_host
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.state import read_state
from dvk_plugin.publish.transfer import Crew
from dvk_plugin.read.settings import Settings


def published_files(settings: Settings) -> frozenset[str]:
    """The files that readers can get now, on all hosts together. Raises `PublishError`."""
    places = [place for place in settings.publish.values() if place.kind in HOSTS]
    if not places:
        raise PublishError(
            "Trong mkdocs.yml chưa có nơi đăng nào để so.",
            "thêm mục «publish» vào tùy chọn của dvk, xem trang Xuất bản trong hướng dẫn.",
        )
    found: set[str] = set()
    for place in places:
        host = open_host(place, settings.root, secret_of(place))
        try:
            found.update(read_state(host, Crew(place.parallel)).version.files)
        finally:
            host.close()
    return frozenset(found)
