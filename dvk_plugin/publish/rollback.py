"""Back to the version before, from what was kept of it on the host."""

from __future__ import annotations

from dvk_plugin.publish.host import Host
from dvk_plugin.publish.manifest import entry_of
from dvk_plugin.publish.plan import Plan
from dvk_plugin.publish.refusal import PublishError
from dvk_plugin.publish.release import Release, publish
from dvk_plugin.publish.state import KEPT


def roll_back(release: Release) -> Plan:
    """Put the previous version in place, byte by byte; the one that stands there becomes the
    previous one, so that the same command leads forth again."""
    previous = release.state.previous
    if previous is None:
        raise PublishError(
            "Trên máy chủ không giữ phiên bản nào trước phiên bản này.",
            "sửa bài rồi đăng lại; mục «keep_mb» cho biết máy chủ được giữ bao nhiêu.",
        )

    def read(path: str) -> bytes:
        entry = previous.files[path]
        data = _kept(release.host, entry.sha256, path)
        if data is None or entry_of(data) != entry:
            raise PublishError(
                f"Bản cũ của «{path}» không còn nguyên trên máy chủ, nên không trở lại được.",
                "lấy lại bài cũ trên máy mình rồi «dvk publish».",
            )
        return data

    return publish(release, previous.files, read)


def _kept(host: Host, digest: str, path: str) -> bytes | None:
    """The bytes kept; assets of the version before may also still be in their place."""
    data = host.read(f"{KEPT}/{digest}")
    return host.read(path) if data is None else data
