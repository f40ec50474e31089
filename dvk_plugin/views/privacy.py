"""What a site keeps of its readers, told to them; only where it has comments or counts views."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import Edition, Route
from dvk_plugin.views.page import Content, Page
from dvk_plugin.views.render import render
from dvk_plugin.views.uris import PRIVACY


def privacy_pages(edition: Edition) -> Iterator[Page]:
    """The page; what the author has to say in `docs/quyen-rieng-tu/index.md` stands first."""
    if not (edition.isso or edition.site.comments or edition.is_counted):
        return
    uri = f"{PRIVACY}/index.md"
    yield Page(
        uri,
        "Quyền riêng tư",
        partial(_content, edition, edition.href(uri)),
        description=describe(
            f"{edition.site.name} giữ lại gì của bạn đọc, giữ bao lâu, và muốn xóa thì báo cho ai."
        ),
        own=f"{edition.is_counted} {bool(edition.site.comments)}",
    )


def _content(edition: Edition, href: Route) -> Content:
    server = urlsplit(edition.isso).netloc
    values = {"edition": edition, "server": server}
    return Content(
        before=render("privacy_before.html", href, **values),
        after=render("privacy_after.html", href, **values),
    )
