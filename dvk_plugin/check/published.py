"""A link that was published never dies: addresses on the web host that the site no longer has."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.model import Model
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.domain.source import Source

_LIST = re.compile(r"(?:^|/)trang/[0-9]+/index\.html$")
"""Further pages of a list: nobody keeps a link to them, and they go when a list gets shorter."""


def check_published(
    site: Site, published: Collection[str], now: Collection[str]
) -> Iterator[Issue]:
    """`dia-chi-da-dang-mat`: a page that readers could open, and no page or redirect is there now.

    `published`, `now`: files as a host serves them (`tin-tuc/2023/a/index.html`).
    """
    owners: dict[str, Post | Model] = {f"{post.key}/": post for post in site.posts}
    owners |= {f"mo-hinh/{model.slug}/": model for model in site.models.values()}
    fresh = [address for address in owners if f"{address}index.html" not in published]
    for path in sorted(published):
        if path.endswith(".html") and path not in now and not _LIST.search(path):
            address = path.removesuffix("index.html")
            near = difflib.get_close_matches(address, fresh, n=1, cutoff=0.6)
            yield _dead(address, owners[near[0]].source if near else Source("mkdocs.yml"))


def _dead(address: str, place: Source) -> Issue:
    return Issue(
        "dia-chi-da-dang-mat",
        place,
        f"Địa chỉ đã đăng /{address} không còn trang nào; ai giữ liên kết ấy sẽ gặp trang báo lỗi.",
        f"nếu bài chỉ đổi chỗ, ghi ở bài mới: redirect_from: {address}",
        Severity.WARNING,
    )
