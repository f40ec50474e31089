"""The preview: findings shown on top of each page as it is sent, so that no page is made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]
PLACE = b"<div data-dvk-notice></div>"
"""Where theme/dvk/news.html and material.html have room for them."""


def with_notice(app: App, notice: Callable[[], str]) -> App:
    """A server (WSGI) that puts `notice()`, HTML, into the pages that another sends."""

    def serve(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        held: list[Any] = []

        def hold(status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
            held[:] = [status, headers, *rest]

        sent = app(environ, hold)
        status, headers, *rest = held
        kind = dict(headers).get("Content-Type", "")
        if not kind.startswith("text/html"):
            start(status, headers, *rest)
            return sent
        page = b"".join(sent).replace(PLACE, notice().encode(), 1)
        kept = [(name, text) for name, text in headers if name != "Content-Length"]
        start(status, [*kept, ("Content-Length", str(len(page)))], *rest)
        return [page]

    return serve
