"""Posts in lists as HTML; like photos, too many for a template each. All words are escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markupsafe import Markup, escape

from dvk_plugin.domain.post import Post
from dvk_plugin.views.edition import Edition, Route
from dvk_plugin.views.format import format_date
from dvk_plugin.views.ground import Ground
from dvk_plugin.views.photo_html import CARD, LEAD, image_html
from dvk_plugin.views.uris import post_uri


def cards_html(
    href: Route,
    edition: Ground | Edition,
    posts: Sequence[Post],
    level: int = 3,
    *,
    eager: bool = False,
) -> Markup:
    """Posts side by side, or a word that there are none. `level`: of titles; `eager`: the first."""
    if not posts:
        return Markup('<p class="dvk-empty">Chưa có bài viết nào.</p>')
    cards = (
        card_html(href, edition, post, level, eager=eager and not at)
        for at, post in enumerate(posts)
    )
    return Markup('<div class="dvk-cards">\n{}\n</div>'.format("\n".join(cards)))


def card_html(
    href: Route,
    edition: Ground | Edition,
    post: Post,
    level: int = 3,
    *,
    eager: bool = False,
    lead: bool = False,
) -> Markup:
    """A post in a list. `lead`: the one that stands first and largest."""
    draw = partial(_drawn, edition, post, level, eager, lead)
    return href.drawn(("card", post.key, level, eager, lead), draw)


def _drawn(
    edition: Ground | Edition,
    post: Post,
    level: int,
    eager: bool,
    lead: bool,
    href: Callable[[str], str],
) -> str:
    cover = edition.cover(post)
    kinds = f"{' dvk-card--lead' if lead else ''}{'' if cover else ' dvk-card--bare'}"
    picture = image_html(href, cover, "", LEAD if lead else CARD, eager=eager) if cover else ""
    above = f'<div class="dvk-card__cover">{picture}</div>\n' if cover else ""
    school = f" · {escape(edition.school_name(post.school))}" if post.school else ""
    summary = f"<p>{escape(post.summary)}</p>" if post.summary else ""
    return (
        f'<article class="dvk-card{kinds}">\n{above}<div class="dvk-card__text">\n'
        f'<h{level}><a href="{escape(href(post_uri(post)))}">{escape(post.title)}</a></h{level}>\n'
        f'<p class="dvk-card__meta"><time datetime="{post.date.isoformat()}">'
        f"{format_date(post.date)}</time>{school}{held_html(edition, post)}</p>\n"
        f"{summary}</div>\n</article>"
    )


def held_html(edition: Ground | Edition, post: Post) -> Markup:
    """Why a post is one that only a preview shows; nothing for all others."""
    if post.key not in edition.site.held_keys:
        return Markup()
    day = format_date(post.publish_at) if post.publish_at else ""
    why = "bản nháp" if post.draft else f"hẹn đăng {day}"
    return Markup(f' · <span class="dvk-badge dvk-badge--state">{why}</span>')
