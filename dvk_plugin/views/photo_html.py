"""Photos as HTML. So many stand on pages that a template for each would cost ten times as much.

Every word and every address goes through `escape`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from dvk_plugin.views.format import format_date
from dvk_plugin.views.pictures import Picture, caption_html

Href = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Room:
    """How wide a picture stands on the page, for the browser's choice.

    `enough`: pixels beyond which none is offered; 0 for all that there are.
    """

    sizes: str
    enough: int = 0


GRID = Room("(min-width: 56em) 19em, (min-width: 36em) 48vw, 94vw")
CARD = Room("(min-width: 56em) 24em, (min-width: 36em) 48vw, 94vw", enough=640)
"""In a grid of three columns; the post that it leads to shows it in full. 640 pixels are more than
one and a half for each point of a column, and of a phone's width.
"""
TEXT = Room("(min-width: 48em) 45em, 94vw")
LEAD = Room("(min-width: 56em) 44em, 94vw")


def image_html(
    href: Href, picture: Picture, alt: str, room: Room, *, eager: bool = False
) -> Markup:
    """WebP in several widths, and one JPEG for the few browsers that know no WebP.

    `eager`: it is among the first things that are seen.
    """
    webp = _choice(picture.srcset("webp", href, room.enough), room)
    source = f'<source type="image/webp"{webp}>' if webp else ""
    choice = "" if webp else _choice(picture.srcset("jpeg", href, room.enough), room)
    when = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return Markup(
        f'<picture>{source}<img class="{picture.ground}" src="{escape(href(picture.fallback))}"'
        f'{choice} alt="{escape(alt)}" width="{picture.width}" height="{picture.height}"'
        f' {when} decoding="async"></picture>'
    )


def _choice(srcset: str, room: Room) -> str:
    return f' srcset="{escape(srcset)}" sizes="{room.sizes}"' if srcset else ""


def photo_link(href: Href, picture: Picture, room: Room, *, eager: bool = False) -> Markup:
    """A picture that leads to its largest form; with the address of the original, if published."""
    original = ""
    if picture.original:
        original = (
            f' data-original="{escape(href(picture.original))}"'
            f' data-original-size="{escape(picture.original_size)}"'
        )
    image = image_html(href, picture, picture.alt, room, eager=eager)
    largest = escape(href(picture.largest))
    return Markup(f'<a class="dvk-photo" href="{largest}"{original}>{image}</a>')


def photo_html(
    href: Href,
    picture: Picture,
    room: Room,
    *,
    eager: bool = False,
    to_post: bool = False,
    own: bool = False,
) -> Markup:
    """A picture with its caption. `to_post`: and with a link to its post.

    `own`: on the page of its own post, where search and links lead to it.
    """
    mark = f' id="{escape(picture.anchor)}"' if own else ""
    caption = caption_html(picture.photo.caption, spoken=picture.is_described)
    credit = picture.photo.credit and f" <small>({escape(picture.photo.credit)})</small>"
    return Markup(
        f"<figure{mark}>\n{photo_link(href, picture, room, eager=eager)}\n"
        f"<figcaption>{caption}{credit}{_post_link(href, picture) if to_post else ''}"
        "</figcaption>\n</figure>"
    )


def _post_link(href: Href, picture: Picture) -> str:
    post = picture.post
    address = escape(href(f"{post.key}/index.md"))
    return (
        f' <small class="dvk-photo-post"><a href="{address}">Bài ngày '
        f'<time datetime="{post.date.isoformat()}">{format_date(post.date)}</time></a></small>'
    )


def gallery_html(
    href: Any,
    pictures: Iterable[Picture],
    *,
    eager: bool = False,
    to_post: bool = False,
    own: bool = False,
) -> Markup:
    """Pictures side by side. `href`: a `Route`. `eager`: the first; `own`: of the page's post."""
    shown = []
    for at, picture in enumerate(pictures):
        is_eager = eager and not at
        draw = partial(
            photo_html, picture=picture, room=GRID, eager=is_eager, to_post=to_post, own=own
        )
        is_alone = own or is_eager  # stands so on this page alone
        key = ("photo", picture.key, to_post)
        shown.append(draw(href) if is_alone else href.drawn(key, draw))
    photos = "\n".join(shown)
    return Markup(f'<div class="dvk-gallery">\n{photos}\n</div>')


def figure_html(href: Href, picture: Picture, eager: bool, inline: bool) -> str:
    """A photo where its post's text shows it: on lines of its own, or amid words."""
    if inline:
        link = photo_link(href, picture, TEXT, eager=eager)
        mark = escape(picture.anchor)
        return f'<span class="dvk-gallery dvk-gallery--inline" id="{mark}">{link}</span>'
    photo = photo_html(href, picture, TEXT, eager=eager, own=True)
    return f'<div class="dvk-gallery dvk-gallery--text">\n{photo}\n</div>'
