"""MkDocs' preview made quick: changes are seen at once, and a mended text costs no build."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from dvk_plugin.adapters.watching import Watcher


def make_quick(server: LiveReloadServer, mend: Callable[[], bool]) -> None:
    """Let a server that was not started yet see changes as they come, and call `mend` first:
    where it has done all there is to do, nothing is built."""
    paths = [path for path, times in server._watched_paths.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    server.observer = Watcher()  # type: ignore[assignment]
    for path in paths:
        server.watch(path)
    build = server.builder

    def rebuild() -> None:
        if not mend():
            build()

    server.builder = rebuild
