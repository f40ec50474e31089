"""The preview: pages printed as they are asked for, texts mended in them, findings on top."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum
from typing import Any

from dvk_plugin.adapters.indexing import Indexing
from dvk_plugin.adapters.mending import with_texts
from dvk_plugin.adapters.telling import dead_links
from dvk_plugin.build import Output
from dvk_plugin.press.demand import Demand
from dvk_plugin.press.glance import glanced
from dvk_plugin.press.mending import mend, mended
from dvk_plugin.press.receipt import Receipt
from dvk_plugin.press.sheet import Press
from dvk_plugin.read.settings import Settings
from dvk_plugin.search.findable import Searchable
from dvk_plugin.views.links import file_of
from dvk_plugin.walk import Stamp

log = logging.getLogger("mkdocs.plugins.dvk")
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]
PLACE = b"<div data-dvk-notice></div>"
"""Where theme/dvk/news.html and material.html have room for findings."""


class Followed(Enum):
    """How far a preview can show a change without a build: on the posts' own pages, or wholly."""

    NOT = "not"
    PARTLY = "partly"
    WHOLLY = "wholly"


class Preview:
    """The site as it is shown between two builds of the host."""

    def __init__(
        self,
        settings: Settings,
        press: Press,
        demand: Demand,
        receipt: Receipt | None,
        output: Output,
        searchable: Searchable | None,
        indexing: Indexing,
    ) -> None:
        """`receipt`: None where a mended text may be more than that to the host. `searchable`:
        None without a search."""
        self._settings = settings
        self._press = press
        self.demand = demand
        self._receipt = receipt
        self._output = output
        self._searchable = searchable
        self._indexing = indexing
        self.index()

    def print(self, file: str) -> None:
        """Print a file of the site unless that is done, and tell of links that lead nowhere."""
        try:
            printed = self.demand.ensure(file)
        except OSError as error:
            log.error("Không ghi được trang xem trước %s: %s", file, error)
            return
        edition = self._output.edition
        for line in dead_links(printed.dead, edition.site.posts, self._press.links):
            log.warning("%s", line)

    def follow(self, files: Collection[str]) -> Followed:
        """Show what was changed in these files, as far as that goes without a build. What else was
        is not looked for, unless one of them is no post of the last build."""
        receipt = self._receipt
        if receipt is None:
            return Followed.NOT
        changed = receipt.touched(self._settings, files) if files else None
        if changed is None:
            # Nothing that the receipt knows of: then it is the configuration, or the theme's.
            changed = receipt.changed(self._settings) or None
        return self._follow(receipt, changed)

    def look_over(self) -> Followed:
        """The same for whatever was changed and not told of; nothing, as a rule."""
        receipt = self._receipt
        return self._follow(receipt, receipt.changed(self._settings)) if receipt else Followed.NOT

    def _follow(self, receipt: Receipt, changed: Mapping[str, Stamp] | None) -> Followed:
        if changed is None:
            return Followed.NOT
        if not changed or self._mend(receipt, changed):
            return Followed.WHOLLY
        return Followed.PARTLY if self._glance(changed) else Followed.NOT

    def _mend(self, receipt: Receipt, changed: Mapping[str, Stamp]) -> bool:
        """Show texts that were mended; whether that is all that was changed."""
        for uri in changed:
            self.print(receipt.posts[uri].page)
        known, press = self.demand.records, self._press
        texts = mended(receipt, changed, self._settings, known, lambda: press.converter)
        if texts is None:
            return False
        try:
            self._receipt, self.demand.records = mend(
                receipt, texts, self._settings.site_path, known
            )
        except OSError as error:
            log.warning("Không ghi được trang xem trước: %s", error)
            return False
        if self._searchable is not None:
            self._searchable = with_texts(self._searchable, self._receipt, texts)
        self.index()
        return True

    def _glance(self, changed: Iterable[str]) -> bool:
        """Show what changed posts tell on their own pages; whether there was such a page."""
        pages = glanced(self._output.edition, self._output.pages, changed, self._settings)
        try:
            for page in pages:
                file = file_of(self._press.links.url(page.uri))
                self.demand.put(file, self._press.sheet(page))
        except OSError as error:
            log.warning("Không ghi được trang xem trước: %s", error)
            return False
        return bool(pages)

    def index(self) -> None:
        """Index the site in the background: pages come first."""
        if self._searchable is not None:
            settings = self._settings
            self._indexing.start(self._searchable, settings.root, settings.site_path)


def with_pages(app: App, base: str, show: Callable[[str], None]) -> App:
    """A server (WSGI) that has `show(file)` called before a file of the site is sent.

    `base`: the path of the site's address, such as `/dang-uy/`.
    """

    def serve(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        if path.startswith(base):
            show(file_of(path.removeprefix(base)))
        return app(environ, start)

    return serve


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
