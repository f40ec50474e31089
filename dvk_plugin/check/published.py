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

_LIST = re.compile(r"(?:^|/)trang/[0-9]+(?:/index)?\.html$")
"""Further pages of a list: nobody keeps a link to them, and they go when a list gets shorter."""
_LINKED = re.compile(r"\.html$|(?:^|/)feed\.(?:xml|json)$|^du-lieu/.+\.(?:csv|json)$")
"""Files whose addresses people and machines keep: pages, feeds, open data. Photos are not among
them: who withdraws one means it."""


def check_published(
    site: Site, published: Collection[str], now: Collection[str]
) -> Iterator[Issue]:
    """`dia-chi-da-dang-mat`: a page, feed or open data that readers could get, and neither that
    nor a redirect is there now.

    `published`, `now`: files as a host serves them (`tin-tuc/2023/a/index.html`).
    """
    owners: dict[str, Post | Model] = {post.key: post for post in site.posts}
    owners |= {f"mo-hinh/{model.slug}": model for model in site.models.values()}
    moved = {old for page in (*owners.values(), *site.own_pages) for old in page.redirect_from}
    fresh = [key for key in owners if {f"{key}/index.html", f"{key}.html"}.isdisjoint(published)]
    for path in sorted(published):
        if not _LINKED.search(path) or path in now or _LIST.search(path):
            continue
        if moved.isdisjoint((path, f"{path.rpartition('/')[0]}/")):  # feeds go with their page
            key = path.removesuffix(".html").removesuffix("/index")
            near = difflib.get_close_matches(key, fresh, n=1, cutoff=0.6)
            yield _dead(path.removesuffix("index.html"), owners[near[0]] if near else None)


def _dead(address: str, owner: Post | Model | None) -> Issue:
    what = (
        "nếu bài chỉ đổi chỗ, ghi ở bài mới" if owner else "ghi ở bài, mô hình hay tệp .md thay nó"
    )
    return Issue(
        "dia-chi-da-dang-mat",
        owner.source if owner else Source("mkdocs.yml"),
        f"Địa chỉ đã đăng /{address} không còn trang nào; ai giữ liên kết ấy sẽ gặp trang báo lỗi.",
        f"{what}: redirect_from: {address}",
        Severity.WARNING,
    )
