"""What a site keeps of its readers, told to them; only where it has comments or counts views."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from dvk_plugin.views.describe import describe
from dvk_plugin.views.edition import PRIVACY, Edition
from dvk_plugin.views.page import Page
from dvk_plugin.views.render import rendered


def privacy_pages(edition: Edition) -> Iterator[Page]:
    """The page, to which the author may add in `docs/quyen-rieng-tu/index.md`."""
    counts = edition.site.visits.as_of is not None
    if not (edition.isso or edition.site.comments or counts):
        return
    uri = f"{PRIVACY}/index.md"
    yield Page(
        uri,
        "Quyền riêng tư",
        rendered(
            "privacy.html",
            edition.href(uri),
            edition=edition,
            counts=counts,
            server=urlsplit(edition.isso).netloc,
        ),
        description=describe(
            f"{edition.site.name} giữ lại gì của bạn đọc khi xem trang và gửi bình luận, giữ bao "
            "lâu, và muốn xóa thì báo cho ai."
        ),
        own=str(counts),
    )
