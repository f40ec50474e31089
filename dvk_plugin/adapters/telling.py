"""What a build tells in its log, each finding where it was written."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping

from dvk_plugin.check.bodies import place_in_body
from dvk_plugin.domain.issue import Issue, Severity, render_issue
from dvk_plugin.domain.post import Post
from dvk_plugin.views.links import Links, file_of
from dvk_plugin.views.uris import post_uri

log = logging.getLogger("mkdocs.plugins.dvk")


def tell(issues: Iterable[Issue]) -> None:
    """Every finding, errors as such: a strict build of the host counts them."""
    for issue in issues:
        level = logging.ERROR if issue.severity is Severity.ERROR else logging.WARNING
        log.log(level, "%s\n", render_issue(issue))


def dead_links(
    dead_by_file: Mapping[str, Iterable[str]], posts: Iterable[Post], links: Links
) -> Iterator[str]:
    """A line for each link in a text that leads nowhere. `dead_by_file`: as they are written."""
    by_file = {file_of(links.url(post_uri(post))): post for post in posts}
    for file, dead in sorted(dead_by_file.items()):
        post = by_file.get(file)
        for link in dead:
            at = post.body.find(link) if post else -1
            place = place_in_body(post, at, at + len(link)) if post and at >= 0 else file
            yield f"{place}: liên kết «{link}» không dẫn tới trang nào"
