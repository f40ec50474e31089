"""Posts held back, told in a line to whoever builds the site."""

from __future__ import annotations

from dvk_plugin.domain.site import Site
from dvk_plugin.views.describe import shorten
from dvk_plugin.views.format import format_date

LONGEST_TITLE = 60


def held_line(site: Site) -> str:
    """`Giữ lại 3 bài: 1 bản nháp, 2 bài hẹn ngày; gần nhất là «…», ngày 01/10/2024.`

    Empty where nothing is held back.
    """
    if not site.held:
        return ""
    drafts = sum(post.draft for post in site.held)
    waiting = [post for post in site.held if not post.draft]
    kinds = [f"{drafts} bản nháp"] if drafts else []
    if not waiting or waiting[0].publish_at is None:
        return f"Giữ lại {len(site.held)} bài: {kinds[0]}."
    next_one = waiting[0]
    day = format_date(waiting[0].publish_at)
    kinds.append(f"{len(waiting)} bài hẹn ngày")
    title = shorten(next_one.title, LONGEST_TITLE)
    return f"Giữ lại {len(site.held)} bài: {', '.join(kinds)}; gần nhất là «{title}», ngày {day}."
