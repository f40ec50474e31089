"""The post that a user means: by its file, its folder, or its address."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from dvk_plugin.cli.console import WRONG_USAGE
from dvk_plugin.cli.rewriting import real_path
from dvk_plugin.domain.post import Post
from dvk_plugin.domain.site import Site
from dvk_plugin.read.posts import NEWS
from dvk_plugin.write.bundle import INDEX


def post_or_exit(site: Site, root: Path, text: str) -> Post:
    """The one post meant; none or several ends the program with 2 and tells which are near."""
    found = find_posts(site, root, text)
    if len(found) == 1:
        return found[0]
    if found:
        click.echo(f"«{text}» có thể là {len(found)} bài; ghi rõ một tệp:", err=True)
    else:
        click.echo(f"Không có bài nào là «{text}».", err=True)
        names = {post.slug: post for post in site.posts}
        near = difflib.get_close_matches(_name(text), names, n=3, cutoff=0.5)
        found = [names[name] for name in near]
        hint = (
            "có phải là:" if near else "ghi đường dẫn của bài, ví dụ posts/2024/ten-bai/index.md."
        )
        click.echo(f"Gợi ý: {hint}", err=True)
    for post in found:
        click.echo(f"  {post.file}", err=True)
    sys.exit(WRONG_USAGE)


def find_posts(site: Site, root: Path, text: str) -> list[Post]:
    """`posts/2024/a/index.md`, its folder, `tin-tuc/2024/a/`, `2024/a`, `a`, or an address."""
    paths = {
        real_path(base / part) for base in (Path.cwd(), root) for part in (text, f"{text}/{INDEX}")
    }
    by_file = [post for post in site.posts if real_path(root / post.file) in paths]
    if by_file:
        return by_file
    address = unquote(urlsplit(text).path).strip("/").removesuffix(f"/{INDEX}")
    wanted = (address, f"{NEWS}/{address}")
    return [
        post
        for post in site.posts
        if post.key in wanted or address.endswith(f"/{post.key}") or post.slug == address
    ]


def _name(text: str) -> str:
    parts = [part for part in text.replace("\\", "/").split("/") if part not in ("", INDEX)]
    return parts[-1].removesuffix(".md") if parts else ""
