"""MkDocs' preview made quick: changes are seen at once, a mended text costs no build, and a post's
own page is shown before the build that a change of its figures takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from dvk_plugin.adapters.preview import Followed, Preview
from dvk_plugin.adapters.watching import Watcher


def make_quick(server: LiveReloadServer, preview: Callable[[], Preview | None]) -> None:
    """Let a server that was not started yet see changes as they come, and the preview of the last
    build follow them first: where that shows all of them, nothing is built. Where it shows a part,
    readers get that, and the pages of before beside it, until the build is about to change the
    site."""
    watcher = Watcher()
    paths = [path for path, times in server._watched_paths.items() for _ in range(times)]
    for path in paths:
        server.unwatch(path)
    server.observer = watcher  # type: ignore[assignment]
    for path in paths:
        server.watch(path)
    build = server.builder

    def rebuild() -> None:
        shown, news = preview(), watcher.news()
        followed = shown.follow(news) if shown else Followed.NOT
        if shown and followed is Followed.WHOLLY:
            _let_in(server)
            followed = shown.look_over()
        if followed is Followed.PARTLY:
            _let_in(server)
        if followed is not Followed.WHOLLY:
            build()

    server.builder = rebuild


def _let_in(server: LiveReloadServer) -> None:
    """Have browsers load the page that they show again, and serve them."""
    with server._epoch_cond:
        server._visible_epoch = server._wanted_epoch
        server._epoch_cond.notify_all()


def hold_back(server: LiveReloadServer) -> None:
    """Let browsers wait until the build has ended; then they load their page again."""
    now = round(time.monotonic() * 1000)  # as the server tells the time
    server._wanted_epoch = max(now, server._wanted_epoch + 1)
