"""`dvk due`: the posts held back, and when the next comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dvk_plugin.cli.console import settings_or_exit
from dvk_plugin.cli.options import AS_JSON, CONFIG, TODAY
from dvk_plugin.domain.issue import Issue, Severity
from dvk_plugin.domain.post import Post
from dvk_plugin.load import load
from dvk_plugin.views.format import format_date
from dvk_plugin.views.held import held_line
from dvk_plugin.write.opendata import to_json

EVERY_DAY_COME = date.max
"""A day after all that anybody waits for."""


@click.command()
@TODAY
@CONFIG
@AS_JSON
def due(today: str, config: Path, as_json: bool) -> int:
    """Kể các bản nháp và các bài hẹn ngày đăng, bài tới hạn trước đứng trước."""
    settings = settings_or_exit(config, today)
    site, _ = load(settings)
    _, issues = load(replace(settings, today=EVERY_DAY_COME))
    day = settings.today or EVERY_DAY_COME
    if as_json:
        fallen = [post for post in site.posts if post.publish_at == day and not post.draft]
        waiting = [post.publish_at for post in site.held if not post.draft and post.publish_at]
        data = {
            "today": day.isoformat(),
            "next": min(waiting).isoformat() if waiting else None,
            "due_today": [post_data(post, issues) for post in fallen],
            "held": [post_data(post, issues) for post in site.held],
        }
        click.echo(to_json(data), nl=False)
    else:
        for post in site.held:
            click.echo(_told(post, issues))
        click.echo(held_line(site) or "Không có bài nào đang được giữ lại.")
    return 0


def post_data(post: Post, issues: Sequence[Issue]) -> Mapping[str, object]:
    """A post held back as plain data. `errors` would stop the build of the day it comes out."""
    return {
        "file": post.file,
        "address": f"{post.key}/",
        "title": post.title,
        "date": post.date.isoformat(),
        "publish_at": post.publish_at.isoformat() if post.publish_at else None,
        "draft": post.draft,
        "errors": _faults(post, issues),
    }


def _faults(post: Post, issues: Sequence[Issue]) -> int:
    """Errors; a draft's, which are reminders until it is none, count as well."""
    mine = [issue for issue in issues if issue.source.file == post.file]
    return sum(issue.severity is Severity.ERROR or post.draft for issue in mine)


def _told(post: Post, issues: Sequence[Issue]) -> str:
    day = f"ngày {format_date(post.publish_at)}" if post.publish_at else "chưa hẹn ngày"
    state = f"bản nháp, {day}" if post.draft else day
    faults = _faults(post, issues)
    to_mend = f"; còn {faults} chỗ phải sửa, xem «dvk check»" if faults else ""
    return f"{post.file}: {state}: {post.title}{to_mend}"
